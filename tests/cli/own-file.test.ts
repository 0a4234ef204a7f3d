import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { someOf } from '../fixtures/cases.js'
import { kubeplan, newHome } from './kubeplan.js'

const HEAD = 'kubeplan: agenda/1\nconference: kubecon-na-2020\n'

function desk(text: string, backup?: string) {
  const home = newHome()
  const folder = join(home, '.local', 'share', 'kubeplan', 'kubecon-na-2020')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'agenda.yaml')
  writeFileSync(file, text)
  if (backup !== undefined) writeFileSync(`${file}.bak`, backup)
  const run = (...argv: string[]) => kubeplan(argv, { home })
  const picks = async () => JSON.parse((await run('agenda', '--json')).stdout).picks
  return { home, file, run, picks, read: () => readFileSync(file, 'utf8') }
}

describe('a key with nothing below', () => {
  test.each(['person', 'picks', 'blocks', 'walks', 'dropped'])(
    '%s: is a warning, and what is saved keeps the rest',
    async (key) => {
      const { run, read } = desk(`# mine\n${HEAD}${key}: # to come\nx-own: 1\n`)
      const list = await run('agenda')
      expect(list).toMatchObject({ exit: 0, stderr: expect.stringContaining(`"${key}" is empty`) })
      expect(await run('add', 'kubectl-blame')).toMatchObject({ exit: 0 })
      expect(await run('block', 'Lunch', '--day', 'fri', '--time', '12:00-13:00')).toMatchObject({ exit: 0 })
      expect(read()).toContain('# mine\n')
      expect(read()).toContain('x-own: 1')
      expect((await run('list', '--stage', 'going')).stdout).toContain('kubectl-blame')
      expect((await run('check')).exit).toBe(0)
    },
  )

  test.each(['stage', 'note', 'priority', 'rating', 'takeaways', 'seen', 'changed'])('%s: of a pick', async (key) => {
    const { run, picks } = desk(`${HEAD}picks:\n  - session: kubectl-blame\n    ${key}:\n`)
    expect(await run('agenda')).toMatchObject({ exit: 0, stderr: expect.stringContaining(`"${key}" is empty`) })
    expect(await picks()).toMatchObject([{ session: 'kubectl-blame', stage: 'going' }])
    expect((await run('note', 'kubectl-blame', 'Mine.')).exit).toBe(0)
    expect(await picks()).toMatchObject([{ session: 'kubectl-blame', note: 'Mine.' }])
  })
})

describe('an entry that says nothing', () => {
  const EMPTY = ['-', '- # later', '- ~', '- {}', '- { session: , note: }', '- session:\n    note:']

  test.each(EMPTY)('of picks, %j: is a warning, and each pick keeps its lines', async (empty) => {
    const { run, picks, read } = desk(`${HEAD}picks:
  - session: kubectl-blame # the first
  ${empty}
  - session: linux-in-the-kubernetes-era # the second
    x-own: kept
  ${empty}
`)
    const agenda = await run('agenda')
    expect(agenda).toMatchObject({ exit: 0, stderr: expect.stringContaining('an entry of "picks" is empty') })
    expect(agenda.stderr).toMatch(/agenda\.yaml:5:/)
    expect((await run('block', 'Lunch', '--day', 'fri', '--time', '12:00-13:00')).exit).toBe(0)
    expect((await run('note', 'linux-in-the-kubernetes-era', 'Mine.')).exit).toBe(0)
    expect(await picks()).toMatchObject([
      { session: 'kubectl-blame' },
      { session: 'linux-in-the-kubernetes-era', note: 'Mine.' },
    ])
    expect(read()).toMatch(
      /kubectl-blame # the first\n {2}- session: linux-in-the-kubernetes-era # the second\n.*kept/s,
    )
    expect(await run('check')).toMatchObject({ exit: 0, stderr: '' })
  })

  test.each(['blocks', 'walks', 'dropped'])('of %s: is a warning', async (key) => {
    const { run } = desk(`${HEAD}${key}:\n  -\n`)
    expect(await run('agenda')).toMatchObject({ exit: 0, stderr: expect.stringContaining(`an entry of "${key}"`) })
    expect((await run('block', 'Lunch', '--day', 'fri', '--time', '12:00-13:00')).exit).toBe(0)
    expect((await run('check', '--strict')).exit).toBe(key === 'blocks' ? 0 : 1)
  })

  test('of takeaways: is a warning', async () => {
    const { run, picks } = desk(
      `${HEAD}picks:\n  - session: kubectl-blame\n    takeaways:\n      -\n      - One\n      -\n`,
    )
    expect((await run('note', 'kubectl-blame', '--takeaway', 'Two')).exit).toBe(0)
    expect(await picks()).toMatchObject([{ takeaways: ['One', 'Two'] }])
  })

  test('but that has a note is told: the note may be wanted', async () => {
    const { run } = desk(`${HEAD}picks:\n  - session:\n    note: Mine.\n`)
    expect(await run('agenda')).toMatchObject({ exit: 5, stderr: expect.stringContaining('agenda.yaml:4:') })
  })
})

