import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { kubeplan, newHome } from './kubeplan.js'

const FILE = '.local/share/kubeplan/kubecon-na-2020/agenda.yaml'
const NODES = 'Keynote: Kubernetes and etcd Features That Unlocked 15k Node Clusters'
const BLAME = 'In Search Of A kubectl blame Command'

describe('what only a forgiven typo leads to', () => {
  const asked = (typed: string, title: string) =>
    `kubeplan: no session is called "${typed}"; did you mean "${title}"?\n`

  test.each<[string, string[], string, string?]>([
    ['add', ['add', 'nope', '-m'], 'add 15k-node-clusters -m'],
    ['a word in quotes', ['--ascii', 'add', 'features nope'], '--ascii add 15k-node-clusters', 'features nope'],
    [
      'words together',
      ['add', 'kubernetes', 'nope', '--priority', '4'],
      'add 15k-node-clusters --priority 4',
      'kubernetes nope',
    ],
    ['drop', ['drop', 'nope'], 'drop 15k-node-clusters'],
    ['note', ['note', 'nope', 'my words'], "note 15k-node-clusters 'my words'"],
    ['block', ['block', 'nope', '--room', 'Hall A'], "block 15k-node-clusters --room 'Hall A'"],
    ['a flag of the same value', ['--tz', 'UTC', 'add', 'nope'], '--tz UTC add 15k-node-clusters'],
  ])('changes nothing: %s', async (_name, argv, command, reference = 'nope') => {
    const home = newHome()
    expect(await kubeplan(argv, { home })).toEqual({
      exit: 2,
      stdout: '',
      stderr: `${asked(reference, NODES)}  If so: kubeplan ${command}\n`,
    })
    expect(existsSync(join(home, FILE))).toBe(false)
  })

  test('the suggested command is the whole one, whatever else was guessed in it', async () => {
    const { stderr } = await kubeplan(['add', 'nope', 'kubectl-blame', 'blme'])
    const again = '  If so: kubeplan add 15k-node-clusters kubectl-blame kubectl-blame\n'
    expect(stderr).toBe(`${asked('nope', NODES)}${again}${asked('blme', BLAME)}${again}kubeplan: Nothing was added.\n`)
  })

  test('among ids from a pipe it has none', async () => {
    const { exit, stderr } = await kubeplan(['add', '-'], { stdin: 'nope\n' })
    expect({ exit, stderr }).toEqual({
      exit: 2,
      stderr: `${asked('nope', NODES)}  Use its id: 15k-node-clusters\n`,
    })
  })

  test('among my picks is a guess, too', async () => {
    const home = newHome()
    await kubeplan(['add', 'kubectl-blame'], { home })
    expect(await kubeplan(['drop', 'blme'], { home })).toMatchObject({ exit: 2 })
    expect(await kubeplan(['note', 'blme', 'x'], { home })).toMatchObject({ exit: 2 })
    expect((await kubeplan(['agenda'], { home })).stdout).toContain('kubectl-blame')
  })

  test('is shown, and said', async () => {
    const { exit, stdout, stderr } = await kubeplan(['show', 'nope'])
    expect({ exit, first: stdout.split('\n')[0], stderr }).toEqual({
      exit: 0,
      first: NODES,
      stderr: `No session is called "nope". Assuming: ${NODES} (15k-node-clusters)\n`,
    })
  })
})

