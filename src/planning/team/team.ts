import { appendTo } from '../../model/index.js'
import { compareIds } from '../plan/obstacles.js'
import { preferPicked } from '../plan/prefer-picked.js'
import { isPlan, type Prepared, THIRTIETHS } from '../plan/prepare.js'
import type { Program, Report, Row, Solution, Solve } from '../plan/program.js'
import { compareText } from '../sessions/order.js'
import {
  atMostOne,
  type Seat,
  seatsOf,
  type Team,
  type TeamMember,
  type TeamProblem,
  teamUnit,
} from './team-problem.js'

interface TeamSolver {
  readonly solve: Solve
  /** The first of all best solutions by its columns, given one of them. */
  readonly firstOf: (program: Program, best: Solution) => Promise<Solution>
}

/**
 * The best split of a programme over a team: as many as possible of the sessions that must be covered, then the
 * greatest sum of scores, then the fairest one (lexicographic max-min of the members' points). Of equal splits the
 * first: if not all can be covered, the one that covers the earliest; then the one in which the first member by name
 * attends the first session (by start, then id), then the next session, then the next member. Finally, members attend
 * the sittings they picked if those are worth as much and they are free. The order of candidates and members has no
 * effect.
 *
 * If time runs out, the value is still correct: `proven` refers to coverage and the sum, but the points may be shared
 * less fairly, or another of equal splits be returned, than with more time.
 */
export async function splitTeam(problem: TeamProblem, solver: TeamSolver, report?: Report): Promise<Team> {
  const { ordered, places } = inOrder(problem)
  const program = teamProgram(ordered)
  // Coverage is weighted on top of the scores.
  const scored = (value: number, covered: number) =>
    (Math.min(value - covered, program.duty - 1) * program.unit) / THIRTIETHS
  const best = await solver.solve(program, (found, most) => {
    const covered = Math.max(0, found - (found % program.duty))
    if (Number.isFinite(found)) report?.(scored(found, covered), scored(most, covered))
  })
  if (best.status === 'infeasible') throw new Error('a team can always stay at home')
  const told = (x: readonly number[]) =>
    tell(ordered, places, program, withPicked(program, ordered.members, x), best.bound)
  if (best.status !== 'optimal') {
    const greedy = greedySplit(program)
    return told(weigh(program, greedy) > best.value ? greedy : best.x)
  }
  const shared = await shareFairly(program, best.x, solver.solve)
  if (!shared.isFairest) return told(shared.x)
  return told((await solver.firstOf(shared.program, { ...best, x: shared.x })).x)
}

/**
 * The problem with candidates ordered by start and members by name. Members of one name are ordered by their wishes and
 * limits, if these differ. `places` are the members' original indexes.
 */
function inOrder(problem: TeamProblem): { readonly ordered: TeamProblem; readonly places: readonly number[] } {
  const candidates = [...problem.candidates].sort(({ entry: a }, { entry: b }) => a.start - b.start || compareIds(a, b))
  const nameOf = (place: number) => problem.members[place]?.name ?? ''
  const key = (place: number) => {
    const member = problem.members[place]
    const scores = candidates.map((candidate) => candidate.scores[place] ?? 0)
    return member ? keyOf(member, candidates, scores) : ''
  }
  const places = [...problem.members.keys()].sort(
    (a, b) => compareText(nameOf(a), nameOf(b)) || compareText(key(a), key(b)),
  )
  return {
    ordered: {
      ...problem,
      members: places.flatMap((place) => problem.members[place] ?? []),
      candidates: candidates.map((one) => ({ ...one, scores: places.map((place) => one.scores[place] ?? 0) })),
    },
    places,
  }
}

/** Members with the same key are interchangeable. */
function keyOf(
  { blocks, going, outside, picked, limits, walks }: TeamMember,
  candidates: TeamProblem['candidates'],
  scores: readonly number[],
): string {
  const rooms = [...new Set([...candidates.map(({ entry }) => entry), ...blocks].map(({ room }) => room))].sort()
  const times = blocks.map(({ start, end, room }) => [start, end, room ?? '']).sort()
  const lengths = rooms.map((room) => rooms.map((other) => walks.between(room, other)))
  return JSON.stringify([scores, times, [...going].sort(), [...outside].sort(), [...picked].sort(), limits, lengths])
}

