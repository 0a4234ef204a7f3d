import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Agenda, AgendaPick, Block } from '../../../src/model/conference.js'
import { addMinutes, instant, parseDay } from '../../../src/model/time.js'
import { spanWriter } from '../../../src/store/agenda/blocks.js'
import { newAgendaDocument, readAgendaDocument, writeAgenda } from '../../../src/store/agenda/document.js'
import { editAgenda } from '../../../src/store/agenda/edit.js'
import { casesOf } from '../../fixtures/cases.js'
import { agendas } from '../agendas.js'
import { conference } from '../conference.js'

const RUNS = 4_000

const HEAD = `kubeplan: agenda/1\nconference: ${conference.slug}\n`

async function read(text: string) {
  const reading = await readAgendaDocument(Buffer.from(text, 'utf8'), 'agenda.yaml', conference)
  return reading.ok ? reading : undefined
}

const save = async (agenda: Agenda) => (await writeAgenda(newAgendaDocument(conference.slug), agenda, conference)).text

const writeSpan = await spanWriter(conference.timezone)

/** An agenda file before and after a change; undefined if the text is not one. */
async function edited(given: string, change: (agenda: Agenda) => Agenda) {
  const old = await read(given)
  if (!old) return undefined
  const after = change(old.agenda)
  const span = old.agenda.blocks === after.blocks ? undefined : writeSpan
  const text = editAgenda(old.text, old.root, { ...old.agenda, picks: old.written }, after, span)
  return { before: old.text, after, text, again: (await read(text))?.agenda }
}

/** Texts as most people type them, with all that has to be quoted among them. */
const texts = fc.constantFrom(
  'Lunch',
  'Panel: Linux',
  'C# and F#',
  'why?',
  `"so" it's`,
  'the "best"',
  "it's",
  '- no',
  '007',
  'yes',
  '12:30',
  '2020-11-20',
  'a: b # c',
  'Grüße, 日本語',
  '{curly} [square]',
  'ends in:',
  '@home',
  'C:\\temp',
  'x'.repeat(200),
)
const prose = fc.oneof(
  texts,
  fc
    .array(fc.oneof(texts, fc.constant('')), { minLength: 1, maxLength: 4 })
    .map((lines) => lines.join('\n').trim() || 'x'),
)
const changedPick = (pick: AgendaPick): fc.Arbitrary<AgendaPick> =>
  fc.oneof(
    fc.constantFrom('going' as const, 'maybe' as const).map((stage) => ({ ...pick, stage })),
    fc.integer({ min: 1, max: 5 }).map((priority) => ({ ...pick, priority })),
    fc.integer({ min: 1, max: 5 }).map((rating) => ({ ...pick, rating })),
    fc.boolean().map((attended) => ({ ...pick, attended })),
    prose.map((note) => ({ ...pick, note })),
    texts.map((take) => ({ ...pick, take })),
    fc.constant(without(pick, 'note')),
    fc.constant(without(pick, 'rating')),
    fc.array(texts, { maxLength: 3 }).map((takeaways) => ({ ...pick, takeaways })),
    texts.map((title) => ({ ...pick, seen: { ...pick.seen, title } })),
    texts.map((uid) => ({ ...pick, seen: { ...pick.seen, uid } })),
    texts.map((session) => ({ ...pick, session: `other ${session}` })),
    fc.constant(without(pick, 'seen')),
  )

function without<K extends keyof AgendaPick>(pick: AgendaPick, key: K): AgendaPick {
  const { [key]: _, ...rest } = pick
  return rest as AgendaPick
}

interface Change {
  readonly what: 'add' | 'drop' | 'edit' | 'block' | 'unblock' | 'turn' | 'person'
  readonly seed: number
  readonly other: Agenda
}

const changes: fc.Arbitrary<readonly Change[]> = fc.array(
  fc.record({
    what: fc.constantFrom<Change['what']>(
      'add',
      'add',
      'add',
      'drop',
      'drop',
      'edit',
      'edit',
      'edit',
      'block',
      'unblock',
      'turn',
      'person',
    ),
    seed: fc.nat(),
    other: agendas,
  }),
  { minLength: 1, maxLength: 3 },
)

