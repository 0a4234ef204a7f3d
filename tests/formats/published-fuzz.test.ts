import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import * as csvTable from '../../src/formats/csv/csv.js'
import * as frabXml from '../../src/formats/frab/frab-xml.js'
import * as scheduleJson from '../../src/formats/frab/schedule-json.js'
import * as awsEvents from '../../src/formats/platforms/aws-events.js'
import * as conclar from '../../src/formats/platforms/conclar.js'
import * as emfcamp from '../../src/formats/platforms/emfcamp.js'
import * as openEvent from '../../src/formats/platforms/open-event.js'
import * as pycon from '../../src/formats/platforms/pycon.js'
import * as schedJson from '../../src/formats/platforms/sched-json.js'
import * as sessionize from '../../src/formats/platforms/sessionize.js'
import type { PublishedReading } from '../../src/formats/published/published.js'
import { SWEEPS } from '../fixtures/cases.js'
import { fixture } from './published-fixtures.js'

const READERS = {
  ...{ frabXml, scheduleJson, schedJson, sessionize, openEvent, csvTable },
  ...{ awsEvents, conclar, emfcamp, pycon },
}
type Reader = keyof typeof READERS

const FIXTURES: readonly (readonly [Reader, string])[] = [
  ['frabXml', 'pentabarf-2009.xml'],
  ['frabXml', 'wafer-utc.xml'],
  ['scheduleJson', 'pretalx-1.json'],
  ['scheduleJson', 'hub-2.json'],
  ['schedJson', 'sched.json'],
  ['sessionize', 'sessionize-all.json'],
  ['sessionize', 'sessionize-grid.json'],
  ['openEvent', 'open-event-list.json'],
  ['openEvent', 'open-event-server.json'],
  ['awsEvents', 'aws-events-pages.json'],
  ['conclar', 'conclar-program.json'],
  ['conclar', 'konopas-program.js'],
  ['emfcamp', 'emfcamp.json'],
  ['pycon', 'pycon.json'],
  ['csvTable', 'pretalx.csv'],
  ['csvTable', 'semicolons.csv'],
]

/** Checks that must hold for every result: no empty text, no invalid number, every problem inside the file. */
function expectSound(reading: PublishedReading): void {
  if (!reading.ok) {
    expect(reading.problems.length).toBeGreaterThan(0)
    return
  }
  // Many entries are alike, so the first ones are enough.
  for (const { title, time, speakers, tags, at, ...texts } of reading.published.entries.slice(0, 1000)) {
    expect(title.trim()).not.toBe('')
    expect([texts.room, ...texts.tracks, texts.level, texts.abstract, texts.url, texts.uid, ...tags]).not.toContain('')
    expect(speakers.map(({ name }) => name)).not.toContain('')
    expect(at.line).toBeGreaterThan(0)
    if (time.kind === 'instants') expect([time.start, time.end ?? 0].every(Number.isFinite)).toBe(true)
    if (time.kind === 'wall')
      expect(`${time.start} ${time.end ?? time.start}`).toMatch(
        /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/,
      )
  }
}

const PIECES = [
  '',
  '"',
  "'",
  ',',
  ';',
  '\t',
  '\n',
  '\r',
  '{',
  '}',
  '[',
  ']',
  ':',
  '<',
  '>',
  '&',
  '/',
  '0',
  '99',
  '-',
  '+',
  'null',
  'true',
  '{}',
  '[]',
  '""',
  '__proto__',
  '<!DOCTYPE a>',
  '\ud83d',
  '\u0000',
  '\u2028',
]

describe('no reader ever throws, whatever is done to its file', () => {
  const before = Object.getOwnPropertyNames(Object.prototype)
  afterAll(() => expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before))

  test.each(FIXTURES)('%s: %s with pieces cut out and put in', (reader, file) => {
    const text = fixture(file)
    const change = fc.record({
      at: fc.nat(text.length),
      length: fc.oneof(fc.nat(3), fc.nat(200)),
      piece: fc.constantFrom(...PIECES),
    })
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const changed = changes.reduce(
          (whole, { at, length, piece }) => whole.slice(0, at) + piece + whole.slice(at + length),
          text,
        )
        expectSound(READERS[reader].read(changed, 'x'))
        for (const { recognise } of Object.values(READERS)) recognise(changed.slice(0, 4096))
      }),
      { numRuns: 1000 },
    )
  })

  test.each(FIXTURES.filter(([, file]) => file.endsWith('.json')))(
    '%s: %s with any values in place of its own',
    (reader, file) => {
      const text = fixture(file)
      const scalars = [...text.matchAll(/(?<=: )(?:"(?:[^"\\]|\\.)*"|\d+|null|true|false)/g)].map(
        ({ index, 0: whole }) => [index, index + whole.length] as const,
      )
      const place = fc.constantFrom(...scalars)
      fc.assert(
        fc.property(place, fc.jsonValue({ maxDepth: 2 }), ([start, end], value) => {
          const reading = READERS[reader].read(text.slice(0, start) + JSON.stringify(value) + text.slice(end), 'x')
          expect(reading.ok).toBe(true)
          expectSound(reading)
        }),
        { numRuns: 1000 },
      )
    },
  )

  test.each(FIXTURES)('%s: %s cut off anywhere', (reader, file) => {
    const text = fixture(file)
    for (let end = 0; end < text.length; end += SWEEPS ? 1 : 47)
      expectSound(READERS[reader].read(text.slice(0, end), 'x'))
    if (!/\.(?:csv|js)$/.test(file)) expect(READERS[reader].read(text.trimEnd().slice(0, -1), 'x').ok).toBe(false)
  })
})

