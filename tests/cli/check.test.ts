import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { kubeplan, newHome, ROOT, type TestWorldOptions } from './kubeplan.js'

const SLUG = 'autumn-days-2026'
const AUTUMN = join(ROOT, 'tests', 'fixtures', 'catalogue', 'autumn-days.yaml')
const FAULTY = join(ROOT, 'tests', 'fixtures', 'catalogue', 'faulty.yaml')

const CONFERENCE = 'conference: { name: Small, slug: small, timezone: Europe/Berlin }\n'
const GOOD = `${CONFERENCE}sessions: [{ title: One }, { title: Two }]\n`
/** In the night in which the clocks go back: a warning. */
const DOUBTFUL = `${CONFERENCE}sessions: [{ title: One, start: 2026-10-25 02:30, duration: 10m }]\n`
const MISSPELT = `${CONFERENCE}sessions: [{ titel: One, title: One }]\n`
const CUT = `${CONFERENCE}sessions: [{ title: One }, {`

function homeWith(file: string): string {
  const home = newHome()
  copyFileSync(file, join(home, 'work', basename(file)))
  return home
}

/** Checks a file with this text, whose name is always the same in messages. */
async function check(text: string, flags: readonly string[] = [], options: TestWorldOptions = {}) {
  const home = options.home ?? newHome()
  const file = join(home, 'work', 'it.yaml')
  writeFileSync(file, text)
  const { exit, stdout, stderr } = await kubeplan(['check', file, ...flags], { ...options, home })
  return { exit, stdout: stdout.replaceAll(file, 'it.yaml'), stderr }
}

describe('a catalogue', () => {
  test.each([
    ['good', GOOD, [], 0, 'it.yaml: no problems, 2 sessions\n'],
    [
      'doubtful',
      DOUBTFUL,
      [],
      0,
      `it.yaml:2:33: warning: "2026-10-25 02:30" occurs twice in Europe/Berlin: the first is used (UTC+2)
    2 | sessions: [{ title: One, start: 2026-10-25 02:30, duration: 10m }]
      |                                 ^^^^^^^^^^^^^^^^
  Add the offset to be sure.
it.yaml: 1 warning, 1 session
`,
    ],
    [
      'misspelt',
      MISSPELT,
      [],
      1,
      `it.yaml:2:14: unknown key "titel"; did you mean "title"?
    2 | sessions: [{ titel: One, title: One }]
      |              ^^^^^
it.yaml: 1 error
`,
    ],
  ] as const)('%s', async (_name, text, flags, exit, stdout) => {
    expect(await check(text, flags)).toEqual({ exit, stdout, stderr: '' })
  })

  test.each<[string, string, readonly string[], number]>([
    ['good, strict', GOOD, ['--strict'], 0],
    ['doubtful, strict', DOUBTFUL, ['--strict'], 1],
    ['misspelt, strict', MISSPELT, ['--strict'], 1],
    ['cut', CUT, [], 3],
    ['cut, strict', CUT, ['--strict'], 3],
    ['empty', '', [], 3],
    ['a list', '- a\n', [], 3],
    ['of a newer version', `kubeplan: catalogue/2\n${GOOD}`, [], 1],
    ['no text', '\u0000\u0001', [], 3],
    ['refused YAML', `${CONFERENCE}sessions: &a []\n`, [], 3],
  ])('%s', async (_name, text, flags, exit) => {
    expect((await check(text, flags)).exit).toBe(exit)
  })

  test('that says "kubeplan: agenda/1" somewhere in its texts stays a catalogue', async () => {
    const text = `${CONFERENCE}sessions:\n  - title: How to write\n    abstract: |\n      Begin with\n      kubeplan: agenda/1\n`
    expect(await check(text)).toEqual({ exit: 0, stdout: 'it.yaml: no problems, 1 session\n', stderr: '' })
  })

  test('whose conference is only a name is a catalogue all the same', async () => {
    const { exit, stdout } = await check('conference: Small\nsessions: [{ title: One }]\n')
    expect({ exit, first: stdout.split('\n')[0] }).toEqual({
      exit: 1,
      first: 'it.yaml:1:13: "conference" must be a mapping, not text',
    })
  })

  test('from stdin', async () => {
    const good = { exit: 0, stdout: 'stdin: no problems, 2 sessions\n', stderr: '' }
    expect(await kubeplan(['check', '-'], { stdin: GOOD })).toEqual(good)
    expect(await kubeplan(['check', '-c', '-'], { stdin: GOOD })).toEqual(good)
    const { exit, stdout } = await kubeplan(['check', '-'], { stdin: MISSPELT })
    expect({ exit, first: stdout.split('\n')[0] }).toEqual({
      exit: 1,
      first: 'stdin:2:14: unknown key "titel"; did you mean "title"?',
    })
  })

  test('written by hand as JSON is one for every command', async () => {
    const stdin = '{ "conference": { "name": "Small", "timezone": "UTC" }, "sessions": [{ "title": "One" }] }'
    const checked = { exit: 0, stdout: 'stdin: no problems, 1 session\n', stderr: '' }
    expect(await kubeplan(['check', '-'], { stdin })).toEqual(checked)
    expect(await kubeplan(['list', '-c', '-'], { stdin })).toMatchObject({
      exit: 0,
      stdout: expect.stringMatching(/One/),
    })
  })

  test('that is not there, or no file', async () => {
    const home = newHome()
    expect(await kubeplan(['check', 'nowhere.yaml'], { home })).toEqual({
      exit: 3,
      stdout: '',
      stderr: 'kubeplan: cannot read nowhere.yaml: no such file or folder (ENOENT)\n',
    })
    expect((await kubeplan(['check', '/tmp'], { home })).exit).toBe(3)
    expect((await kubeplan(['check', 'a', 'b'], { home })).exit).toBe(2)
  })
})

