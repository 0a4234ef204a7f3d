import { NO_DETAILS, type Session, type Timed } from '../../src/model/conference.js'
import { type Day, instant, parseDay } from '../../src/model/time.js'
import type { CalendarEvent } from '../../src/planning/export/calendar-events.js'
import type { CalendarView } from '../../src/render/calendar/calendar.js'

export const stamp = instant(Date.UTC(2020, 10, 18, 12))

export function day(text: string): Day {
  const found = parseDay(text)
  if (found === undefined) throw new Error(`${text} is no day`)
  return found
}

/** A time in New York's winter, from `start` to `end`, both ISO 8601 with an offset. */
export function timed(start: string, end: string, offset = -300): Timed {
  return {
    kind: 'timed',
    day: day(start.slice(0, 10)),
    start: instant(Date.parse(start)),
    end: instant(Date.parse(end)),
    offset,
    endOffset: offset,
    shift: 0,
  }
}

export const friday = timed('2020-11-20T16:00:00-05:00', '2020-11-20T16:35:00-05:00')

export const panel: Session = {
  id: 'linux-in-the-kubernetes-era',
  title: 'Panel: Linux in the Kubernetes Era: Does The OS Still Matter?',
  kind: 'panel',
  tracks: ['Operations'],
  tags: ['linux', 'os, kernel'],
  room: 'Hall A; stage 1',
  when: friday,
  speakers: [{ name: 'Tasha Drew', organization: 'VMware' }, { name: 'Ana Example' }],
  url: 'https://example.org/s/1?a=b;c,d',
  status: 'confirmed',
}

export const panelEvent: CalendarEvent = {
  uid: 'linux-in-the-kubernetes-era@kubecon-na-2020.kubeplan',
  status: 'CONFIRMED',
  stamp,
  sequence: 2,
  when: friday,
  title: panel.title,
  room: 'Hall A; stage 1',
  session: panel,
  details: {
    abstract: 'What an operating system is for,\nonce everything runs in containers.',
    takes: [{ by: 'Datadog', text: 'Four people who have seen many kernels.' }],
    takeaways: [],
  },
  note: 'sit in front',
  transparent: false,
}

/** An event with only the required properties. */
export function event(change: Partial<CalendarEvent> & { readonly uid: string }): CalendarEvent {
  return {
    status: 'CONFIRMED',
    stamp,
    sequence: 0,
    when: friday,
    title: change.uid,
    details: NO_DETAILS,
    transparent: false,
    ...change,
  }
}

export function view(events: readonly CalendarEvent[], change: Partial<CalendarView> = {}): CalendarView {
  return {
    timezone: 'America/New_York',
    name: 'KubeCon NA 2020, mine',
    events,
    tzid: false,
    ...change,
  }
}

/** One event of every kind, from the panel with everything to a block of length zero. */
export const everySort: readonly CalendarEvent[] = [
  panelEvent,
  event({
    uid: 'maybe',
    status: 'TENTATIVE',
    title: 'Maybe: 日本語 and 🎉🎉🎉 for everybody who stays until the very end of the day',
  }),
  event({ uid: 'dropped', status: 'CANCELLED', sequence: 3 }),
  event({ uid: 'dated', when: { kind: 'dated', day: day('2020-11-18') }, title: 'Kubelet Deep Dive' }),
  event({ uid: 'umbrella', when: timed('2020-11-17T08:00:00-05:00', '2020-11-17T18:00:00-05:00'), transparent: true }),
  event({ uid: 'moment', when: timed('2020-11-19T09:00:00-05:00', '2020-11-19T09:00:00-05:00') }),
  event({
    uid: 'block:Booth duty',
    when: timed('2020-11-19T23:30:00-05:00', '2020-11-20T00:30:00-05:00'),
    room: 'Hall B',
  }),
]