function applied(changes: readonly Change[], agenda: Agenda): Agenda {
  let mine = agenda
  for (const change of changes) mine = appliedTo(mine, change)
  return mine
}

function appliedTo(mine: Agenda, { what, seed, other }: Change): Agenda {
  const { picks, blocks } = mine
  const [pick, block] = [picks[seed % picks.length], blocks[seed % blocks.length]]
  const isNew = ({ session }: AgendaPick) => picks.every((known) => known.session !== session)
  if (what === 'add') return { ...mine, picks: [...picks, ...other.picks.filter(isNew).slice(0, 1)] }
  if (what === 'drop') return { ...mine, picks: picks.filter((one) => one !== pick) }
  if (what === 'block') return { ...mine, blocks: [...blocks, ...other.blocks.slice(0, 1)] }
  if (what === 'unblock') return { ...mine, blocks: blocks.filter((one) => one !== block) }
  if (what === 'turn') return { ...mine, picks: picks.toReversed() }
  if (what === 'person') return { ...mine, person: 'Ana' }
  const [edited = pick] = pick ? fc.sample(changedPick(pick), { numRuns: 1, seed }) : []
  return { ...mine, picks: picks.map((one) => (one === pick && edited ? edited : one)) }
}

/** Edits by people and other programs to a file that kubeplan wrote. */
const HANDS: readonly ((text: string, at: (many: number) => number) => string)[] = [
  (text) => text,
  (text) => text,
  (text) => text.replace(/^ {2}/gm, ''),
  (text, at) => atLine(text, at, (line) => `# a word\n${line}`),
  (text, at) => atLine(text, at, (line) => `${line} # a word`),
  (text, at) => atLine(text, at, (line) => `${/^ */.exec(line)?.[0]}# a word\n${line}`),
  (text, at) => atLine(text, at, (line) => `\n${line}`),
  (text, at) => atLine(text, at, (line) => `${line}\n${/^[ -]*/.exec(line)?.[0].replace('-', ' ')}x-mine: [a, b]`),
  (text, at) => atLine(text, at, (line) => `${line}\n${/^[ -]*/.exec(line)?.[0].replace('-', ' ')}x-mine: { a: b }`),
  (text, at) => atLine(text, at, (line) => `${line}\n${/^[ -]*/.exec(line)?.[0].replace('-', ' ')}x-mine: '5'`),
  (text, at) => atLine(text, at, (line) => line.replace(/: (\w+)$/, ': "$1"')),
  (text, at) => atLine(text, at, (line) => line.replace(/: (\w+)$/, ": '$1'")),
  (text, at) => atLine(text, at, (line) => line.replace(/: (\w+)$/, ':  $1')),
  (text, at) => atLine(text, at, (line) => line.replace(/- (session: [\w]+)$/, '- {$1}')),
  (text) => text.replace(/^( *)- session: ([\w]+)\n/gm, '$1- { session: $2 }\n'),
  (text) => `# mine\n${text}`,
  (text) => `${text}# mine\n`,
  (text) => text.trimEnd(),
  (text) => text.replaceAll('\n', '\r\n'),
  (text) => `---\n${text}`,
  (text) => `${text}x-last: 1\n`,
  (text) => text.replace('kubeplan: agenda/1\n', ''),
  (text) => text.replace(/^(picks:\n(?: .*\n)+)((?:.*\n)*)/m, '$2$1'),
  (text, at) => {
    const [place, cut] = [at(text.length), at(3)]
    return text.slice(0, place) + text.slice(place + cut)
  },
  (text, at) => {
    const place = at(text.length)
    return (
      text.slice(0, place) +
      [' ', '\n', '  ', '-', ':', '"', "'", '#', ',', '[]', '|', '>', 'x', '\\', '\t'][at(15)] +
      text.slice(place)
    )
  },
]

function atLine(text: string, at: (many: number) => number, edit: (line: string) => string): string {
  const lines = text.split('\n')
  const place = at(lines.length)
  return lines.map((line, index) => (index === place ? edit(line) : line)).join('\n')
}