describe('a published schedule', () => {
  const published = (name: string) => join(ROOT, 'tests', 'fixtures', 'published', name)

  test.each([
    ['open-event-object.json', [], 0, 'no problems, 1 session'],
    ['hub-2.json', [], 0, '1 warning, 4 sessions'],
    ['hub-2.json', ['--strict'], 1, '1 warning, 4 sessions'],
    ['wafer-utc.xml', [], 0, '2 warnings, 4 sessions'],
    ['pretalx-1.json', [], 0, '4 warnings, 4 sessions'],
    ['owls.ics', [], 1, '1 error'],
    ['semicolons.csv', [], 1, '1 error, 1 warning'],
    ['login.html', [], 3, '1 error'],
    ['contact.vcf', [], 3, '1 error'],
    ['catalogue.json', ['--strict'], 0, 'no problems, 1 session'],
  ] as const)('%s %j: %i, %s', async (name, flags, exit, summary) => {
    const file = published(name)
    const outcome = await kubeplan(['check', file, ...flags])
    expect([outcome.exit, outcome.stderr, outcome.stdout.split('\n').at(-2)]).toEqual([exit, '', `${file}: ${summary}`])
  })

  test.each(['wafer-utc.xml', 'hub-2.json', 'owls.ics', 'semicolons.csv', 'login.html', 'contact.vcf'])(
    '%s is told what every other command tells of it',
    async (name) => {
      const file = published(name)
      const { stdout, exit } = await kubeplan(['check', file])
      const listed = await kubeplan(['list', '-c', file.endsWith('.vcf') ? `./${name}` : file], {
        home: homeWith(file),
      })
      const firsts = (text: string) => text.split('\n').filter((line) => line.includes(`${name}:`))
      const told = firsts(stdout)
        .slice(0, -1)
        .map((line) => line.slice(line.indexOf(name)))
      const same = firsts(listed.stderr).map((line) => line.slice(line.indexOf(name)))
      expect(listed.exit === 0 ? told : told.filter((line) => !line.includes(': warning: '))).toEqual(same)
      expect(listed.exit).toBe(exit === 0 ? 0 : 3)
    },
  )

  test('by its name, where its beginning shows nothing; by its beginning, from a pipe', async () => {
    const home = newHome()
    for (const [name, text] of [
      ['cut.ics', 'BEGIN:VCALEN'],
      ['other.xml', 'nothing of the sort'],
      ['empty.csv', ''],
    ] as const) {
      writeFileSync(join(home, 'work', name), text)
      const { exit, stdout } = await kubeplan(['check', name], { home })
      expect([exit, stdout]).toEqual([
        3,
        expect.stringMatching(/not a schedule that kubeplan can read|not valid iCalendar/),
      ])
    }
    const stdin = readFileSync(published('owls.ics'), 'utf8')
    const { exit, stdout } = await kubeplan(['check', '-'], { stdin })
    expect([exit, stdout.split('\n')[0]]).toEqual([1, 'stdin:4:1: this schedule does not say which time zone it is in'])
    expect(stdout).toContain('kubeplan check - --timezone')
  })
})

