import type { Session } from '../../model/conference.js'
import { appendTo } from '../../model/multimap.js'
import type { Day } from '../../model/time.js'
import { type Entry, entryOf } from '../../planning/agenda/clashes.js'
import { type Chosen, mostOf, type Price } from '../../planning/plan/problem.js'
import { servedPicks } from '../../planning/plan/served-picks.js'
import { safe } from '../terminal.js'
import type { PlanView } from '../views.js'
import type { Glyphs } from './glyphs.js'
import { spanLabel } from './moments.js'
import { type FreeRow, freeRows } from './plan-free.js'
import { BLOCK, type Names } from './plan-names.js'
import type { Cell, PlanColumn, PlanRow } from './plan-table.js'
import { daysAmong, startAmong } from './plan-times.js'
import { gained, pointsLabel, priceLabel } from './points.js'
import { runTitle } from './run-title.js'
import { titleOf } from './session-rows.js'

export interface PlanDay {
  readonly day: Day
  readonly rows: readonly (PlanRow | FreeRow)[]
}

/** After the title: the room, the worth, the matching interest, and the alternative. */
export function dayColumns(width: number): readonly PlanColumn[] {
  return [
    { least: Math.floor(width * 0.15), rank: 1 },
    { least: 2, rank: 3 },
    { least: Math.floor(width * 0.18), rank: 1 },
    { least: Math.floor(width * 0.25), rank: 1 },
  ]
}

/** Entries that take my time in the plan, by start. A run is one entry with the id of its first session. */
export function entriesIn({ plan, blocks }: Pick<PlanView, 'plan' | 'blocks'>, { sessionOf }: Names): readonly Entry[] {
  const entries = new Map<string, Entry>()
  for (const { id, run = id } of plan.chosen) {
    const session = sessionOf(id)
    if (session?.when.kind !== 'timed') continue
    const entry = entryOf(session, session.when)
    const first = entries.get(run)
    entries.set(run, first ? { ...first, end: entry.end, endOffset: entry.endOffset } : entry)
  }
  return [...entries.values(), ...blocks].sort((a, b) => a.start - b.start || a.end - b.end)
}

export function planDays(view: PlanView, entries: readonly Entry[], names: Names, glyphs: Glyphs): readonly PlanDay[] {
  const chosen = new Map<string, Chosen[]>()
  for (const one of view.plan.chosen) appendTo(chosen, one.run ?? one.id, one)
  const served = servedPicks(view.agenda, view.catalogue.sessions)
  return [...new Set(entries.map(({ day }) => day))].sort().map((day) => {
    const own = entries
      .filter((entry) => entry.day === day)
      .map((entry) => ({
        at: entry.start,
        // An entry of length zero comes before free time that begins with it.
        rank: entry.end === entry.start ? 0 : 2,
        row: rowOf(entry, chosen.get(entry.id) ?? [], { ...view, served }, names, glyphs),
      }))
    const free = freeRows(day, entries, view).map((row) => ({ at: row.at, rank: 1, row }))
    return { day, rows: [...own, ...free].sort((a, b) => a.at - b.at || a.rank - b.rank).map(({ row }) => row) }
  })
}

interface Served extends PlanView {
  readonly served: ReturnType<typeof servedPicks>
}

function rowOf(entry: Entry, run: readonly Chosen[], view: Served, names: Names, glyphs: Glyphs): PlanRow {
  const [chosen] = run
  const session = entry.id.startsWith(BLOCK) ? undefined : names.sessionOf(entry.id)
  const room = safe(entry.room ?? '')
  const worth = worthIn(run, view)
  const like = chosen ? likeLabel(chosen, view) : ''
  const otherwise = chosen ? otherwiseCell(chosen, names, glyphs) : { text: '', tail: '' }
  return {
    start: spanLabel(entry, entry.day),
    title: run.length > 1 ? runTitle(run.length) : session ? titleOf(session) : `[block] ${safe(entry.title)}`,
    ...(session && run.length === 1 && { tail: insteadLabel(session, view, names) }),
    cells: [{ text: room, tone: 'faint' }, { text: worth }, { text: like }, { ...otherwise, tone: 'faint' }],
    below: [
      { text: [room, worth, like].filter(Boolean).join(` ${glyphs.dot} `), tone: 'faint' },
      { text: otherwise.text + otherwise.tail, tone: 'faint' },
    ],
  }
}

/** `p5` for a pick, at whatever sitting it is attended, or else the score. */
export function worthOf({ id, score }: Pick<Chosen, 'id' | 'score'>, served: ReturnType<typeof servedPicks>): string {
  const pick = served(id)
  return pick ? `p${pick.priority}` : pointsLabel(score)
}

function worthIn(run: readonly Chosen[], { served }: Served): string {
  const [first, ...others] = run
  if (!first) return ''
  return others.length === 0 ? worthOf(first, served) : pointsLabel(run.reduce((sum, { score }) => sum + score, 0))
}

/** `, not 09:00`: the time of the sitting I picked, if the plan has another one. */
function insteadLabel({ id, when }: Session, { served }: Served, { sessionOf }: Names): string {
  const pick = served(id)?.session
  const picked = pick === undefined || pick === id ? undefined : sessionOf(pick)
  if (picked?.when.kind !== 'timed' || when.kind !== 'timed') return ''
  return `, not ${startAmong(picked, daysAmong([when, picked.when]))}`
}

/** `like track:security`: the interest for which a session is in the plan, if it is not picked. */
function likeLabel({ id }: Chosen, { served, interests }: Served): string {
  const [first, ...others] = served(id) ? [] : (interests?.get(id) ?? [])
  if (first === undefined) return ''
  return `like ${safe(first)}${others.length > 0 ? ` +${others.length}` : ''}`
}

/**
 * The alternative in the best plan without the session, and its difference in points: `or −1 Gateway API`. Empty if
 * nothing competes with it.
 */
function otherwiseCell({ regret, swap }: Chosen, { namesOf }: Names, { minus }: Glyphs): Required<Omit<Cell, 'tone'>> {
  if (regret === null || !swap) return { text: '', tail: '' }
  const [first, ...others] = namesOf(swap.gain)
  if (first === undefined && mostOf(regret) > 0) return { text: '', tail: '' }
  return {
    text: `or ${distanceLabel(regret, minus)} ${first ?? 'nothing'}`,
    tail: others.length > 0 ? ` +${others.length}` : '',
  }
}

function distanceLabel(regret: Price, minus: string): string {
  const most = mostOf(regret)
  if (typeof regret === 'number' && Math.abs(regret) < 0.05) return regret === 0 ? 'equally' : 'about equally'
  if (typeof regret !== 'number' && regret[0] < 0 && most > 0)
    return `${minus}${pointsLabel(most)} to +${pointsLabel(-regret[0])}`
  return most > 0 ? `${minus}${priceLabel(regret)}` : `+${priceLabel(gained(regret))}`
}
