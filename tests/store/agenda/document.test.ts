import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import type { Agenda, AgendaPick } from '../../../src/model/conference.js'
import { addPick, dropPick } from '../../../src/planning/agenda/picks.js'
import { newAgendaDocument, readAgendaDocument, writeAgenda } from '../../../src/store/agenda/document.js'
import { agendas, words } from '../agendas.js'
import { conference } from '../conference.js'

async function read(text: string) {
  const reading = await readAgendaDocument(Buffer.from(text, 'utf8'), 'agenda.yaml', conference)
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems))
  return reading
}

async function changed(text: string, change: (agenda: Agenda) => Agenda): Promise<string> {
  const old = await read(text)
  return (await writeAgenda(old, change(old.agenda), conference)).text
}

const save = async (agenda: Agenda) => (await writeAgenda(newAgendaDocument(conference.slug), agenda, conference)).text

const add =
  (id: string, rest: { stage?: 'going' | 'maybe'; priority?: number } = {}) =>
  (agenda: Agenda) =>
    addPick(agenda, { session: { id }, stage: 'going', seen: { title: 'A talk' }, ...rest }).agenda

describe('what is saved reads back the same', () => {
  test('any agenda, in a new file', async () => {
    const property = fc.asyncProperty(agendas, async (agenda) => {
      expect((await read(await save(agenda))).agenda).toStrictEqual(agenda)
    })
    await fc.assert(property, { numRuns: 10_000 })
  })

  test('any agenda, in the file of any other', async () => {
    const property = fc.asyncProperty(agendas, agendas, async (before, after) => {
      const { text } = await writeAgenda(await read(await save(before)), after, conference)
      expect((await read(text)).agenda).toStrictEqual(after)
    })
    await fc.assert(property, { numRuns: 1_000 })
  })

  test('a save without a change is not a new text', async () => {
    const property = fc.asyncProperty(agendas, async (agenda) => {
      const text = await save(agenda)
      expect(await changed(text, (same) => ({ ...same, picks: [...same.picks] }))).toBe(text)
    })
    await fc.assert(property, { numRuns: 1_000 })
  })
})

describe('a new file', () => {
  test('reads well', async () => {
    const seen = { uid: '3438', title: 'Panel: Linux', start: '2020-11-20T16:00:00-05:00', room: 'Hall A' }
    const empty = newAgendaDocument(conference.slug).agenda
    const first = addPick(empty, { session: { id: 'linux' }, stage: 'going', seen }).agenda
    expect(await save(add('007', { stage: 'maybe', priority: 5 })(first))).toBe(`kubeplan: agenda/1
conference: kubecon-na-2020
picks:
  - session: linux
    stage: going
    seen:
      uid: "3438"
      title: "Panel: Linux"
      start: 2020-11-20T16:00:00-05:00
      room: Hall A
  - session: "007"
    stage: maybe
    priority: 5
    seen:
      title: A talk
`)
  })
})