describe('what no programme should have', () => {
  const programme = (...rows: readonly string[]) =>
    `conference: { name: C, timezone: UTC, first_day: 2026-10-20, last_day: 2026-10-21 }
rooms: { default_walk: 5m, walks: [{ from: A, to: B, walk: 30m }] }
sessions:
${rows.map((row) => `  - { ${row} }`).join('\n')}
`
  const told = async (text: string) =>
    (await check(text)).stdout.split('\n').filter((line) => line.startsWith('it.yaml:') && /^it.yaml:\d/.test(line))

  test.each([
    [10, 'A', 'B', 20],
    [30, 'A', 'B', undefined],
    [4, 'A', 'C', 1],
    [5, 'A', 'C', undefined],
    [0, 'A', 'A', undefined],
    [0, 'A', 'Online', undefined],
  ])('%i min from %s to %s: a speaker lacks %s', async (gap, from, to, lacks) => {
    const later = `start: 2026-10-20 11:${String(gap).padStart(2, '0')}, duration: 20m`
    const found = await told(
      programme(
        `title: Late, ${later}, room: ${to}, speakers: [Bo]`,
        `title: Other, start: 2026-10-20 10:00, end: "11:00", room: D, speakers: [Cy]`,
        `title: Early, start: 2026-10-20 10:00, end: "11:00", room: ${from}, speakers: [{ name: Bo, organization: X }]`,
      ),
    )
    const sentence = `warning: "Bo" is ${lacks} min short of time to walk to "Late" from "Early" (line 6)`
    expect(found).toEqual(lacks === undefined ? [] : [expect.stringMatching(/^it\.yaml:4:\d+: /)])
    if (lacks !== undefined) expect(found[0]).toContain(sentence)
  })

  test.each([
    ['start: 2026-10-18 10:00', true],
    ['date: 2026-10-18', true],
    ['start: 2026-10-19 10:00', false],
    ['start: 2026-10-21 23:30, duration: 2h', false],
    ['start: 2026-10-22 10:00', true],
    ['date: 2027-10-20', true],
    ['start: 2026-10-22 10:00, kind: social', false],
  ])('a session with %s is outside its days: %s', async (when, isOutside) => {
    const found = await told(programme(`title: One, ${when}`))
    expect(found).toEqual(isOutside ? [expect.stringContaining('is outside the conference, which lasts from')] : [])
  })
})