describe('an id alone', () => {
  test.each([
    '\n  - kubectl-blame # first\n  - linux-in-the-kubernetes-era\n',
    ' [kubectl-blame, linux-in-the-kubernetes-era]\n',
  ])('is a pick: %j', async (list) => {
    const { run, picks, read } = desk(`${HEAD}picks:${list}`)
    expect(await run('agenda')).toMatchObject({ exit: 0, stderr: '' })
    expect(await picks()).toMatchObject([
      { session: 'kubectl-blame', stage: 'going', priority: 3 },
      { session: 'linux-in-the-kubernetes-era' },
    ])
    expect((await run('note', 'linux-in-the-kubernetes-era', 'Mine.')).exit).toBe(0)
    expect(read()).toContain(list.slice(0, list.indexOf('linux')))
    expect(await picks()).toMatchObject([{ session: 'kubectl-blame' }, { note: 'Mine.' }])
    expect((await run('drop', 'kubectl-blame')).exit).toBe(0)
    expect(await picks()).toMatchObject([{ note: 'Mine.' }])
    expect((await run('check')).exit).toBe(0)
  })
})

describe('a session that is picked twice', () => {
  const TWICE = `${HEAD}picks:
  - session: kubectl-blame # the first
    x-own: kept
  - session: linux-in-the-kubernetes-era
  - session: kubectl-blame
    stage: maybe
    note: From the other machine.
    rating: 4
`

  test('is picked once, with what either says', async () => {
    const { run, picks, read } = desk(TWICE)
    expect(await run('list')).toMatchObject({ exit: 0, stderr: expect.stringContaining('is picked twice') })
    const once = [
      { session: 'kubectl-blame', stage: 'going', note: 'From the other machine.', rating: 4 },
      { session: 'linux-in-the-kubernetes-era' },
    ]
    expect(await picks()).toMatchObject(once)
    expect(read()).toBe(TWICE)
    expect((await run('add', '-p', '5', 'linux-in-the-kubernetes-era')).exit).toBe(0)
    expect(await picks()).toMatchObject(once)
    expect(read()).toContain('# the first')
    expect(read()).toContain('x-own: kept')
    expect((await run('check')).stdout).not.toContain('twice')
  })

  test('can be dropped', async () => {
    const { run, picks } = desk(TWICE)
    expect((await run('drop', 'kubectl-blame')).exit).toBe(0)
    expect(await picks()).toMatchObject([{ session: 'linux-in-the-kubernetes-era' }])
  })
})

const GOOD = `${HEAD}picks:\n  - session: kubectl-blame\n`
const BROKEN: readonly (readonly [string, string])[] = [
  ['empty', ''],
  ['of blanks', '\n \n'],
  ['cut', `${HEAD}picks:\n  - session: "kube`],
  ['of NULs', '\0'.repeat(80)],
]