describe('a file that a person wrote', () => {
  const written = `# my week
kubeplan: agenda/1

conference: kubecon-na-2020 # the virtual one
person: Ana
x-colour: 0x1F
x-empty:
picks:
    # must see
    - session: 007 # bond
      stage: going
      note: >
          A long note that was folded
          by hand.
      x-tags: [a, b, 1.10]
      x-more: {NO: yes, big: 12345678901234567890}

    # perhaps
    - {session: b, note: "q"} # in brackets
    # last words
blocks: [{title: Booth duty, start: 2020-11-19 13:00, end: "15:00", x-with: Bob}]
walks: [{from: A, to: B, walk: 1h}]

# the end
`

  test('keeps everything that a change is not about', async () => {
    const text = await changed(written, (agenda) => add('b', { priority: 5 })(add('new: one')(agenda)))
    expect(text).toBe(
      written.replace(
        '{session: b, note: "q"} # in brackets\n',
        `{session: b, note: "q", priority: 5, seen: {title: A talk}} # in brackets
    - session: "new: one"
      stage: going
      seen:
          title: A talk
`,
      ),
    )
  })

  test('keeps what stands at a pick that an update gave another id', async () => {
    const before = `kubeplan: agenda/1
conference: kubecon-na-2020
picks:
  # the one with the demo
  - session: linux # bring a laptop
    x-tags: [a, b]
    seen: { uid: "3438", title: Linux }
  - session: bond # of no known uid
    seen: { title: Bond }
  # goes
  - session: gone
`
    const rename = (agenda: Agenda): Agenda => {
      const [linux, bond] = agenda.picks
      if (!linux || !bond) throw new Error('picks are missing')
      const renamed: AgendaPick[] = [
        { ...linux, session: 'bond', seen: { uid: '3438', title: 'Linux, Again' } },
        { ...bond, session: 'bond-2' },
      ]
      return { ...agenda, picks: renamed }
    }
    expect((await read(await changed(before, rename))).agenda).toEqual(rename((await read(before)).agenda))
    expect(await changed(before, rename)).toBe(`kubeplan: agenda/1
conference: kubecon-na-2020
picks:
  # the one with the demo
  - session: bond # bring a laptop
    x-tags: [a, b]
    seen: { uid: "3438", title: "Linux, Again" }
  - session: bond-2 # of no known uid
    seen: { title: Bond }
`)
  })

  test('with CRLF keeps CRLF', async () => {
    const text = await changed(written.replaceAll('\n', '\r\n'), add('new'))
    expect(text).toBe((await changed(written, add('new'))).replaceAll('\n', '\r\n'))
  })

  test('in JSON stays JSON', async () => {
    const json =
      '{"kubeplan": "agenda/1", "conference": "kubecon-na-2020", "picks": [{"session": "a"}], "mine": [1, true]}\n'
    const seen = { title: 'A talk' }
    expect(JSON.parse(await changed(json, add('b')))).toEqual({
      ...JSON.parse(json),
      picks: [{ session: 'a' }, { session: 'b', stage: 'going', seen }],
    })
  })

  test('gets its list below the rest, and keeps an empty one', async () => {
    const text = await changed('# mine\nconference: kubecon-na-2020\n', add('a'))
    expect(text).toBe(`# mine
conference: kubecon-na-2020
picks:
  - session: a
    stage: going
    seen:
      title: A talk
`)
    expect(await changed(text, (agenda) => dropPick(agenda, 'a'))).toBe(`# mine
conference: kubecon-na-2020
picks: []
`)
  })

  test('fills an empty list in lines of its own', async () => {
    const text = await changed('conference: kubecon-na-2020\npicks: [] # none yet\nblocks: []\n', add('a'))
    expect(text).toBe(`conference: kubecon-na-2020
picks: # none yet
  - session: a
    stage: going
    seen:
      title: A talk
blocks: []
`)
  })

  /** Broken lines of yaml 2.9.1 lose a single blank between two line ends. */
  const WRITER = { doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER }

  test.each(['YAML', 'JSON'])('keeps any unknown fields of %s, at every level', async (language) => {
    const name = fc.string({ unit: fc.constantFrom(...'abcXYZ-_.07'), maxLength: 6 }).map((rest) => `x-${rest}`)
    const fields = fc.dictionary(name, fc.oneof(words, fc.array(words, { maxLength: 3 })), {
      maxKeys: 3,
      noNullPrototype: true,
    })
    const property = fc.asyncProperty(fields, fields, fields, async (top, inPick, inSeen) => {
      const pick = { session: 'a', ...inPick, seen: { title: 'T', ...inSeen } }
      const before = { ...top, conference: conference.slug, picks: [pick] }
      const readAs = (saved: string) => (language === 'JSON' ? JSON.parse(saved) : parse(saved))
      const text = language === 'JSON' ? JSON.stringify(before) : stringify(before, WRITER)
      const after = readAs(await changed(text, add('a', { stage: 'maybe' })))
      expect(after).toEqual({ ...before, picks: [{ ...pick, stage: 'maybe' }] })
    })
    await fc.assert(property, { numRuns: 1_000 })
  })
})

