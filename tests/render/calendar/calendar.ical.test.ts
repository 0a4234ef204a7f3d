import fc from 'fast-check'
import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import { instant } from '../../../src/model/time.js'
import type { CalendarEvent } from '../../../src/planning/export/calendar-events.js'
import { renderCalendar } from '../../../src/render/calendar/calendar.js'
import { casesOf } from '../../fixtures/cases.js'
import { hostileText, plain } from '../calendar-hostile.js'
import { lintCalendar, unescapeText } from '../calendar-lint.js'
import { everySort, friday, panel, stamp, view } from '../calendar-samples.js'

type Value = string | number | readonly string[]
type Read = Readonly<Record<string, Value>>

/** A component as read by ical.js: every property once, in order, with its values as text. */
function read(component: ICAL.Component): Read {
  const properties = component.getAllProperties().map((property): readonly [string, Value] => {
    const values = property.getValues().map((value: unknown) => (typeof value === 'number' ? value : String(value)))
    const zone = property.getParameter('tzid')
    const name = zone === undefined ? property.name : `${property.name} ${zone}`
    return [name, property.name === 'categories' ? values.map(String) : (values[0] ?? '')]
  })
  expect(new Set(properties.map(([name]) => name)).size).toBe(properties.length)
  // Properties that only kubeplan reads are tested by reading its own calendars.
  return Object.fromEntries(properties.filter(([name]) => name !== 'x-kubeplan-session'))
}

function parse(text: string): ICAL.Component {
  return new ICAL.Component(ICAL.parse(text))
}

test('ical.js reads what was meant, of every sort of event', async () => {
  const calendar = parse(await renderCalendar(view(everySort, { alarm: 10, tzid: true })))
  expect(read(calendar)).toEqual({
    version: '2.0',
    calscale: 'GREGORIAN',
    prodid: '-//kubeplan//kubeplan//EN',
    'x-published-ttl': 'PT1H',
    // ical.js does not know either as TEXT, and keeps their escapes.
    name: 'KubeCon NA 2020\\, mine',
    'x-wr-calname': 'KubeCon NA 2020\\, mine',
    'x-wr-timezone': 'America/New_York',
    'refresh-interval': 'PT1H',
  })
  const events = calendar.getAllSubcomponents('vevent')
  expect(
    events
      .map((event) => new ICAL.Event(event))
      .map((event) => [
        event.uid,
        event.startDate.toJSDate().toISOString(),
        event.endDate.toJSDate().toISOString(),
        event.startDate.isDate,
        event.component.getFirstPropertyValue('status'),
        event.component.getAllSubcomponents('valarm').map((alarm) => String(alarm.getFirstPropertyValue('trigger'))),
      ]),
  ).toEqual([
    [everySort[0]?.uid, '2020-11-20T21:00:00.000Z', '2020-11-20T21:35:00.000Z', false, 'CONFIRMED', ['-PT10M']],
    ['maybe', '2020-11-20T21:00:00.000Z', '2020-11-20T21:35:00.000Z', false, 'TENTATIVE', ['-PT10M']],
    ['dropped', '2020-11-20T21:00:00.000Z', '2020-11-20T21:35:00.000Z', false, 'CANCELLED', []],
    ['dated', localMidnight('2020-11-18'), localMidnight('2020-11-19'), true, 'CONFIRMED', []],
    ['umbrella', '2020-11-17T13:00:00.000Z', '2020-11-17T23:00:00.000Z', false, 'CONFIRMED', ['-PT10M']],
    ['moment', '2020-11-19T14:00:00.000Z', '2020-11-19T14:00:00.000Z', false, 'CONFIRMED', ['-PT10M']],
    ['block:Booth duty', '2020-11-20T04:30:00.000Z', '2020-11-20T05:30:00.000Z', false, 'CONFIRMED', ['-PT10M']],
  ])
  expect(events[0] && read(events[0])).toEqual({
    uid: 'linux-in-the-kubernetes-era@kubecon-na-2020.kubeplan',
    summary: 'Panel: Linux in the Kubernetes Era: Does The OS Still Matter?',
    dtstamp: '2020-11-18T12:00:00Z',
    'dtstart America/New_York': '2020-11-20T16:00:00',
    'dtend America/New_York': '2020-11-20T16:35:00',
    sequence: 2,
    description:
      'Speakers: Tasha Drew (VMware), Ana Example\n\nWhat an operating system is for,\nonce everything runs in ' +
      'containers.\n\nTake by Datadog: Four people who have seen many kernels.\n\nMy note: sit in front\n\n' +
      'https://example.org/s/1?a=b;c,d',
    url: 'https://example.org/s/1?a=b;c,d',
    location: 'Hall A; stage 1',
    status: 'CONFIRMED',
    categories: ['Operations', 'linux', 'os, kernel'],
    transp: 'OPAQUE',
    'last-modified': '2020-11-18T12:00:00Z',
  })
})