/** Files of one construct, n times; quadratic work would take minutes. */
const N = SWEEPS ? 100_000 : 5_000
const SIZES: readonly (readonly [string, Reader, () => string])[] = [
  [
    'XML events',
    'frabXml',
    () =>
      `<schedule><day date="2024-01-01"><room name="R">${'<event><title>T</title><start>01:00</start></event>'.repeat(N)}</room></day></schedule>`,
  ],
  [
    'XML rooms',
    'frabXml',
    () => `<schedule><day date="2024-01-01">${'<room><event/></room>'.repeat(N)}</day></schedule>`,
  ],
  [
    'XML tracks',
    'frabXml',
    () => `<schedule><conference>${'<track name="a" slug="b"/>'.repeat(N)}</conference></schedule>`,
  ],
  [
    'XML days',
    'frabXml',
    () =>
      `<schedule>${'<day date="2024-01-01" start="2024-01-01T10:00:00Z" end="2024-01-02T02:00:00Z"/>'.repeat(N)}</schedule>`,
  ],
  [
    'XML attributes',
    'frabXml',
    () => `<schedule ${Array.from({ length: N }, (_, index) => `a${index}="1"`).join(' ')}/>`,
  ],
  [
    'events on one line',
    'scheduleJson',
    () =>
      `{"schedule":{"conference":{"days":[{"rooms":{"R":[${'{"title":"T","date":"2024-01-01T10:00:00Z"},1,'.repeat(N)}1]}}]}}}`,
  ],
  [
    'rooms on one line',
    'scheduleJson',
    () => `{"schedule":{"conference":{"days":[{"rooms":[${'{"name":"R","events":[1,{}]},'.repeat(N)}{}]}]}}}`,
  ],
  ['titles with dashes', 'schedJson', () => `[{"name":"${'a - '.repeat(N)}","speakers":[{"name":"a"}]}]`],
  [
    'speakers',
    'schedJson',
    () =>
      `[{"name":"T - a0","speakers":[${Array.from({ length: N }, (_, index) => `{"name":"a${index}"}`).join(',')}]}]`,
  ],
  [
    'groups',
    'sessionize',
    () => `[${'{"rooms":[{"sessions":[{"id":"1","title":"T"}]}],"sessions":[{"id":"2","title":"T"}]},'.repeat(N)}{}]`,
  ],
  [
    'sessions',
    'openEvent',
    () => `[${'{"title":"T","state":"rejected"},{"title":"T","starts-at":"soon"},'.repeat(N)}{}]`,
  ],
  [
    'sessions',
    'awsEvents',
    () => `{"items":[${'{"title":"T","abbreviation":"N-R1","room":"A | B | C"},'.repeat(N)}{}]}`,
  ],
  ['items', 'conclar', () => `var program = [${'{"title":"T","tags":[{"value":"1"}],"date":"x"},'.repeat(N)}{}];`],
  ['lists', 'conclar', () => `${'program = [{"title":"T"}];\n'.repeat(N)}`],
  ['open brackets', 'conclar', () => `var program = [/*${'[/*"'.repeat(N)}`],
  ['occurrences', 'emfcamp', () => `[{"title":"T","occurrences":[${'{"start_date":"x"},'.repeat(N)}{}]}]`],
  ['parts', 'pycon', () => `{"schedule":[{"name":"T","sessions":[${'{"name":"P"},'.repeat(N)}{}]}]}`],
  ['rows', 'csvTable', () => `title,date,start,speakers,tags\n${'T,2024-01-01,10:00,"A, B","a, b"\n'.repeat(N)}`],
  ['rows without title', 'csvTable', () => `title,date,start\n${',2024-01-01,10:00\n'.repeat(N)}`],
  [
    'a long cell of spaces',
    'csvTable',
    () => `title,date,start,duration\nT,2024-01-01,1${' '.repeat(N * 10)}x,1${' '.repeat(N * 10)}x\n`,
  ],
  ['an open quotation', 'csvTable', () => `title,date,start\n"${'a,b\n'.repeat(N * 5)}`],
  ['columns', 'csvTable', () => `title,date,start${',x'.repeat(N)}\nT${',x'.repeat(N)}\n`],
]

describe('every reader is linear', () => {
  test.each(SIZES)('%s (%s)', (_, reader, make) => {
    expectSound(READERS[reader].read(make(), 'x'))
  })
})
