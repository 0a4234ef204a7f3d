import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { kubeplan, newHome, ROOT, type TestWorldOptions } from './kubeplan.js'

const AUTUMN = join(ROOT, 'tests', 'fixtures', 'catalogue', 'autumn-days.yaml')
const KEPT = join('.cache', 'kubeplan', 'rows')

const HARBOUR = `
conference: { name: Harbour Days, timezone: UTC }
sessions:
  - { title: Bell, kind: keynote, room: Hall, start: 2026-03-24 09:00, end: "09:20" }
  - { title: Boats, kind: keynote, room: Hall, start: 2026-03-24 09:22, end: "09:40" }
  - { title: Locks, kind: keynote, room: Hall, start: 2026-03-24 09:42, end: "10:00" }
  - { title: Ropes, room: Pier, start: 2026-03-24 10:30, end: "11:00" }
`

/** Somebody at a terminal, where a second passes with each command. */
function person() {
  const home = newHome()
  let clock = Date.parse('2026-10-20T12:00:00Z')
  const environment = { KUBEPLAN_CATALOGUE: AUTUMN, NO_COLOR: '1' }
  const types = (line: string, { environment: more, ...options }: TestWorldOptions = {}) => {
    clock += 1000
    const now = new Date(clock).toISOString()
    return kubeplan(line.split(' '), {
      terminal: 80,
      device: 1,
      home,
      now,
      environment: { ...environment, ...more },
      ...options,
    })
  }
  return {
    home,
    types,
    wait: (minutes: number) => {
      clock += 60_000 * minutes
    },
    picks: async () => {
      const { stdout } = await kubeplan(['agenda', '--format', 'tsv'], { home, environment })
      const [, ...rows] = stdout.trimEnd().split('\n')
      return rows.map((row) => row.split('\t')[0])
    },
  }
}

/** The rows of a table that have numbers. */
function numbered(stdout: string): readonly string[] {
  return stdout.split('\n').filter((line) => /^ *\d+ (?!of|clash)/.test(line))
}

