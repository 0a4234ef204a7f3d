import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readCatalogue } from '../../src/formats/own/catalogue.js'
import { severityOf } from '../../src/model/problem.js'
import { SWEEPS } from '../fixtures/cases.js'
import { kubeplan, newHome } from './kubeplan.js'

/** Texts that a publisher should not write, and some that are fine. */
const text = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '\u00a0\u2003',
    '\u200b',
    '\ud800',
    'half \udc00 pair',
    '__proto__',
    'constructor',
    'null',
    '~',
    '007',
    '- a: &b *c',
    'two\nlines\r\nand\tmore',
    '\u202eturned\u202c',
    '\u0007bell\u001b[2J',
    ', Amsterdam, Netherlands',
    'CANCELLED',
    '[CANCELLED] ',
    'Poster',
    'TBA',
    'A title - Ana Example, Example BV',
    `A - Ana ${'Example'.repeat(60)}, ${'Org '.repeat(80)}`,
    'x'.repeat(199),
    'x'.repeat(201),
    '😀'.repeat(200),
    'y'.repeat(501),
    `${'z'.repeat(499)} tail`,
    'long words '.repeat(2500),
  ),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ maxLength: 20 }),
)

const address = fc.oneof(
  fc.constantFrom(
    'https://example.org/x',
    '//plan.example.org/2017/',
    'plan.example.org/2017',
    'www.example.org',
    '/2017/',
    '../x',
    'x.html',
    '#',
    'javascript:alert(1)',
    'ftp://example.org',
    'mailto:a@example.org',
    'https://',
    'https://exa mple.org/',
    'https://example.org/\u202e',
    'https://[::1',
    `https://example.org/${'x'.repeat(1990)}`,
    `//example.org/${'x'.repeat(1990)}`,
  ),
  text,
)

const day = fc.constantFrom(
  '2026-03-24',
  '2026-03-29',
  '0001-01-01',
  '1850-06-01',
  '9999-12-29',
  '9999-12-31',
  '2026-02-30',
  '',
)
const clock = fc.constantFrom('00:00', '02:30', '09:00', '23:59', '24:00', '12:00:30', '29:00', '')
const offset = fc.constantFrom('', 'Z', '+01:00', '-12:00', '+14:00', '+05:45')
const when = fc.record({ day, from: clock, to: clock, offset, last: fc.boolean() })

const talk = fc.record({
  uid: fc.oneof(fc.constantFrom('u-1', 'u-2', 'x'.repeat(501), 'a\u200bb'), text),
  title: fc.oneof(fc.constantFrom('One', 'Two', 'Three'), text),
  track: text,
  tags: fc.oneof(fc.array(text, { maxLength: 3 }), fc.constant(Array.from({ length: 1005 }, (_, n) => `tag ${n}`))),
  level: text,
  room: text,
  speakers: fc.oneof(fc.array(text, { maxLength: 3 }), fc.constant(Array.from({ length: 1005 }, (_, n) => `Ana ${n}`))),
  org: text,
  abstract: text,
  url: address,
  video: address,
  when,
})
type Talk = typeof talk extends fc.Arbitrary<infer T> ? T : never

const conference = fc.record({
  name: text,
  url: address,
  base: address,
  first: day,
  last: day,
  dayFrom: fc.constantFrom('04:00', '00:00', '23:59'),
  dayTo: fc.constantFrom('03:59', '23:59', '12:00', '00:00'),
  talks: fc.array(talk, { maxLength: 4 }),
})
type Facts = typeof conference extends fc.Arbitrary<infer T> ? T : never

/** The facts that every format supports, so that something is kept. */
const PLAIN: Facts = {
  name: 'Demo',
  url: 'https://example.org/x',
  base: 'https://example.org/',
  first: '2026-03-24',
  last: '2026-03-24',
  dayFrom: '00:00',
  dayTo: '23:59',
  talks: [
    {
      uid: 'u-1',
      title: 'One',
      track: 'Ops',
      tags: ['linux'],
      level: 'any',
      room: 'Hall A',
      speakers: ['Ana Example'],
      org: 'Example BV',
      abstract: 'Words.',
      url: 'https://example.org/one',
      video: '',
      when: { day: '2026-03-24', from: '09:00', to: '23:59', offset: '', last: false },
    },
  ],
}

function moment({ day: on, offset: ahead }: Talk['when'], at: string): string {
  return at === '' ? '' : `${on}T${at.length === 5 ? `${at}:00` : at}${ahead}`
}