/** The same solution with the sittings that members picked, if they are worth as much. `members` must be those of the program. */
function withPicked(
  { seats, duties, members: lineups }: TeamProgram,
  members: readonly TeamMember[],
  x: readonly number[],
): readonly number[] {
  const moved = [...x]
  for (const [member, { prepared, first }] of lineups.entries()) {
    const { candidates } = prepared.lineup
    const column = (place: number) => duties.length + first + place
    const attended = [...candidates.keys()].filter((place) => (x[column(place)] ?? 0) > 0.5)
    const preferred = preferPicked(prepared, attended, {
      isPicked: (place) => members[member]?.picked.has(candidates[place]?.entry.id ?? '') ?? false,
      contentOf: (place) => seats[first + place]?.sessions[0]?.candidate.content,
      weightOf: (place) => seats[first + place]?.weight,
    })
    for (const place of attended) moved[column(place)] = 0
    for (const place of preferred) moved[column(place)] = 1
  }
  return moved
}

function weigh({ objective }: TeamProgram, x: readonly number[]): number {
  return objective.reduce((sum, weight, column) => sum + weight * (x[column] ?? 0), 0)
}

function tell(
  problem: TeamProblem,
  places: readonly number[],
  program: TeamProgram,
  x: readonly number[],
  bound: number,
): Team {
  const { unit, duty, duties } = program
  const taken = takenSeats(program, x)
  const contentsOf = (seats: readonly Seat[]) =>
    new Set(seats.flatMap(({ sessions }) => sessions.map(({ candidate }) => candidate.content)))
  const attended = contentsOf(taken)
  const weight = sharesOf(program, x).reduce((sum, share) => sum + share, 0)
  const covered = duty * duties.filter((content) => attended.has(content)).length
  // If more could be covered, the bound is that of everything: `duty` is one more than that.
  const most = Math.max(weight, Math.min(bound - covered, duty - 1))
  const left = problem.candidates.filter(({ content, scores }) => {
    return !attended.has(content) && (problem.cover.has(content) || scores.some((score) => score > 0))
  })
  const plans = problem.members.map(({ name, going }, member) => {
    const mine = taken.filter((seat) => seat.member === member)
    const contents = contentsOf(mine)
    const weights = new Map(
      mine.flatMap(({ sessions }) =>
        sessions.flatMap((one) => (one.hidden ? [] : [[one.candidate.entry.id, one.weight] as const])),
      ),
    )
    const lost = problem.candidates.filter(({ entry, content }) => going.has(entry.id) && !contents.has(content))
    return {
      name,
      sessions: problem.candidates.flatMap(({ entry: { id } }) => {
        const own = weights.get(id)
        return own === undefined ? [] : [{ id, score: (own * unit) / THIRTIETHS }]
      }),
      givenUp: lost.map(({ entry }) => entry.id),
    }
  })
  return {
    value: (weight * unit) / THIRTIETHS,
    bound: (most * unit) / THIRTIETHS,
    proven: bound <= weight + covered,
    members: problem.members.flatMap((_, place) => plans[places.indexOf(place)] ?? []),
    uncovered: left.map(({ entry }) => entry.id),
    missed: left.filter(({ content }) => problem.cover.has(content)).map(({ entry }) => entry.id),
  }
}

/**
 * A first split: what is kept, then what must be covered, then the greatest weights, as far as limits and rows across
 * the team allow. It is the answer if time runs out before the solver finds a better one.
 */