describe('who and what is double booked', () => {
  const PROGRAMME = `${CONFERENCE}rooms: { default_walk: 5m }
sessions:
  - { title: Late, start: 2026-10-20 10:20, end: 10:50, room: hall a, speakers: [Bo, Ana Silva] }
  - title: Early
    start: 2026-10-20 10:00
    end: 10:30
    room: Hall A
    speakers:
      - name: Ana Silva
        organization: ACME
  - { title: Lunch, kind: break, start: 2026-10-20 10:00, end: 11:00, room: Hall A, speakers: [Ana Silva] }
  - { title: Shell, kind: umbrella, start: 2026-10-20 10:00, end: 11:00, room: Hall A, speakers: [Ana Silva] }
  - { title: Off, status: cancelled, start: 2026-10-20 10:00, end: 11:00, room: Hall A, speakers: [Ana Silva] }
  - { title: Next, start: 2026-10-20 10:50, end: 11:00, room: Hall A, speakers: [Ana Silva] }
  - { title: One stand, start: 2026-10-20 12:00, end: 13:00, room: Foyer }
  - { title: Two stands, start: 2026-10-20 12:00, end: 13:00, room: Foyer }
  - { title: Three stands, start: 2026-10-20 12:00, end: 13:00, room: Foyer }
  - { title: Four stands, start: 2026-10-20 12:00, end: 13:00, room: Foyer }
`

  test('is a warning each, where the later session names it', async () => {
    expect(await check(PROGRAMME)).toEqual({
      exit: 0,
      stdout: `it.yaml:4:63: warning: "hall a" is double booked: "Late" and "Early" (line 8) share 10 min
    4 |   - { title: Late, start: 2026-10-20 10:20, end: 10:50, room: hall a, s…
      |                                                               ^^^^^^
  Several areas? Name each. An event that contains others is "kind: umbrella".
it.yaml:4:86: warning: "Ana Silva" is double booked: "Late" and "Early" (line 10) share 10 min
    4 | … speakers: [Bo, Ana Silva] }
      |                  ^^^^^^^^^
  Two people with the same name? Add their organizations.
it.yaml:17:69: warning: "Foyer" is double booked: "Two stands" and "One stand" (line 16) share 60 min; 2 more overlap with these
   17 | …d: 13:00, room: Foyer }
      |                  ^^^^^
  Several areas? Name each. An event that contains others is "kind: umbrella".
it.yaml: 3 warnings, 10 sessions
`,
      stderr: '',
    })
  })

  test('fails a strict check only, and bothers no other command', async () => {
    expect((await check(PROGRAMME, ['--strict'])).exit).toBe(1)
    expect((await kubeplan(['list', '-c', '-', '--limit', '1'], { stdin: PROGRAMME })).stderr).toBe('')
  })

  test('says so in JSON and to a file of hundreds in fifty and a count', async () => {
    const { stdout } = await check(PROGRAMME, ['--json'])
    expect(JSON.parse(stdout.replaceAll(/"[^"]*it\.yaml"/g, '"it.yaml"')).problems[1]).toEqual({
      code: 'double-booked',
      severity: 'warning',
      file: 'it.yaml',
      line: 4,
      column: 86,
      message: '"Ana Silva" is double booked: "Late" and "Early" (line 10) share 10 min',
    })
    const times = Array.from({ length: 120 }, (_, index) => `start: 2026-10-${10 + (index >> 3)} 1${index % 8}:00`)
    const rows = times.flatMap((time) =>
      ['A', 'B'].map((name) => `  - { title: ${name}, ${time}, duration: 30m, room: R }`),
    )
    const { exit, stdout: many } = await check(`${CONFERENCE}sessions:\n${rows.join('\n')}\n`)
    expect({
      exit,
      lines: many
        .split('\n')
        .filter((line) => line.startsWith('it.yaml'))
        .slice(49),
    }).toEqual({
      exit: 0,
      lines: [
        'it.yaml:102:63: warning: "R" is double booked: "B" and "A" (line 101) share 30 min',
        'it.yaml:104:63: warning: and 70 more warnings',
        'it.yaml: 120 warnings, 240 sessions',
      ],
    })
  })

  test('in hostile words is told safely', async () => {
    const times = 'start: 2026-10-20 10:00, end: 11:00, room: "R\\e[2J\\u202E", speakers: ["Bo\\e]0;x\\a"]'
    const { stdout } = await check(
      `${CONFERENCE}sessions:\n  - { title: "A\\e[1m", ${times} }\n  - { title: B, ${times} }\n`,
    )
    expect(stdout).toContain(' is double booked: ')
    expect(stdout).not.toMatch(/[^\n\P{C}]/u)
  })
})

