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
/** Entries of a title, a time and a room that fit on a page where these may take two lines. */
const CROWD = 26
/** What fits on a line of a printed title, and how many speakers. */
const TITLE = 80
const PEOPLE = 4

/**
 * The class of a day with these entries of mine, so that each day fits on one printed page: usual type, small type,
 * no more than title, time and room, or one line for these.
 */
export function printClass(entries: readonly PrintEntry[]): string {
  const lines = entries.reduce((sum, entry) => sum + linesOf(entry), 0)
  if (lines <= LINES) return 'day'
  if (lines <= SMALL_LINES) return 'day many'
  return entries.length <= CROWD ? 'day crowd' : 'day crowd throng'
}

/** Title, time and place, speakers, a clash, and the space around. */
function linesOf({ title, people, clashes }: PrintEntry): number {
  return Math.ceil(title.length / TITLE) + 1 + Math.ceil(people / PEOPLE) + Number(clashes) + 0.7
}
