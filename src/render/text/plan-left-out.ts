import type { Day } from '../../model/day.js'
import { type LeftOut, mostOf, type Price } from '../../planning/plan/plan.js'
import type { PlanView } from '../views.js'
import { type Ground, isImpossible, isKeptOut, reasonLabel } from './plan-reasons.js'
import type { PlanColumn, PlanRow } from './plan-table.js'
import { spanAmong } from './plan-times.js'
import { gained, pointsLabel, pointsTold, priceLabel } from './points.js'

/** What the plan does without: the rows worth reading, and what is only counted. */
export interface LeftOutRows {
  readonly rows: readonly PlanRow[]
  /** `7 more cost 1 each (--full)`. */
  readonly counted: readonly string[]
  /** Some of it is worth more than the going picks that are kept instead. */
  readonly yields: boolean
}

/** Behind the title stand the price and what is in the way. */
export function leftOutColumns(width: number): readonly PlanColumn[] {
  return [
    { head: 'costs', least: 5, rank: 3 },
    { head: 'because', least: Math.floor(width * 0.33), rank: 1 },
  ]
}

/** A price of so many points is little: as long as others cost more, it is not told one by one. */
const LITTLE = 1
/** So many rows are read in one look. */
const MOST_ROWS = 10
/** What no plan can hold is told shorter: there is nothing to decide. */
const MOST_IMPOSSIBLE = 5
/** Where nothing costs much. */
const FEW = 3
/** To count so few takes as much room as to tell them. */
const NOT_WORTH_COUNTING = 1
/** Names in a reason. */
const MOST_NAMES = 2

/** First what no plan holds, then what would be a gain, then the dearest. What can be swapped in for nothing is told apart from these. */
export function leftOutRows(view: PlanView, days: readonly Day[], ground: Ground): LeftOutRows {
  const { plan, full } = view
  const free = new Set(plan.zeroCostSwaps.flatMap(({ gain }) => gain))
  const told = plan.leftOut.filter(({ id, regret }) => regret !== 0 || !free.has(id))
  const impossible = split(
    told.filter((one) => isImpossible(one)),
    full ? undefined : MOST_IMPOSSIBLE,
  )
  const prices = told.flatMap((one) => (one.regret === null ? [] : [{ one, regret: mostOf(one.regret) }]))
  const gains = prices.filter(({ regret }) => regret < 0).sort((a, b) => a.regret - b.regret)
  const byPrice = [...gains, ...prices.filter(({ regret }) => regret >= 0).sort((a, b) => b.regret - a.regret)]
  const dear = byPrice.filter(({ regret }) => regret < 0 || regret > LITTLE).length
  const priced = split(byPrice, full ? undefined : Math.max(gains.length, Math.min(MOST_ROWS, dear > 0 ? dear : FEW)))
  const shown = [...impossible.shown, ...priced.shown.map(({ one }) => one)]
  return {
    yields: gains.length > 0,
    rows: shown.map((one) => rowOf(one, days, ground)),
    counted: [
      impossible.rest.length > 0 ? `${impossible.rest.length} more can't be had (--full)` : '',
      countedPrices(priced.rest.map(({ regret }) => regret)),
    ].filter(Boolean),
  }
}

function split<T>(
  list: readonly T[],
  most = list.length,
): { readonly shown: readonly T[]; readonly rest: readonly T[] } {
  const until = list.length - most <= NOT_WORTH_COUNTING ? list.length : most
  return { shown: list.slice(0, until), rest: list.slice(until) }
}

/** Prices in descending order, behind what would be a gain. */
function countedPrices(regrets: readonly number[]): string {
  const [most] = regrets
  if (most === undefined) return ''
  if (most === 0) return `${regrets.length} more cost nothing (--full)`
  const same = pointsLabel(regrets.at(-1) ?? most) === pointsLabel(most)
  return `${regrets.length} more cost ${pointsTold(most)} ${same ? 'each' : 'or less'} (--full)`
}

function rowOf(leftOut: LeftOut, days: readonly Day[], ground: Ground): PlanRow {
  const { names } = ground
  const { id, regret } = leftOut
  const session = names.sessionOf(id)
  const cannot = isImpossible(leftOut)
  const costs = regret === null ? "can't" : costsLabel(regret)
  const kept = isKeptOut(leftOut, ground) ? 'kept: ' : ''
  const reason = kept + reasonLabel(leftOut, ground, MOST_NAMES)
  const price = cannot || mostOf(regret ?? 0) < 0 ? costs : `costs ${costs}`
  return {
    start: session ? spanAmong(session, days) : '',
    title: names.nameOf(id),
    cells: [{ text: costs, ...(cannot && { tone: 'bad' }) }, { text: reason }],
    below: [{ text: [price, reason].filter(Boolean).join(kept === '' ? ': ' : ', '), tone: cannot ? 'bad' : 'faint' }],
  }
}

function costsLabel(regret: Price): string {
  return mostOf(regret) < 0 ? `gains ${priceLabel(gained(regret))}` : priceLabel(regret)
}
