import { renderCalendar } from '../../src/render/calendar/calendar.js'
import { lintCalendar } from '../render/calendar-lint.js'
import { event, everySort, friday, view } from '../render/calendar-samples.js'

/** A text that breaks careless unfolding or unescaping. */
export const TRICKY = `Bring: pens, paper; a \\ and\n日本語 🎉${' '.repeat(100)}${'ü'.repeat(80)} END:VEVENT`

const events = [...everySort, event({ uid: 'tricky', title: 'Tricky', when: friday, note: TRICKY })]

/** The calendar for every judge, in both forms. */
export const CALENDARS = [
  { form: 'UTC', text: await renderCalendar(view(events, { alarm: 10 })) },
  { form: 'TZID', text: await renderCalendar(view(events, { alarm: 10, tzid: true })) },
] as const

for (const { text } of CALENDARS) {
  const faults = lintCalendar(text)
  if (faults.length > 0) throw new Error(faults.join('\n'))
}

const PANEL = 'Panel: Linux in the Kubernetes Era: Does The OS Still Matter?'
const MAYBE = 'Maybe: 日本語 and 🎉🎉🎉 for everybody who stays until the very end of the day'

/**
 * The events that a judge must find: title, start, end (except for a moment) and status; times in UTC, days as days.
 */
export const EXPECTED = [
  [PANEL, '2020-11-20T21:00:00Z', '2020-11-20T21:35:00Z', 'CONFIRMED'],
  [MAYBE, '2020-11-20T21:00:00Z', '2020-11-20T21:35:00Z', 'TENTATIVE'],
  ['dropped', '2020-11-20T21:00:00Z', '2020-11-20T21:35:00Z', 'CANCELLED'],
  ['Kubelet Deep Dive', '2020-11-18', '2020-11-19', 'CONFIRMED'],
  ['umbrella', '2020-11-17T13:00:00Z', '2020-11-17T23:00:00Z', 'CONFIRMED'],
  ['moment', '2020-11-19T14:00:00Z', null, 'CONFIRMED'],
  ['block:Booth duty', '2020-11-20T04:30:00Z', '2020-11-20T05:30:00Z', 'CONFIRMED'],
  ['Tricky', '2020-11-20T21:00:00Z', '2020-11-20T21:35:00Z', 'CONFIRMED'],
] as const

/** The same on a clock in Berlin, in order of time (equal times by title). */
export const IN_BERLIN = [
  ['2020-11-17 14:00', '2020-11-18 00:00', 'umbrella'],
  ['2020-11-18', '2020-11-18', 'Kubelet Deep Dive'],
  ['2020-11-19 15:00', '', 'moment'],
  ['2020-11-20 05:30', '2020-11-20 06:30', 'block:Booth duty'],
  ['2020-11-20 22:00', '2020-11-20 22:35', MAYBE],
  ['2020-11-20 22:00', '2020-11-20 22:35', PANEL],
  ['2020-11-20 22:00', '2020-11-20 22:35', 'Tricky'],
  ['2020-11-20 22:00', '2020-11-20 22:35', 'dropped'],
] as const
