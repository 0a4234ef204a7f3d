import type { Program, Row } from '../plan/program.js'
import type { TeamProblem } from './problem.js'
import { atMostOne, moved, type Seat, type Seats, seatsOf } from './seats.js'

/** A team as a program: a column for each content that must be covered and can be, then one for each seat. */
export interface TeamProgram extends Program, Pick<Seats, 'seats' | 'unit'> {
  /** In the order of their first sessions. */
  readonly duties: readonly string[]
  /** What covering one content weighs: more than all seats together. */
  readonly duty: number
}

/**
 * To the rows that bind each member come those across the team: a content is attended once. Covering a content is worth more than
 * all else: as many as possible are covered, whatever that costs. The candidates of the problem are in order.
 */
export function teamProgram(problem: TeamProblem): TeamProgram {
  const { seats, rows: personal, unit } = seatsOf(problem)
  const byContent = new Map<string, number[]>()
  for (const [place, { candidate }] of seats.entries()) {
    const places = byContent.get(candidate.content) ?? []
    places.push(place)
    byContent.set(candidate.content, places)
  }
  const coverable = problem.candidates.map(({ content }) => content).filter((content) => byContent.has(content))
  const duties = [...new Set(coverable)].filter((content) => problem.cover.has(content))
  const shared = [...byContent].flatMap(([content, places]) =>
    problem.together.has(content) ? whoeverWants(places, seats) : oneOf(places),
  )
  const duty = 1 + seats.reduce((sum, { weight }) => sum + weight, 0)
  return {
    objective: [...duties.map(() => duty), ...seats.map(({ weight }) => weight)],
    rows: [
      ...[...personal, ...shared].map((row) => moved(row, duties.length)),
      ...duties.map((content, column) => coveredBy(byContent.get(content) ?? [], column, duties.length)),
    ],
    seats,
    unit,
    duties,
    duty,
  }
}

/** Who only goes because somebody must goes alone, and only where nobody goes who wants to. */
function whoeverWants(places: readonly number[], seats: readonly Seat[]): readonly Row[] {
  const dutiful = places.filter((place) => seats[place]?.weight === 0)
  const willing = places.filter((place) => !dutiful.includes(place))
  if (willing.length === 0) return oneOf(dutiful)
  return dutiful.length === 0 ? [] : willing.flatMap((place) => oneOf([...dutiful, place]))
}

/** The places need not be in order. */
function oneOf(places: readonly number[]): readonly Row[] {
  return places.length < 2 ? [] : [atMostOne([...places].sort((a, b) => a - b))]
}

/** A content counts as covered only if one of its places is taken. */
function coveredBy(places: readonly number[], column: number, first: number): Row {
  return {
    columns: [column, ...places.map((place) => first + place)],
    coefficients: [-1, ...places.map(() => 1)],
    lower: 0,
    upper: Number.POSITIVE_INFINITY,
  }
}

/** The seats that a solution takes. */
export function takenSeats({ seats, duties }: TeamProgram, x: readonly number[]): readonly Seat[] {
  return seats.filter((_, place) => (x[duties.length + place] ?? 0) > 0.5)
}
