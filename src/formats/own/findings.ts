import type { Place, Problem } from '../../model/index.js'

const LISTED = 50

export interface Findings {
  readonly report: (range: Range, build: (at: Place) => Problem) => void
  /** Reports a warning: see `severityOf`. */
  readonly warn: (range: Range, build: (at: Place) => Problem) => void
  /** For problems that name two places. */
  readonly place: (range: Range) => Place
  readonly anyErrors: () => boolean
  /** In file order: the first 50, and how many more there are. */
  readonly list: () => readonly Problem[]
}

export function findingsIn(place: (range: Range) => Place): Findings {
  const found: { range: Range; error: boolean; build: (at: Place) => Problem }[] = []
  return {
    report: (range, build) => void found.push({ range, error: true, build }),
    warn: (range, build) => void found.push({ range, error: false, build }),
    place,
    anyErrors: () => found.some(({ error }) => error),
    list() {
      const ordered = found.toSorted((a, b) => a.range[0] - b.range[0])
      const listed = ordered.slice(0, LISTED).map(({ range, build }) => build(place(range)))
      const rest = ordered.slice(LISTED)
      const [next] = rest
      if (!next) return listed
      const more = { code: 'more-problems', at: place(next.range), count: rest.length } as const
      return [...listed, rest.some(({ error }) => error) ? more : { ...more, severity: 'warning' }]
    },
  }
}

/** The answer of a reader to a file that it cannot read at all. */
export interface Unreadable {
  readonly ok: false
  readonly problems: readonly Problem[]
}

export function unreadable(problem: Problem): Unreadable {
  return { ok: false, problems: [problem] }
}

/** For a file that does not have the form of its format; `cut` if that is because its end seems to be missing. */
export function brokenFile(at: Place, format: string, detail: string, cut = false): Unreadable {
  return unreadable({ code: 'broken-file', at, format, detail, ...(cut && { cut }) })
}

/** One warning about all entries that are not part of the programme, with the marks that say so. */
export function warnOfOutside<T>(
  outside: readonly T[],
  placeOf: (entry: T) => Place,
  markOf: (entry: T) => string | undefined,
): readonly Problem[] {
  const [first] = outside
  if (first === undefined) return []
  const mark = [...new Set(outside.map((entry) => markOf(entry) ?? ''))].join(', ')
  return [{ code: 'not-in-programme', at: placeOf(first), count: outside.length, mark }]
}

export const LIMITS = { slug: 80, name: 200, title: 500, line: 2000, prose: 20_000 } as const

export const ENTRIES = 1000

/** The most walks of a conference or a person: enough for every pair of 300 rooms. */
export const WALKS = 50_000

/** Offsets into a text in UTF-16 code units; `end` is exclusive. */
export type Range = readonly [start: number, end: number]

const EXCERPT = 120
const BEFORE_CARET = 60

/**
 * Finds the line and column of an offset in `text`. The first call costs O(text), each further call O(its line). Calls
 * in the order of the text cost O(text) together, even if it is all one line.
 */
export function placesIn(file: string, text: string): (range: Range) => Place {
  let lines: readonly number[] | undefined
  let counted = { begin: 0, offset: 0, characters: 0 }
  const charactersBefore = (begin: number, offset: number): number => {
    const known = counted.begin === begin && counted.offset <= offset ? counted : { offset: begin, characters: 0 }
    counted = { begin, offset, characters: known.characters + codePoints(text, known.offset, offset) }
    return counted.characters
  }
  return ([start, end]) => {
    lines ??= lineStarts(text)
    const offset = Math.max(0, Math.min(start, text.length))
    const line = lineOf(lines, offset)
    const begin = lines[line - 1] ?? 0
    const finish = lineEnd(text, begin, lines[line])
    const column = charactersBefore(begin, offset) + 1
    const long = finish - begin > EXCERPT
    const from = long ? whole(text, Math.max(begin, Math.min(offset - BEFORE_CARET, finish - EXCERPT))) : begin
    const to = long ? whole(text, Math.min(finish, from + EXCERPT)) : finish
    const width = Math.max(1, codePoints(text, offset, Math.min(Math.max(end, offset), to)))
    const place = { file, line, column, excerpt: text.slice(from, to), width }
    return from > begin ? { ...place, from: column - codePoints(text, from, offset) } : place
  }
}

function lineStarts(text: string): readonly number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

function lineOf(starts: readonly number[], offset: number): number {
  let low = 0
  let high = starts.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  return low
}

function lineEnd(text: string, begin: number, next: number | undefined): number {
  const end = next === undefined ? text.length : next - 1
  return end > begin && text[end - 1] === '\r' ? end - 1 : end
}

function codePoints(text: string, start: number, end: number): number {
  let count = 0
  for (let at = start; at < end; at++) if (!insidePair(text, at)) count++
  return count
}

function whole(text: string, offset: number): number {
  return insidePair(text, offset) ? offset + 1 : offset
}

function insidePair(text: string, offset: number): boolean {
  const unit = text.charCodeAt(offset)
  const before = text.charCodeAt(offset - 1)
  return unit >= 0xdc00 && unit <= 0xdfff && before >= 0xd800 && before <= 0xdbff
}