describe('too little to change anything', () => {
  const file = (home: string) => {
    const titles = ['All of Rust in 5 Steps', 'Your ID Please', 'Kubelets on Desktops']
    const sessions = titles.map((title) => `  - { title: ${title}, start: 2026-03-24 09:00 }`).join('\n')
    writeFileSync(join(home, 'some.yaml'), `conference: { name: Some, timezone: UTC }\nsessions:\n${sessions}\n`)
    return join(home, 'some.yaml')
  }

  test.each([
    ['add', 'all'],
    ['add', '5'],
    ['add', 'id', 'your-id-please'],
    ['add', 'kub'],
    ['add', 'kubelet desk'],
    ['add', 'your-id-please', '--instead-of', '5'],
    ['drop', '5'],
    ['note', 'all', 'my words'],
    ['block', '5'],
    ['plan', '--save', '--must', 'all'],
  ])('%j', async (...argv) => {
    const home = newHome()
    const catalogue = ['-c', file(home)]
    await kubeplan(['add', 'all-of-rust-in-5-steps', ...catalogue], { home })
    const before = await kubeplan(['agenda', '--json', ...catalogue], { home })
    const { exit, stderr } = await kubeplan([...argv, ...catalogue], { home })
    expect({ exit, stderr }).toEqual({
      exit: 2,
      stderr: expect.stringMatching(/^kubeplan: no session is called .*; did/),
    })
    expect(await kubeplan(['agenda', '--json', ...catalogue], { home })).toEqual(before)
  })

  test.each(['all', '5', 'kubelet desk', 'id'])('is enough to read: show %s', async (name) => {
    const home = newHome()
    expect(await kubeplan(['show', name, '-c', file(home)], { home })).toMatchObject({ exit: 0, stderr: '' })
  })
})

describe('where one of several is not clear, the others are left, and that is said', () => {
  test.each<[string, string[], string]>([
    ['add', ['add', 'kubectl-blame', 'zzzz'], 'added'],
    ['drop', ['drop', 'kubectl-blame', 'zzzz'], 'dropped'],
    ['drop what was never picked', ['drop', 'kubectl-blame', '15k-node-clusters'], 'dropped'],
  ])('%s', async (_name, argv, what) => {
    const home = newHome()
    await kubeplan(['add', 'kubectl-blame'], { home })
    const before = readFileSync(join(home, FILE), 'utf8')
    const { exit, stderr } = await kubeplan(argv, { home })
    expect({ exit, last: stderr.trimEnd().split('\n').at(-1) }).toEqual({
      exit: 2,
      last: `kubeplan: Nothing was ${what}.`,
    })
    expect(readFileSync(join(home, FILE), 'utf8')).toBe(before)
  })

  test.each([[['add', 'zzzz']], [['show', 'kubectl-blame', 'zzzz']]])('not by %j', async (argv) => {
    const { exit, stderr } = await kubeplan(argv)
    expect({ exit, said: stderr.includes('Nothing was') }).toEqual({ exit: 2, said: false })
  })
})

describe('a command that was not told which session', () => {
  const exampleIn = (text: string) => /^ {2}For example: kubeplan \w+ '([^']+)'$/m.exec(text)?.[1] ?? ''

  test.each(['add', 'why'])('%s gives an example that works', async (command) => {
    const home = newHome()
    const { exit, stderr } = await kubeplan(
      command === 'add' ? ['add'] : ['why', 'kubectl-blame', '15k-node-clusters'],
      {
        home,
      },
    )
    expect({ exit, first: stderr.split('\n')[0] }).toEqual({ exit: 2, first: `kubeplan: ${command} which session?` })
    expect(await kubeplan(['add', exampleIn(stderr)], { home })).toMatchObject({ exit: 0 })
  })

  test('drop takes one of my picks, if there is any', async () => {
    const home = newHome()
    const help = 'kubeplan: drop which session?\n  Usage: kubeplan drop --help\n'
    expect(await kubeplan(['drop'], { home })).toEqual({ exit: 2, stdout: '', stderr: help })
    await kubeplan(['add', exampleIn((await kubeplan(['add'], { home })).stderr)], { home })
    const { stderr } = await kubeplan(['drop'], { home })
    expect(await kubeplan(['drop', exampleIn(stderr)], { home })).toMatchObject({ exit: 0 })
  })
})

