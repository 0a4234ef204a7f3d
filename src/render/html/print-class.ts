/** What decides how much paper an entry takes. */
export interface PrintEntry {
  readonly title: string
  /** How many speakers are named. */
  readonly people: number
  readonly clashes: boolean
}

/** Lines of usual and of small type on a page of A4 or Letter, head and margins taken off. */
const LINES = 50
const SMALL_LINES = 58
/** What fits on a line of a printed title, and how many speakers. */
const TITLE = 80
const PEOPLE = 4

/**
 * The class of a day with these entries of mine, so that each day fits on one printed page: usual type, small type, or one
 * line an entry.
 */
export function printClass(entries: readonly PrintEntry[]): string {
  const lines = entries.reduce((sum, entry) => sum + linesOf(entry), 0)
  return lines > SMALL_LINES ? 'day crowd' : lines > LINES ? 'day many' : 'day'
}

/** Title, time and place, speakers, a clash, and the space around. */
function linesOf({ title, people, clashes }: PrintEntry): number {
  return Math.ceil(title.length / TITLE) + 1 + Math.ceil(people / PEOPLE) + Number(clashes) + 0.7
}