const hands = fc.array(
  fc.tuple(fc.nat({ max: HANDS.length - 1 }), fc.array(fc.nat(), { minLength: 3, maxLength: 3 })),
  {
    maxLength: 2,
  },
)

function handled(text: string, edits: readonly (readonly [number, readonly number[]])[]): string {
  return edits.reduce((now, [hand, seeds]) => {
    let next = 0
    return HANDS[hand]?.(now, (many) => (seeds[next++ % seeds.length] ?? 0) % Math.max(1, many)) ?? now
  }, text)
}

/** An agenda as most people have it, in plain words. */
const plainAgendas: fc.Arbitrary<Agenda> = fc
  .tuple(
    fc.array(
      fc.record({
        title: texts,
        note: fc.option(prose, { nil: undefined }),
        isSeen: fc.boolean(),
        takeaways: fc.array(texts, { maxLength: 2 }),
      }),
      { minLength: 1, maxLength: 6 },
    ),
    fc.array(fc.record({ title: texts, hour: fc.nat({ max: 6 }) }), { maxLength: 2 }),
  )
  .map(([those, blocks]) => ({
    conference: conference.slug,
    picks: those.map(({ title, note, isSeen, takeaways }, index): AgendaPick => {
      const seen = { uid: `${index}`, title, start: '2020-11-20T16:00:00-05:00', room: title }
      const rest = { ...(note !== undefined && { note }), ...(isSeen && { seen }) }
      return { session: `talk-${index}`, stage: 'going', priority: 3, takeaways, ...rest }
    }),
    blocks: blocks.map(({ title, hour }) => blockAt(title, hour)),
    walks: [],
    dropped: [],
  }))

function blockAt(title: string, hour: number): Block {
  const [start, day] = [instant(Date.UTC(2020, 10, 19, 14 + hour)), parseDay('2020-11-19')]
  if (!day) throw new Error('no such day')
  return { kind: 'timed', title, start, end: addMinutes(start, 45), day, offset: -300, endOffset: -300, shift: 0 }
}

test('what is edited reads back the same, of any agenda, by any hand, after any changes', async () => {
  let handmade = 0
  const any = fc.oneof({ weight: 3, arbitrary: plainAgendas }, { weight: 1, arbitrary: agendas })
  const property = fc.asyncProperty(any, hands, changes, async (agenda, edits, wanted) => {
    const saved = await save(agenda)
    const text = handled(saved, edits)
    const result = await edited(text, (mine) => applied(wanted, mine))
    if (!result) return
    if (text !== saved) handmade++
    expect(result.again).toStrictEqual(result.after)
  })
  await fc.assert(property, { numRuns: RUNS })
  expect(handmade).toBeGreaterThan(casesOf(RUNS) / 4)
})

/** The layouts of files that are written in lines. */
const LAYOUTS: readonly ((text: string) => string)[] = [
  (text) => text.replace(/^ {2}/gm, ''),
  (text) => text.replace(/^ {2}/gm, '    '),
  (text) => text.replaceAll('\n', '\r\n'),
  (text) => text.replace(/^( *(?:- )?)(\w+):/gm, '$1"$2":'),
  (text) => text.replace(/^( *)- /gm, '$1# mine\n$1- '),
  (text) => text.replace(/^( *)- /gm, '\n$1# mine\n\n$1- '),
  (text) => text.replace(/^(.*: \w.*)$/gm, '$1 # mine'),
  (text) => text.replace(/^(.*: \w.*)$/gm, '$1\t'),
  (text) => text.replace(/^( *)- (\w+):/gm, '$1- x-mine: { a: [b] }\n$1  $2:'),
  (text) => text.replace(/^( *)- (\w+):/gm, '$1- # mine\n$1  $2:'),
  (text) => text.trimEnd(),
]