describe('at a terminal, a name of several sessions', () => {
  const PROGRAMME = `
conference: { name: Some, timezone: Europe/Amsterdam }
sessions:
  - { title: Helm 4 Is Here, room: Hall A, start: 2026-03-24 12:00, end: "12:30" }
  - { title: Painting a Helm, room: Lab, start: 2026-03-25 14:00, end: "14:30" }
  - { title: "Helm, by Hand" }
  - { title: Etcd }
`
  const QUESTION = `  "helm" could be 3 sessions:
    1  Tue 24 Mar 12:00-12:30  Hall A  Helm 4 Is Here
    2                                  Helm, by Hand
    3  Wed 25 Mar 14:00-14:30  Lab     Painting a Helm
Which? [1-3] `
  const terminal = (home: string) => {
    writeFileSync(join(home, 'some.yaml'), PROGRAMME)
    return (line: string, ...typed: string[]) =>
      kubeplan([...line.split(' '), '-c', join(home, 'some.yaml')], {
        home,
        terminal: 80,
        typed,
        environment: { NO_COLOR: '1' },
      })
  }

  test('is asked about, until the answer is one of them', async () => {
    const types = terminal(newHome())
    expect(await types('add helm', '9', '0', 'two', '3')).toEqual({
      exit: 0,
      stdout: '',
      stderr: `${QUESTION}${'Which? [1-3] '.repeat(3)}Picked (going): Painting a Helm\n`,
    })
    expect(await types('add etcd helm', ' 1 ')).toMatchObject({
      stderr: expect.stringContaining('Picked (going): Etcd\nPicked (going): Helm 4 Is Here\n'),
    })
    expect((await types('show helm', '2')).stdout).toMatch(/^Helm, by Hand\n/)
    expect((await types('why helm', '1')).stdout).toMatch(/^Helm 4 Is Here\n/)
    expect((await types('block helm', '1')).stderr).toContain('Blocked')
    expect((await types('open helm', '1')).stderr).toContain('no web page is known for "Helm 4 Is Here"')
    await types('add helm-by-hand')
    await types('drop painting-a-helm')
    // Among my picks there are only two.
    expect((await types('note helm fine', '2')).stderr).toMatch(/\[1-2\] Noted on Helm, by Hand/)
    expect((await types('drop helm', '1')).stderr).toMatch(/\[1-2\] Dropped: Helm 4 Is Here\n/)
  })

  test.each([
    ['', []],
    ['', ['']],
    ['', ['q']],
    ['', ['5', 'quit']],
  ])('no answer changes nothing %s%j', async (_, typed) => {
    const home = newHome()
    expect(await terminal(home)('add helm', ...typed)).toMatchObject({ exit: 2, stdout: '' })
    expect(existsSync(join(home, '.local/share/kubeplan/some/agenda.yaml'))).toBe(false)
  })

  test('is not asked about if another name is wrong anyway', async () => {
    const { exit, stderr } = await terminal(newHome())('add helm zzzz', '1')
    expect({ exit, asked: stderr.includes('Which?') }).toEqual({ exit: 2, asked: false })
  })

  test('is listed where nobody can answer', async () => {
    const home = newHome()
    writeFileSync(join(home, 'some.yaml'), PROGRAMME)
    const { exit, stderr } = await kubeplan(['add', 'helm', '-c', join(home, 'some.yaml')], {
      home,
      stdin: '',
      terminal: 80,
    })
    expect({ exit, asked: stderr.includes('Which?'), ids: stderr.includes('painting-a-helm') }).toEqual({
      exit: 2,
      asked: false,
      ids: true,
    })
  })
})

test.each(['show', 'open', 'add', 'drop', 'why', 'note'])(
  '%s lists what a name could be in a pipe, with when and where',
  async (command) => {
    const home = newHome()
    const sessions = [
      { id: 'owls', title: 'Owls of the north', room: 'Barn', start: '2026-03-24 10:00', end: '11:00' },
      { id: 'more-owls', title: 'Owls of the south', room: 'Hall 8', start: '2026-03-25 14:00', end: '14:30' },
    ]
    writeFileSync(
      join(home, 'work', 'owls.json'),
      JSON.stringify({ conference: { name: 'Owls', timezone: 'UTC' }, sessions }),
    )
    await kubeplan(['add', 'owls', 'more-owls', '-c', './owls.json', '--agenda', './mine.yaml'], { home })
    const { exit, stderr } = await kubeplan([command, 'owls of', '-c', './owls.json', '--agenda', './mine.yaml'], {
      home,
    })
    expect([exit, stderr]).toEqual([2, expect.stringContaining('could be 2 sessions')])
    expect(stderr).toMatch(/ owls +Tue 24 Mar 10:00-11:00 +Barn +Owls of the north\n/)
    expect(stderr).toMatch(/ more-owls +Wed 25 Mar 14:00-14:30 +Hall 8 +Owls of the south\n/)
  },
)