const shown = new Map<string, string>()

/** What a command shows with an empty agenda, which does not depend on the one that is broken. */
async function programmeBy(argv: readonly string[]): Promise<string> {
  const key = argv.join(' ')
  const text = shown.get(key) ?? (await desk(HEAD).run(...argv)).stdout
  shown.set(key, text)
  return text
}

describe.each(BROKEN)('an agenda that is %s', (_, text) => {
  test.each([
    ['agenda'],
    ['add', 'kubectl-blame'],
    ['list', '--stage', 'any'],
    ['list', '--free'],
    ['export', 'x.ics'],
    ['undo'],
  ])('ends %j, which names the copy and the way back', async (...argv) => {
    const { home, file, run, read } = desk(text, GOOD)
    const { exit, stdout, stderr } = await run(...argv)
    expect({ exit, stdout }).toEqual({ exit: 5, stdout: '' })
    expect(stderr).toContain(`cp ${file}.bak ${file}`)
    expect(stderr).not.toContain('catalogue')
    expect(read()).toBe(text)
    expect(existsSync(join(home, 'work', 'x.ics'))).toBe(false)
  })

  test('has no way back where the copy is no better, or missing', async () => {
    for (const backup of [undefined, text]) {
      const { exit, stderr } = await desk(text, backup).run('agenda')
      expect(exit).toBe(5)
      expect(stderr).not.toContain('.bak')
    }
  })

  test.each([
    ['list'],
    ['list', 'kubectl'],
    ['tracks'],
    ['orgs'],
    ['tags'],
    ['kinds'],
    ['days'],
    ['speakers'],
    ['rooms', '--day', 'fri'],
    ['show', 'kubectl-blame'],
    ['grid', '--day', 'fri'],
    ['clashes', '--all', '--day', 'fri'],
    ['now', '--all'],
    ['export', '--all'],
    ['export', '--all', '-', '--format', 'json'],
  ])('does not keep %j from showing the programme', async (...argv) => {
    const broken = desk(text, GOOD)
    const { exit, stdout, stderr } = await broken.run(...argv)
    expect({ exit, stdout }).toEqual({ exit: 0, stdout: await programmeBy(argv) })
    expect(stderr.match(/Your agenda cannot be read/g)).toHaveLength(1)
    expect(stderr).toContain(`cp ${broken.file}.bak ${broken.file}`)
  })
})

describe('check of an agenda', () => {
  const DEMO = 'conference: { name: Demo, timezone: Europe/Paris }\nsessions: [{ id: one, title: One }]\n'

  async function office() {
    const { home, run } = desk(GOOD)
    const write = (name: string, text: string) => writeFileSync(join(home, 'work', name), text)
    write('demo.yaml', DEMO)
    await run('import', 'demo.yaml', '--as', 'demo')
    return { run, write }
  }

  test('is about the conference that the file names', async () => {
    const { run, write } = await office()
    write('other.agenda', GOOD)
    expect(await run('check', 'other.agenda')).toMatchObject({ exit: 0 })
    write('other.agenda', `${GOOD}  - session: nonesuch\n`)
    const { exit, stdout } = await run('check', 'other.agenda', '--strict')
    expect(exit).toBe(1)
    expect(stdout).toContain('"nonesuch" is not in the programme')
    expect((await run('check', 'other.agenda', '-c', 'demo')).stdout).toContain('this agenda is for "kubecon-na-2020"')
  })

  test('says where that is not here, and judges the rest', async () => {
    const { run, write } = await office()
    write('other.agenda', 'kubeplan: agenda/1\nconference: elsewhere\npicks:\n  - session: a\n    priority: 9\n')
    expect(await run('check', 'other.agenda')).toMatchObject({ exit: 1, stdout: expect.stringContaining('priority') })
    write('other.agenda', 'kubeplan: agenda/1\nconference: elsewhere\npicks:\n  - session: a\n')
    const { exit, stdout } = await run('check', 'other.agenda')
    expect(exit).toBe(0)
    expect(stdout).toContain('other.agenda:2:1: warning: there is no conference "elsewhere" here')
  })
})

