import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { kubeplan, newHome } from './kubeplan.js'

const CSV =
  'title,start,room\nOne owl,2027-05-05 10:00,Barn\nTwo owls,2027-05-05 11:00,\nTwo owls,2027-05-06 11:00,Loft\n'
const ICS = [
  'BEGIN:VCALENDAR',
  'X-WR-TIMEZONE:Europe/Berlin',
  'BEGIN:VEVENT\r\nUID:a\r\nDTSTART:20270505T080000Z\r\nDTEND:20270505T083000Z\r\nSUMMARY:A lark\r\nDESCRIPTION:sings\r\nEND:VEVENT',
  'END:VCALENDAR',
].join('\r\n')
const OWN = `kubeplan: catalogue/1
conference: { name: Crows, timezone: UTC }
rooms: { default_walk: 5m, walks: [{ from: Nest, to: Wire, walk: 2m }] }
sessions:
  - { title: Caw, start: 2027-05-05 10:00, end: "10:30", takes: [{ by: Ana, text: loud }] }
`

interface Source {
  readonly files: Readonly<Record<string, string>>
  readonly flags?: readonly string[]
}

const SOURCES: readonly (readonly [name: string, Source])[] = [
  ['a table', { files: { 'owls.csv': CSV }, flags: ['--timezone', 'Europe/Berlin', '--name', 'Owls: "all"'] }],
  ['a format that was forced', { files: { owls: CSV }, flags: ['--timezone', 'UTC', '--from', 'csv'] }],
  ['two joined', { files: { 'larks.ics': ICS, 'owls.csv': CSV } }],
  ['a file of kubeplan', { files: { 'crows.yaml': OWN } }],
]

async function imported({ files, flags = [] }: Source) {
  const home = newHome()
  for (const [name, text] of Object.entries(files)) writeFileSync(join(home, 'work', name), text)
  const at = (now: string) => ({ home, now })
  const argv = ['import', ...Object.keys(files), '--as', 'birds', ...flags]
  expect((await kubeplan(argv, at('2027-01-01T00:00:00Z'))).exit).toBe(0)
  const folder = join(home, '.local', 'share', 'kubeplan', 'birds')
  const index = join(folder, 'sources', 'index.json')
  const update = () => kubeplan(['update'], at('2027-02-02T00:00:00Z'))
  const state = async () => {
    const answers: unknown[] = []
    for (const argv of [
      ['list', '--json'],
      ['conferences', '--json'],
      ['changes', '--json'],
    ])
      answers.push(await kubeplan(argv, at('2027-03-03T00:00:00Z')))
    return [...filesIn(folder), ...answers]
  }
  return { home, folder, index, update, state }
}

function filesIn(folder: string): readonly (readonly [name: string, text: string])[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
  return names.flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isFile() ? [[name, readFileSync(path, 'utf8')] as const] : []
  })
}

/** Removes the record of how a catalogue was made, so that its sources are read again. */
const forget = (index: string) => writeFileSync(index, readFileSync(index, 'utf8').replaceAll('"made"', '"mad"'))
const remembers = (index: string) => readFileSync(index, 'utf8').includes('"made"')

