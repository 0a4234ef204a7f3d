import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { kubeplan, newHome, ROOT } from './kubeplan.js'

const AUTUMN = join(ROOT, 'tests', 'fixtures', 'catalogue', 'autumn-days.yaml')
const SUN = ['sunday-service', 'posters']

async function printed(line: string, home = newHome()) {
  const { exit, stdout, stderr } = await kubeplan([...line.split(' '), '-c', AUTUMN], { home })
  return exit === 0 && stderr === '' ? stdout : { exit, stderr }
}

/** Of a session on Thursday. */
const LONG_TEXT = 'From an empty laptop to a cluster that runs.'

describe('--fields', () => {
  test.each([
    ['list --day sun --fields id,start', 'id\tstart\nsunday-service\t10:00\nposters\t\n'],
    ['list --day sun --fields title,id --no-header', 'Sunday Service\tsunday-service\nPosters\tposters\n'],
    ['list --day sun --fields ID,ID', 'id\tid\nsunday-service\tsunday-service\nposters\tposters\n'],
    [
      'list --day sun --fields id,date,status',
      'id\tdate\tstatus\nsunday-service\t2026-10-25\tconfirmed\nposters\t2026-10-25\tconfirmed\n',
    ],
    ['list --day sun --fields date,id --format csv', 'date,id\r\n,sunday-service\r\n2026-10-25,posters\r\n'],
    ['list --day sun --fields id --format csv --no-header', 'sunday-service\r\nposters\r\n'],
    ['grid --day sun --fields id --format tsv', 'id\nsunday-service\nposters\n'],
    ['tracks --fields name --no-header --day mon', 'Keynotes\n'],
    [
      'list --day sun --excel --fields date,start,id',
      '\ufeffdate,start,id\r\n2026-10-25,10:00,sunday-service\r\n2026-10-25,,posters\r\n',
    ],
    ['tracks --excel --fields name --day mon --format csv', '\ufeffname\r\nKeynotes\r\n'],
  ])('%s', async (line, stdout) => {
    expect(await printed(line)).toBe(stdout)
  })

  test('of a document are those of each item, and the rest of it stays', async () => {
    const whole = JSON.parse(String(await printed('list --day sun --json')))
    const some = JSON.parse(String(await printed('list --day sun --json --fields title,id,abstract')))
    expect(some).toEqual({
      ...whole,
      sessions: whole.sessions.map(({ title, id, abstract }: Record<string, unknown>) => ({
        title,
        id,
        ...(abstract === undefined ? {} : { abstract }),
      })),
    })
    expect(await printed('list --day sun --format yaml --fields id')).toMatch(
      /\nsessions:\n {2}- id: sunday-service\n {2}- id: posters\n$/,
    )
    const clashes = JSON.parse(String(await printed('clashes --all --day fri --json --fields minutes')))
    expect(clashes.clashes[0]).toEqual({ minutes: expect.any(Number) })
  })

  test.each(['--fields id,abstract', '--json', '--format yaml', '--format csv', '--fields abstract --format json'])(
    'one day from the compiled form has its long texts: %s',
    async (flags) => {
      const home = newHome()
      const line = `list --day thu ${flags}`
      const first = await printed(line, home)
      expect(first).toContain(LONG_TEXT)
      expect(await printed(line, home)).toBe(first)
    },
  )

  test.each([
    ['list --fields id,titel', 'unknown field "titel"; did you mean "title"?'],
    ['list --fields id,titel --json', 'unknown field "titel"; did you mean "title"?'],
    ['list --fields titel --format csv', 'unknown field "titel"; did you mean "title"?'],
    ['clashes --all --fields reson --format yaml', 'unknown field "reson"; did you mean "reason"?'],
    ['rooms --fields size', 'unknown field "size"'],
    ['list --fields id,', '--fields cannot be "id,"'],
    ['list --fields id --format table', '--format cannot be "table"'],
    ['list --fields id --format ids', '--format cannot be "ids"'],
    ['list --excel --json', '--format cannot be "json"'],
    ['export --all my.json --excel', '--excel is only for CSV'],
  ])('%s is refused', async (line, message) => {
    expect(await printed(line)).toEqual({ exit: 2, stderr: expect.stringContaining(`kubeplan: ${message}\n`) })
  })
})

test('export --excel is the CSV of a list', async () => {
  const home = newHome()
  const exported = String(await printed('export --all --excel', home))
  expect(exported.split('\r\n')[0]).toMatch(/^\ufeffid,title,.*,date,start,end,/)
  expect(exported).toBe(await printed('list --kind all --excel', home))
  expect(await printed('list --kind all --excel --format csv --tz Asia/Tokyo', home)).not.toBe(exported)
})

