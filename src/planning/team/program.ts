import type { Prepared } from '../plan/prepare.js'
import type { Program, Row } from '../plan/program.js'
import type { TeamProblem } from './problem.js'
import { atMostOne, type Seat, seatsOf, unitOf } from './seats.js'

/**
 * A team as an integer program: a column for each session that must and can be covered, then one for each seat, then
 * those for members' limits.
 */
export interface TeamProgram extends Program {
  /** In the order of their first sessions. */
  readonly duties: readonly string[]
  /** The weight of covering one session: more than all seats together. */
  readonly duty: number
  /** By member, then start, then id. */
  readonly seats: readonly Seat[]
  /** Thirtieths of a point in one unit of weight. */
  readonly unit: number
  /** The lineup of each member, and the index of its first session among the seats. */
  readonly members: readonly { readonly prepared: Prepared; readonly first: number }[]
  readonly shared: readonly Row[]
}

/**
 * Combines the rows of each member with those of the team: a session is attended once. Coverage weighs more than
 * anything else. The candidates must be in order.
 */
export function teamProgram(problem: TeamProblem): TeamProgram {
  const unit = unitOf(problem)
  const own = problem.members.map((who, member) => seatsOf(problem, member, who, unit))
  const seats = own.flatMap((one) => one.seats)
  const byContent = new Map<string, number[]>()
  for (const [place, { sessions }] of seats.entries()) {
    for (const { candidate } of sessions) {
      const places = byContent.get(candidate.content) ?? []
      places.push(place)
      byContent.set(candidate.content, places)
    }
  }
  const coverable = problem.candidates.map(({ content }) => content).filter((content) => byContent.has(content))
  const duties = [...new Set(coverable)].filter((content) => problem.cover.has(content))
  const shared = [...byContent].flatMap(([content, places]) => {
    const isFree = ({ weight, claimed }: Seat) => claimed || (problem.together.has(content) && weight > 0)
    return onceBeside(places, (place) => isFreeAt(seats, place, isFree))
  })
  const duty = 1 + seats.reduce((sum, { weight }) => sum + weight, 0)
  const members: { prepared: Prepared; first: number }[] = []
  const personal: Row[] = []
  let [first, other] = [0, duties.length + seats.length]
  for (const { prepared, rows, others, seats: mine } of own) {
    const [from, beyond] = [duties.length + first, other - mine.length]
    for (const row of rows) {
      personal.push({ ...row, columns: row.columns.map((at) => at + (at < mine.length ? from : beyond)) })
    }
    members.push({ prepared, first })
    first += mine.length
    other += others
  }
  const moved = shared.map((row) => ({ ...row, columns: row.columns.map((column) => duties.length + column) }))
  const weights = [...duties.map(() => duty), ...seats.map(({ weight }) => weight)]
  return {
    objective: Array.from({ length: other }, (_, column) => weights[column] ?? 0),
    rows: [
      ...personal,
      ...moved,
      ...duties.map((content, column) => coveredBy(byContent.get(content) ?? [], column, duties.length)),
    ],
    seats,
    unit,
    duties,
    duty,
    members,
    shared: moved,
  }
}

function isFreeAt(seats: readonly Seat[], place: number, isFree: (seat: Seat) => boolean): boolean {
  const seat = seats[place]
  return seat !== undefined && isFree(seat)
}

/** At most one of the places, and only if none of the free ones is taken; these are otherwise unlimited. */
function onceBeside(places: readonly number[], isFree: (place: number) => boolean): readonly Row[] {
  const once = places.filter((place) => !isFree(place))
  const free = places.filter(isFree)
  return free.length === 0 ? oneOf(once) : once.length === 0 ? [] : free.flatMap((place) => oneOf([...once, place]))
}

function oneOf(places: readonly number[]): readonly Row[] {
  return places.length < 2 ? [] : [atMostOne([...places].sort((a, b) => a - b))]
}

function coveredBy(places: readonly number[], column: number, first: number): Row {
  return {
    columns: [column, ...places.map((place) => first + place)],
    coefficients: [-1, ...places.map(() => 1)],
    lower: 0,
    upper: Number.POSITIVE_INFINITY,
  }
}

export function takenSeats({ seats, duties }: TeamProgram, x: readonly number[]): readonly Seat[] {
  return seats.filter((_, place) => (x[duties.length + place] ?? 0) > 0.5)
}

/** The value of a solution to each member, in units of weight. */
export function sharesOf(program: TeamProgram, x: readonly number[]): readonly number[] {
  const shares = program.members.map(() => 0)
  for (const { member, weight } of takenSeats(program, x)) shares[member] = (shares[member] ?? 0) + weight
  return shares
}