function greedySplit({ objective, shared, seats, duties, members }: TeamProgram): readonly number[] {
  const rowsOf: number[][] = objective.map(() => [])
  for (const [index, { columns }] of shared.entries()) for (const column of columns) rowsOf[column]?.push(index)
  const full = new Set<number>()
  const x = objective.map(() => 0)
  const attended = members.map(({ prepared }) => prepared.lineup.fixed)
  const occupy = (column: number) => {
    for (const row of rowsOf[column] ?? []) full.add(row)
    x[column] = 1
  }
  for (const [member, { first }] of members.entries()) {
    for (const place of attended[member] ?? []) occupy(duties.length + first + place)
  }
  const take = (column: number) => {
    const seat = seats[column - duties.length]
    const who = seat && members[seat.member]
    if (!who || x[column] === 1 || (rowsOf[column] ?? []).some((row) => full.has(row))) return false
    const place = column - duties.length - who.first
    const mine = [...(attended[seat.member] ?? []), place].sort((a, b) => a - b)
    if (!isPlan(who.prepared, mine)) return false
    attended[seat.member] = mine
    occupy(column)
    return true
  }
  const weight = (column: number) => objective[column] ?? 0
  const order = [...seats.keys()].map((place) => duties.length + place).sort((a, b) => weight(b) - weight(a) || a - b)
  for (const [done, content] of duties.entries()) {
    const somebody = order.filter((column) =>
      seats[column - duties.length]?.sessions.some(({ candidate }) => candidate.content === content),
    )
    if (somebody.some((column) => x[column] === 1 || take(column))) x[done] = 1
  }
  for (const column of order) if (weight(column) > 0) take(column)
  return x
}

/**
 * A team as an integer program: a column for each session that must and can be covered, then one for each seat, then
 * those for members' limits.
 */