const seen = { title: 'A talk', start: '2020-11-20T16:00:00-05:00' }
const come = (agenda: Agenda): Agenda => ({
  ...agenda,
  picks: [...agenda.picks, { session: 'new', stage: 'maybe', priority: 5, takeaways: [], seen }],
  blocks: [...agenda.blocks, blockAt('Lunch: "the best"', 3)],
})
const go = ({ picks, blocks, ...rest }: Agenda, seed: number): Agenda => ({
  ...rest,
  picks: picks.filter((_, index) => picks.length === 1 || index !== seed % picks.length),
  blocks: blocks.filter((_, index) => blocks.length === 1 || index !== seed % blocks.length),
})
const rate = ({ picks, ...rest }: Agenda, seed: number): Agenda => {
  const noted = (pick: AgendaPick, index: number) => (index === seed % picks.length ? { ...pick, rating: 4 } : pick)
  return { ...rest, picks: picks.map(noted) }
}

const linesOf = (text: string) => text.replace(/[\r\n]+$/, '').split(/\r?\n/)

/** The lines of one text that are not in another, in its order. */
function extra(longer: string, shorter: string): readonly string[] {
  const left = linesOf(shorter)
  const lines = linesOf(longer).filter((line) => (line === left[0] ? left.shift() === undefined : true))
  expect(left).toEqual([])
  return lines
}

test('lines that an edit does not concern stay as they are, in any layout', async () => {
  const layouts = fc.subarray([...LAYOUTS], { maxLength: 3 })
  const property = fc.asyncProperty(plainAgendas, layouts, fc.nat(), async (agenda, laid, seed) => {
    const text = laid.reduce((now, layOut) => layOut(now), await save(agenda))
    const [came, rated] = [await edited(text, come), await edited(text, (mine) => rate(mine, seed))]
    if (!came || !rated) return
    expect([came.again, rated.again]).toStrictEqual([came.after, rated.after])
    expect(extra(came.text, text).filter((line) => line.includes('#'))).toEqual([])
    expect(extra(rated.text, text).map((line) => line.trim())).toEqual(['rating: 4'])
    const gone = await edited(came.text, (mine) => go(mine, seed))
    expect(gone?.again).toStrictEqual(gone?.after)
    if (gone) expect(extra(came.text, gone.text).length).toBeGreaterThan(0)
  })
  await fc.assert(property, { numRuns: RUNS / 4 })
})

const pick = (session: string): AgendaPick => ({ session, stage: 'going', priority: 3, takeaways: [] })
const add = (agenda: Agenda): Agenda => ({ ...agenda, picks: [...agenda.picks, pick('z')] })
const drop =
  (session: string) =>
  (agenda: Agenda): Agenda => ({ ...agenda, picks: agenda.picks.filter((one) => one.session !== session) })
const noting =
  (session: string, more: Partial<AgendaPick>) =>
  (agenda: Agenda): Agenda => ({
    ...agenda,
    picks: agenda.picks.map((one) => (one.session === session ? { ...one, ...more } : one)),
  })

