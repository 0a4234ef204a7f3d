import { appendTo, type Session } from '../../../model/index.js'
import { clockAt, type Day, durationLabel, overlapOf } from '../../../model/time.js'
import { type Entry, isBlock } from '../../../planning/agenda/clashes.js'
import type { Unplaceable } from '../../../planning/plan/candidates.js'
import {
  highestPrice,
  type LeftOut,
  type Limit,
  type Price,
  type Swap,
  type UnmetBreak,
} from '../../../planning/plan/problem.js'
import { contentFinder, repeatsOf } from '../../../planning/sessions/repeats.js'
import type { Labelled, Part } from '../../layout/paragraph.js'
import type { Glyphs } from '../../screen/sheet.js'
import { safe } from '../../screen/terminal.js'
import type { PlanView, Setting } from '../../views.js'
import { count, daysLabel, gainOf, listed, pointsLabel, pointsPhrase, priceLabel } from '../../words/labels.js'
import { runTitle } from '../../words/session-rows.js'
import type { Suggest } from '../../words/shell.js'
import { type Names, type PlanColumn, type PlanRow, spanAmong } from './plan-table.js'

/** How many of a kind are named without --full. */
const FEW = 3
const SOME = 5

/** What happened to the picks, if the agenda was repaired. */
export function repairLines(
  { plan: { repair }, full }: PlanView,
  { nameOf, namesOf }: Names,
  { arrow }: Glyphs,
): readonly Labelled[] {
  if (!repair) return []
  const { kept, swapped, lost, gained } = repair
  const named = (ids: readonly string[]) => listed(ids.map(nameOf), 'and', full ? undefined : SOME)
  return [
    { label: 'kept', text: kept.length > 0 ? `${count(kept.length, 'pick')}: ${named(kept)}` : 'nothing' },
    ...swapped.map((swap) => {
      return { label: 'swapped', text: `${namesOf([swap.lost])[0]} ${arrow} ${namesOf([swap.gained])[0]}` }
    }),
    ...(lost.length > 0 ? [{ label: 'lost', text: named(lost) }] : []),
    ...(gained.length > 0 ? [{ label: 'gained', text: named(gained) }] : []),
  ]
}

/** Swaps that remove the same sessions are joined: `A or B instead of C costs nothing.` */
export function swapLines({ plan: { zeroCostSwaps }, full }: PlanView, { namesOf }: Names): readonly string[] {
  const groups = new Map<string, Swap[]>()
  for (const swap of zeroCostSwaps) {
    const key = JSON.stringify(swap.lose)
    appendTo(groups, key, swap)
  }
  const shown = full ? [...groups.values()] : [...groups.values()].slice(0, FEW)
  const rest = groups.size - shown.length
  const lines = shown.map((swaps) => {
    const gains = swaps.map(({ gain }) => listed(namesOf(gain), 'and'))
    const lost = listed(namesOf(swaps[0]?.lose ?? []), 'and')
    return `${listed(gains, 'or', full ? undefined : FEW)} instead of ${lost} costs nothing.`
  })
  return rest > 0 ? [...lines, `${rest} more ${rest === 1 ? 'swap costs' : 'swaps cost'} nothing (--full).`] : lines
}

export function unmetLine(
  { start, end, offset, endOffset, minutes, because }: UnmetBreak,
  { nameOf, times }: Names,
): string {
  const { day } = clockAt(start, offset)
  const window = times.span({ start, end, offset, endOffset }, day)
  const busy = listed(because.map(nameOf), 'and', SOME)
  return `No break of ${durationLabel(minutes)} is left on ${daysLabel([day])} ${window}${busy === '' ? '' : `, because of ${busy}`}.`
}

const REASONS: Readonly<Record<Unplaceable, string>> = {
  cancelled: 'cancelled',
  'outside-hours': 'outside your hours',
  'no-time': 'no time yet',
  umbrella: 'umbrella',
  'not-in-programme': 'gone',
  'going-elsewhere': 'going at another time',
  'not-selected': 'filtered out',
}