describe('all problems in one pass', () => {
  test.each([
    ['table', 80],
    ['tsv', undefined],
  ] as const)('as %s at %s', async (format, terminal) => {
    const { exit, stdout, stderr } = await kubeplan(['check', FAULTY, '--format', format, '--color', 'never'], {
      ...(terminal && { terminal }),
    })
    expect({ exit, stderr }).toEqual({ exit: 1, stderr: '' })
    const golden = join(ROOT, 'tests', 'cli', 'golden', `faulty-${terminal ?? format}.txt`)
    await expect(stdout.replaceAll(FAULTY, 'faulty.yaml')).toMatchFileSnapshot(golden)
  })

  test('every other command refuses it with the same problems, on stderr', async () => {
    const listed = await kubeplan(['list', '-c', FAULTY])
    const checked = await kubeplan(['check', FAULTY])
    expect({ exit: listed.exit, stdout: listed.stdout }).toEqual({ exit: 3, stdout: '' })
    const errors = checked.stdout.split('\n').filter((line) => /^\S+:\d+:\d+: (?!warning)/.test(line))
    expect(listed.stderr.split('\n').filter((line) => /^\S+:\d+:\d+: /.test(line))).toEqual(errors)
  })

  test('--json says what it is, and each problem with its severity and place', async () => {
    const { stdout } = await kubeplan(['check', FAULTY, '--json'])
    const { kubeplan: sort, problems } = JSON.parse(stdout)
    expect(sort).toBe('problems/1')
    for (const problem of problems) {
      expect(problem).toEqual({
        code: expect.stringMatching(/^[a-z-]+$/),
        severity: expect.stringMatching(/^(error|warning)$/),
        file: FAULTY,
        line: expect.any(Number),
        column: expect.any(Number),
        message: expect.stringMatching(/./),
      })
    }
    expect((await kubeplan(['check', '-', '--json'], { stdin: GOOD })).stdout).toBe(
      '{\n  "kubeplan": "problems/1",\n  "problems": []\n}\n',
    )
  })

  test('no more than fifty, and how many more', async () => {
    const rows = Array.from({ length: 60 }, (_, index) => `  - { title: T${index}, x: 1 }\n`).join('')
    const { exit, stdout } = await check(`${CONFERENCE}sessions:\n${rows}`)
    const lines = stdout.split('\n').filter((line) => line.startsWith('it.yaml:'))
    expect({ exit, count: lines.length, last: lines.slice(-2) }).toEqual({
      exit: 1,
      count: 52,
      last: ['it.yaml:53:19: and 10 more problems', 'it.yaml: 60 errors'],
    })
  })
})

