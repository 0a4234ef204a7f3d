import type { Session } from '../../model/conference.js'
import { dayLabel } from '../../model/time.js'
import type { NowView } from '../views.js'
import { count } from './count.js'
import { flow } from './flow.js'
import { tableRows, twoLineRows } from './list-rows.js'
import { momentLabel } from './moments.js'
import { daysIn, groupRows } from './session-rows.js'
import type { Sheet } from './sheet.js'
import { typed } from './shell.js'
import { labelTexts } from './speaker-label.js'

/** Below this width a table would mostly consist of dots. */
const TABLE_FROM = 60
const SHOWN = 10

interface Part {
  readonly heading: string
  readonly sessions: readonly Session[]
  readonly all: string
}

export function programmeTexts(view: NowView): readonly string[] {
  return partsOf(view).flatMap(({ heading, sessions, all }) => {
    const rows = groupRows(listOf(view, sessions), sessions, placeOf(view))
    const words = rows
      .flatMap((group) => group.rows)
      .flatMap((row) => [row.title, ...row.speakers.forms, ...labelTexts(row.place)])
    return [heading, all, ...words]
  })
}

/** Current and next sessions of the programme, mine first, with the number of those not shown. */
export function programmeParts(view: NowView, sheet: Sheet): readonly string[] {
  return partsOf(view).flatMap(({ heading, sessions, all }) => {
    const mine = (stage: string | undefined) => sessions.filter(({ id }) => view.stages.get(id) === stage)
    const shown = [...mine('going'), ...mine('maybe'), ...mine(undefined)].slice(0, SHOWN)
    const rows = groupRows({ ...listOf(view, shown), ranked: true }, shown, placeOf(view)).flatMap(
      (group) => group.rows,
    )
    const set = sheet.width < TABLE_FROM ? twoLineRows : tableRows
    const { lines } = set(rows, { place: placeOf(view), stages: view.stages }, sheet)
    const more = sessions.length - shown.length
    return [
      sheet.ink.heading(sheet.fitTo(heading, sheet.width)),
      ...lines.flat(),
      ...(more > 0 ? flow([{ text: `and ${more} more: ${all}` }], sheet) : []),
    ]
  })
}

function partsOf({ programme, now, zone, catalogue }: NowView): readonly Part[] {
  if (!programme) return []
  const { current, next } = programme
  const clock = zone === catalogue.conference.timezone ? '' : ` --tz ${typed(zone)}`
  const timesOf = (sessions: readonly Session[]) => {
    return sessions.flatMap(({ when }) => (when.kind === 'timed' ? [when] : []))
  }
  const [running] = timesOf(current)
  const [first] = timesOf(next)
  const on = running ? momentLabel(now.at, running.offset) : ''
  const from = first ? momentLabel(first.start, first.offset) : ''
  const day = first && first.day !== now.today ? `, ${dayLabel(first.day)}` : ''
  return [
    {
      heading: running ? `NOW  ${count(current.length, 'session')}` : 'NOW  nothing',
      sessions: current,
      all: `kubeplan list --day ${running?.day ?? now.today} --at ${on}${clock}`,
    },
    {
      heading: first ? `NEXT  ${count(next.length, 'session')}${day}` : 'NEXT  nothing',
      sessions: next,
      all: `kubeplan list --day ${first?.day ?? now.today} --after ${from}${clock}`,
    },
  ]
}

function placeOf({ programme }: NowView): 'room' | 'track' {
  const all = [...(programme?.current ?? []), ...(programme?.next ?? [])]
  return all.some(({ room }) => room !== undefined) ? 'room' : 'track'
}

function listOf({ catalogue, zone, stages }: NowView, sessions: readonly Session[]) {
  const days = daysIn(sessions)
  return { kind: 'sessions', catalogue, zone, sessions, stages, fold: false, ranked: true, days } as const
}