export function unplacedLines({ unplaced, full }: PlanView, { nameOf }: Names, suggest: Suggest): readonly Labelled[] {
  return Object.entries(REASONS).flatMap(([reason, label]) => {
    const ids = unplaced.flatMap(({ session, because }) => (because === reason ? session : []))
    if (ids.length === 0) return []
    const names = listed(ids.map(nameOf), 'and', full ? undefined : SOME)
    const help = reason === 'umbrella' ? `. To keep the time free: ${suggest('block', ids.slice(0, 1))}` : ''
    return [{ label, text: names + help }]
  })
}

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
  const lines = linesOf(view, contentFinder(ground.catalogue.sessions))
  const told = lines.filter(({ id, regret }) => regret !== 0 || !free.has(id))
  const impossible = split(
    told.filter((one) => isImpossible(one)),
    full ? undefined : MOST_IMPOSSIBLE,
  )
  const prices = told.flatMap((one) => (one.regret === null ? [] : [{ one, regret: highestPrice(one.regret) }]))
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
  readonly ids: readonly string[]
}

/** A line for each content, with its cheapest sitting (the picked one of equals), and for each run. */
function linesOf({ plan, agenda }: PlanView, contentOf: (id: string) => string): readonly LeftOutLine[] {
  const picked = new Set(agenda.picks.map(({ session }) => session))
  const priceOf = ({ regret }: LeftOut) => (regret === null ? Number.POSITIVE_INFINITY : highestPrice(regret))
  const lines = new Map<string, LeftOutLine>()
  for (const one of plan.leftOut) {
    const { id, run } = one
    const key = run === undefined ? `content ${contentOf(id)}` : `run ${run}`
    const known = lines.get(key)
    if (known && run !== undefined) lines.set(key, { ...known, ids: [...known.ids, id] })
    else if (!known || priceOf(one) < priceOf(known) || (priceOf(one) === priceOf(known) && picked.has(id)))
      lines.set(key, { ...one, ids: [id] })
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
  return `${regrets.length} more cost ${pointsPhrase(most)} ${same ? 'each' : 'or less'} (--full)`
}

function rowOf(leftOut: LeftOutLine, days: readonly Day[], { names, ...more }: Ground): PlanRow {
  const { id, ids, regret } = leftOut
  const session = wholeOf(leftOut, names)
  const ground = {
    ...more,
    names: { ...names, sessionOf: (other: string) => (other === id ? session : names.sessionOf(other)) },
  }
  const cannot = isImpossible(leftOut)
  const costs = regret === null ? "can't" : costsLabel(regret)
  const kept = isKeptOut(leftOut, ground) ? 'kept: ' : ''
  const reason = kept + reasonLabel(leftOut, ground, MOST_NAMES)
  const price = cannot || highestPrice(regret ?? 0) < 0 ? costs : `costs ${costs}`
  return {
    ids,
    start: session ? spanAmong(session, days, names.times) : '',
    title: ids.length > 1 ? runTitle(ids.length) : names.nameOf(id),
    url: ids.length > 1 ? undefined : session?.url,
    cells: [{ text: costs, ...(cannot && { tone: 'bad' }) }, { text: reason }],
    below: { text: [price, reason].filter(Boolean).join(kept === '' ? ': ' : ', '), tone: cannot ? 'bad' : 'faint' },
  }
}

function wholeOf({ id, ids }: LeftOutLine, { sessionOf }: Names): Session | undefined {
  const [session, end] = [sessionOf(id), sessionOf(ids.at(-1) ?? id)]
  if (session?.when.kind !== 'timed' || end?.when.kind !== 'timed') return session
  return { ...session, when: { ...session.when, end: end.when.end, endOffset: end.when.endOffset } }
}

function costsLabel(regret: Price): string {
  return highestPrice(regret) < 0 ? `gains ${priceLabel(gainOf(regret))}` : priceLabel(regret)
}

export interface Ground extends Pick<Setting, 'catalogue'> {
  readonly names: Names
  readonly blocks: readonly Entry[]
}

export function isImpossible({ regret }: LeftOut): boolean {
  return regret === null
}

/** Whether only sessions that the plan must keep are at its time. The person may then choose to give them up. */
export function isKeptOut(leftOut: LeftOut, { names: { sessionOf } }: Ground): boolean {
  const when = sessionOf(leftOut.id)?.when
  return (
    isImpossible(leftOut) &&
    leftOut.limit === undefined &&
    leftOut.because.length > 0 &&
    leftOut.because.every((id) => {
      const other = sessionOf(id)?.when
      return when?.kind === 'timed' && other?.kind === 'timed' && overlapOf(when, other) !== undefined
    })
  )
}

const LIMITS: Readonly<Record<Limit, string>> = {
  break: 'no break would be left',
  'max-per-day': 'the day is full',
  'max-hours': 'the day is long enough',
}

/** The reason why a session is left out: `Booth duty until 15:00`; at most `most` names. */
export function reasonLabel({ id, because, limit }: LeftOut, ground: Ground, most: number): string {
  const session = ground.names.sessionOf(id)
  if (limit !== undefined) {
    const lost = listed(because.map(ground.names.nameOf), 'and', most)
    return lost === '' ? LIMITS[limit] : `${LIMITS[limit]}, or ${lost} must go`
  }
  return listed(
    because.map((other) => obstacleLabel(session, other, ground)),
    'and',
    most,
  )
}

function obstacleLabel(session: Session | undefined, id: string, { names, blocks, catalogue }: Ground): string {
  if (session?.when.kind !== 'timed') return names.nameOf(id)
  const { when } = session
  if (isBlock(id)) {
    const block = blockInTheWay(id, when, blocks)
    if (!block) return names.nameOf(id)
    const title = safe(block.title)
    if (!overlapOf(when, block)) return `too far from ${title}`
    const { start, end, offset, endOffset } = block
    return start > when.start
      ? `${title} from ${names.times.moment(start, offset)}`
      : `${title} until ${names.times.moment(end, endOffset)}`
  }
  const other = names.sessionOf(id)
  if (other?.when.kind !== 'timed' || overlapOf(when, other.when)) return names.nameOf(id)
  return isRepeat(session, other, catalogue.sessions)
    ? `the same as ${names.nameOf(id)}`
    : `too far from ${names.nameOf(id)}`
}

/** Blocks of several days may share a title: the one at that time, or else the nearest. */
function blockInTheWay(id: string, when: Pick<Entry, 'start' | 'end'>, blocks: readonly Entry[]): Entry | undefined {
  const named = blocks.filter((block) => block.id === id)
  const distance = ({ start }: Entry) => Math.abs(start - when.start)
  const nearest = [...named].sort((a, b) => distance(a) - distance(b))
  return nearest.find((block) => overlapOf(when, block)) ?? nearest[0]
}

function isRepeat(one: Session, other: Session, sessions: readonly Session[]): boolean {
  if (one.repeatOf === undefined && other.repeatOf === undefined) return false
  return repeatsOf(one, sessions).some(({ id }) => id === other.id)
}

interface Searched {
  readonly value: number
  readonly bound: number
  readonly proven: boolean
}

/**
 * The value of a plan or a split with these scores, and whether it is the greatest; `after` says what was subtracted.
 */
export function proofPart(
  { value, bound, proven }: Searched,
  what: 'plan' | 'split',
  scores: readonly number[],
  after = '',
): Part {
  const worth = `Worth ${pointsPhrase(value, scores)}${after}`
  return proven
    ? { text: `${worth}; no ${what} beats it (proven)`, tone: 'going' }
    : { text: `${worth}; at most ${pointsPhrase(bound)}, not proven`, tone: 'warning' }
}

export const MORE_TIME = 'More time may prove it or find a better one (--time-limit).'