describe('a row that this terminal showed names its sessions', () => {
  test('for every command that takes one', async () => {
    const { types, picks } = person()
    expect(numbered((await types('list --day fri')).stdout)[1]).toMatch(/^2 {3}10:00-10:40 {2}AI for Operators/)
    expect((await types('add 2 4-5')).stderr).toBe(
      `Picked (going): AI for Operators
Picked (going): Panel: Who Pays for Open Source?
Clash: Panel: Who Pays for Open Source? and AI for Operators, 10:20-10:40, 20
min. Both kept: kubeplan clashes
AI for Operators is given again Sat 10:00, and you are free then:
kubeplan add ai-again --instead-of ai-for-operators
Picked (going): Lightning Talk: Etcd in Five Minutes
`,
    )
    expect(await picks()).toEqual(['ai-for-operators', 'who-pays', 'etcd-in-five'])
    expect((await types('show 2')).stdout).toMatch(/^AI for Operators\n/)
    const opened: string[] = []
    const browse = async (url: string) => {
      opened.push(url)
      return 'opened' as const
    }
    expect(await types('open 2', { browse })).toMatchObject({ exit: 2, stderr: expect.stringContaining('AI for Op') })
    expect(await types('why 4')).toMatchObject({ exit: 0, stdout: expect.stringContaining('Who Pays') })
    expect(await types('block 3')).toMatchObject({ exit: 0, stderr: expect.stringContaining("The Maintainer's Year") })
    expect(await types('note 2 remember')).toMatchObject({ exit: 0 })
    expect((await types('add 1 --instead-of 2')).stderr).toContain('Where We Are Going')
    expect((await types('drop 5,4')).stderr).toBe(
      'Dropped: Lightning Talk: Etcd in Five Minutes\nDropped: Panel: Who Pays for Open Source?\n',
    )
    expect(await picks()).toEqual(['where-we-go', "block:The Maintainer's Year"])
  })

  test.each([
    ['list night', 'Night Watch'],
    ['agenda', 'Debugging DNS'],
    ['now --all', 'Kubernetes From Zero'],
    ['clashes --all', 'Debugging DNS'],
    ['plan', 'Debugging DNS'],
    ['grid --day sun --width 50', 'Sunday Service'],
  ])('%s shows rows', async (line, title) => {
    const { types } = person()
    await types('add debugging-dns')
    const rows = numbered((await types(line)).stdout)
    const row = rows.findIndex((text) => text.includes(title)) + 1
    expect((await types(`show ${row}`)).stdout.split('\n')[0]).toContain(title)
  })

  test('a row of several keynotes is all of them, for what takes several', async () => {
    const { home, types } = person()
    const file = join(home, 'harbour.yaml')
    writeFileSync(file, HARBOUR)
    expect(numbered((await types(`list -c ${file}`)).stdout)[0]).toContain('3 keynotes back to back')
    expect((await types(`note 1 words -c ${file}`)).stderr).toMatch(/^ {2}"1" could be 3 sessions:\n/)
    expect((await types(`why 1 -c ${file}`)).exit).toBe(2)
    expect((await types(`add 1 -c ${file}`)).stderr).toBe(
      'Picked (going): Bell\nPicked (going): Boats\nPicked (going): Locks\n',
    )
    expect(numbered((await types(`agenda -c ${file}`)).stdout)[0]).toContain('3 keynotes')
    expect((await types(`drop 1 -c ${file}`)).stderr).toBe('Dropped: Bell\nDropped: Boats\nDropped: Locks\n')
  })

  test('an id goes before a row, a row before the beginning of an id or a title', async () => {
    const { home, types } = person()
    const file = join(home, 'numbers.yaml')
    const titles = [
      ['3', 'Third'],
      ['1984', 'Two Plus Two'],
      ['x', '2 Fast 2 Read'],
      ['19', 'Nineteen'],
    ]
    const sessions = titles.map(([id, title]) => `  - { id: "${id}", title: "${title}" }`).join('\n')
    writeFileSync(file, `conference: { name: Numbers, timezone: UTC }\nsessions:\n${sessions}\n`)
    const first = async (name: string) => (await types(`show ${name} -c ${file}`)).stdout.split('\n')[0]
    expect(await first('2')).toBe('2 Fast 2 Read')
    await types(`list -c ${file}`)
    expect(await Promise.all(['3', '2', '1', '19', '1,3'].map(first))).toEqual([
      'Third',
      'Two Plus Two',
      'Third',
      'Nineteen',
      'Third',
    ])
  })

  test('numbers in a title are no rows where all words together are that title', async () => {
    const { home, types } = person()
    const file = join(home, 'helm.yaml')
    const titles = ['Helm 2 Is Here', 'Etcd', 'Painting a Helm 2']
    writeFileSync(
      file,
      `conference: { name: H, timezone: UTC }\nsessions:\n${titles.map((title) => `  - { title: ${title} }`).join('\n')}\n`,
    )
    await types(`list -c ${file}`)
    expect((await types(`show helm 2 is -c ${file}`)).stdout).toMatch(/^Helm 2 Is Here\n/)
  })
})

