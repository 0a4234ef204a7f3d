import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayStart } from '../../../src/clock/wall.js'
import { offsetAt } from '../../../src/clock/zone.js'
import { readSchedules } from '../../../src/formats/published/schedules.js'
import { type Catalogue, KINDS, type Session, STATUSES } from '../../../src/model/conference.js'
import { linkOf } from '../../../src/model/text.js'
import { addDays, conferenceDay, type Day, instant, MINUTE } from '../../../src/model/time.js'
import { layOutFrab } from '../../../src/planning/export/frab-schedule.js'
import { frabJson } from '../../../src/render/documents/frab-json.js'
import { frabXml } from '../../../src/render/documents/frab-xml.js'
import { uuidOf } from '../../../src/store/uuid.js'
import { faultsOfJson, faultsOfXml } from './frab-rules.js'

const WORDS = [
  'Owls',
  'at <night>',
  'R&D',
  '"why"',
  "o'clock",
  'Ünïcode 🦉',
  '&amp;',
  ']]>',
  '<canvas>',
  '\u202eturned',
  '1 < 2',
]
const words = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 3 }).map((some) => `T ${some.join(' ')}`)
const prose = fc.array(words, { minLength: 1, maxLength: 3 }).map((some) => some.join('\n\n'))
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })

const FIRST = '2026-03-27' as Day
const ZONES = ['Europe/Amsterdam', 'America/St_Johns', 'Asia/Kolkata', 'UTC', 'Australia/Lord_Howe']

/** A session by its facts; it starts this many minutes after the conference's first midnight in UTC. */
const facts = fc.record({
  uid: maybe(fc.oneof(fc.uuid(), fc.string({ minLength: 1, maxLength: 9 }))),
  title: words,
  kind: fc.constantFrom(...KINDS),
  track: maybe(words),
  room: maybe(words),
  start: fc.nat(4 * 1440),
  length: fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 9000 })),
  unknownEnd: fc.boolean(),
  speakers: fc.uniqueArray(fc.record({ name: words, organization: words }), {
    maxLength: 2,
    selector: ({ name }) => name,
  }),
  abstract: maybe(prose),
  url: maybe(fc.constantFrom('https://example.org/a?b=1&c="2"', 'http://example.org/ü')),
  video: maybe(fc.constant('https://video.example.org/1')),
  language: maybe(fc.constantFrom('en', 'Deutsch')),
  unrecorded: fc.boolean(),
  status: fc.constantFrom(...STATUSES),
})

const catalogues = fc
  .record({
    sessions: fc.uniqueArray(facts, { maxLength: 6, selector: ({ uid }) => uid ?? {} }),
    timezone: fc.constantFrom(...ZONES),
    dayChange: fc.constantFrom(0, 240),
  })
  .map(({ sessions, timezone, dayChange }): Catalogue => {
    const texts = new Map(sessions.map(({ abstract }, index) => [`s-${index}`, abstract]))
    return {
      conference: {
        name: 'Demo & Co',
        slug: 'demo-26',
        timezone,
        dayChange,
        sources: [],
        firstDay: FIRST,
        lastDay: addDays(FIRST, 4),
      },
      rooms: { walks: [] },
      sessions: sessions.map(
        (
          {
            track,
            start: after,
            length,
            unknownEnd,
            abstract: _,
            uid,
            room,
            url,
            video,
            language,
            unrecorded,
            ...rest
          },
          index,
        ): Session => {
          const start = instant(Date.parse(FIRST) + 1440 * MINUTE + after * MINUTE)
          const end = instant(start + length * MINUTE)
          const [offset, endOffset] = [offsetAt(start, timezone), offsetAt(end, timezone)]
          return {
            id: `s-${index}`,
            ...rest,
            tracks: track === undefined ? [] : [track],
            tags: [],
            when: {
              kind: 'timed',
              start,
              end,
              offset,
              endOffset,
              shift: 0,
              day: conferenceDay(start, offset, dayChange),
              ...(unknownEnd && { endAssumed: true as const }),
            },
            ...(uid !== undefined && { uid }),
            ...(room !== undefined && { room }),
            ...(language !== undefined && { language }),
            ...(unrecorded && { recorded: false }),
            ...(url !== undefined && { url }),
            ...(video !== undefined && { video }),
          }
        },
      ),
      details: (id) => {
        const abstract = texts.get(id)
        return { takes: [], takeaways: [], ...(abstract !== undefined && { abstract }) }
      },
    }
  })

const uuid = (name: string) => uuidOf(name)

function laidOut(catalogue: Catalogue, sessions = catalogue.sessions) {
  return layOutFrab(catalogue, sessions, { dayStart: (day) => dayStart(day, catalogue.conference), uuid })
}

const WRITERS = { 'schedule.xml': frabXml, 'schedule.json': frabJson } as const

/** What both formats can say of a session; XML has no place for organizations. */
function factsOf({ sessions, details }: Catalogue, file: keyof typeof WRITERS) {
  const oneSpace = (text: string | undefined) => text?.replace(/\s+/g, ' ').trim()
  return sessions
    .map(({ id, title, kind, tracks, room, when, speakers, url, video, language, recorded, status }) => ({
      title: oneSpace(title),
      kind,
      tracks: tracks.map(oneSpace),
      room: oneSpace(room),
      ...(when.kind === 'timed' && { start: when.start, end: when.end, day: when.day }),
      speakers: speakers.map(({ name, organization }) => [name, file === 'schedule.json' ? organization : undefined]),
      abstract: details(id).abstract,
      url: linkOf(url),
      video: linkOf(video),
      language,
      recorded,
      status,
    }))
    .sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)))
}

test.each(['schedule.xml', 'schedule.json'] as const)(
  '%s is valid, and read again it is the same programme',
  async (file) => {
    await fc.assert(
      fc.asyncProperty(catalogues, async (catalogue) => {
        const text = [...WRITERS[file](laidOut(catalogue))].join('')
        expect(file === 'schedule.xml' ? faultsOfXml(text) : faultsOfJson(text)).toEqual([])
        // Nothing in it acts on a terminal.
        expect(text).not.toMatch(/\p{Bidi_Control}/u)
        const { timezone: zone } = catalogue.conference
        // A feed in UTC does not say where it takes place.
        const wishes = { command: [], ...(zone === 'UTC' && { timezone: zone }) }
        const again = await readSchedules([{ bytes: new TextEncoder().encode(text), file }], wishes)
        expect(again.problems.filter(({ code }) => code !== 'cut-to-length')).toEqual([])
        expect(again.catalogue && factsOf(again.catalogue, file)).toEqual(factsOf(catalogue, file))
        const { name, timezone, firstDay, lastDay } = catalogue.conference
        expect(again.catalogue?.conference).toMatchObject({ name, timezone, firstDay, lastDay })
      }),
      { numRuns: 300 },
    )
  },
)
