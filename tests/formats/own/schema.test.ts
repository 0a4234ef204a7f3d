import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { catalogueSchema } from '../../../src/formats/own/schema.js'
import { type Problem, severityOf } from '../../../src/model/problem.js'
import { isValid } from '../json-schema.js'
import { readText } from '../telling.js'

/** Problems that a schema can detect; days that do not exist, unknown zones and ids need the reader. */
const STRUCTURE: ReadonlySet<Problem['code']> = new Set<Problem['code']>([
  ...(['unknown-key', 'missing-key', 'wrong-type', 'too-long', 'not-one-of', 'bad-id', 'bad-url', 'bad-slug'] as const),
  ...(['bad-time', 'clock-without-date', 'both-given', 'end-without-start'] as const),
  ...(['not-a-catalogue', 'unknown-version'] as const),
])

const conference = { name: 'Test Con', timezone: 'UTC' }

function judgements(document: unknown) {
  const errors = readText(JSON.stringify(document)).problems.filter((problem) => severityOf(problem) === 'error')
  return {
    schema: isValid(document, catalogueSchema()),
    reader: !errors.some(({ code }) => STRUCTURE.has(code)),
    clean: errors.length === 0,
  }
}

function inSession(fields: object) {
  return { conference, sessions: [{ title: 'One', ...fields }] }
}

describe('the schema and the reader agree', () => {
  test.each<[string, unknown]>([
    ['the least', { conference }],
    ['where its schema is', { $schema: 'catalogue.schema.json', conference }],
    ['its version', { kubeplan: 'catalogue/1', conference, sessions: [] }],
    ['numbers and truths where text is due', inSession({ id: 7, track: 1.5, level: true, tags: [2020, false] })],
    ['a time', inSession({ start: '2026-03-24 10:00', end: '10:35' })],
    ['a time with offset', inSession({ start: '2026-03-24T10:00:00+00:00', duration: 35 })],
    ['a start alone', inSession({ start: '2026-03-24 10:00' })],
    ['a date', inSession({ date: '2026-03-24' })],
    ['speakers', inSession({ speakers: ['Ana', { name: 'Bo' }, { name: 'Cy', organization: 'Acme' }] })],
    ['takes', inSession({ takes: [{ by: 'A', text: 'b', source: 'https://example.org' }] })],
    ['takeaways', inSession({ takeaways: [{ by: 'A', points: [] }] })],
    ['walks', { conference, rooms: { default_walk: '5m', walks: [{ from: 'A', to: 'B', walk: '1h' }] } }],
    ['walks inside', { conference, rooms: { walks: [{ within: 'A', walk: 2 }] } }],
    ['an address', inSession({ url: 'mailto:a@example.org', video: 'HTTPS://example.org/x' })],
  ])('to accept %s', (_, document) => {
    expect(judgements(document)).toEqual({ schema: true, reader: true, clean: true })
  })

  test.each<[string, unknown]>([
    ['no conference', { sessions: [] }],
    ['no name', { conference: { timezone: 'UTC' } }],
    ['no zone', { conference: { name: 'A' } }],
    ['another version', { kubeplan: 'catalogue/2', conference }],
    ['another file', { kubeplan: 'agenda/1', conference }],
    ['an unknown key at the top', { conference, session: [] }],
    ['an unknown key in a session', inSession({ speaker: 'Ana' })],
    ['no title', { conference, sessions: [{ id: 'a' }] }],
    ['an empty title', inSession({ title: ' ' })],
    ['null', inSession({ track: null })],
    ['a list of lists', inSession({ tags: [['a']] })],
    ['one text for a list', inSession({ tags: 'a' })],
    ['another kind', inSession({ kind: 'lecture' })],
    ['another status', inSession({ status: 'canceled' })],
    ['a clock without date', inSession({ start: '10:00', duration: '35m' })],
    ['a month', inSession({ date: '2026-03' })],
    ['an end alone', inSession({ end: '2026-03-24 10:00' })],
    ['a length alone', inSession({ duration: '35m' })],
    ['end and length', inSession({ start: '2026-03-24 10:00', end: '10:35', duration: '35m' })],
    ['date and start', inSession({ date: '2026-03-24', start: '2026-03-24 10:00', end: '10:35' })],
    ['a long title', inSession({ title: 'x'.repeat(501) })],
    ['a long name', inSession({ speakers: ['x'.repeat(201)] })],
    ['a script', inSession({ url: 'javascript:alert(1)' })],
    ['an address without scheme', inSession({ url: 'www.example.org' })],
    ['an invisible id', inSession({ id: 'a\u200bb' })],
    ['a slug with capitals', { conference: { ...conference, slug: 'Test' } }],
    ['a walk from nowhere', { conference, rooms: { walks: [{ to: 'B', walk: '1m' }] } }],
    ['a walk of both sorts', { conference, rooms: { walks: [{ from: 'A', to: 'B', within: 'C', walk: '1m' }] } }],
    ['a negative length', { conference, rooms: { default_walk: -5 } }],
    ['a speaker without name', inSession({ speakers: [{ organization: 'Acme' }] })],
    ['a list', [{ title: 'One' }]],
    ['text', 'One'],
  ])('to refuse %s', (_, document) => {
    expect(judgements(document)).toEqual({ schema: false, reader: false, clean: false })
  })

  const whole = {
    kubeplan: 'catalogue/1',
    conference: {
      ...conference,
      slug: 'test-con',
      first_day: '2026-03-24',
      url: 'https://example.org',
      sources: [{ url: 'x' }],
    },
    rooms: { default_walk: '5m', walks: [{ from: 'A', to: 'B', walk: '6m' }] },
    sessions: [
      {
        title: 'One',
        id: 'one',
        start: '2026-03-24 10:00',
        end: '10:35',
        speakers: ['Ana', { name: 'Bo' }],
        tags: ['a'],
      },
      {
        title: 'Two',
        date: '2026-03-24',
        repeat_of: 'one',
        takes: [{ by: 'A', text: 'b' }],
        takeaways: [{ by: 'A', points: ['c'] }],
      },
    ],
  }
  const odd = fc.constantFrom<unknown>(
    null,
    '',
    'text',
    5,
    -1,
    1.5,
    true,
    [],
    ['a'],
    [null],
    {},
    { name: 'a' },
    { title: 'b' },
  )

  test('on any small change of a good document: what the reader finds in the structure, the schema finds; it invents nothing', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(), fc.constantFrom('drop', 'add', 'put'), odd), { minLength: 1, maxLength: 2 }),
        (edits) => {
          const document = edits.reduce<unknown>(
            (edited, [where, how, value]) => edit(edited, where, how, value),
            whole,
          )
          const { schema, reader, clean } = judgements(document)
          if (!reader) expect(schema).toBe(false)
          if (clean) expect(schema).toBe(true)
        },
      ),
      { numRuns: 1000 },
    )
  })
})

/** Changes the value at index `where` of the whole document. */
function edit(document: unknown, where: number, how: string, value: unknown): unknown {
  const copy: unknown = structuredClone(document)
  const places: (() => void)[] = []
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    places.push(() => void (how === 'add' && Reflect.set(node, Array.isArray(node) ? node.length : 'extra', value)))
    for (const key of Object.keys(node)) {
      places.push(
        () =>
          void (how === 'drop' && !Array.isArray(node)
            ? Reflect.deleteProperty(node, key)
            : Reflect.set(node, key, value)),
      )
      visit(Reflect.get(node, key))
    }
  }
  visit(copy)
  places[where % places.length]?.()
  return copy
}