describe('an agenda that was cut', () => {
  /** Two changes, so that there is a good copy beside the file. */
  async function saved() {
    const here = desk(HEAD)
    await here.run('add', 'kubectl-blame')
    await here.run('block', 'Lunch', '--day', 'fri', '--time', '12:00-13:00')
    await here.run('add', 'linux-in-the-kubernetes-era')
    return { ...here, whole: here.read(), copy: readFileSync(`${here.file}.bak`, 'utf8') }
  }

  test('within a line is known, whatever it reads as, and nothing is written over it or its copy', async () => {
    const { file, run, read, whole, copy } = await saved()
    const lengths = Array.from(whole, (_, index) => index + 1).slice(0, -1)
    const isWithin = (length: number) => !/[\r\n]/.test(whole.slice(length - 1, length + 1))
    for (const length of someOf(lengths.filter(isWithin), 15)) {
      const text = whole.slice(0, length)
      writeFileSync(file, text)
      const looked = await run('agenda')
      expect([text, looked.exit, looked.stdout]).toEqual([text, 5, ''])
      expect(looked.stderr).toContain(`cp ${file}.bak ${file}`)
      if (length % 7 === 0) expect((await run('drop', 'kubectl-blame')).exit).toBe(5)
      if (length % 7 === 1) expect([1, 3]).toContain((await run('check', file)).exit)
      if (length % 7 === 2) expect([1, 3]).toContain((await run('check')).exit)
      expect([read(), readFileSync(`${file}.bak`, 'utf8')]).toEqual([text, copy])
      expect((await run('list', '--limit', '1')).exit).toBe(0)
    }
    writeFileSync(file, copy)
    expect((await run('agenda')).exit).toBe(0)
  })

  test('at a line before a pick is told once, with the way back', async () => {
    const { home, file, run, read, picks } = desk(HEAD)
    for (const id of ['kubectl-blame', 'linux-in-the-kubernetes-era', 'kubelet-deep-dive']) await run('add', id)
    const [longer, copy] = [read(), readFileSync(`${file}.bak`, 'utf8')]
    writeFileSync(file, longer.slice(0, longer.indexOf('  - session: linux')))
    const { exit, stdout, stderr } = await run('agenda')
    expect([exit, stdout.includes('kubectl-blame')]).toEqual([0, true])
    expect(stderr).toContain('with it linux-in-the-kubernetes-era and kubelet-deep-dive')
    expect(stderr).toContain(`cp ${file}.bak ${file}`)
    expect((await run('agenda')).stderr).toBe('')
    writeFileSync(file, longer)
    expect(await picks()).toHaveLength(3)
    // Entries that kubeplan removes itself are not reported, even if it could not remember what it wrote.
    const cache = join(home, '.cache/kubeplan/agendas')
    const [name = ''] = readdirSync(cache)
    const remembered = readFileSync(join(cache, name))
    await run('drop', 'kubelet-deep-dive')
    writeFileSync(join(cache, name), remembered)
    expect([longer.startsWith(read()), read()]).toEqual([true, copy])
    expect((await run('agenda')).stderr).toBe('')
    writeFileSync(file, copy)
    expect((await run('agenda')).stderr).not.toContain('the end of this file')
  })

  test('by a person who ends the line is what the person wrote', async () => {
    const { file, run, picks, whole } = await saved()
    const end = whole.indexOf('kubectl-blame') + 'kubectl-blame'.length
    writeFileSync(file, `${whole.slice(0, end - 1)}\n`)
    expect((await run('agenda')).exit).toBe(0)
    writeFileSync(file, whole.slice(0, end))
    expect(await picks()).toMatchObject([{ session: 'kubectl-blame' }])
    expect((await run('add', 'linux-in-the-kubernetes-era')).exit).toBe(0)
  })
})