const xml = (value: string) =>
  value
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/g, '')
    .replace(/[<>&"'\r]/g, (found) => `&#${found.charCodeAt(0)};`)

function frabXml({ name, url, base, first, last, dayFrom, dayTo, talks }: Facts): string {
  const events = talks.map(
    (
      one,
    ) => `<day date="${one.when.day}" start="${one.when.day}T${dayFrom}:00+01:00" end="${one.when.day}T${dayTo}:00+01:00">
<room name="${xml(one.room)}"><event guid="${xml(one.uid)}" code="${xml(one.uid)}"><date>${moment(one.when, one.when.from)}</date><start>${one.when.from}</start>
<duration>${one.when.to}</duration><title>${xml(one.title)}</title><track>${xml(one.track)}</track><abstract>${xml(one.abstract)}</abstract>
<url>${xml(one.url)}</url><video_download_url>${xml(one.video)}</video_download_url>
<persons>${one.speakers.map((who) => `<person organization="${xml(one.org)}">${xml(who)}</person>`).join('')}</persons></event></room></day>`,
  )
  return `<schedule><conference><title>${xml(name)}</title><start>${first}</start><end>${last}</end><url>${xml(url)}</url><base_url>${xml(base)}</base_url></conference>${events.join('')}</schedule>`
}

function scheduleJson(version: 1 | 2): (facts: Facts) => string {
  return ({ name, url, base, first, last, dayFrom, dayTo, talks }) => {
    const event = (one: Talk) => ({
      guid: one.uid,
      title: one.title,
      track: one.track,
      room: one.room,
      date: moment(one.when, one.when.from),
      start: one.when.from,
      duration: one.when.to,
      abstract: one.abstract,
      url: one.url,
      video: one.video,
      persons: one.speakers.map((who) => ({ public_name: who, organization: one.org })),
    })
    const days = talks.map((one) => ({
      date: one.when.day,
      day_start: `${one.when.day}T${dayFrom}:00+01:00`,
      day_end: `${one.when.day}T${dayTo}:00+01:00`,
      ...(version === 1 && { rooms: { [one.room]: [event(one)] } }),
    }))
    const facts = { title: name, url, start: first, end: last, days }
    const events = version === 2 ? { events: talks.map(event) } : {}
    return JSON.stringify({ schedule: { version: '1', base_url: base, conference: facts, ...events } })
  }
}

function ics({ name, url, talks }: Facts): string {
  const line = (head: string, value: string) => `${head}:${value.replace(/[\r\n]/g, ' ')}\r\n`
  const value = (words: string) => words.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n')
  const events = talks.map(
    ({ when: { day: on, from, to }, ...one }) =>
      `BEGIN:VEVENT\r\n${line('UID', value(one.uid))}${line('SUMMARY', value(one.title))}${line('DTSTART', `${on.replaceAll('-', '')}T${from.replaceAll(':', '').padEnd(6, '0')}Z`)}${to === '' ? '' : line('DTEND', `${on.replaceAll('-', '')}T${to.replaceAll(':', '').padEnd(6, '0')}Z`)}${line('LOCATION', value(one.room))}${line('CATEGORIES', [one.track, ...one.tags].map(value).join(','))}${line('DESCRIPTION', value(one.abstract))}${line('URL', one.url)}END:VEVENT\r\n`,
  )
  return `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${line('PRODID', value(name))}${line('X-WR-CALNAME', value(name))}${line('URL', url)}${events.join('')}END:VCALENDAR\r\n`
}

const schedJson = ({ talks }: Facts): string =>
  JSON.stringify(
    talks.map((one) => ({
      event_key: one.uid,
      name: one.title,
      event_type: one.track,
      event_subtype: one.tags.join(','),
      venue: one.room,
      event_start: `${one.when.day} ${one.when.from}`,
      event_end: `${one.when.day} ${one.when.to}`,
      speakers: one.speakers.map((who) => ({ name: who, company: one.org })),
      description: one.abstract,
      url: one.url,
      video_url: one.video,
    })),
  )

const sessionize = ({ talks }: Facts): string =>
  JSON.stringify({
    sessions: talks.map((one, id) => ({
      id: one.uid,
      title: one.title,
      startsAt: moment(one.when, one.when.from) || null,
      endsAt: moment(one.when, one.when.to) || null,
      room: one.room,
      speakers: one.speakers.map((name) => ({ name })),
      categoryItems: [id],
      description: one.abstract,
      recordingUrl: one.video,
    })),
    speakers: [],
    rooms: [],
    categories: talks.map((one, id) => ({ id, title: 'Track', items: [{ id, name: one.track }] })),
  })

const openEvent = ({ talks }: Facts): string =>
  JSON.stringify(
    talks.map((one) => ({
      id: one.uid,
      title: one.title,
      'starts-at': moment(one.when, one.when.from),
      'ends-at': moment(one.when, one.when.to),
      track: { name: one.track },
      level: one.level,
      microlocation: { name: one.room },
      speakers: one.speakers.map((name) => ({ name, organisation: one.org })),
      'long-abstract': one.abstract,
      'signup-url': one.url,
      'video-url': one.video,
    })),
  )

function csv(heads: readonly string[], row: (one: Talk) => readonly string[]): (facts: Facts) => string {
  const cells = (values: readonly string[]) =>
    `${values.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\r\n`
  return ({ talks }) => [heads, ...talks.map(row)].map(cells).join('')
}

const foreignCsv = csv(
  ['id', 'title', 'track', 'tags', 'level', 'room', 'date', 'start', 'end', 'speakers', 'abstract', 'url', 'video'],
  (one) => [
    one.uid,
    one.title,
    one.track,
    one.tags.join(';'),
    one.level,
    one.room,
    one.when.day,
    one.when.from,
    one.when.to,
    one.speakers.join(';'),
    one.abstract,
    one.url,
    one.video,
  ],
)

const ownCsv = csv(
  [
    'id',
    'title',
    'kind',
    'track',
    'tags',
    'level',
    'room',
    'start',
    'end',
    'date',
    'speakers',
    'abstract',
    'url',
    'video',
    'repeat_of',
    'status',
    'uid',
    'conference',
  ],
  (one) => [
    one.uid,
    one.title,
    'talk',
    one.track,
    one.tags.join('; '),
    one.level,
    one.room,
    moment(one.when, one.when.from),
    moment(one.when, one.when.to),
    '',
    one.speakers.join('; '),
    one.abstract,
    one.url,
    one.video,
    one.uid,
    'confirmed',
    one.uid,
    one.org,
  ],
)

/** Only what its reader accepts: text written by hand is refused, not cut. */
const ownJson = ({ name, url, first, last, dayFrom, talks }: Facts): string => {
  const words = (value: string) => [...value.toWellFormed().trim()].slice(0, 190).join('') || undefined
  const days = [first, last].every((on) => on.startsWith('2026-03')) ? [first, last].sort() : []
  const conference = { name: words(name) ?? 'Demo', timezone: 'Europe/Amsterdam', day_change: dayFrom }
  const address = /^https:\/\/example\.org\/[ux\u202e]+$/.test(url) ? url : undefined
  return JSON.stringify({
    kubeplan: 'catalogue/1',
    conference: { ...conference, first_day: days[0], last_day: days[1], url: address },
    rooms: { default_walk: '24h', walks: [{ from: words(name) ?? 'A', to: 'B', walk: 44_640 }] },
    sessions: talks.map((one) => ({
      title: words(one.title) ?? 'Untitled',
      track: words(one.track),
      tags: one.tags.slice(0, 1000).flatMap((tag) => words(tag) ?? []),
      room: words(one.room),
      start: '2026-03-24 09:00',
      duration: '45m',
      speakers: one.speakers.slice(0, 1000).flatMap((who) => words(who) ?? []),
      abstract: words(one.abstract),
    })),
  })
}

const WRITERS: readonly (readonly [file: string, write: (facts: Facts) => string])[] = [
  ['frab.xml', frabXml],
  ['one.json', scheduleJson(1)],
  ['two.json', scheduleJson(2)],
  ['feed.ics', ics],
  ['sched.json', schedJson],
  ['sessionize.json', sessionize],
  ['open-event.json', openEvent],
  ['foreign.csv', foreignCsv],
  ['own.csv', ownCsv],
  ['own.json', ownJson],
]

describe('what an import stores, kubeplan can read', () => {
  test.each(WRITERS)('%s', { timeout: 120_000 }, async (file, write) => {
    let kept = 0
    await fc.assert(
      fc.asyncProperty(conference, fc.option(text, { nil: undefined }), async (facts, name) => {
        const home = newHome()
        writeFileSync(join(home, 'work', file), Buffer.from(write(facts).replaceAll('\0', ''), 'utf8'))
        const named = name === undefined ? [] : ['--name', name]
        const imported = await kubeplan(['import', file, '--as', 'demo', '--timezone', 'Europe/Amsterdam', ...named], {
          home,
        })
        expect([0, 2, 3], imported.stderr).toContain(imported.exit)
        if (imported.exit !== 0) return
        kept++
        const stored = join(home, '.local', 'share', 'kubeplan', 'demo', 'catalogue.yaml')
        const errors = readCatalogue(readFileSync(stored), stored).problems.filter((one) => severityOf(one) === 'error')
        expect(errors).toEqual([])
        const readers = [['list', '--format', 'json'], ['conferences'], ['clashes', '--all']]
        for (const command of SWEEPS ? readers : [readers[kept % 3] ?? []]) {
          rmSync(join(home, '.cache'), { recursive: true, force: true })
          const { exit, stderr } = await kubeplan(command, { home })
          expect(exit, stderr).toBe(0)
        }
      }),
      { numRuns: SWEEPS ? 12 : 4, examples: [[PLAIN, undefined]] },
    )
    expect(kept).toBeGreaterThan(0)
  })
})