describe('a block', () => {
  const file = (block: string) => `conference: kubecon-na-2020\nblocks: [${block}]\n`

  test.each([
    ['{title: B, start: 2020-11-19 13:00, end: "15:00"}', '18:00', '20:00', -300, -300],
    ['{title: B, start: 2020-11-19 13:00, end: 2020-11-20 15:00}', '18:00', '2020-11-20T20:00', -300, -300],
    ['{title: B, start: 2020-11-19T13:00-05:00, duration: 1h 30m}', '18:00', '19:30', -300, -300],
  ])('%s', async (block, start, end, offset, endOffset) => {
    const at = (time: string) => Date.parse(`${time.includes('T') ? time : `2020-11-19T${time}`}:00Z`)
    const { agenda } = await read(file(block))
    expect(agenda.blocks).toEqual([
      {
        kind: 'timed',
        title: 'B',
        start: at(start),
        end: at(end),
        day: '2020-11-19',
        offset,
        endOffset,
        shift: 0,
      },
    ])
  })

  test('of the second of two equal hours is written with its offset', async () => {
    const text = file('{title: B, start: 2020-11-01T01:30-05:00, end: 2020-11-01T01:50-05:00}')
    const [block] = (await read(text)).agenda.blocks
    const moved = await changed(text, (agenda) => ({ ...agenda, blocks: block ? [{ ...block, title: 'C' }] : [] }))
    expect(moved).toBe(file('{title: C, start: 2020-11-01T01:30:00-05:00, end: 2020-11-01T01:50:00-05:00}'))
  })

  test('with a length gets an end instead when it is moved', async () => {
    const text = file('{title: B, start: 2020-11-19 13:00, duration: 2h, x: 1}')
    const later = (agenda: Agenda) => ({
      ...agenda,
      blocks: agenda.blocks.map((block) => ({ ...block, end: (block.end + 60_000) as typeof block.end })),
    })
    expect(await changed(text, later)).toBe(file('{title: B, start: 2020-11-19 13:00, x: 1, end: "15:01"}'))
  })
})