describe('--format ids', () => {
  test('is one id a line: of sessions, picks without blocks, both sides of clashes, what a plan holds', async () => {
    const home = newHome()
    expect(await printed('list --day sun --format ids')).toBe('sunday-service\nposters\n')
    await printed('add ai-for-operators who-pays etcd-in-five', home)
    await printed('block Lunch --day fri --time 12:00-13:00', home)
    expect(await printed('agenda --format ids', home)).toBe('ai-for-operators\nwho-pays\netcd-in-five\n')
    expect(await printed('clashes --format ids', home)).toBe('ai-for-operators\nwho-pays\n')
    expect(String(await printed('plan --format ids', home)).split('\n')).toHaveLength(4)
    expect(await printed('days --format ids --day sun')).toBe('2026-10-25\n')
    expect(await printed('conferences --format ids')).toBe('kubecon-na-2020\n')
  })
})

describe('add - and drop - read what a list prints', () => {
  const FORMATS = [
    'tsv',
    'csv',
    'json',
    'yaml',
    'ids',
    'tsv --no-header',
    'csv --no-header',
    'tsv --fields id',
    'json --fields id,title',
    'csv --fields id,title,abstract',
  ]

  test.each(FORMATS)('as %s', async (format) => {
    const home = newHome()
    const stdin = String(await printed(`list --day sun --format ${format}`))
    const { stderr } = await kubeplan(['add', '-', '-c', AUTUMN], { home, stdin })
    expect(stderr).toBe('Picked (going): Sunday Service\nPicked (going): Posters\n')
    const mine = String(
      await printed(
        `agenda --format ${format.replace(',abstract', '').replace('json --fields id', 'json --fields session')}`,
        home,
      ),
    )
    expect((await kubeplan(['drop', '-', '-c', AUTUMN], { home, stdin: mine })).stderr).toMatch(
      /^Dropped: .*\nDropped: .*\n$/,
    )
  })

  test('with Windows line ends, empty lines, and what a plan or clashes print', async () => {
    const home = newHome()
    expect((await kubeplan(['add', '-', '-c', AUTUMN], { home, stdin: `${SUN.join('\r\n\r\n')}\r\n` })).exit).toBe(0)
    const plan = String(await printed('plan --json', home))
    expect((await kubeplan(['add', '-', '-m', '-c', AUTUMN], { home, stdin: plan })).exit).toBe(0)
    expect(
      (
        await kubeplan(['add', '-', '-c', AUTUMN], {
          home,
          stdin: String(await printed('clashes --all --json --day fri')),
        })
      ).exit,
    ).toBe(0)
  })

  test('blocks and heads are no sessions, unless one has that id', async () => {
    const home = newHome()
    const file = join(home, 'id.yaml')
    writeFileSync(
      file,
      'conference: { name: Id, timezone: UTC }\nsessions: [{ id: id, title: Identity }, { id: x, title: Other }]\n',
    )
    const { stdout } = await kubeplan(['list', '-c', file], { home })
    for (const stdin of [stdout, stdout.split('\n').slice(1).join('\n')]) {
      const { stderr } = await kubeplan(['add', '-', '-c', file], { home: newHome(), stdin })
      expect(stderr).toBe('Picked (going): Identity\nPicked (going): Other\n')
    }
    expect(
      (await kubeplan(['add', '-', '-c', AUTUMN], { home, stdin: 'block:Lunch\t2026-10-23\nposters\n' })).stderr,
    ).toBe('Picked (going): Posters\n')
  })

  test('stop after five unknown names, and change nothing', async () => {
    const home = newHome()
    const unknown = Array.from({ length: 40 }, (_, index) => `qqqq${index}xx`)
    const { exit, stderr } = await kubeplan(['add', '-', '-c', AUTUMN], {
      home,
      stdin: ['posters', ...unknown].join('\n'),
    })
    expect({ exit, last: stderr.trimEnd().split('\n').slice(-2) }).toEqual({
      exit: 2,
      last: [
        'kubeplan: nothing was changed: stopped after 5 unknown names, with 35 more not read',
        `  To pipe ids: kubeplan list --format ids -c ${AUTUMN} | kubeplan add - -c ${AUTUMN}`,
      ],
    })
    expect((await kubeplan(['agenda', '--format', 'ids', '-c', AUTUMN], { home })).stdout).toBe('')
    const few = await kubeplan(['add', '-', '-c', AUTUMN], { home, stdin: 'posters\nqqqqxx\n' })
    expect({ exit: few.exit, said: few.stderr.includes('Nothing was added.') }).toEqual({ exit: 2, said: true })
  })

  test('JSON that is cut is an error', async () => {
    expect(await kubeplan(['add', '-', '-c', AUTUMN], { stdin: '{ "sessions": [' })).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining('stdin:1:'),
    })
  })
})
