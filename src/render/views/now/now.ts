import { daysOf, type Session } from '../../../model/index.js'
import { clockAt, clockLabel, type Day, dayLabel, daysBetween } from '../../../model/time.js'
import { closing, flow, type Part, running } from '../../layout/paragraph.js'
import type { Sheet } from '../../screen/sheet.js'
import { safe } from '../../screen/terminal.js'
import type { NowView } from '../../views.js'
import { fetchedLabel } from '../../words/headline.js'
import { count, momentLabel, timeLabel, zoneLabel } from '../../words/labels.js'
import { daysIn, groupRows } from '../../words/session-rows.js'
import { typed } from '../../words/shell.js'
import { givenAgain, unknownWalks } from '../../words/sittings.js'
import { tableRows, twoLineRows } from '../list.js'
import { MOST_ROWS, nowRows, ownLines } from './now-rows.js'

export function nowLines(view: NowView, sheet: Sheet): readonly string[] {
  return [
    ...flow(headOf(view), sheet),
    ...running(stateOf(view), sheet),
    ...(view.programme ? programmeParts(view, sheet) : ownLines(nowRows(view, sheet.glyphs), sheet)),
    ...closing(endingOf(view), sheet),
  ]
}

/** The current time comes first. */
function headOf({ now, offset, zone, catalogue, programme }: NowView): readonly Part[] {
  const { day, minute } = clockAt(now.at, offset)
  const date = now.phase === 'during' ? dayLabel(day).slice(0, 3) : `${dayLabel(day)} ${day.slice(0, 4)}`
  return [
    { text: `${date} ${clockLabel(minute)}`, tone: 'strong' },
    { text: safe(zoneLabel(zone, [offset])) },
    { text: safe(catalogue.conference.name) },
    { text: fetchedLabel(catalogue.conference, now.at) },
    { text: programme ? '' : unknownWalks(now.roomChanges) },
  ]
}

function stateOf({ now, offset, catalogue, empty, programme, sittingsOf }: NowView): readonly string[] {
  const days = daysOf(catalogue)
  const [first, last] = [days[0], days.at(-1)]
  const { day } = clockAt(now.at, offset)
  const lost = now.cancelled.map(({ entry }) => {
    const again = givenAgain(sittingsOf?.(entry.id) ?? [], day)
    return `Cancelled: ${safe(entry.title)}, ${timeLabel(entry.start, entry.offset, day)}${again && `; ${again}`}.`
  })
  if (now.phase === 'before' && first !== undefined) {
    const away = daysBetween(now.today, first)
    return [
      `It begins ${away === 1 ? 'tomorrow' : `in ${count(away, 'day')}`}, on ${dateLabel(first, now.today)}.`,
      ...lost,
    ]
  }
  if (now.phase === 'after' && last !== undefined) {
    const away = daysBetween(last, now.today)
    return [
      away <= 0 ? 'It is over.' : `It has been over since ${dateLabel(last, now.today)}, ${count(away, 'day')} ago.`,
    ]
  }
  if (programme || empty || now.current.length + now.maybe.length > 0) return lost
  const [next] = now.next
  if (next === undefined) return ['Nothing left on your agenda.', ...lost]
  return [...(next.day === now.today ? [] : ['Nothing left on your agenda today.']), ...lost]
}

/** With the year if it differs from today's. */
function dateLabel(day: Day, today: Day): string {
  const year = day.slice(0, 4)
  return year === today.slice(0, 4) ? dayLabel(day) : `${dayLabel(day)} ${year}`
}

function endingOf({ now, programme, empty, rateable }: NowView): readonly string[] {
  if (now.phase === 'after' && empty) return ['The programme: kubeplan list']
  if (now.phase === 'after')
    return ['Look back: kubeplan recap', ...(rateable ? ['Rate what you saw: kubeplan note last --rating 5'] : [])]
  if (empty) return ['Nothing on your agenda yet.', 'Pick: kubeplan add WORDS-OF-A-TITLE']
  if (programme) return ['Only yours: kubeplan now']
  if (now.phase === 'before') return ['Your days: kubeplan agenda']
  if (Math.max(now.instead.length, now.maybe.length) > MOST_ROWS) return ['More maybes: kubeplan agenda --stage maybe']
  return now.instead.length > 0 ? [] : ['What else is on: kubeplan now --all']
}

/** Below this width a table would mostly consist of dots. */
const TABLE_FROM = 60
const SHOWN = 10

interface ProgrammePart {
  readonly heading: string
  readonly sessions: readonly Session[]
  readonly all: string
}

/** Current and next sessions of the programme, mine first, with the number of those not shown. */
function programmeParts(view: NowView, sheet: Sheet): readonly string[] {
  return partsOf(view).flatMap(({ heading, sessions, all }) => {
    const mine = (stage: string | undefined) => sessions.filter(({ id }) => view.stages.get(id) === stage)
    const shown = [...mine('going'), ...mine('maybe'), ...mine(undefined)].slice(0, SHOWN)
    const rows = groupRows({ ...listOf(view, shown), ranked: true }, shown, placeOf(view)).flatMap(
      (group) => group.rows,
    )
    const set = sheet.width < TABLE_FROM ? twoLineRows : tableRows
    const { linesOf } = set(rows, { place: placeOf(view), stages: view.stages }, sheet)
    const more = sessions.length - shown.length
    return [
      sheet.ink.heading(sheet.fitTo(heading, sheet.width)),
      ...rows.flatMap(linesOf),
      ...(more > 0 ? flow([{ text: `and ${more} more: ${all}` }], sheet) : []),
    ]
  })
}

function partsOf({ programme, now, zone, catalogue }: NowView): readonly ProgrammePart[] {
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