describe('an agenda', () => {
  const flags = ['-c', AUTUMN]
  test.each<[string, string, number, string]>([
    ['good', `kubeplan: agenda/1\nconference: ${SLUG}\npicks: [{ session: coffee }]\n`, 0, 'it.yaml: no problems\n'],
    ['as JSON', `{"kubeplan":"agenda/1","conference":"${SLUG}"}`, 0, 'it.yaml: no problems\n'],
    [
      'with comments first',
      `# mine\n\n---\n"kubeplan": 'agenda/1'\nconference: ${SLUG}\n`,
      0,
      'it.yaml: no problems\n',
    ],
    ['that does not say so', `conference: ${SLUG}\npicks: []\n`, 0, 'it.yaml: no problems\n'],
    [
      'with fields of others',
      `conference: ${SLUG}\npicks: [{ session: coffee, mood: good }]\n`,
      0,
      'it.yaml: no problems\n',
    ],
    [
      'with picks that the programme does not have, and keys that are slips',
      `kubeplan: agenda/1
conference: ${SLUG}
picks:
  - session: cofee
    mood: good
  - { session: zzz, seen: { title: Gone } }
  - session: coffee
    stge: maybe
    Note: early
    notes: mine
    note: kept
  - { session: "zz 2", rooms: two }
blocks: []
bloks: []
`,
      0,
      `it.yaml:4:14: warning: "cofee" is not in the programme; did you mean "coffee"?
    4 |   - session: cofee
      |              ^^^^^
  Fix it in the file, or drop it:
  kubeplan drop cofee --agenda it.yaml -c ${AUTUMN}
it.yaml:6:16: warning: "zzz" is not in the programme any more
    6 |   - { session: zzz, seen: { title: Gone } }
      |                ^^^
  Fix it in the file, or drop it:
  kubeplan drop zzz --agenda it.yaml -c ${AUTUMN}
it.yaml:8:5: warning: unknown key "stge"; did you mean "stage"?
    8 |     stge: maybe
      |     ^^^^
it.yaml:12:16: warning: "zz 2" is not in the programme
   12 |   - { session: "zz 2", rooms: two }
      |                ^^^^^^
  Fix it in the file, or drop it:
  kubeplan drop 'zz 2' --agenda it.yaml -c ${AUTUMN}
it.yaml: 4 warnings
`,
    ],
    [
      'with a slip for a key that must be there',
      `conference: ${SLUG}\npicks: [{ sesion: coffee }]\n`,
      1,
      `it.yaml:2:9: "session" is missing
    2 | picks: [{ sesion: coffee }]
      |         ^^^^^^^^^^^^^^^^^^
  Add "session: ..." here.
it.yaml:2:11: warning: unknown key "sesion"; did you mean "session"?
    2 | picks: [{ sesion: coffee }]
      |           ^^^^^^
it.yaml: 1 error, 1 warning
`,
    ],
    [
      'of another conference',
      'conference: other-2020\npicks: [{ session: a }]\n',
      1,
      `it.yaml:1:13: this agenda is for "other-2020", not for "${SLUG}"
    1 | conference: other-2020
      |             ^^^^^^^^^^
  Use its catalogue:
  kubeplan agenda -c other-2020 --agenda it.yaml
  or another agenda: --agenda FILE
it.yaml: 1 error
`,
    ],
    [
      'with faults',
      `conference: ${SLUG}\npicks:\n  - session: coffee\n    stage: gone\n    priority: 7\n  - session: coffee\n`,
      1,
      `it.yaml:4:12: "stage" cannot be "gone"
    4 |     stage: gone
      |            ^^^^
  Use one of: going, maybe
it.yaml:5:15: "priority" must be a whole number from 1 to 5, not "7"
    5 |     priority: 7
      |               ^
it.yaml:6:14: warning: "coffee" is picked twice; the first is on line 3
    6 |   - session: coffee
      |              ^^^^^^
  They count as one, and the next change to your agenda merges them.
it.yaml: 2 errors, 1 warning
`,
    ],
    [
      'of a newer version',
      `kubeplan: agenda/2\nconference: ${SLUG}\n`,
      1,
      `it.yaml:1:11: this agenda was written by a newer kubeplan ("agenda/2")
    1 | kubeplan: agenda/2
      |           ^^^^^^^^
  kubeplan reads what it can and leaves the file alone. Update kubeplan to change it.
it.yaml: 1 error
`,
    ],
    [
      'that git could not merge',
      `kubeplan: agenda/1\nconference: ${SLUG}\npicks:\n<<<<<<< mine\n  - session: a\n=======\n  - session: b\n>>>>>>> theirs\n`,
      3,
      `it.yaml:4:1: not valid YAML: git could not merge this: keep one of the two versions and remove the markers
    4 | <<<<<<< mine
      | ^^^^^^^^^^^^
it.yaml: 1 error
`,
    ],
  ])('%s', async (_name, text, exit, stdout) => {
    expect(await check(text, flags)).toEqual({ exit, stdout, stderr: '' })
    const piped = await kubeplan(['check', '-', ...flags], { stdin: text })
    // No command can have it as its agenda.
    const words = (shown: string) => shown.split(/\s+/)
    const expected = stdout.replaceAll(' --agenda it.yaml', '').replaceAll('it.yaml', 'stdin')
    expect([piped.exit, words(piped.stdout), piped.stderr]).toEqual([exit, words(expected), ''])
  })
})

test.each([
  ['kubecon-na-2020', ''],
  ['autumn', ' -c autumn'],
])('what is suggested about an agenda of %s in a file changes that file, and not mine', async (slug, flags) => {
  const home = newHome()
  await kubeplan(['import', AUTUMN, '--as', 'autumn'], { home })
  await kubeplan(['use', 'kubecon-na-2020'], { home })
  const theirs = join(home, 'work', 'it is.theirs')
  writeFileSync(theirs, `kubeplan: agenda/1\nconference: ${slug}\npicks: [{ session: gone }]\n`)
  const { stdout } = await kubeplan(['check', './it is.theirs'], { home })
  const command = `kubeplan drop gone --agenda './it is.theirs'${flags}`
  expect(stdout.replace(/\s+/g, ' ')).toContain(`or drop it: ${command} ./it is.theirs: 1 warning`)
  const words = ['drop', 'gone', '--agenda', './it is.theirs', ...flags.split(' ').filter(Boolean)]
  expect((await kubeplan(words, { home })).exit).toBe(0)
  expect((await kubeplan(['check', './it is.theirs'], { home })).stdout).toBe('./it is.theirs: no problems\n')
})

