import type { Program } from '../planning/plan/program.js'

/** Columns that exclude each other, by rows of which at most one may be taken. */
export interface Exclusions {
  readonly of: (column: number) => Iterable<number>
  readonly between: (one: number, other: number) => boolean
}

export function exclusionsIn({ rows, objective }: Program): Exclusions {
  const exclusive = rows.filter(({ coefficients, upper }) => upper === 1 && coefficients.every((one) => one === 1))
  const rowsOf: Set<number>[] = objective.map(() => new Set())
  for (const [index, { columns }] of exclusive.entries()) for (const column of columns) rowsOf[column]?.add(index)
  return {
    of: (column) =>
      [...(rowsOf[column] ?? [])].flatMap((row) => exclusive[row]?.columns.filter((other) => other !== column) ?? []),
    between: (one, other) => [...(rowsOf[one] ?? [])].some((row) => rowsOf[other]?.has(row)),
  }
}

/** Weights are integers up to this, so that their sums are exact in floating point. */
const MOST = 2 ** 20

/**
 * The next undecided columns that can be decided at once, and an objective whose optimum takes the first of them: each
 * weighs more than everything after it. Neighbours that exclude each other count up, where others would have to double.
 */
export function nextQuestion(
  from: number,
  { objective }: Program,
  decided: ReadonlySet<number>,
  { between }: Exclusions,
): { readonly asked: readonly number[]; readonly objective: readonly number[] } {
  const groups: number[][] = []
  let most = 1
  for (let column = from; column < objective.length; column++) {
    if (decided.has(column)) continue
    const last = groups.at(-1)
    const joins = last?.every((other) => between(other, column)) ? last : undefined
    const size = joins?.length ?? 0
    const next = joins ? (most / (size + 1)) * (size + 2) : most * 2
    if (next > MOST) break
    most = next
    if (joins) joins.push(column)
    else groups.push([column])
  }
  const weights = objective.map(() => 0)
  let unit = 1
  for (const group of groups.reverse()) {
    for (const [index, column] of group.entries()) weights[column] = unit * (group.length - index)
    unit *= group.length + 1
  }
  return { asked: groups.reverse().flat(), objective: weights }
}
