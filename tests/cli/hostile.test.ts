import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Parser as CommonMark } from 'commonmark'
import { Parser as Html } from 'htmlparser2'
import { afterAll, describe, expect, test } from 'vitest'
import { someOf } from '../fixtures/cases.js'
import {
  EVIL,
  EVIL_NAME,
  HOSTILE_AGENDA,
  HOSTILE_CALENDAR,
  HOSTILE_CATALOGUE,
  IDS,
  TITLES,
} from '../fixtures/hostile.js'
import { tooWide } from '../fixtures/wide.js'
import { lintCalendar } from '../render/calendar-lint.js'
import { kubeplan, newHome, type Outcome } from './kubeplan.js'

/**
 * Characters that no stream may carry from data: every control character except line ends, and bidi and zero-width
 * characters.
 */
const RAW =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e0fff}]|\p{Surrogate}/u
/** In a calendar text stays as it is for other programs; only control characters act there. */
const ACTING = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029]|\p{Surrogate}/u
const MANY_MARKS = /\p{M}{9}/u
/** kubeplan's own colours. */
const INK = /\u001b\[(?:1|2|3|4|22|23|24|31|32|33|34|35|36|39|9[0-7])m/g
const EXITS = [0, 1, 2, 3, 4, 5]
/** Words of the name under which the hostile programme recommends itself. */
const WIDE_NAME = '漢字'
const PROTOTYPE = Object.getOwnPropertyNames(Object.prototype)

/** A home with the hostile programme and its hostile agenda. */
function hostileHome(home = newHome()): { readonly home: string; readonly agenda: string; readonly catalogue: string } {
  const catalogue = join(home, 'work', 'hostile.json')
  const agenda = join(home, '.local/share/kubeplan/constructor/agenda.yaml')
  mkdirSync(dirname(agenda), { recursive: true })
  mkdirSync(dirname(catalogue), { recursive: true })
  writeFileSync(catalogue, HOSTILE_CATALOGUE)
  writeFileSync(agenda, HOSTILE_AGENDA)
  writeFileSync(join(home, 'work', 'theirs.json'), HOSTILE_AGENDA.replaceAll('"maybe"', '"going"'))
  writeFileSync(join(home, 'work', 'theirs.ics'), HOSTILE_CALENDAR)
  return { home, agenda, catalogue }
}

/** One for all runs that only read: the first of them compiles the programme. */
const read = hostileHome(mkdtempSync(join(tmpdir(), 'kubeplan-hostile-')))
afterAll(() => rmSync(read.home, { recursive: true, force: true }))

function expectHarmless(
  { exit, stdout, stderr }: Outcome,
  lineEnd: '\n' | '\r\n' | '\t' = '\n',
  raw: RegExp = RAW,
): void {
  expect(EXITS).toContain(exit)
  const plain = [lineEnd === '\n' ? stdout : stdout.replaceAll(lineEnd, '\n'), stderr].map((text) =>
    text.replace(INK, ''),
  )
  expect(plain.map((text, stream) => text.match(stream === 0 ? raw : RAW))).toEqual([null, null])
  for (const text of plain) {
    expect(text).not.toMatch(/undefined|\[object |NaN|Infinity|\n {4}at /)
  }
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(PROTOTYPE)
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
}

function expectNarrow({ stdout, stderr }: Outcome, width: number): void {
  const wide = tooWide(`${stdout}${stderr}`, width)
  expect(wide).toEqual([])
}

const TABLES: readonly (readonly string[])[] = [
  ['list'],
  ['list', '--kind', 'all', '--sort', 'title'],
  ['list', '--day', 'fri', '--stage', 'any'],
  ['list', 'alert'],
  ['days'],
  ['tracks'],
  ['orgs'],
  ['tags'],
  ['kinds'],
  ['rooms'],
  ['speakers'],
  ['clashes'],
  ['clashes', '--all'],
  ['clashes', '--stage', 'any'],
  ['agenda'],
  ['agenda', '--day', 'sat'],
  ['agenda', '--stage', 'maybe'],
  ['grid', '--day', 'fri..sat'],
  ['grid', '--across', 'track'],
  ['agenda', '--with', 'theirs.json'],
  ['agenda', '--with', 'theirs.json', '--with', 'theirs.ics'],
  ['now'],
  ['now', '--all'],
  ['now', '--from-room', '+'],
]

describe('tables of a hostile programme', () => {
  test.for([...TABLES.entries()])('%i %j', async ([turn, argv]) => {
    const { home, catalogue } = read
    for (const terminal of someOf([undefined, 20, 40, 80, 200], 5, turn)) {
      const outcome = await kubeplan([...argv, '-c', catalogue], { home, ...(terminal && { terminal }) })
      expect(outcome.exit).toBe(0)
      expectHarmless(outcome, terminal ? '\n' : '\t')
      expect(outcome.stdout).not.toMatch(MANY_MARKS)
      if (terminal && terminal >= 40) expectNarrow(outcome, terminal)
    }
  })

  test.for([...TABLES.entries()])('%i %j in every format', async ([turn, argv]) => {
    const { home, catalogue } = read
    for (const format of someOf(['csv', 'table', 'json', 'tsv', 'yaml'], 5, turn)) {
      const outcome = await kubeplan([...argv, '-c', catalogue, '--format', format], { home })
      expect(outcome.exit).toBe(0)
      expectHarmless(outcome, format === 'csv' ? '\r\n' : format === 'tsv' ? '\t' : '\n')
      if (format === 'json') expect(() => JSON.parse(outcome.stdout)).not.toThrow()
    }
  })
})

test('a run of keynotes in a hostile room', async () => {
  const home = newHome()
  const keynote = (id: string, index: number) => {
    return { id, title: EVIL, kind: 'keynote', room: EVIL_NAME, start: `2020-11-20 1${index}:00`, duration: '50m' }
  }
  const sessions = IDS.slice(0, 3).map(keynote)
  const conference = { name: EVIL_NAME, slug: 'constructor', timezone: 'UTC' }
  const catalogue = join(home, 'work', 'run.json')
  writeFileSync(catalogue, JSON.stringify({ kubeplan: 'catalogue/1', conference, sessions }))
  await kubeplan(['add', '--kind', 'keynote', '-c', catalogue], { home })
  for (const command of ['list', 'agenda'])
    for (const terminal of [20, 40, 80, 200]) {
      const outcome = await kubeplan([command, '-c', catalogue], { home, terminal })
      expect(outcome).toMatchObject({ exit: 0, stdout: expect.stringContaining('3 keynotes') })
      expectHarmless(outcome)
      expect(outcome.stdout).not.toMatch(MANY_MARKS)
      if (terminal >= 40) expectNarrow(outcome, terminal)
    }
})

describe('one session of a hostile programme', () => {
  test.for([...IDS.entries()])('show %i', async ([turn, id]) => {
    const { home, catalogue } = read
    for (const terminal of someOf([undefined, 20, 40, 80], 4, turn)) {
      const outcome = await kubeplan(['show', '-c', catalogue, '--', id], { home, ...(terminal && { terminal }) })
      expectHarmless(outcome)
      expect(outcome.exit).toBe(0)
      if (terminal && terminal >= 40) expectNarrow(outcome, terminal)
    }
    const json = await kubeplan(['show', '-c', catalogue, '--json', '--', id], { home })
    expect(JSON.parse(json.stdout).sessions.map((session: { id: string }) => session.id)).toEqual([id])
  })

  test('open hands over an address and nothing else', async () => {
    const { home, catalogue } = hostileHome()
    const opened: string[] = []
    const browse = async (url: string) => {
      opened.push(url)
      return 'opened' as const
    }
    const outcome = await kubeplan(['open', '-c', catalogue, '--', ...IDS], { home, browse })
    expectHarmless(outcome)
    expect(opened.length).toBe(IDS.length)
    for (const url of opened) expect(url).toMatch(/^https:\/\/x\.example\/[!-~]+$/)
    const refused = () => Promise.reject(Object.assign(new Error(EVIL), { code: EVIL }))
    const failed = await kubeplan(['open', '-c', catalogue, 'constructor'], { home, browse: refused })
    expectHarmless(failed)
    expect(failed.exit).toBe(5)
  })
})

describe('what comes out goes in again', () => {
  test.each(['json', 'yaml'])('as %s', async (format) => {
    const { home, catalogue } = hostileHome()
    const json = await kubeplan(['list', '-c', catalogue, '--json'], { home })
    const { stdout: stdin } = await kubeplan(['list', '-c', catalogue, '--format', format], { home })
    const again = await kubeplan(['list', '-c', '-', '--json'], { home, stdin })
    expect(again).toEqual(json)
    const titles = JSON.parse(again.stdout).sessions.map(({ title }: { title: string }) => title)
    expect(titles.toSorted()).toEqual(TITLES.map((title) => title.trim()).toSorted())
  })

  test('as ids through a pipe', async () => {
    const { home, catalogue } = hostileHome()
    const mine = ['-c', catalogue, '--agenda', join(home, 'new.yaml')]
    const { stdout: stdin } = await kubeplan(['list', '-c', catalogue, '--not-day', 'fri'], { home })
    const added = await kubeplan(['add', '--maybe', ...mine, '-'], { home, stdin })
    expectHarmless(added)
    expect(added.exit).toBe(0)
    const listed = await kubeplan(['list', ...mine, '--stage', 'maybe'], { home })
    expect(listed.stdout).toBe(stdin)
  })
})

describe('exports of a hostile agenda', () => {
  test('for others: it reads back, and what they take of it is all of it', async () => {
    const { home, catalogue } = hostileHome()
    const more = ['--with-notes', '--blocks', '--person', EVIL_NAME.replace(/[\n\v\f\r\u0085\u2028\u2029]/g, ' ')]
    const outcome = await kubeplan(['export', '-c', catalogue, '--format', 'agenda', ...more], { home })
    expectHarmless(outcome)
    expect(outcome.exit).toBe(0)
    const mine = ['-c', catalogue, '--agenda', join(home, 'new.yaml')]
    const added = await kubeplan(['add', '--with', '-', ...mine], { home, stdin: outcome.stdout })
    expectHarmless(added)
    expect(added).toMatchObject({ exit: 0, stderr: expect.stringContaining(`${IDS.length} picks added as maybe`) })
    const listed = await kubeplan(['list', ...mine, '--stage', 'maybe', '--json'], { home })
    const ids = JSON.parse(listed.stdout).sessions.map(({ id }: { id: string }) => id)
    expect(ids.toSorted()).toEqual([...IDS].sort())
  })

  test.each(['ics', 'csv', 'json', 'yaml'])('as %s, to a pipe and to a file', async (format) => {
    const { home, catalogue } = hostileHome()
    for (const flags of [[], ['--all', '--tzid', '--alarm', '10m']]) {
      const outcome = await kubeplan(['export', ...flags, '-c', catalogue, '--format', format], { home })
      expect(outcome.exit).toBe(0)
      expectHarmless(outcome, format === 'ics' || format === 'csv' ? '\r\n' : '\n', format === 'ics' ? ACTING : RAW)
      if (format === 'ics') expect(lintCalendar(outcome.stdout)).toEqual([])
      const file = join(home, 'work', `${flags.length}${EVIL.replaceAll('/', ':').slice(0, 80)}.${format}`)
      const written = await kubeplan(['export', ...flags, '-c', catalogue, file], { home })
      expectHarmless(written)
      expect(written.exit).toBe(0)
      expect(readFileSync(file, 'utf8')).toBe(outcome.stdout)
    }
    expect(readdirSync(join(home, 'work')).length).toBe(5)
  })

  test('no cell of a table of cells is a formula', async () => {
    const { home, catalogue } = hostileHome()
    const { stdout } = await kubeplan(['export', '--all', '-c', catalogue, '--format', 'csv'], { home })
    const cells = stdout.split(/\r\n|,(?=(?:[^"]*"[^"]*")*[^"]*$)/).map((cell) => cell.replace(/^"/, ''))
    expect(cells.filter((cell) => /^\s*[=+@-]/.test(cell))).toEqual([])
    const raw = await kubeplan(['export', '--all', '-c', catalogue, '--format', 'csv', '--raw-csv'], { home })
    expect(raw.stdout).toContain('\n=1+1,')
  })
})

describe('documents of a hostile agenda', () => {
  const DOCUMENTS: readonly (readonly string[])[] = [
    ['guide'],
    ['guide', '--by', WIDE_NAME],
    ['guide', '--title', EVIL],
    ['recap'],
    ['recap', '--by', WIDE_NAME, '--title', EVIL],
    ['recap', '--with', 'theirs.json'],
    ['recap', '--with', 'theirs.json', '--agenda', './none.yaml'],
    ['export', '--format', 'md', '--blocks'],
    ['export', '--format', 'md', '--all'],
  ]

  /** To the web, or to a heading. */
  const LINK = /^(?:https:\/\/x\.example\/|#[^\s<>()[\]\\]+$)/

  /** The hostile home after its conference, with everything attended. */
  function attendedHome() {
    const found = hostileHome()
    const attended = HOSTILE_AGENDA.replaceAll('"priority":', '"attended": true, "rating": 5, "priority":')
    writeFileSync(found.agenda, attended)
    writeFileSync(join(found.home, 'work', 'theirs.json'), attended)
    return found
  }

  test.each(DOCUMENTS)('%s %s %s %s as Markdown is text, headings, lists and links of the web', async (...argv) => {
    const { home, catalogue } = attendedHome()
    const outcome = await kubeplan([...argv, '-c', catalogue], { home })
    expectHarmless(outcome)
    expect([outcome.exit, outcome.stdout.length > 5_000]).toEqual([0, true])
    const walker = new CommonMark().parse(outcome.stdout).walker()
    const types = new Set<string>()
    for (let event = walker.next(); event; event = walker.next()) {
      types.add(event.node.type)
      if (event.node.type === 'link') expect(event.node.destination).toMatch(LINK)
    }
    const known = ['document', 'heading', 'paragraph', 'text', 'link', 'strong', 'list', 'item', 'softbreak']
    expect([...types].filter((type) => !known.includes(type))).toEqual([])
    // Only the rows of a table are lines of their own without a label.
    if (argv[0] !== 'export') expect([...types]).not.toContain('softbreak')
  })

  test.each(DOCUMENTS.slice(0, 7))('%s %s %s %s as a page', async (...argv) => {
    const { home, catalogue } = attendedHome()
    const outcome = await kubeplan([...argv, '-c', catalogue, '--format', 'html'], { home })
    expectHarmless(outcome)
    expect(outcome.exit).toBe(0)
    const names = new Set<string>()
    const parser = new Html({
      onopentag(name, attributes) {
        names.add(name)
        expect(
          Object.keys(attributes).filter((key) => key.startsWith('on') || key === 'style' || key === 'src'),
        ).toEqual([])
        if (name === 'a') expect(attributes['href']).toMatch(LINK)
      },
    })
    parser.end(outcome.stdout)
    const known = 'html head meta title style body header main nav h1 h2 h3 h4 p a strong ul li'.split(' ')
    expect([...names].filter((name) => !known.includes(name))).toEqual([])
  })

  test.each(DOCUMENTS.slice(0, 7))('%s %s %s %s as data goes in again', async (...argv) => {
    const { home, catalogue } = attendedHome()
    const yaml = await kubeplan([...argv, '-c', catalogue, '--format', 'yaml'], { home })
    const json = await kubeplan([...argv, '-c', catalogue, '--json'], { home })
    for (const outcome of [yaml, json]) expectHarmless(outcome)
    const again = await kubeplan(['list', '-c', '-', '--json'], { stdin: yaml.stdout })
    expect(again.exit).toBe(0)
    expect(JSON.parse(again.stdout).sessions.length).toBe(JSON.parse(json.stdout).sessions.length)
  })
})

test('picks of a hostile programme are made and dropped, and the rest of the file stays as it is', async () => {
  const { home, agenda, catalogue } = hostileHome()
  const before = JSON.parse(readFileSync(agenda, 'utf8'))
  // "-" stands for the ids on stdin.
  const ids = someOf(
    IDS.filter((id) => id !== '-'),
    3,
  )
  for (const id of ids) {
    for (const argv of [['drop'], ['add', '--maybe'], ['add', '-p', '5']]) {
      const outcome = await kubeplan([...argv, '-c', catalogue, '--', id], { home })
      expectHarmless(outcome)
      expect(outcome.exit).toBe(0)
    }
  }
  const after = JSON.parse(readFileSync(agenda, 'utf8'))
  expect(Object.keys(after)).toEqual(Object.keys(before))
  const picked = ({ picks }: typeof before): readonly string[] =>
    picks.map(({ session }: { session: string }) => session)
  expect(picked(after)).toEqual([...picked(before).filter((id) => !ids.includes(id)), ...ids])
  expect({ ...after, picks: [], dropped: [] }).toEqual({ ...before, picks: [], dropped: [] })
  expect((await kubeplan(['check', agenda, '-c', catalogue], { home })).exit).toBe(0)
})

test.each(['2020-11-20T08:20:00Z', '2020-11-20T11:05:00Z', '2020-11-21T08:05:00Z', '2020-11-30T00:00:00Z'])(
  'what is on and next in a hostile programme at %s',
  async (now) => {
    const { home, catalogue } = read
    for (const argv of [['now'], ['now', '--all'], ['now', '--from-room', '__proto__']]) {
      for (const terminal of someOf([undefined, 20, 40, 80, 100], 4)) {
        const outcome = await kubeplan([...argv, '-c', catalogue], { home, now, ...(terminal && { terminal }) })
        expect(outcome.exit).toBe(0)
        expectHarmless(outcome, terminal ? '\n' : '\t')
        expect(outcome.stdout).not.toMatch(MANY_MARKS)
        if (terminal && terminal >= 40) expectNarrow(outcome, terminal)
      }
      const json = await kubeplan([...argv, '-c', catalogue, '--json'], { home, now })
      expectHarmless(json)
      expect(JSON.parse(json.stdout)).toMatchObject({ kubeplan: 'now/1' })
    }
  },
)

test('notes on a hostile programme are kept as they are', async () => {
  const { home, agenda, catalogue } = hostileHome()
  const ids = someOf(IDS, 3)
  for (const id of ids) {
    const outcome = await kubeplan(['note', '-c', catalogue, '--rating', '4', '--', id, 'x', EVIL], { home })
    expectHarmless(outcome)
    expect(outcome.exit).toBe(0)
  }
  const { picks } = JSON.parse(readFileSync(agenda, 'utf8'))
  const own = picks.filter(({ rating }: { rating?: number }) => rating === 4)
  expect(own.map(({ session }: { session: string }) => session)).toEqual(ids)
  const added = `x ${EVIL}`.replace(/\r\n?/g, '\n').trim()
  for (const { note } of own) expect(note.endsWith(`\n\n${added}`)).toBe(true)
  expect((await kubeplan(['check', agenda, '-c', catalogue], { home })).exit).toBe(0)
})

test('a page of a hostile agenda holds no control from data, to a pipe and to a file', async () => {
  const { home, catalogue } = hostileHome()
  for (const flags of [[], ['--all', '--with-notes']]) {
    const outcome = await kubeplan(['export', ...flags, '-c', catalogue, '--format', 'html'], { home })
    expect(outcome.exit).toBe(0)
    // Its own style and script are not data; bidi and hidden characters only affect their own element.
    const data = outcome.stdout.replace(/<(style|script)>[\s\S]*?<\/\1>/g, '')
    expectHarmless({ ...outcome, stdout: data }, '\n', /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]|\p{Surrogate}/u)
    const own = data.replace(/<link rel="icon" href="data:image\/svg\+xml,[\w%.-]+">/, '')
    expect(own.match(/<(?:script|img|svg|iframe)\b|\bon[a-z]+=["']|href="(?!#|https:\/\/)/)).toBeNull()
    const file = join(home, 'work', `${flags.length}.html`)
    expect((await kubeplan(['export', ...flags, '-c', catalogue, file], { home })).exit).toBe(0)
    expect(readFileSync(file, 'utf8')).toBe(outcome.stdout)
  }
})

const FLAGS: readonly (readonly string[])[] = [
  [EVIL],
  [`--${EVIL}`],
  ['list', `--${EVIL}`],
  ['list', EVIL],
  ['list', `--day=${EVIL}`],
  ['list', '--at', EVIL],
  ['list', '--after', EVIL, '--before', EVIL],
  ['list', '--kind', EVIL],
  ['list', '--limit', EVIL],
  ['list', '--sort', EVIL],
  ['list', '--stage', EVIL],
  ['list', '--track', `!${EVIL}`],
  ['list', '--not-speaker', EVIL],
  ['list', '--tz', EVIL],
  ['list', '--format', EVIL],
  ['list', '--color', EVIL],
  ['list', '--width', EVIL],
  ['list', '-c', EVIL],
  ['list', '-c', `./${EVIL}`],
  ['list', '-c', '__proto__'],
  ['list', '--agenda', `./${EVIL}`],
  ['list', '--agenda', '/dev/null/x'],
  ['show', EVIL],
  ['show', '__proto__', 'constructor'],
  ['open', EVIL],
  ['add', EVIL, '--', EVIL],
  ['add', '-p', EVIL, 'kubectl-blame'],
  ['drop', EVIL],
  ['drop', 'kubectl-blame', 'constructor'],
  ['export', `../${EVIL}`],
  ['export', `${EVIL}/x.ics`],
  ['export', '--alarm', EVIL],
  ['guide', '--by', EVIL],
  ['guide', `../${EVIL}`],
  ['recap', '--by', EVIL, '--title', EVIL],
  ['recap', '--format', EVIL],
  ['now', '--from-room', EVIL],
  ['note', EVIL],
  ['note', 'kubectl-blame', '--rating', EVIL],
  ['check', EVIL],
  ['add', '--with', EVIL],
  ['agenda', '--with', `https://${EVIL}`],
  ['export', '--format', 'agenda', '--person', '\u202e'],
  ['help', EVIL],
  ['__proto__'],
  ['constructor', '--help'],
]

test.each(
  FLAGS.map(
    (argv) =>
      [
        argv
          .join(' ')
          .replace(/[^ -~]+/g, '')
          .slice(0, 40),
        argv,
      ] as const,
  ),
)('hostile words on the command line: %s', async (_name, argv) => {
  for (const terminal of someOf([undefined, 40], 2, argv.length)) {
    const outcome = await kubeplan(argv, terminal === undefined ? {} : { terminal })
    expectHarmless(outcome, '\t')
    if (outcome.exit !== 0) expect(outcome).toMatchObject({ stdout: '', stderr: expect.stringMatching(/./) })
  }
})

test.each(['KUBEPLAN_CATALOGUE', 'KUBEPLAN_AGENDA', 'KUBEPLAN_TZ', 'KUBEPLAN_HOME', 'KUBEPLAN_NOW', 'XDG_DATA_HOME'])(
  'a hostile %s',
  async (name) => {
    for (const value of [EVIL, `/${EVIL}`, '__proto__', '-']) {
      for (const argv of [['list', '-d', 'today'], ['add', 'kubectl-blame'], ['export']]) {
        expectHarmless(await kubeplan(argv, { environment: { [name]: value } }), argv[0] === 'export' ? '\r\n' : '\t')
      }
    }
  },
)

describe('a broken file', () => {
  const broken = [
    `conference: {name: x, timezone: ${JSON.stringify(EVIL)}}`,
    `conference: {name: x, timezone: UTC, ${JSON.stringify(EVIL)}: 1}\nsessions: []`,
    `sessions: [{title: x, start: ${JSON.stringify(EVIL)}}]\nconference: {name: x, timezone: UTC}`,
    `conference: {name: x, timezone: UTC}\nsessions: [{title: x, kind: ${JSON.stringify(EVIL)}, url: ${JSON.stringify(EVIL)}}]`,
    `conference: {name: x, timezone: UTC}\nsessions:\n - title: "a ${EVIL.replace(/[\r"]/g, '')}\n - b`,
    `# ${EVIL.replaceAll('\r', '')}\nconference: [\n`,
    `kubeplan: ${JSON.stringify(EVIL)}`,
    `${EVIL}: ${EVIL}`,
    EVIL,
    '\u0000\u0001\u0002',
  ]

  test.each(broken.map((text, index) => [index, text] as const))(
    '%i as catalogue and as agenda',
    async (_index, text) => {
      const home = newHome()
      const file = join(home, 'work', `${EVIL.replaceAll('/', ':').slice(0, 60)}.yaml`)
      writeFileSync(file, text)
      for (const terminal of [undefined, 40]) {
        const world = { home, ...(terminal && { terminal }) }
        const asCatalogue = await kubeplan(['list', '-c', file], world)
        expectHarmless(asCatalogue)
        expect(asCatalogue).toMatchObject({ exit: 3, stdout: '', stderr: expect.stringMatching(/:\d+:\d+: /) })
        const asAgenda = await kubeplan(['agenda', '--agenda', file], world)
        expectHarmless(asAgenda)
        expect(asAgenda).toMatchObject({ exit: 5, stdout: '', stderr: expect.stringMatching(/:\d+:\d+: /) })
        for (const format of terminal ? ['table'] : ['table', 'json', 'yaml', 'csv', 'tsv']) {
          const checked = await kubeplan(['check', file, '--format', format], world)
          expectHarmless(checked, format === 'csv' ? '\r\n' : '\t')
          expect([1, 3]).toContain(checked.exit)
        }
      }
      expect(readFileSync(file, 'utf8')).toBe(text)
    },
  )
})

test('help fits the terminal', async () => {
  for (const command of ['list', 'show', 'add', 'export', 'check', 'clashes', 'now', 'note']) {
    for (const terminal of [40, 80]) {
      const outcome = await kubeplan([command, '--help'], { terminal })
      expect(outcome.exit).toBe(0)
      expectNarrow(outcome, terminal)
    }
  }
})
