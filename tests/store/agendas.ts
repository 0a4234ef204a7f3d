import fc from 'fast-check'
import { type Agenda, type AgendaPick, type Block, emptyAgenda, STAGES, type Walk } from '../../src/model/conference.js'
import { instant, parseDay } from '../../src/model/time.js'

/** Texts that break careless YAML writers: every text a reader accepts, without white space around it. */
const HOSTILE = [
  '- item',
  '? key',
  ': value',
  'a: b',
  'a #b',
  '# c',
  '"',
  "'",
  `it's "so"`,
  '\\',
  '\\n',
  '{}',
  '[a, b]',
  'a, b',
  '{a: b}',
  '*alias',
  '&anchor',
  '!tag',
  '%YAML 1.1',
  '---',
  '...',
  '--- a',
  '<<',
  '<<: *a',
  '~',
  'null',
  'NO',
  'off',
  'true',
  '007',
  '1.10',
  '1e3',
  '0x1F',
  '0o17',
  '.5',
  '.inf',
  '16:00',
  '2020-11-20',
  '12345678901234567890',
  '=',
  '@a',
  '`a`',
  '|',
  '>',
  '|-',
  'two\nlines',
  'a\n\n  b',
  'a\n# not a comment',
  'a\n- b',
  'a\n---\nb',
  'a\n...\nb',
  'tab\there',
  'a\rb',
  'a\r\nb',
  'a \nb',
  '\u001b[2Jx',
  '\u0085',
  '\u2028',
  '\u2029',
  'a\u2028b',
  '\ufeff',
  'a\ufeffb',
  '\u200b',
  '\u202eabc',
  '\u0000',
  '\u007f',
  '\u009f',
  '日本語',
  '👩‍👩‍👧',
  'e\u0301',
  '\u00a0',
  '<<<<<<< HEAD',
  '__proto__',
  'constructor',
  'x'.repeat(300),
  `${'word '.repeat(60)}end`,
  // An empty line as publishers write it: a single blank between two line ends.
  `${'word '.repeat(20)}\n \n end`,
]

const visible = (text: string) => text.trim()
export const words: fc.Arbitrary<string> = fc
  .oneof(
    fc.constantFrom(...HOSTILE),
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.string({ maxLength: 30 }),
    fc
      .tuple(fc.constantFrom(...HOSTILE), fc.constantFrom(' ', '\n', ': ', ', '), fc.constantFrom(...HOSTILE))
      .map((parts) => parts.join('')),
  )
  .map(visible)
  .filter((text) => text !== '')

/** One line of visible text, as a catalogue accepts for an id. */
const id = words
  .map((text) => text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '').trim())
  .filter((text) => text !== '')

const second = fc.integer({ min: 1_500_000_000, max: 1_900_000_000 }).map((seconds) => seconds * 1000)
const utc = second.map((moment) => `${new Date(moment).toISOString().slice(0, 19)}Z`)
const seenTime = fc.oneof(
  utc,
  utc.map((text) => text.replace('Z', '-05:00')),
  utc.map((text) => text.slice(0, 10)),
)

const seen = fc.record(
  { uid: words, title: words, start: seenTime, end: seenTime, room: words },
  { requiredKeys: [], noNullPrototype: true },
)
const last = { sequence: fc.nat({ max: 2_147_483_647 }) }

const pick: fc.Arbitrary<AgendaPick> = fc.record(
  {
    session: id,
    stage: fc.constantFrom(...STAGES),
    priority: fc.integer({ min: 1, max: 5 }),
    note: words,
    take: words,
    rating: fc.integer({ min: 1, max: 5 }),
    attended: fc.boolean(),
    takeaways: fc.array(words, { maxLength: 3 }),
    seen,
    ...last,
    changed: utc,
  },
  { noNullPrototype: true, requiredKeys: ['session', 'stage', 'priority', 'takeaways'] },
)

const dropped = fc.record(
  { session: id, seen, ...last, changed: utc },
  { noNullPrototype: true, requiredKeys: ['session', 'sequence'] },
)

const walk: fc.Arbitrary<Walk> = fc.oneof(
  fc.record({ from: words, to: words, walk: fc.nat({ max: 90 }) }, { noNullPrototype: true }),
  fc.record({ within: words, walk: fc.nat({ max: 90 }) }, { noNullPrototype: true }),
)

/**
 * New York's offset then, by the rule of 2007: summer time from the second Sunday in March to the first in November.
 */
function newYork(moment: number): number {
  const year = new Date(moment).getUTCFullYear()
  const sunday = (month: number, nth: number) => {
    const first = new Date(Date.UTC(year, month, 1)).getUTCDay()
    return Date.UTC(year, month, 1 + ((7 - first) % 7) + 7 * (nth - 1))
  }
  const [begins, ends] = [sunday(2, 2) + 7 * 3_600_000, sunday(10, 1) + 6 * 3_600_000]
  return moment >= begins && moment < ends ? -240 : -300
}

/** Every third block is around a clock change. */
const start = fc.oneof(
  second,
  second,
  fc.integer({ min: -180, max: 180 }).map((minutes) => Date.UTC(2020, 10, 1, 6) + minutes * 60_000),
)

const block: fc.Arbitrary<Block> = fc
  .record({ title: words, start, minutes: fc.nat({ max: 3000 }), room: fc.option(words, { nil: undefined }) })
  .map(({ title, start, minutes, room }) => {
    const end = start + minutes * 60_000
    const [offset, endOffset] = [newYork(start), newYork(end)]
    const day = parseDay(new Date(start + offset * 60_000).toISOString().slice(0, 10))
    if (!day) throw new Error('no such day')
    const times = { start: instant(start), end: instant(end), day, offset, endOffset, shift: 0 }
    return { kind: 'timed', title, ...times, ...(room !== undefined && { room }) }
  })

export const agendas: fc.Arbitrary<Agenda> = fc
  .record(
    {
      person: words,
      picks: fc.uniqueArray(pick, { maxLength: 4, selector: ({ session }) => session }),
      blocks: fc.array(block, { maxLength: 2 }),
      walks: fc.array(walk, { maxLength: 2 }),
      dropped: fc.uniqueArray(dropped, { maxLength: 2, selector: ({ session }) => session }),
    },
    { noNullPrototype: true, requiredKeys: ['picks', 'blocks', 'walks', 'dropped'] },
  )
  .map((agenda) => ({ ...emptyAgenda('kubecon-na-2020'), ...agenda }))