describe('a number that is no row', () => {
  test.each<[string, string, (at: ReturnType<typeof person>) => unknown]>([
    ['nothing was shown', 'there is no row 2: no list was shown here in the last ten minutes', () => undefined],
    [
      'the list is too old',
      'there is no row 2: the last list was shown more than ten minutes ago',
      async ({ types, wait }) => {
        await types('list --day fri')
        wait(10)
      },
    ],
    ['there are fewer', 'there is no row 2: the last list had 1 row', ({ types }) => types('list night')],
    [
      'it is of another conference',
      'there is no row 2: the last list was of another conference, KubeCon + CloudNativeCon North America 2020',
      ({ types }) => types('list -c kubecon-na-2020 --day fri'),
    ],
    [
      'another terminal showed it',
      'there is no row 2: no list was shown here in the last ten minutes',
      ({ types }) => types('list --day fri', { device: 2 }),
    ],
    [
      'a pipe got it',
      'there is no row 2: no list was shown here in the last ten minutes',
      ({ home }) => kubeplan(['list', '--format', 'table'], { home, environment: { KUBEPLAN_CATALOGUE: AUTUMN } }),
    ],
    [
      'what was kept is damaged',
      'there is no row 2: no list was shown here in the last ten minutes',
      async ({ types, home }) => {
        await types('list --day fri')
        for (const name of readdirSync(join(home, KEPT)))
          writeFileSync(join(home, KEPT, name), '{"autumn-days-2026":{"rows":[3]}')
      },
    ],
  ])('%s', async (_name, message, before) => {
    const one = person()
    await before(one)
    for (const command of ['add', 'drop', 'block'])
      expect(await one.types(`${command} 2`)).toMatchObject({
        exit: 2,
        stdout: '',
        stderr: expect.stringMatching(
          new RegExp(`^kubeplan: ${message.replace('+', '\\+').replaceAll(' ', '\\s+')}\n  .*kubeplan list\n`),
        ),
      })
    expect(await one.picks()).toEqual([])
  })

  test.each(['0', '6', '4-6', '1,6', '1-99999999999', '00'])('%s of five', async (row) => {
    const { types, picks } = person()
    await types('list --day fri')
    for (const command of ['add', 'show', 'why', 'note'])
      expect(await types(`${command} ${row}`)).toMatchObject({
        exit: 2,
        stdout: '',
        stderr: expect.stringContaining('5 rows'),
      })
    expect(await picks()).toEqual([])
  })

  test('nothing is done for the others, and that is said', async () => {
    const { types, picks } = person()
    await types('list --day fri')
    expect((await types('add 1 9')).stderr).toContain('Nothing was added.')
    expect(await picks()).toEqual([])
  })

  test('is what it always was where nobody types', async () => {
    const { types, picks } = person()
    await types('list --day fri')
    expect(await types('add 2', { stdin: '' })).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining('no session is called "2"'),
    })
    expect(await types('add -', { stdin: '2\n' })).toMatchObject({ exit: 2 })
    expect(await picks()).toEqual([])
  })
})

test('each conference has its rows, and an empty list leaves them', async () => {
  const { types } = person()
  await types('list --day fri')
  await types('list -c kubecon-na-2020 --day fri')
  await types('list zzzz')
  expect((await types('show 2')).stdout).toMatch(/^AI for Operators\n/)
  expect((await types('show 2 -c kubecon-na-2020')).exit).toBe(0)
})

test('a pipe has no numbers, and keeps no rows', async () => {
  const { home, types } = person()
  const { stdout } = await types('list --day fri --format table', { terminal: undefined })
  expect(numbered(stdout)).toEqual([])
  expect(() => readdirSync(join(home, KEPT))).toThrow('ENOENT')
})

test('a folder that cannot be written keeps no rows, and says nothing', async () => {
  const { home, types } = person()
  await types('list night')
  const [name = ''] = readdirSync(join(home, KEPT))
  const before = readFileSync(join(home, KEPT, name), 'utf8')
  writeFileSync(join(home, 'file'), '')
  const environment = { XDG_CACHE_HOME: join(home, 'file') }
  expect(await types('list --day fri', { environment })).toMatchObject({ exit: 0, stderr: '' })
  expect(readFileSync(join(home, KEPT, name), 'utf8')).toBe(before)
})

/** util-linux's `script` gives commands a terminal. */
const hasScript = spawnSync('script', ['--version']).status === 0

test.skipIf(!hasScript)('at a real terminal: rows are kept between commands, and a question is answered', () => {
  const home = newHome()
  const command = `"${process.execPath}" "${join(ROOT, 'bin', 'kubeplan.js')}" -c "${AUTUMN}"`
  const line = ['list --day fri', 'add 2', 'show operators'].map((words) => `${command} ${words}`).join('; ')
  const { stdout } = spawnSync('script', ['-qec', line, '/dev/null'], {
    env: { PATH: process.env['PATH'] ?? '', HOME: home, NO_COLOR: '1', KUBEPLAN_PAGER: 'cat', TERM: 'xterm' },
    input: '2\n',
    encoding: 'utf8',
  })
  expect(stdout).toMatch(/^2 {3}10:00-10:40 {2}AI for Operators/m)
  expect(stdout).toMatch(/^Picked \(going\): AI for Operators\r$/m)
  expect(stdout).toMatch(/^Which\? \[1-2\] (?:2\r\n)?AI for Operators, Again\r$/m)
})
