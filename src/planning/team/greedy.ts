import { isPlan } from '../plan/prepare.js'
import type { TeamProgram } from './program.js'

/**
 * A first split: what is kept, then what must be covered, then the greatest weights, as far as limits and rows across
 * the team allow. It is the answer if time runs out before the solver finds a better one.
 */
export function greedySplit({ objective, shared, seats, duties, members }: TeamProgram): readonly number[] {
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
