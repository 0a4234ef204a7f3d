import type { Program, Row, Solve } from '../plan/program.js'
import { sharesOf, type TeamProgram } from './program.js'

/** A solution, and the program of all solutions that are as fair. */
export interface Shared {
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
export async function shareFairly(program: TeamProgram, best: readonly number[], solve: Solve): Promise<Shared> {
  const { objective, duties, seats } = program
  const owns = program.members
    .map((_, member) => [...seats.keys()].filter((at) => seats[at]?.member === member && (seats[at]?.weight ?? 0) > 0))
    .map((places) => places.map((place) => duties.length + place))
  const members = [...owns.keys()].filter((member) => (owns[member] ?? []).length > 0)
  const sum = sharesOf(program, best).reduce((all, share) => all + share, 0)
  const sharesIn = (x: readonly number[]) => {
    const shares = sharesOf(program, x)
    return members.map((member) => shares[member] ?? 0)
  }
  const ascending = (x: readonly number[]) => sharesIn(x).sort((a, b) => a - b)
  const share = (member: number): Terms =>
    (owns[member] ?? []).map((column) => [column, objective[column] ?? 0] as const)

  let rows: readonly Row[] = [
    ...program.rows,
    row(
      duties.map((_, column) => [column, 1] as const),
      duties.filter((_, column) => best[column] === 1).length,
    ),
    row(members.flatMap(share), sum),
  ]
  const marks: { readonly least: number }[] = []
  const width = () => objective.length + marks.length * members.length
  const settled = (x: readonly number[]) => [
    ...x.slice(0, objective.length),
    ...marks.flatMap(({ least }) => sharesIn(x).map((own) => (own >= least ? 1 : 0))),
  ]
  const told = (x: readonly number[], isFairest: boolean): Shared => ({
    program: { objective: Array.from({ length: width() }, (_, column) => objective[column] ?? 0), rows },
    x: settled(x),
    isFairest,
  })

  let x = best
  let [before, spent] = [0, 0]
  for (let level = 0; level < members.length - 1; level++) {
    const rich = members.length - level
    const known = ascending(x)[level] ?? 0
    const most = Math.floor((sum - spent) / rich)
    if (known < most) {
      const digits = Array.from({ length: Math.ceil(Math.log2(most - known + 1)) }, (_, bit) => 2 ** bit)
      const first = width() + (level === 0 ? 0 : members.length)
      const raised = digits.map((digit, bit) => [first + bit, -digit] as const)
      const above = digits.reduce((all, digit) => all + digit, known)
      const question: Program = {
        objective: Array.from({ length: first + digits.length }, (_, column) => digits[column - first] ?? 0),
        rows: [
          ...rows,
          ...(level === 0
            ? members.map((member) => row([...share(member), ...raised], known))
            : [
                ...members.map((member, index) =>
                  row([...share(member), [width() + index, -above], ...raised], known - above),
                ),
                row(
                  members.map((_, index) => [width() + index, 1] as const),
                  rich,
                ),
              ]),
        ],
      }
      const answer = await solve(question)
      if (answer.status === 'infeasible') throw new Error('a split that was found can be found again')
      if (answer.x.length > 0 && answer.value > 0) x = answer.x
      if (answer.status !== 'optimal') return told(x, false)
    }
    const least = ascending(x)[level] ?? 0
    if (least > before) {
      if (level === 0) rows = [...rows, ...members.map((member) => row(share(member), least))]
      else {
        const mark = members.map((_, index) => width() + index)
        rows = [
          ...rows,
          ...members.map((member, index) => row([...share(member), [mark[index] ?? 0, -least]], 0)),
          row(
            mark.map((column) => [column, 1] as const),
            rich,
          ),
        ]
        marks.push({ least })
      }
    }
    before = least
    spent += least
  }
  return told(x, true)
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
