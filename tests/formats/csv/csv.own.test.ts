import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { read } from '../../../src/formats/csv/csv.js'
import type { PublishedTime } from '../../../src/formats/published/published.js'
import {
  type Catalogue,
  type Conditions,
  type Details,
  KINDS,
  SEATS,
  type Session,
  STATUSES,
  type When,
} from '../../../src/model/conference.js'
import { definedFields } from '../../../src/model/index.js'
import { type Day, instant } from '../../../src/model/time.js'
import { csvLines } from '../../../src/render/documents/csv.js'
import { PLAIN, told } from '../published-fixtures.js'

/** Text as a catalogue holds it: trimmed, not empty, with everything that tables and spreadsheets have trouble with. */
const CHARACTERS = [...`aZé漢🦉 0=+-@'",;\t<&>/#`]
const text = fc
  .array(fc.constantFrom(...CHARACTERS), { minLength: 1, maxLength: 12 })
  .map((characters) => characters.join('').replaceAll('\t', ' ').trim())
  .filter((line) => line !== '')
const prose = fc.array(text, { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n'))
/** Names cannot contain the separator before organizations. */
const word = text.filter((line) => !line.includes(', '))

const DAY = '2024-04-20' as Day

const when: fc.Arbitrary<When> = fc.oneof(
  fc.constant({ kind: 'unscheduled' } as const),
  fc.constant({ kind: 'dated', day: DAY } as const),
  fc
    .tuple(fc.nat(400_000), fc.nat(600), fc.constantFrom(-570, -60, 0, 345, 840))
    .map(([start, length, offset]): When => {
      const begins = Date.UTC(2024, 0, 1) + start * 60_000
      return {
        kind: 'timed',
        day: DAY,
        start: instant(begins),
        end: instant(begins + length * 60_000),
        offset,
        endOffset: offset,
        shift: 0,
      }
    }),
)

const session: fc.Arbitrary<readonly [Session, string | undefined]> = fc
  .record(
    {
      id: text,
      title: text,
      kind: fc.constantFrom(...KINDS),
      tracks: fc.uniqueArray(text, { maxLength: 3 }),
      tags: fc.uniqueArray(text, { maxLength: 3 }),
      level: text,
      room: text,
      when,
      speakers: fc.array(fc.record({ name: word, organization: text }, { requiredKeys: ['name'] }), { maxLength: 3 }),
      url: fc.constant('https://owls.example.org/?a=1&b="2"'),
      video: fc.constant('https://video.example.org/'),
      repeatOf: text,
      status: fc.constantFrom(...STATUSES),
      language: text,
      recorded: fc.boolean(),
      capacity: fc.nat(10_000),
      seats: fc.constantFrom(...SEATS),
      abstract: prose,
    },
    { requiredKeys: ['id', 'title', 'kind', 'tracks', 'tags', 'when', 'speakers', 'status'] },
  )
  .map(({ abstract, ...rest }) => [rest, abstract])

/** A repeat repeats the next session. */
const programme = fc.uniqueArray(session, { maxLength: 4, selector: ([{ id }]) => id }).map((sessions) =>
  sessions.map(([{ repeatOf, ...facts }, abstract], index): readonly [Session, string | undefined] => {
    const next = sessions[(index + 1) % sessions.length]?.[0].id
    const repeats = repeatOf !== undefined && next !== undefined && next !== facts.id
    return [{ ...facts, ...(repeats && { repeatOf: next }) }, abstract]
  }),
)

function table(sessions: readonly (readonly [Session, string | undefined])[]): string {
  const details = new Map(
    sessions.map(([{ id }, abstract]): [string, Details] => [
      id,
      { takes: [], takeaways: [], ...(abstract !== undefined && { abstract }) },
    ]),
  )
  const catalogue: Catalogue = {
    conference: { name: 'Owls', slug: 'owls', timezone: 'UTC', dayChange: 0, sources: [] },
    rooms: { walks: [] },
    sessions: sessions.map(([one]) => one),
    details: (id) => details.get(id) ?? { takes: [], takeaways: [] },
  }
  const setting = { catalogue, zone: 'UTC', stages: new Map(), fold: false, ranked: false } as const
  return [...csvLines({ kind: 'sessions', sessions: catalogue.sessions, ...setting }, {})].join('')
}

describe('a table that kubeplan wrote', () => {
  test('reads back every session as it was', () => {
    fc.assert(
      fc.property(programme, (sessions) => {
        const result = told(read(table(sessions), 'x.csv'))
        expect(result.problems).toEqual([])
        expect(result.entries.map(({ line: _, ...entry }) => entry)).toEqual(
          sessions.map(
            ([{ id, kind, repeatOf, when: time, language, recorded, capacity, seats, ...facts }, abstract]) => ({
              ...facts,
              ...conditionsIn({ language, recorded, capacity, seats }),
              time: timeOf(time),
              speakersInTitle: false,
              ...(abstract !== undefined && { abstract }),
              own: { id, kind, ...(repeatOf !== undefined && { repeatOf }) },
            }),
          ),
        )
      }),
    )
  })

  test('a row that a person spoiled does not spoil the rest', () => {
    const csv =
      'id,title,kind,start,end,date,speakers,repeat_of,status\na,,talk,,,,,,\nb,B,talk,soon,,,,,\nc,C,odd,,,2024-02-30,,,\nd,D,odd,,,,,,odd\n'
    expect(told(read(csv, 'x.csv'))).toEqual({
      format: 'csv',
      entries: [
        { ...PLAIN, line: 3, title: 'B', time: { kind: 'unscheduled' }, own: { id: 'b', kind: 'talk' } },
        { ...PLAIN, line: 4, title: 'C', time: { kind: 'unscheduled' }, own: { id: 'c' } },
        { ...PLAIN, line: 5, title: 'D', time: { kind: 'unscheduled' }, own: { id: 'd' } },
      ],
      problems: [
        { code: 'entry-left-out', at: '2:1', reason: 'no-title' },
        { code: 'time-left-out', at: '3:1', title: 'B', reason: 'bad-time', text: 'soon', left: 'unscheduled' },
        { code: 'time-left-out', at: '4:1', title: 'C', reason: 'bad-time', text: '2024-02-30', left: 'unscheduled' },
      ],
    })
  })
})

function timeOf(when: When): PublishedTime {
  return when.kind === 'timed' ? { kind: 'instants', start: when.start, end: when.end } : when
}

function conditionsIn(all: { readonly [Key in keyof Conditions]: Conditions[Key] | undefined }) {
  const conditions = definedFields(all)
  return Object.keys(conditions).length === 0 ? {} : { conditions }
}
