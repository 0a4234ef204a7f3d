import { daysOf } from '../../model/conference.js'
import { clockAt, clockLabel, type Day, dayLabel, daysBetween } from '../../model/time.js'
import { safe } from '../terminal.js'
import type { NowView, Screen } from '../views.js'
import { count } from './count.js'
import { fetchedLabel } from './fetched.js'
import { closing, flow, type Part, running } from './flow.js'
import { glyphsOf } from './glyphs.js'
import { timeLabel, zoneLabel } from './moments.js'
import { nowLines } from './now-lines.js'
import { programmeParts, programmeTexts } from './now-programme.js'
import { MOST_ROWS, nowRows } from './now-rows.js'
import { sheetFor } from './sheet.js'
import { givenAgain } from './sittings.js'
import { unknownWalks } from './unknown-walks.js'

export async function nowText(view: NowView, screen: Screen): Promise<string> {
  const rows = view.programme ? [] : nowRows(view, glyphsOf(screen))
  const head = headOf(view)
  const state = stateOf(view)
  const ending = endingOf(view)
  const words = rows.flatMap(({ time, title, room, remark, facts = [] }) => {
    return [time, title, room, remark, ...facts.map(({ text }) => text)]
  })
  const texts = [...head.map(({ text }) => text), ...state, ...words, ...ending, ...programmeTexts(view)]
  const sheet = await sheetFor(screen, texts)
  const lines = [
    ...flow(head, sheet),
    ...running(state, sheet),
    ...nowLines(rows, sheet),
    ...programmeParts(view, sheet),
    ...closing(ending, sheet),
  ]
  return lines.map((line) => `${line}\n`).join('')
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