// ical.js turns a date into midnight of the process's zone.
function localMidnight(date: string): string {
  return new Date(`${date}T00:00:00`).toISOString()
}

const text = hostileText({ maxLength: 200 })
// ical.js reads the comma after a value that ends in an (escaped) backslash as escaped.
const label = text.filter((end) => !oneLine(end).endsWith('\\'))
const hostileEvent: fc.Arbitrary<CalendarEvent> = fc.record({
  uid: text.map((end) => `u${end}`),
  status: fc.constantFrom('CONFIRMED', 'TENTATIVE', 'CANCELLED'),
  stamp: fc.constant(stamp),
  sequence: fc.nat(),
  when: fc.constant({ ...friday, end: instant(friday.end) }),
  title: text,
  room: text,
  session: fc
    .record({
      ...Object.fromEntries(Object.entries(panel).map(([key, value]) => [key, fc.constant(value)])),
      tracks: fc.array(label, { maxLength: 3 }),
      tags: fc.array(label, { maxLength: 3 }),
      speakers: fc.array(fc.record({ name: text, organization: text }), { maxLength: 2 }),
      url: fc.oneof(
        text,
        text.map((end) => `https://example.org/${end}`),
      ),
    })
    .map((changed) => ({ ...panel, ...changed })),
  details: fc.record({
    abstract: text,
    takes: fc.array(fc.record({ by: text, text }), { maxLength: 1 }),
    takeaways: fc.constant([]),
  }),
  note: text,
  transparent: fc.boolean(),
})

function oneLine(heading: string): string {
  return plain(heading).replace(/\n+/g, ' ').trim()
}

/** The values that a reader must find, computed without the renderer. */
function meant(event: CalendarEvent) {
  const summary = oneLine(event.title) || '(untitled)'
  const categories = [
    ...new Set([...(event.session?.tracks ?? []), ...(event.session?.tags ?? [])].map(oneLine)),
  ].filter(Boolean)
  const location = plain(event.room ?? '')
  return {
    uid: plain(event.uid.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, encodeURIComponent)),
    summary,
    dtstamp: '2020-11-18T12:00:00Z',
    dtstart: '2020-11-20T21:00:00Z',
    dtend: '2020-11-20T21:35:00Z',
    sequence: event.sequence,
    ...(location !== '' && { location }),
    status: event.status,
    ...(categories.length > 0 && { categories }),
    transp: event.transparent || event.status === 'CANCELLED' ? 'TRANSPARENT' : 'OPAQUE',
    'last-modified': '2020-11-18T12:00:00Z',
    alarms: event.status === 'CANCELLED' ? [] : [{ action: 'DISPLAY', description: summary, trigger: '-PT10M' }],
  }
}

/** The paragraphs of a description with unchanged outside text. */
function meantParagraphs({ details, note }: CalendarEvent): readonly string[] {
  const [take] = details.takes
  const shown = [details.abstract ?? '', take ? `Take by ${take.by}: ${take.text}` : '', `My note: ${note ?? ''}`]
  return shown.map((paragraph) => plain(paragraph).trim()).filter((paragraph) => paragraph !== '')
}

test('ical.js reads exactly the properties that were meant, whatever the texts', async () => {
  const events = fc
    .array(hostileEvent, { minLength: 1, maxLength: 19, size: 'max' })
    .map((drawn) => drawn.map((event, index) => ({ ...event, uid: `${index} ${event.uid}` })))
  let count = 0
  await fc.assert(
    fc.asyncProperty(events, text, async (events, name) => {
      const written = await renderCalendar(view(events, { alarm: 10, name }))
      expect(lintCalendar(written)).toEqual([])
      const calendar = parse(written)
      expect(unescapeText(String(calendar.getFirstPropertyValue('x-wr-calname') ?? ''))).toBe(oneLine(name))
      const found = calendar.getAllSubcomponents().map((component) => {
        const { description = '', url = 'https://', ...others } = read(component)
        return {
          texts: { description: `\n\n${description}\n\n`, url: String(url) },
          others,
          alarms: component.getAllSubcomponents().map(read),
        }
      })
      expect(found.map(({ others, alarms }) => ({ ...others, alarms }))).toEqual(events.map(meant))
      for (const [index, { texts }] of found.entries()) {
        const paragraphs = events[index] ? meantParagraphs(events[index]) : []
        expect(paragraphs.filter((paragraph) => !texts.description.includes(`\n\n${paragraph}\n\n`))).toEqual([])
        expect(texts.url).toMatch(/^https?:\/\/[!-~]*$/)
      }
      count += events.length
    }),
    { numRuns: 1_100 },
  )
  expect(count).toBeGreaterThan(casesOf(1_100) * 8)
})
