import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCatalogue } from '../../src/formats/own/catalogue.js'
import { assemble } from '../../src/formats/published/assemble.js'
import {
  entryOf,
  type Published,
  type PublishedEntry,
  type PublishedTime,
} from '../../src/formats/published/published.js'
import { type Catalogue, STATUSES } from '../../src/model/conference.js'
import { type Day, instant } from '../../src/model/time.js'
import { render } from '../../src/render/render.js'
import { bytesOf } from './telling.js'

const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 30 })
const minute = 60_000

const time: fc.Arbitrary<PublishedTime> = fc.oneof(
  fc.constant({ kind: 'unscheduled' } as const),
  fc.constant({ kind: 'dated', day: '2026-03-24' as Day } as const),
  fc.tuple(fc.nat(525_600), fc.option(fc.nat(600))).map(([start, length]): PublishedTime => {
    const begins = Date.UTC(2026, 0, 1) + start * minute
    const end = length === null ? undefined : { end: instant(begins + length * minute) }
    return { kind: 'instants', start: instant(begins), ...end }
  }),
)

const entry: fc.Arbitrary<PublishedEntry> = fc
  .record({
    uid: fc.option(text, { nil: undefined }),
    title: text.map((title) => `T${title}`),
    track: text,
    tags: fc.array(text, { maxLength: 3 }),
    room: text,
    time,
    speakers: fc.array(fc.record({ name: text, organization: text }), { maxLength: 3 }),
    abstract: text,
    url: fc.constant('https://example.org/?a=1&b="2"'),
    status: fc.constantFrom(...STATUSES),
  })
  .map((facts) => entryOf({ at: { file: 'x', line: 1, column: 1 }, ...facts, title: facts.title }))

/** The catalogue that `import` stores from feeds with these names. */
function imported(feeds: readonly (readonly PublishedEntry[])[], names: readonly string[]): Catalogue {
  const several = names.length > 1
  const schedules = feeds.map((entries, index): Published => {
    const source = names[index] ?? ''
    return { format: 'ics', name: 'Demo', entries, problems: [], ...(several && { source }) }
  })
  const { catalogue } = assemble(schedules, { timezone: 'Europe/Amsterdam', command: ['import', 'x'] })
  if (!catalogue) throw new Error('no catalogue')
  return { ...catalogue, conference: { ...catalogue.conference, sources: names.map((url) => ({ url })) } }
}

test('what was imported, exported and read again is the same, every session with its source', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(entry, { maxLength: 4 }), { minLength: 1, maxLength: 3 }),
      fc.constantFrom('yaml', 'json'),
      async (feeds, format) => {
        const names = feeds.map((_, index) => `site-${index}.example.org/all.ics`)
        const catalogue = imported(feeds, names)
        const { sessions, conference } = catalogue
        const view = { kind: 'sessions', catalogue, zone: conference.timezone, sessions } as const
        const written = await render({ ...view, stages: new Map(), fold: false, ranked: false }, format, {
          width: 80,
          colour: 0,
          ascii: false,
        })
        const again = readCatalogue(bytesOf(written), 'x')
        expect(again.problems.filter(({ code }) => code !== 'zero-length')).toEqual([])
        expect(again.catalogue?.conference).toEqual(conference)
        expect(again.catalogue?.sessions).toEqual(sessions)
        for (const { id } of sessions) expect(again.catalogue?.details(id)).toEqual(catalogue.details(id))
        const from = feeds.flatMap((entries, index) => entries.map(() => (feeds.length > 1 ? names[index] : undefined)))
        expect(sessions.map(({ source }) => source)).toEqual(from)
      },
    ),
    { numRuns: 200 },
  )
})
