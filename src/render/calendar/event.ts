import type { Dated, Timed } from '../../model/conference.js'
import { addDays, type Minutes, SECOND } from '../../model/time.js'
import { linkOf } from '../link.js'
import { descriptionOf, ownFacts } from './description.js'
import type { Field, Shape, Slot } from './layout.js'
import { contentLine, escapeHeading, escapeText, escapeUid, parameterValue } from './text.js'
import { compact, utcText } from './time.js'
import type { CalendarEvent } from './view.js'
import type { VenueClock } from './zone.js'

// calcurse 4.7 crashes on an event without a SUMMARY.
const UNTITLED = '(untitled)'

/** The shape of an event. A cancelled event does not make anybody busy, and neither it nor a whole day has an alarm. */
export function shapeOf({ when, status, transparent }: CalendarEvent, alarm: Minutes | undefined): Shape {
  const cancelled = status === 'CANCELLED'
  return {
    allDay: when.kind === 'dated',
    status,
    transparent: transparent || cancelled,
    alarm: when.kind === 'dated' || cancelled ? undefined : alarm,
  }
}

/** The content lines of an event: its shape's slots with its own values. Properties without a value are left out. */
export function eventLines(
  event: CalendarEvent,
  slots: readonly Slot[],
  alarm: Minutes | undefined,
  clock: VenueClock | undefined,
): string {
  const { zone, start, end } = timesOf(event.when, clock)
  const isMoment = event.when.kind === 'timed' && end === '' && !event.when.endAssumed
  const values = valuesOf(event, alarm, start, end)
  const facts = ownFacts(event)
  const lines: string[] = []
  for (const { head, value, field } of slots) {
    const own = field === undefined ? value : values[field]
    // Tells kubeplan that the end is known, because calcurse leaves out events whose DURATION is zero.
    if (field === 'end' && isMoment) lines.push(contentLine('X-KUBEPLAN-DURATION', 'PT0S'))
    else if (own !== '') lines.push(contentLine(field === 'start' || field === 'end' ? head + zone : head, own))
  }
  if (facts !== undefined) {
    // Properties come before alarms (RFC 5545 section 3.6.1).
    const parts = slots.findIndex(({ head }, index) => index > 0 && head === 'BEGIN')
    lines.splice(parts === -1 ? -1 : parts - slots.length, 0, contentLine('X-KUBEPLAN-SESSION', escapeText(facts)))
  }
  return lines.join('')
}

function valuesOf(event: CalendarEvent, alarm: Minutes | undefined, start: string, end: string): Record<Field, string> {
  const { uid, title, stamp, sequence, room, session } = event
  const link = linkOf(session?.url)
  const heading = escapeHeading(title) || UNTITLED
  return {
    uid: escapeUid(uid),
    title: heading,
    stamp: utcText(stamp),
    start,
    end,
    sequence: String(sequence),
    description: escapeText(descriptionOf(event, link)),
    url: link ?? '',
    location: escapeText(room ?? ''),
    categories: categoriesOf(event),
    // A display alarm must have a description (RFC 5545 section 3.6.6).
    reminder: heading,
    trigger: `-PT${alarm ?? 0}M`,
  }
}

function categoriesOf({ session }: CalendarEvent): string {
  const names = [...(session?.tracks ?? []), ...(session?.tags ?? [])].map(escapeHeading)
  return [...new Set(names)].filter((name) => name !== '').join(',')
}

/**
 * DTSTART and DTEND: whole days, the venue's clock (with the parameter `zone`), or UTC. There is no end if it is
 * unknown or equals the start, because it must be later (RFC 5545 section 3.8.2.2).
 */
function timesOf(when: Timed | Dated, clock: VenueClock | undefined) {
  if (when.kind === 'dated') return { zone: '', start: compact(when.day), end: compact(addDays(when.day, 1)) }
  const lasts = !when.endAssumed && Math.floor(when.start / SECOND) < Math.floor(when.end / SECOND)
  const start = clock?.shownAt(when.start)
  const end = clock?.shownAt(when.end)
  // Both use the same zone, because some readers do not accept a local start with an end in UTC.
  if (!clock || !start || !end) return { zone: '', start: utcText(when.start), end: lasts ? utcText(when.end) : '' }
  return { zone: `;TZID=${parameterValue(clock.zone)}`, start, end: lasts ? end : '' }
}
