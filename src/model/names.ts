/**
 * The candidates most likely meant by `word`, best first, at most `limit`. They are compared by Damerau-Levenshtein
 * distance (optimal string alignment), ignoring case, up to a third of the longer word. O(candidates x length²).
 */
export function nearest(word: string, candidates: Iterable<string>, limit = 1): readonly string[] {
  const wanted = word.toLowerCase().slice(0, LONGEST)
  const found: { candidate: string; distance: number }[] = []
  for (const candidate of candidates) {
    const folded = candidate.toLowerCase().slice(0, LONGEST)
    const allowed = Math.max(1, Math.floor(Math.max(wanted.length, folded.length) / 3))
    const distance = folded.startsWith(wanted) && wanted.length > 2 ? 0.5 : editDistance(wanted, folded, allowed)
    if (distance <= allowed) found.push({ candidate, distance })
  }
  return found
    .sort((a, b) => a.distance - b.distance)
    .slice(0, limit)
    .map(({ candidate }) => candidate)
}

/** Only the beginnings of longer words are compared, so that a hostile value costs no time. */
const LONGEST = 64

/**
 * The Damerau-Levenshtein distance of two words (optimal string alignment): letters that are wrong, missing, too many, or two
 * neighbours swapped. Infinity beyond `most`. O(length x most).
 */
export function editDistance(a: string, b: string, most = Math.max(a.length, b.length)): number {
  if (Math.abs(a.length - b.length) > most) return Number.POSITIVE_INFINITY
  let before: number[] = []
  let above = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const current = new Array<number>(b.length + 1).fill(Number.POSITIVE_INFINITY)
    current[0] = row
    // Further from the diagonal than `most`, every distance is larger than it.
    for (let column = Math.max(1, row - most); column <= Math.min(b.length, row + most); column++) {
      const same = a[row - 1] === b[column - 1]
      let best = Math.min(at(above, column) + 1, at(current, column - 1) + 1, at(above, column - 1) + (same ? 0 : 1))
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      if (swapped) best = Math.min(best, at(before, column - 2) + 1)
      current[column] = best
    }
    before = above
    above = current
  }
  const distance = at(above, b.length)
  return distance > most ? Number.POSITIVE_INFINITY : distance
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY
}

/**
 * Makes names unique: a name that is taken or was made before gets the first free number from 2 on. The next number is
 * remembered for each name, so that many equal names stay cheap.
 */
export function uniqueNames(
  taken: ReadonlySet<string>,
  form: (name: string, number: number) => string = (name, number) => `${name}-${number}`,
): (name: string) => string {
  const next = new Map<string, number>()
  return (name) => {
    let number = next.get(name) ?? 1
    let unique = number === 1 ? name : form(name, number)
    while (taken.has(unique) || (number > 1 && next.has(unique))) unique = form(name, ++number)
    next.set(name, number + 1)
    if (number > 1 && !next.has(unique)) next.set(unique, 2)
    return unique
  }
}

/** A short hash of a long text: FNV-1a over UTF-16 code units, 32 bits, 7 characters of `[0-9a-z]`. */
export function fingerprint(text: string): string {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash >>> 0).toString(36).padStart(7, '0')
}

/** Words that belong to the family name after them, in any case: `van Gogh`, `Di Donato`. In lower case. */
const PARTICLES: ReadonlySet<string> = new Set(
  `ab af al auf av az ben bin bint binti da dal dalla das de degli dei del della dem den der di do dos du e el en het
  ibn la las le les lo los op st st. te ten ter tor van vande vanden vander vom von y z zu zum zur 't ’t`.split(/\s+/),
)

export function isNameParticle(word: string): boolean {
  return PARTICLES.has(word.toLowerCase())
}
