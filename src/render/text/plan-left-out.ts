import type { Session } from '../../model/conference.js'
import type { Day } from '../../model/time.js'
import { type LeftOut, mostOf, type Price } from '../../planning/plan/problem.js'
import { contents } from '../../planning/sessions/repeats.js'
import type { PlanView } from '../views.js'
import type { Names } from './plan-names.js'
import { type Ground, isImpossible, isKeptOut, reasonLabel } from './plan-reasons.js'
import type { PlanColumn, PlanRow } from './plan-table.js'
import { spanAmong } from './plan-times.js'
import { gained, pointsLabel, pointsTold, priceLabel } from './points.js'
import { runTitle } from './run-title.js'

export interface LeftOutRows {
  readonly rows: readonly PlanRow[]
  /** `7 more cost 1 each (--full)`. */
  readonly counted: readonly string[]
  /** Whether some of them are worth more than the going picks that are kept. */
  readonly yields: boolean
}

/** After the title: the price and the reason. */
export function leftOutColumns(width: number): readonly PlanColumn[] {
  return [
    { head: 'costs', least: 5, rank: 3 },
    { head: 'because', least: Math.floor(width * 0.33), rank: 1 },
  ]
}

/** Sessions of a price up to this are only counted if others cost more. */
const LITTLE = 1
/** Enough to read at once. */
const MOST_ROWS = 10
const MOST_IMPOSSIBLE = 5
const FEW = 3
/** Counting so few takes as much room as naming them. */
const NOT_WORTH_COUNTING = 1
const MOST_NAMES = 2

/**
 * First what no plan contains, then what would be a gain, then by descending price. Swaps at no cost are listed
 * elsewhere.
 */
export function leftOutRows(view: PlanView, days: readonly Day[], ground: Ground): LeftOutRows {
  const { plan, full } = view
  const free = new Set(plan.zeroCostSwaps.flatMap(({ gain }) => gain))
  const lines = linesOf(view, contents(ground.catalogue.sessions))
  const told = lines.filter(({ id, regret }) => regret !== 0 || !free.has(id))
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

/** A session, or a run from its first to its last. */
interface LeftOutLine extends LeftOut {
  readonly last: string
  readonly sessions: number
}

/** A line for each content, with its cheapest sitting (the picked one of equals), and for each run. */
function linesOf({ plan, agenda }: PlanView, contentOf: (id: string) => string): readonly LeftOutLine[] {
  const picked = new Set(agenda.picks.map(({ session }) => session))
  const priceOf = ({ regret }: LeftOut) => (regret === null ? Number.POSITIVE_INFINITY : mostOf(regret))
  const lines = new Map<string, LeftOutLine>()
  for (const one of plan.leftOut) {
    const { id, run } = one
    const key = run === undefined ? `content ${contentOf(id)}` : `run ${run}`
    const known = lines.get(key)
    if (known && run !== undefined) lines.set(key, { ...known, last: id, sessions: known.sessions + 1 })
    else if (!known || priceOf(one) < priceOf(known) || (priceOf(one) === priceOf(known) && picked.has(id)))
      lines.set(key, { ...one, last: id, sessions: 1 })
  }
  return [...lines.values()]
}

function split<T>(
  list: readonly T[],
  most = list.length,
): { readonly shown: readonly T[]; readonly rest: readonly T[] } {
  const until = list.length - most <= NOT_WORTH_COUNTING ? list.length : most
  return { shown: list.slice(0, until), rest: list.slice(until) }
}

function countedPrices(regrets: readonly number[]): string {
  const [most] = regrets
  if (most === undefined) return ''
  if (most === 0) return `${regrets.length} more cost nothing (--full)`
  const same = pointsLabel(regrets.at(-1) ?? most) === pointsLabel(most)
  return `${regrets.length} more cost ${pointsTold(most)} ${same ? 'each' : 'or less'} (--full)`
}

function rowOf(leftOut: LeftOutLine, days: readonly Day[], { names, ...more }: Ground): PlanRow {
  const { id, regret, sessions } = leftOut
  const session = wholeOf(leftOut, names)
  const ground = {
    ...more,
    names: { ...names, sessionOf: (other: string) => (other === id ? session : names.sessionOf(other)) },
  }
  const cannot = isImpossible(leftOut)
  const costs = regret === null ? "can't" : costsLabel(regret)
  const kept = isKeptOut(leftOut, ground) ? 'kept: ' : ''
  const reason = kept + reasonLabel(leftOut, ground, MOST_NAMES)
  const price = cannot || mostOf(regret ?? 0) < 0 ? costs : `costs ${costs}`
  return {
    start: session ? spanAmong(session, days) : '',
    title: sessions > 1 ? runTitle(sessions) : names.nameOf(id),
    cells: [{ text: costs, ...(cannot && { tone: 'bad' }) }, { text: reason }],
    below: [{ text: [price, reason].filter(Boolean).join(kept === '' ? ': ' : ', '), tone: cannot ? 'bad' : 'faint' }],
  }
}

function wholeOf({ id, last }: LeftOutLine, { sessionOf }: Names): Session | undefined {
  const [session, end] = [sessionOf(id), sessionOf(last)]
  if (session?.when.kind !== 'timed' || end?.when.kind !== 'timed') return session
  return { ...session, when: { ...session.when, end: end.when.end, endOffset: end.when.endOffset } }
}

function costsLabel(regret: Price): string {
  return mostOf(regret) < 0 ? `gains ${priceLabel(gained(regret))}` : priceLabel(regret)
}