describe('what cannot be read', () => {
  const problemsOf = async (text: string | Uint8Array) => {
    const reading = await readAgendaDocument(Buffer.from(text), 'a.yaml', conference)
    if (reading.ok) throw new Error('it was read')
    return reading.problems.map((problem) => {
      const at = 'at' in problem && typeof problem.at === 'object' ? `${problem.at.line}:${problem.at.column}` : ''
      return `${at} ${problem.code}`
    })
  }
  const agenda = (rest: string) => `kubeplan: agenda/1\nconference: kubecon-na-2020\n${rest}`

  test.each([
    ['nothing', '', ['1:1 not-an-agenda']],
    ['white space', ' \n\n', ['1:1 not-an-agenda']],
    ['NULs', '\0\0\0\0', ['1:1 not-text']],
    ['cut UTF-8', Buffer.from([0x61, 0x3a, 0x20, 0xe2, 0x82]), ['1:4 not-text']],
    ['half YAML', agenda('picks:\n  - session: "li'), ['4:14 yaml-syntax']],
    ['half JSON', '{"conference": "kubecon-na-2020", "picks": [{"ses', ['1:46 yaml-syntax']],
    ['a list', '- a\n', ['1:1 not-an-agenda']],
    ['text', 'hello\n', ['1:1 not-an-agenda']],
    ['a web page', '<!doctype html>\n<style>\n* { margin: 0 }\n</style>\n', ['1:1 not-an-agenda']],
    ['a catalogue', 'kubeplan: catalogue/1\nconference:\n  name: X\n', ['1:11 not-an-agenda', '3:3 wrong-type']],
    ['another conference', 'conference: other\n', ['1:13 agenda-of-another-conference']],
    ['no conference', 'kubeplan: agenda/1\n', ['1:1 missing-key']],
    [
      'a git conflict',
      agenda('<<<<<<< HEAD\npicks: []\n=======\npicks:\n  - session: a\n>>>>>>> b\n'),
      ['3:1 yaml-syntax'],
    ],
    ['an alias', agenda('person: &a Ana\nx: *a\n'), ['3:9 yaml-refused', '4:4 yaml-refused']],
    ['a key twice', agenda('person: A\nperson: B\n'), ['4:1 duplicate-key']],
    [
      'all that is wrong, at once',
      agenda(`person: [a]
picks:
  - stage: going
  - {session: a, stage: perhaps, priority: 6, rating: x, attended: maybe, sequence: -1, changed: yesterday}
  - {session: b, seen: {start: 2020-02-30, end: tomorrow}}
  - [c]
blocks:
  - {title: B, start: 13:00, end: 14:00}
  - {title: B, start: 2020-11-19 13:00}
  - {title: B, start: 2020-11-19 13:00, end: 12:00}
  - {title: B, start: 2021-03-14 02:30, end: 04:00}
  - {title: B, start: 2020-11-19 13:00, end: 14:00, duration: 1h}
walks:
  - {from: A, walk: 5m}
  - {within: A, walk: long}
  - {within: A, to: B, walk: 5m}
dropped: 5
`),
      [
        '3:9 wrong-type',
        '5:5 missing-key',
        '6:25 not-one-of',
        '6:44 bad-number',
        '6:55 bad-number',
        '6:68 wrong-type',
        '6:85 bad-number',
        '6:98 bad-time',
        '7:32 bad-time',
        '7:49 bad-time',
        '8:5 wrong-type',
        '10:23 clock-without-date',
        '11:5 missing-key',
        '12:46 ends-before-start',
        '13:23 dst-gap',
        '14:63 both-given',
        '16:5 missing-key',
        '17:23 bad-time',
        '18:14 both-given',
        '19:10 wrong-type',
      ],
    ],
  ])('%s', async (_, text, problems) => {
    expect(await problemsOf(text)).toEqual(problems)
  })

  test('an overlap is a warning', async () => {
    const text = agenda('blocks:\n  - {title: B, start: 2020-11-01 01:30, end: 03:00}\n')
    expect((await read(text)).warnings).toMatchObject([{ code: 'dst-overlap', offset: -240 }])
  })
})

describe('a newer file', () => {
  test('is read as far as it is understood', async () => {
    const text =
      'kubeplan: agenda/2\nconference: kubecon-na-2020\npicks:\n  - session: a\n    stage: [going, 2]\n  - session: b\n'
    const { agenda, warnings } = await read(text)
    const pick = (session: string): AgendaPick => ({ session, stage: 'going', priority: 3, takeaways: [] })
    expect(agenda.picks).toEqual([pick('a'), pick('b')])
    expect(warnings.map(({ code }) => code)).toEqual(['newer-agenda', 'wrong-type'])
  })
})

test.each([
  ['sessions', 'picks', 'sessions: [a]'],
  ['talks', 'picks', 'talks: [a]'],
  ['status', 'stage', 'picks: [{ status: maybe, session: a }]'],
  ['comment', 'note', 'picks: [{ comment: mine, session: a }]'],
  ['prio', 'priority', 'picks: [{ prio: 4, session: a }]'],
  ['id', 'session', 'picks: [{ id: a }]'],
  ['name', 'title', 'blocks: [{ name: Lunch, start: 2026-03-24 12:00, end: "13:00" }]'],
  ['until', 'end', 'blocks: [{ until: "13:00", title: Lunch, start: 2026-03-24 12:00 }]'],
])('%s is taken for %s where that is missing', async (key, nearest, line) => {
  const text = `conference: ${conference.slug}\n${line}\n`
  const reading = await readAgendaDocument(Buffer.from(text), 'agenda.yaml', conference, [])
  const problems = reading.ok ? reading.warnings : reading.problems
  expect(problems.filter(({ code }) => code === 'unknown-key')).toEqual([
    expect.objectContaining({
      key,
      nearest,
      severity: 'warning',
      at: expect.objectContaining({ line: 2, column: line.indexOf(key) + 1 }),
    }),
  ])
})