describe('nothing given: the catalogue in use, and my agenda', () => {
  const agendaIn = (home: string) => join(home, '.local', 'share', 'kubeplan', SLUG, 'agenda.yaml')
  const put = (file: string, text: string) => {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  const run = (home: string, ...flags: string[]) => kubeplan(['check', '-c', AUTUMN, ...flags], { home })

  /** In this programme one person and one room are double-booked. */
  const doubts = `${AUTUMN}:66:16: warning: "Kim Cho, Open Works, Inc." is double booked: "Panel: Who Pays for Open Source?" and "The Maintainer's Year" (line 58) share 20 min
   66 |     speakers: [{ name: Kim Cho, organization: "Open Works, Inc." }, Lee…
      |                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  Two people with the same name? Add their organizations.
${AUTUMN}:119:11: warning: "Lab" is double booked: "Small Hours" and "Night Watch" (line 113) share 30 min
  119 |     room: Lab
      |           ^^^
  Several areas? Name each. An event that contains others is "kind: umbrella".
`

  test('without an agenda', async () => {
    expect(await run(newHome())).toEqual({
      exit: 0,
      stdout: `${doubts}${AUTUMN}: 2 warnings, 20 sessions\n`,
      stderr: '',
    })
    expect((await run(newHome(), '--strict')).exit).toBe(1)
    const shipped = join(ROOT, 'data', 'kubecon-na-2020.yaml')
    expect(await kubeplan(['check'])).toEqual({
      exit: 0,
      stdout: `${shipped}: no problems, 87 sessions\n`,
      stderr: '',
    })
  })

  test('with an agenda that is good, broken, or for another conference', async () => {
    const home = newHome()
    const file = agendaIn(home)
    put(file, `conference: ${SLUG}\npicks: [{ session: coffee }]\n`)
    expect(await run(home)).toEqual({
      exit: 0,
      stdout: `${doubts}${AUTUMN} and ${file}: 2 warnings, 20 sessions\n`,
      stderr: '',
    })
    put(file, `conference: ${SLUG}\npicks: [{ session: coffee, rating: 9 }]\n`)
    const faulty = await run(home)
    expect({
      ...faulty,
      stdout: faulty.stdout
        .slice(doubts.length)
        .split('\n')
        .filter((line) => line.startsWith('/')),
    }).toEqual({
      exit: 1,
      stdout: [
        `${file}:2:36: "rating" must be a whole number from 1 to 5, not "9"`,
        `${AUTUMN} and ${file}: 1 error, 2 warnings, 20 sessions`,
      ],
      stderr: '',
    })
    put(file, 'conference: [')
    expect((await run(home)).exit).toBe(3)
    put(file, 'conference: other\npicks: [{ session: x }]\n')
    const other = JSON.parse((await run(home, '--json')).stdout)
    expect(other.problems.slice(2)).toEqual([
      {
        code: 'agenda-of-another-conference',
        severity: 'error',
        file,
        line: 1,
        column: 13,
        message: `this agenda is for "other", not for "${SLUG}"`,
      },
    ])
  })

  test('the agenda that --agenda and KUBEPLAN_AGENDA name', async () => {
    const home = newHome()
    const file = join(home, 'work', 'mine.yaml')
    put(file, 'conference: other\n')
    expect((await run(home, '--agenda', 'mine.yaml')).exit).toBe(1)
    const environment = { KUBEPLAN_AGENDA: file, KUBEPLAN_CATALOGUE: AUTUMN }
    expect((await kubeplan(['check'], { home, environment })).exit).toBe(1)
    const folder = await run(home, '--agenda', home, '--json')
    expect(folder.exit).toBe(3)
    expect(JSON.parse(folder.stdout).problems.slice(2)).toEqual([
      { code: 'cannot-read', severity: 'error', file: home, message: `cannot read ${home}: it is a folder (EISDIR)` },
    ])
  })

  test('where the catalogue is broken the agenda is not looked at', async () => {
    const home = newHome()
    put(join(home, 'work', 'bad.yaml'), MISSPELT)
    put(join(home, '.local/share/kubeplan/small/agenda.yaml'), 'conference: [')
    const { exit, stdout } = await kubeplan(['check', '-c', './bad.yaml'], { home })
    expect({ exit, last: stdout.trimEnd().split('\n').at(-1) }).toEqual({ exit: 1, last: './bad.yaml: 1 error' })
  })
})

test('nothing is ever written', async () => {
  const home = newHome()
  const file = join(home, 'work', 'it.yaml')
  writeFileSync(file, 'conference: x\npicks: [{ session: a, stage: gone }]\n')
  const before = readFileSync(file)
  await kubeplan(['check', file], { home })
  await kubeplan(['check', '--agenda', file], { home })
  expect(readFileSync(file)).toEqual(before)
})

describe('a report for a system that builds things', () => {
  const HOSTILE = [
    'conference: { name: C, timezone: "Mars/100%\\n::error::x,y:z" }',
    'sessions:',
    '  - { "tit\\r\\nel": 1, title: "a, b: %0A" }',
    '  - { title: One, room: R, start: 2026-10-20 10:00, duration: 1h, kind: "a:b,c" }',
  ].join('\n')

  /** What GitHub's runner takes a line for. */
  const parsed = (line: string) => {
    const [, severity, properties = '', data = ''] = /^::(\w+) (.*?)::(.*)$/.exec(line) ?? []
    const plain = (text: string) =>
      text.replace(/%(0D|0A|25|3A|2C)/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    const values = properties.split(',').map((one) => one.split('=').map(plain))
    return { severity, ...Object.fromEntries(values), message: plain(data) }
  }

  test.each([
    ['good', GOOD, 0],
    ['hostile', HOSTILE, 1],
    ['doubtful', DOUBTFUL, 0],
    ['unreadable', CUT, 3],
  ])('of a %s file says what JSON says, at the same places', async (_, text, exit) => {
    const { problems } = JSON.parse((await check(text, ['--json'])).stdout)
    const github = await check(text, ['--format', 'github'])
    const sarif = await check(text, ['--format', 'sarif'])
    expect([github.exit, sarif.exit]).toEqual([exit, exit])
    const lines = github.stdout.split('\n').slice(0, -1)
    const firstLine = (message: string) => message.split('\n')[0]
    expect(lines.map(parsed).map(({ message, ...facts }) => ({ ...facts, message: firstLine(message) }))).toEqual(
      problems.map((problem: Record<string, unknown>) => ({
        severity: problem['severity'],
        title: problem['code'],
        file: 'it.yaml',
        line: String(problem['line']),
        col: String(problem['column']),
        message: problem['message'],
      })),
    )
    const [run] = JSON.parse(sarif.stdout).runs
    const rules = run.tool.driver.rules.map(({ id }: { id: string }) => id)
    expect(new Set(rules).size).toBe(rules.length)
    for (const [index, problem] of problems.entries()) {
      const result = run.results[index]
      expect(result).toMatchObject({ ruleId: problem.code, level: problem.severity })
      expect(firstLine(result.message.text)).toBe(problem.message)
      expect(result.locations[0].physicalLocation.region).toEqual({
        startLine: problem.line,
        startColumn: problem.column,
      })
      expect(rules).toContain(problem.code)
    }
    expect(run.results).toHaveLength(problems.length)
  })

  test('names the formats there are where another is asked for', async () => {
    const { exit, stderr } = await check(GOOD, ['--format', 'githb'])
    expect([exit, stderr.split('\n')[0]]).toEqual([2, 'kubeplan: unknown format "githb"; did you mean "github"?'])
  })
})
