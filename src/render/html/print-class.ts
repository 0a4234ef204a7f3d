export interface PrintEntry {
  readonly title: string
  readonly people: number
  readonly clashes: boolean
}

/** Lines of normal and of small type on a printed page of A4 or Letter. */
const LINES = 50
const SMALL_LINES = 58
/** How many entries of title, time and room, of two lines each, fit on a page. */
const CROWD = 26
/** Characters of a printed title, and speakers, on one line. */
const TITLE = 80
const PEOPLE = 4

/**
 * The class of a day with these entries of mine that makes each day fit on one printed page: normal type, small type,
 * only title, time and room, or one line for these.
 */
export function printClass(entries: readonly PrintEntry[]): string {
  const lines = entries.reduce((sum, entry) => sum + linesOf(entry), 0)
  if (lines <= LINES) return 'day'
  if (lines <= SMALL_LINES) return 'day many'
  return entries.length <= CROWD ? 'day crowd' : 'day crowd throng'
}

function linesOf({ title, people, clashes }: PrintEntry): number {
  return Math.ceil(title.length / TITLE) + 1 + Math.ceil(people / PEOPLE) + Number(clashes) + 0.7
}