describe.each(SOURCES)('update of %s that did not change', (_, source) => {
  test('leaves what reading it again would leave, and says the same', async () => {
    const { home, index, update, state } = await imported(source)
    const copy = newHome()
    cpSync(home, copy, { recursive: true })
    const said = await update()
    expect(said.exit).toBe(0)
    const quick = await state()

    rmSync(home, { recursive: true })
    cpSync(copy, home, { recursive: true })
    forget(index)
    expect(await update()).toEqual(said)
    expect(await state()).toEqual(quick)
  })

  test('reads none of it, again and again', async () => {
    const { home, folder, update, state } = await imported(source)
    const names = Object.keys(source.files)
    for (const [number, name] of names.entries()) {
      const raw = join(folder, 'sources', `${number}.raw`)
      const noise = Buffer.alloc(statSync(raw).size, '?')
      for (const path of [raw, join(home, 'work', name)]) writeFileSync(path, noise)
    }
    const sessions = async () => (await kubeplan(['list'], { home })).stdout
    const before = await sessions()
    for (let times = 0; times < 3; times++) {
      expect(await update()).toMatchObject({ exit: 0, stderr: expect.stringContaining('Nothing new') })
      expect(await sessions()).toBe(before)
    }
    expect(JSON.stringify(await state())).toContain('2027-02-02T00:00:00Z')
  })

  test.each<[string, (at: { home: string; folder: string; index: string }) => void]>([
    [
      'another kubeplan made it',
      ({ index }) => {
        writeFileSync(index, readFileSync(index, 'utf8').replace(/"made": "[^ ]+/, '"made": "0.0.0-other'))
      },
    ],
    ['an earlier kubeplan made it', ({ index }) => forget(index)],
    ['the list of sources is damaged', ({ index }) => writeFileSync(index, readFileSync(index, 'utf8').slice(0, -9))],
    [
      'somebody edited the catalogue',
      ({ folder }) => {
        const file = join(folder, 'catalogue.yaml')
        writeFileSync(file, readFileSync(file, 'utf8').replace(/title: (\S)/, 'title: x$1'))
      },
    ],
    ['nothing of it is compiled', ({ home }) => rmSync(join(home, '.cache'), { recursive: true })],
  ])('reads it again where %s', async (_why, spoil) => {
    const { home, folder, index, update } = await imported(source)
    const sessions = async () => (await kubeplan(['list'], { home })).stdout
    const before = await sessions()
    spoil({ home, folder, index })
    expect(await update()).toMatchObject({ exit: 0 })
    expect(await sessions()).toBe(before)
    expect(remembers(index)).toBe(true)
  })
})

test('a source that changed is read, also where its size is the same', async () => {
  const { home, update } = await imported({ files: { 'owls.csv': CSV }, flags: ['--timezone', 'UTC'] })
  await update()
  writeFileSync(join(home, 'work', 'owls.csv'), CSV.replace('One owl', 'One elk'))
  expect((await update()).stdout).toContain('One elk')
})

test('the same file read in another way moves sessions and picks, and says so', async () => {
  const home = newHome()
  writeFileSync(join(home, 'work', 'owls.csv'), 'Date,Time,Title\n5/6/2027,10:00,Hoot\n5/7/2027,11:00,Flight\n')
  await kubeplan(['import', 'owls.csv', '--timezone', 'UTC', '--date-order', 'dmy', '--as', 'owls'], { home })
  await kubeplan(['add', 'hoot'], { home })
  const moves = async (...flags: readonly string[]) => {
    const { exit, stdout, stderr } = await kubeplan(['update', ...flags], { home })
    const changes = stdout.trimEnd().split('\n').slice(1)
    return { exit, changes: changes.map((row) => row.split('\t').slice(0, 5)), isSame: stderr.includes('Nothing new') }
  }
  expect(await moves('--date-order', 'mdy')).toEqual({
    exit: 0,
    changes: [
      ['hoot', 'moved', '2027-06-05 10:00-?', '2027-05-06 10:00-?', 'yes'],
      ['flight', 'moved', '2027-07-05 11:00-?', '2027-05-07 11:00-?', 'no'],
    ],
    isSame: false,
  })
  const same = { exit: 0, changes: [], isSame: true }
  expect(await moves('--date-order', 'mdy')).toEqual(same)
  expect(await moves('--year', '2030')).toEqual(same)
  const { changes } = await moves('--timezone', 'Europe/Paris')
  expect(changes.map(([id, what]) => [id, what])).toEqual([
    ['hoot', 'moved'],
    ['flight', 'moved'],
  ])
  expect(await moves()).toEqual(same)
})