describe('in a file of', () => {
  const multi = 'two\nlines'
  test.each<[string, string, (agenda: Agenda) => Agenda, string]>([
    [
      'bare ids',
      'picks:\n- a # mine\n- b\n',
      noting('a', { rating: 4 }),
      'picks:\n- session: a # mine\n  stage: going\n  rating: 4\n- b\n',
    ],
    ['bare ids in brackets', 'picks: [a, b] # mine\n', drop('a'), 'picks: [b] # mine\n'],
    ['bare ids in brackets', 'picks: [a, b] # mine\n', add, 'picks: [a, b, {session: z, stage: going}] # mine\n'],
    [
      'padded brackets',
      'picks: [ { session: a } ]\n',
      add,
      'picks: [ { session: a }, { session: z, stage: going } ]\n',
    ],
    [
      'brackets in lines',
      'picks: [\n  {session: a}, # one\n  {session: b}, # two\n]\n',
      drop('a'),
      'picks: [\n  {session: b}, # two\n]\n',
    ],
    [
      'brackets in lines',
      'picks: [\n  {session: a}, # one\n  {session: b} # two\n]\n',
      add,
      'picks: [\n  {session: a}, # one\n  {session: b}, # two\n  {session: z, stage: going}\n]\n',
    ],
    [
      'brackets in lines',
      'picks: [\n  {session: a}, # one\n  {session: b} # two\n]\n',
      drop('b'),
      'picks: [\n  {session: a} # one\n]\n',
    ],
    [
      'nothing below a key',
      'picks: # none\nx-mine: 1\n',
      add,
      'picks: # none\n  - session: z\n    stage: going\nx-mine: 1\n',
    ],
    [
      'a note in a block',
      'picks:\n  - session: a\n    note: | # mine\n      one\n\n  # b\n  - session: b\n',
      noting('a', { note: 'x' }),
      'picks:\n  - session: a\n    note: x # mine\n\n  # b\n  - session: b\n',
    ],
    [
      'a note that becomes longer',
      'picks:\n  - session: a\n    note:  x # mine\n',
      noting('a', { note: multi }),
      'picks:\n  - session: a\n    note: |- # mine\n      two\n      lines\n',
    ],
    [
      'a note with lines at its end',
      'picks:\n  - session: a\n    note: |+\n      one\n\n',
      noting('a', { rating: 4 }),
      'picks:\n  - session: a\n    note: |+\n      one\n\n    rating: 4\n',
    ],
    [
      'comments above',
      '# top\npicks:\n  # first\n  - session: a\n\n  # two\n  # lines\n  - session: b\n# end\n',
      drop('b'),
      '# top\npicks:\n  # first\n  - session: a\n# end\n',
    ],
    [
      'comments above',
      '# top\npicks: # all\n  # first\n  - session: a\n# end\n',
      drop('a'),
      '# top\npicks: [] # all\n  # first\n# end\n',
    ],
    [
      'a rating that comes first',
      'picks:\n  - rating: 4 # good\n    # why\n    session: a\n',
      noting('a', { rating: 5 }),
      'picks:\n  - rating: 5 # good\n    # why\n    session: a\n',
    ],
    [
      'a block of some length',
      'blocks:\n- {title: B, start: 2020-11-19 13:00, duration: 2h}\n',
      (agenda) => ({ ...agenda, blocks: [...agenda.blocks, blockAt('C', 4)] }),
      'blocks:\n- {title: B, start: 2020-11-19 13:00, duration: 2h}\n- title: C\n  start: 2020-11-19 13:00\n  end: "13:45"\n',
    ],
  ])('%s: %j', async (_, text, change, expected) => {
    const result = await edited(HEAD + text, change)
    expect(result?.text).toBe(HEAD + expected)
    expect(result?.again).toStrictEqual(result?.after)
  })

  test('compact JSON', async () => {
    const json = `{"conference":"${conference.slug}","picks":[{"session":"a"},{"session":"b","x":1}]}\n`
    const result = await edited(json, (agenda) => noting('b', { note: 'x' })(add(drop('a')(agenda))))
    expect(result?.text).toBe(
      `{"conference":"${conference.slug}","picks":[{"session":"b","x":1,"note": "x"},{"session": "z", "stage": "going"}]}\n`,
    )
  })
})

test('texts are written plain; what would be read as something else gets quotes', async () => {
  const takeaways = [
    'x',
    '4',
    'true',
    'null',
    '~',
    '16:35',
    'NO',
    '1e3',
    '0x1F',
    '2020-11-20',
    '- a',
    '# b',
    '"c"',
    "d's: e",
    'f\u2028g',
  ]
  const result = await edited(`${HEAD}picks: [a]\n`, noting('a', { takeaways }))
  expect(result?.again).toStrictEqual(result?.after)
  expect(result?.text).toBe(
    `${HEAD}picks: [{session: a, stage: going, takeaways: [x, "4", "true", "null", "~", "16:35", "NO", "1e3", "0x1F", 2020-11-20, "- a", "# b", '"c"', "d's: e", "f\\u2028g"]}]\n`,
  )
})

test('a first pick and a first block come behind what is there', async () => {
  const block = blockAt('Booth', 4)
  const result = await edited(`${HEAD}x-mine: 1\n`, (agenda) => ({ ...agenda, picks: [pick('a')], blocks: [block] }))
  expect(result?.text).toBe(
    `${HEAD}x-mine: 1\npicks:\n  - session: a\n    stage: going\nblocks:\n  - title: Booth\n    start: 2020-11-19 13:00\n    end: "13:45"\n`,
  )
})
