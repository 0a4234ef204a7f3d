import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Agenda, AgendaPick, Block } from '../../src/model/conference.js'
import { addMinutes, instant, parseDay } from '../../src/model/time.js'
import { spanWriter } from '../../src/store/agenda/blocks.js'
import { newAgendaDocument, readAgendaDocument, writeAgenda } from '../../src/store/agenda/document.js'
import { layoutOf, spliceAgenda } from '../../src/store/agenda/splice.js'
import { casesOf } from '../fixtures/cases.js'
import { agendas } from './agendas.js'
import { conference } from './conference.js'

const RUNS = 4_000

const HEAD = `kubeplan: agenda/1\nconference: ${conference.slug}\n`

async function read(text: string) {
  const reading = await readAgendaDocument(Buffer.from(text, 'utf8'), 'agenda.yaml', conference)
  return reading.ok && reading.warnings.length === 0 ? reading : undefined
}

const save = async (agenda: Agenda) => (await writeAgenda(newAgendaDocument(conference.slug), agenda, conference)).text

const writeSpan = await spanWriter(conference.timezone)
function splice(text: string, before: Agenda, after: Agenda): string | undefined {
  const layout = layoutOf(text)
  return layout && spliceAgenda(text, layout, before, after, before.blocks === after.blocks ? undefined : writeSpan)
}

/**
 * The results of changing the document and of splicing; undefined if the text is not an agenda or cannot be written.
 */
async function bothWays(text: string, change: (agenda: Agenda) => Agenda) {
  const old = await read(text)
  if (!old) return undefined
  const after = change(old.agenda)
  const spliced = splice(text, old.agenda, after)
  try {
    return { document: (await writeAgenda(old, after, conference)).text, spliced }
  } catch {
    return spliced === undefined ? undefined : { document: 'what does not read back', spliced }
  }
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

describe('what is spliced is what the document writes', () => {
  test('of any agenda, by any hand, after any changes, or it is left to the document', async () => {
    let spliced = 0
    const any = fc.oneof({ weight: 3, arbitrary: plainAgendas }, { weight: 1, arbitrary: agendas })
    const property = fc.asyncProperty(any, hands, changes, async (agenda, edits, wanted) => {
      const result = await bothWays(handled(await save(agenda), edits), (mine) => applied(wanted, mine))
      if (result?.spliced === undefined) return
      spliced++
      expect(result.spliced).toBe(result.document)
    })
    await fc.assert(property, { numRuns: RUNS })
    expect(spliced).toBeGreaterThan(casesOf(RUNS) / 40)
  })

  test('of an agenda in plain words, whatever comes, or goes, and is noted on', async () => {
    const steps = fc.array(fc.tuple(fc.boolean(), fc.nat()), { minLength: 1, maxLength: 3 })
    const at = (margin: boolean) => async (text: string) => {
      if (!margin) return text
      // Lists at the margin, as a document that has some writes all others, too.
      const moved = await bothWays(text.replace(/^ {2}/gm, ''), (agenda) => ({ ...agenda, person: 'Ana' }))
      return moved?.document ?? ''
    }
    const seen = { title: 'A talk', start: '2020-11-20T16:00:00-05:00' }
    const come = (agenda: Agenda, seed: number): Agenda => ({
      ...agenda,
      picks: [...agenda.picks, { session: `new-${seed}`, stage: 'maybe', priority: 5, takeaways: [], seen }],
      blocks: [...agenda.blocks, blockAt('Lunch: "the best"', seed % 5)],
    })
    const go = ({ picks, blocks, ...rest }: Agenda, seed: number): Agenda => ({
      ...rest,
      picks: picks.filter((_, index) => index !== seed % picks.length),
      blocks: blocks.filter((_, index) => index !== seed % blocks.length),
    })
    const say = ({ picks, ...rest }: Agenda, seed: number): Agenda => {
      const rating = 1 + (seed % 5)
      const noted = (pick: AgendaPick, index: number) =>
        index === seed % picks.length ? { ...pick, note: 'noted', rating } : pick
      return { ...rest, picks: picks.map(noted) }
    }
    const property = fc.asyncProperty(
      plainAgendas,
      steps,
      fc.boolean(),
      fc.boolean(),
      async (agenda, those, comes, margin) => {
        const change = (mine: Agenda) =>
          those.reduce((now, [says, seed]) => (says ? say : comes ? come : go)(now, seed), mine)
        const result = await bothWays(await at(margin)(await save(agenda)), change)
        expect(result?.spliced).toBeDefined()
        expect(result?.spliced).toBe(result?.document)
      },
    )
    await fc.assert(property, { numRuns: RUNS / 4 })
  })
})

test('a first pick and a first block come behind what is there', async () => {
  const block = blockAt('Booth', 4)
  const pick: AgendaPick = { session: 'a', stage: 'going', priority: 3, takeaways: [] }
  const result = await bothWays(`${HEAD}x-mine: 1\n`, (agenda) => ({ ...agenda, picks: [pick], blocks: [block] }))
  expect(result?.spliced).toBe(
    `${HEAD}x-mine: 1\npicks:\n  - session: a\n    stage: going\nblocks:\n  - title: Booth\n    start: 2020-11-19 13:00\n    end: "13:45"\n`,
  )
  expect(result?.document).toBe(result?.spliced)
})