interface TeamProgram extends Program {
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
function teamProgram(problem: TeamProblem): TeamProgram {
  const unit = teamUnit(problem)
  const own = problem.members.map((who, member) => seatsOf(problem, member, who, unit))
  const seats = own.flatMap((one) => one.seats)
  const byContent = new Map<string, number[]>()
  for (const [place, { sessions }] of seats.entries()) {
    for (const { candidate } of sessions) appendTo(byContent, candidate.content, place)
  }
  const coverable = problem.candidates.map(({ content }) => content).filter((content) => byContent.has(content))
  const duties = [...new Set(coverable)].filter((content) => problem.cover.has(content))
  const shared = [...byContent].flatMap(([content, places]) => {
    const isShared = problem.together.has(content)
    const isFree = (place: number) => seats[place]?.claimed || (isShared && (seats[place]?.weight ?? 0) > 0)
    const [free, once] = [places.filter(isFree), places.filter((place) => !isFree(place))]
    return onceBeside(once, free)
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

/** At most one of `once`, and only if none of the free ones is taken; these are otherwise unlimited. */
function onceBeside(once: readonly number[], free: readonly number[]): readonly Row[] {
  const sets = free.length === 0 ? [once] : once.length === 0 ? [] : free.map((place) => [...once, place])
  return sets.flatMap((places) => (places.length < 2 ? [] : [atMostOne([...places].sort((a, b) => a - b))]))
}

function coveredBy(places: readonly number[], column: number, first: number): Row {
  return {
    columns: [column, ...places.map((place) => first + place)],
    coefficients: [-1, ...places.map(() => 1)],
    lower: 0,
    upper: Number.POSITIVE_INFINITY,
  }
}

function takenSeats({ seats, duties }: TeamProgram, x: readonly number[]): readonly Seat[] {
  return seats.filter((_, place) => (x[duties.length + place] ?? 0) > 0.5)
}

/** The value of a solution to each member, in units of weight. */
function sharesOf(program: TeamProgram, x: readonly number[]): readonly number[] {
  const shares = program.members.map(() => 0)
  for (const { member, weight } of takenSeats(program, x)) shares[member] = (shares[member] ?? 0) + weight
  return shares
}

/** A solution, and the program of all solutions that are as fair. */
interface Shared {
  readonly program: Program
  readonly x: readonly number[]
  /** Whether no best solution is fairer. */
  readonly isFairest: boolean
}

/**
 * The fairest of all solutions that cover and weigh as much as `best`: the poorest member has as much as possible, then
 * the second poorest, and so on (lexicographic max-min). Level k asks for the greatest t that n - k + 1 of n members
 * reach; the binary digits of t are columns, and the result becomes rows. Members to whom nothing is worth anything are
 * left out.
 */
async function shareFairly(program: TeamProgram, best: readonly number[], solve: Solve): Promise<Shared> {
  const { objective, duties } = program
  const wealth = wealthIn(program)
  const { members, shareOf, sharesIn } = wealth
  const sum = sharesIn(best).reduce((all, share) => all + share, 0)
  let rows: readonly Row[] = [
    ...program.rows,
    row(
      duties.map((_, column) => [column, 1] as const),
      duties.filter((_, column) => best[column] === 1).length,
    ),
    row(members.flatMap(shareOf), sum),
  ]
  // For each of these levels a column for every member says who reaches it.
  const marks: number[] = []
  const width = () => objective.length + marks.length * members.length
  const shared = (isFairest: boolean): Shared => ({
    program: { objective: [...objective, ...Array<number>(width() - objective.length).fill(0)], rows },
    x: [...x.slice(0, objective.length), ...marks.flatMap((least) => sharesIn(x).map((own) => (own >= least ? 1 : 0)))],
    isFairest,
  })

  let x = best
  let [before, spent] = [0, 0]
  for (let level = 0; level < members.length - 1; level++) {
    const rich = members.length - level
    const levelOf = (x: readonly number[]) => sharesIn(x).sort((a, b) => a - b)[level] ?? 0
    const known = levelOf(x)
    const most = Math.floor((sum - spent) / rich)
    if (known < most) {
      const answer = await solve(greatestLevel(wealth, rich, { known, most }, { rows, width: width() }))
      if (answer.status === 'infeasible') throw new Error('a split that was found can be found again')
      if (answer.x.length > 0 && answer.value > 0) x = answer.x
      if (answer.status !== 'optimal') return shared(false)
    }
    const least = levelOf(x)
    if (least > before) {
      rows = [...rows, ...reaching(wealth, rich, width(), { least })]
      if (level > 0) marks.push(least)
    }
    before = least
    spent += least
  }
  return shared(true)
}

/** The members to whom something is worth anything, and what each has. */
interface Wealth {
  readonly members: readonly number[]
  readonly shareOf: (member: number) => Terms
  readonly sharesIn: (x: readonly number[]) => number[]
}

function wealthIn(program: TeamProgram): Wealth {
  const { objective, duties, seats } = program
  const columnsOf = program.members.map((_, member) =>
    [...seats.entries()].flatMap(([place, seat]) =>
      seat.member === member && seat.weight > 0 ? duties.length + place : [],
    ),
  )
  const members = [...columnsOf.keys()].filter((member) => (columnsOf[member] ?? []).length > 0)
  return {
    members,
    shareOf: (member) => (columnsOf[member] ?? []).map((column) => [column, objective[column] ?? 0] as const),
    sharesIn(x) {
      const shares = sharesOf(program, x)
      return members.map((member) => shares[member] ?? 0)
    },
  }
}

/** The program whose value is how far above `known` the greatest level is that `rich` members reach; it is at most `most`. */
function greatestLevel(
  wealth: Wealth,
  rich: number,
  { known, most }: { readonly known: number; readonly most: number },
  { rows, width }: { readonly rows: readonly Row[]; readonly width: number },
): Program {
  const digits = Array.from({ length: Math.ceil(Math.log2(most - known + 1)) }, (_, bit) => 2 ** bit)
  const first = width + (rich === wealth.members.length ? 0 : wealth.members.length)
  const raised = digits.map((digit, bit) => [first + bit, -digit] as const)
  const above = digits.reduce((all, digit) => all + digit, known)
  return {
    objective: Array.from({ length: first + digits.length }, (_, column) => digits[column - first] ?? 0),
    rows: [...rows, ...reaching(wealth, rich, width, { least: known, raised, above })],
  }
}

/**
 * Rows by which `rich` members have at least `least`, and what `raised` takes off: all of them, or those that are marked in
 * columns from `first` on. The level is at most `above`.
 */
function reaching(
  { members, shareOf }: Wealth,
  rich: number,
  first: number,
  { least, raised = [], above = least }: { readonly least: number; readonly raised?: Terms; readonly above?: number },
): readonly Row[] {
  if (rich === members.length) return members.map((member) => row([...shareOf(member), ...raised], least))
  return [
    ...members.map((member, index) => row([...shareOf(member), [first + index, -above], ...raised], least - above)),
    row(
      members.map((_, index) => [first + index, 1] as const),
      rich,
    ),
  ]
}

type Terms = readonly (readonly [column: number, coefficient: number])[]

function row(terms: Terms, lower: number): Row {
  return {
    columns: terms.map(([column]) => column),
    coefficients: terms.map(([, coefficient]) => coefficient),
    lower,
    upper: Number.POSITIVE_INFINITY,
  }
}
