import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { LONGEST } from '../../src/model/conference.js'
import { EVIL } from '../fixtures/hostile.js'
import { kubeplan, newHome, type TestWorldOptions } from './kubeplan.js'

const FILE = '.local/share/kubeplan/kubecon-na-2020/agenda.yaml'
const BLAME = 'In Search Of A kubectl blame Command'
const AGENDA = `# mine, by hand
kubeplan: agenda/1
conference: kubecon-na-2020
picks:
  - session: kubectl-blame   # must see
    mood: curious
    note: |
      Ask about
      audit logs.
    sequence: 2
    changed: 2020-11-01T00:00:00Z
  - session: regulated-environment
`

function desk(text = AGENDA): string {
  const home = newHome()
  mkdirSync(dirname(join(home, FILE)), { recursive: true })
  writeFileSync(join(home, FILE), text)
  return home
}

const fileOf = (home: string) => readFileSync(join(home, FILE), 'utf8')
const noted = (what: string, title = BLAME) => ({ exit: 0, stdout: '', stderr: `Noted on ${title}: ${what}.\n` })

describe('note', () => {
  test('adds to what is there, and leaves the rest of the file as it is', async () => {
    const home = desk()
    const given = [
      'note',
      'blame',
      'Bring questions.',
      '--rating',
      '4',
      '--attended',
      '--takeaway',
      'Labels tell who.',
      '--takeaway',
      'x',
    ]
    expect(await kubeplan(given, { home })).toEqual(noted('note added, rated 4/5, attended, 2 takeaways'))
    expect(fileOf(home)).toBe(`# mine, by hand
kubeplan: agenda/1
conference: kubecon-na-2020
picks:
  - session: kubectl-blame   # must see
    mood: curious
    note: |-
      Ask about
      audit logs.

      Bring questions.
    sequence: 2
    changed: 2020-11-01T00:00:00Z
    rating: 4
    attended: true
    takeaways:
      - Labels tell who.
      - x
  - session: regulated-environment
`)
    expect(await kubeplan(given, { home })).toEqual({
      exit: 0,
      stdout: '',
      stderr: `Nothing new, nothing changed: ${BLAME}\n`,
    })
    expect((await kubeplan(['undo'], { home })).stderr).toBe(
      `Restored: note, rating, attendance, takeaways of ${BLAME}\nUndone. Nothing more can be undone. To make it again: kubeplan redo\n`,
    )
    expect(fileOf(home)).toBe(AGENDA)

    await kubeplan(given, { home })
    await kubeplan(['export'], { home })
    await kubeplan(['undo'], { home })
    expect(fileOf(home)).toContain('audit logs.\n    sequence: 2\n')
    expect(fileOf(home)).not.toMatch(/rating|attended|takeaways/)
  })

  test('--replace, words without quotes, stdin', async () => {
    const home = desk()
    expect(await kubeplan(['note', '--replace', 'blame', 'All', 'new.'], { home })).toEqual(noted('note replaced'))
    expect((await kubeplan(['note', 'blame'], { home, stdin: '' })).stdout).toBe('All new.\n')
    const stdin = '\r\nfrom\r\nelsewhere \n\n'
    expect(await kubeplan(['note', 'blame', '-', '--replace'], { home, stdin })).toEqual(noted('note replaced'))
    expect((await kubeplan(['note', 'blame'], { home, stdin: '' })).stdout).toBe('from\nelsewhere\n')
    expect(await kubeplan(['note', 'blame', '', '--replace'], { home })).toEqual(noted('note removed'))
    expect(await kubeplan(['note', 'blame'], { home, stdin: '' })).toEqual({
      exit: 0,
      stdout: '',
      stderr: `No note yet on ${BLAME}. Write one: kubeplan note kubectl-blame 'my words'\n`,
    })
  })

  test('a session that is no pick becomes one, and that is said', async () => {
    const home = desk('conference: kubecon-na-2020\n')
    const title = 'Bypass Falco'
    expect(await kubeplan(['note', 'bypass', '--rating', '3'], { home })).toEqual({
      exit: 0,
      stdout: '',
      stderr: `Picked (maybe): ${title}\nNoted on ${title}: rated 3/5.\n`,
    })
    expect((await kubeplan(['note', 'blame', '--attended'], { home })).stderr).toBe(
      `Picked (going): ${BLAME}\nNoted on ${BLAME}: attended.\n`,
    )
    expect((await kubeplan(['note', 'blame', '--missed'], { home })).stderr).toBe(`Noted on ${BLAME}: missed.\n`)
    expect((await kubeplan(['undo'], { home })).stderr).toMatch(`Restored: attendance of ${BLAME}\n`)
  })

  test('now and last name sessions of mine, and words need only tell my picks apart', async () => {
    const home = desk()
    const during = { home, now: '2020-11-20T22:10:00Z' }
    expect(await kubeplan(['note', 'now', '--rating', '5'], during)).toEqual(noted('rated 5/5'))
    const title = 'How to Effectively Manage Kubernetes in a Regulated Environment'
    expect(await kubeplan(['note', 'last', '--attended'], during)).toEqual(noted('attended', title))
    expect(await kubeplan(['note', 'kubernetes', '--rating', '2'], during)).toEqual(noted('rated 2/5', title))
    const gone = desk(`${AGENDA}  - { session: gone-for-good, seen: { title: Gone For Good } }\n`)
    expect(await kubeplan(['note', 'for good', 'I was there.'], { home: gone })).toEqual(
      noted('note added', 'Gone For Good'),
    )
  })

  test('an id that is written exactly is meant, also where a pick begins with it', async () => {
    const home = newHome()
    const programme =
      'conference: { name: C, timezone: UTC }\nsessions: [{ id: helm, title: Helm }, { id: helm-4, title: Charts }]\n'
    writeFileSync(join(home, 'work', 'c.yaml'), programme)
    const environment = { KUBEPLAN_CATALOGUE: './c.yaml' }
    await kubeplan(['add', 'helm-4'], { home, environment })
    expect((await kubeplan(['note', 'helm-', 'x'], { home, environment })).stderr).toBe(
      'Noted on Charts: note added.\n',
    )
    expect((await kubeplan(['note', 'helm', 'x'], { home, environment })).stderr).toBe(
      'Picked (maybe): Helm\nNoted on Helm: note added.\n',
    )
  })

  test.each([[['--take', 'Go there.']], [['--take', '--', 'Go', 'there.']], [['Go there.', '--take']]])(
    'a take is for others, and no note: %j',
    async (given) => {
      const home = desk()
      const { exit, stderr } = await kubeplan(['note', 'blame', ...given], { home })
      expect([exit, stderr]).toEqual([0, `Noted on ${BLAME}: take added.\n`])
      expect(fileOf(home)).toContain('    take: Go there.\n')
      expect(fileOf(home)).toContain('Ask about')
      expect((await kubeplan(['show', 'blame'], { home })).stdout).toContain('My take\n  Go there.\n')
      const guide = (await kubeplan(['guide'], { home })).stdout
      expect(guide).toContain('take:** Go there.')
      expect(guide).not.toContain('Ask about')
      await kubeplan(['note', 'blame', '--take', 'Really.'], { home })
      expect((await kubeplan(['guide'], { home })).stdout).toContain('take:** Go there.\n\nReally.')
      expect((await kubeplan(['note', 'blame', '--take', '', '--replace'], { home })).stderr).toContain('take removed')
      expect(fileOf(home)).not.toContain('take:')
    },
  )

  test('a note and a take at once stay apart; a take without words is a mistake', async () => {
    const home = desk()
    await kubeplan(['note', 'blame', 'for me', '--take', 'for you'], { home })
    expect(fileOf(home)).toContain('for me\n')
    expect(fileOf(home)).toContain('    take: for you\n')
    expect((await kubeplan(['note', 'blame', '--take'], { home })).exit).toBe(2)
  })

  test('calendars are told nothing of it', async () => {
    const home = desk()
    const calendar = async () => (await kubeplan(['export'], { home })).stdout
    const before = await calendar()
    await kubeplan(['note', 'blame', '--rating', '5', '--attended', '--takeaway', 'secret'], { home })
    expect(await calendar()).toBe(before)
    await kubeplan(['undo'], { home })
    expect(await calendar()).toBe(before)
    await kubeplan(['note', 'blame', 'more'], { home })
    expect(await calendar()).toBe(before)
  })

  test.each([
    [['--rating', '6'], '--rating cannot be "6"'],
    [['--rating', '2.5'], '--rating cannot be "2.5"'],
    [['--attended', '--missed'], '--attended and --missed cannot be used together'],
    [
      ['x'.repeat(LONGEST)],
      `a note can have at most ${LONGEST} characters; this one has ${LONGEST + 'Ask about\naudit logs.\n\n'.length}`,
    ],
    [['x'.repeat(LONGEST + 1)], `a note can have at most ${LONGEST} characters; this one has ${LONGEST + 1}`],
    [
      ['--takeaway', '😀'.repeat(LONGEST + 1)],
      `--takeaway can have at most ${LONGEST} characters; this one has ${LONGEST + 1}`,
    ],
  ])('wrong usage leaves everything as it is: %#', async (flags, message) => {
    const home = desk()
    const { exit, stdout, stderr } = await kubeplan(['note', 'blame', ...flags], { home })
    expect([exit, stdout]).toEqual([2, ''])
    expect(stderr).toContain(message)
    expect(fileOf(home)).toBe(AGENDA)
  })

  test('words that are no text are refused', async () => {
    const home = desk()
    const { exit, stderr } = await kubeplan(['note', 'blame', '-'], { home, stdin: 'a\0b' })
    expect(exit).toBe(2)
    expect(stderr).toMatch(/^stdin:1:2: not UTF-8 text/)
    expect(fileOf(home)).toBe(AGENDA)
  })
})

describe('in an editor', () => {
  /** An editor that applies `edit` to the file, on a terminal. */
  function withEditor(home: string, edit: (file: string, editor: string) => number): TestWorldOptions {
    const environment = { VISUAL: 'ed --wait', EDITOR: 'other', NO_COLOR: '1' }
    return { home, environment, terminal: 80, edit: async (editor, file) => edit(file, editor) }
  }

  test('the whole note is edited, in a file that only I can read and that is gone afterwards', async () => {
    const home = desk()
    let seen: object = {}
    let path = ''
    const options = withEditor(home, (file, editor) => {
      path = file
      seen = {
        editor,
        text: readFileSync(file, 'utf8'),
        mode: statSync(file).mode & 0o777,
        folder: statSync(dirname(file)).mode & 0o777,
      }
      writeFileSync(file, 'Other words.\r\n')
      return 0
    })
    expect(await kubeplan(['note', 'blame'], options)).toEqual(noted('note replaced'))
    expect(seen).toEqual({ editor: 'ed --wait', text: 'Ask about\naudit logs.\n', mode: 0o600, folder: 0o700 })
    expect(path).toMatch(/kubectl-blame\.md$/)
    expect(existsSync(dirname(path))).toBe(false)
    expect((await kubeplan(['note', 'blame'], { home, stdin: '' })).stdout).toBe('Other words.\n')
  })

  test('unchanged is nothing new, empty takes the note away, and undo brings it back', async () => {
    const home = desk()
    expect(
      (
        await kubeplan(
          ['note', 'blame'],
          withEditor(home, () => 0),
        )
      ).stderr,
    ).toBe(`Nothing new, nothing changed: ${BLAME}\n`)
    expect(fileOf(home)).toBe(AGENDA)
    const empty = withEditor(home, (file) => {
      writeFileSync(file, '\n')
      return 0
    })
    expect(await kubeplan(['note', 'blame'], empty)).toEqual(noted('note removed'))
    expect((await kubeplan(['undo'], { home })).stderr).toMatch(`Restored: note of ${BLAME}\n`)
    expect(
      (
        await kubeplan(
          ['note', 'bypass'],
          withEditor(home, () => 0),
        )
      ).stderr,
    ).toBe('Nothing new, nothing changed: Bypass Falco\n')
  })

  test('a file that the editor took away takes no note with it', async () => {
    const home = desk()
    for (const ends of [0, 1]) {
      const options = withEditor(home, (file) => {
        rmSync(file)
        return ends
      })
      const { exit, stderr } = await kubeplan(['note', 'blame'], options)
      expect([exit, fileOf(home)]).toEqual([5, AGENDA])
      expect(stderr).toContain(ends === 0 ? 'kubectl-blame.md: ' : 'ended with 1')
      expect(stderr).not.toContain('is kept')
    }
  })

  interface Mishap {
    readonly what: string
    readonly text?: string | Buffer
    readonly ends?: number
    readonly agenda?: string
    readonly exit: number
    readonly message: string
  }

  test.each<Mishap>([
    { what: 'an editor that fails', ends: 3, exit: 5, message: 'the editor "ed --wait" ended with 3' },
    {
      what: 'a note that is too long',
      text: `precious${'x'.repeat(LONGEST)}`,
      exit: 2,
      message: 'a note can have at most',
    },
    { what: 'another encoding', text: Buffer.from('precious \xe9', 'latin1'), exit: 3, message: 'not UTF-8' },
    { what: 'an agenda that was broken meanwhile', agenda: 'picks: [', exit: 5, message: 'agenda.yaml' },
    {
      what: 'a note that was changed meanwhile',
      agenda: AGENDA.replace('audit', 'other'),
      exit: 2,
      message: 'was changed while you wrote',
    },
  ])('nothing is lost by $what', async ({ text = 'precious', ends = 0, agenda = AGENDA, exit: code, message }) => {
    const home = desk()
    const options = withEditor(home, (file) => {
      writeFileSync(file, text)
      writeFileSync(join(home, FILE), agenda)
      return ends
    })
    const { exit, stdout, stderr } = await kubeplan(['note', 'blame'], options)
    expect([exit, stdout]).toEqual([code, ''])
    const said = stderr.replaceAll(/\n */g, ' ')
    expect(said).toContain(message)
    const kept = /what you wrote is kept in (\S+)/.exec(said)?.[1] ?? ''
    onTestFinished(() => rmSync(dirname(kept), { recursive: true, force: true }))
    expect(readFileSync(kept, 'latin1')).toContain('precious')
  })

  test('an editor that changes nothing and fails leaves nothing behind', async () => {
    const home = desk()
    let folder = ''
    const outcome = await kubeplan(
      ['note', 'blame'],
      withEditor(home, (file) => {
        folder = dirname(file)
        return 1
      }),
    )
    expect(outcome).toEqual({
      exit: 5,
      stdout: '',
      stderr: 'kubeplan: the editor "ed --wait" ended with 1: nothing was saved\n',
    })
    expect(existsSync(folder)).toBe(false)
  })

  test('one that is not there, or that cannot be started', async () => {
    const home = desk()
    expect(
      (
        await kubeplan(
          ['note', 'blame'],
          withEditor(home, () => 127),
        )
      ).stderr,
    ).toContain('was not found: nothing was saved')
    const broken = {
      ...withEditor(home, () => 0),
      edit: () => Promise.reject(Object.assign(new Error('x'), { code: 'EACCES' })),
    }
    expect(await kubeplan(['note', 'blame'], broken)).toEqual({
      exit: 5,
      stdout: '',
      stderr: `kubeplan: the editor "ed --wait" cannot be started: permission denied
  (EACCES): nothing was saved
  Set VISUAL or EDITOR to one that is installed.
`,
    })
  })

  test('is vi where neither VISUAL nor EDITOR says otherwise', async () => {
    const home = desk()
    const editors: string[] = []
    const edit: TestWorldOptions['edit'] = async (editor) => {
      editors.push(editor)
      return 127
    }
    const environment = { NO_COLOR: '1', VISUAL: '' }
    expect(await kubeplan(['note', 'blame'], { home, terminal: 100, environment, edit })).toEqual({
      exit: 5,
      stdout: '',
      stderr:
        'kubeplan: the editor "vi" was not found: nothing was saved\n  Set VISUAL or EDITOR to one that is installed.\n',
    })
    expect(editors).toEqual(['vi'])
  })
})

describe('what was noted is shown and found', () => {
  async function full(): Promise<string> {
    const home = desk()
    await kubeplan(['note', 'blame', '--rating', '4', '--attended', '--takeaway', 'Everybody forgets finalizers.'], {
      home,
    })
    await kubeplan(['note', 'regulated', '--missed'], { home })
    return home
  }

  test('by show', async () => {
    const { stdout } = await kubeplan(['show', 'blame', '--no-color'], { home: await full(), terminal: 100 })
    expect(stdout).toContain(' · ● going · 4/5, attended · ')
    expect(stdout).toContain('\nMy note\n  Ask about\n  audit logs.\n')
    expect(stdout).toContain('\nMy takeaways\n  - Everybody forgets finalizers.\n')
  })

  test('by agenda, for people and for programs', async () => {
    const home = await full()
    const { stdout } = await kubeplan(['agenda', '--no-color'], { home, terminal: 120 })
    expect(stdout).toMatch(/kubectl blame Command +4\/5, attended +"Ask about"\n/)
    expect(stdout).toMatch(/Regulated Environment +missed\n/)
    const narrow = await kubeplan(['agenda', '--no-color'], { home, terminal: 76 })
    expect(narrow.stdout).toMatch(/kubectl blame Command\n {16}4\/5, attended · "Ask about"\n/)
    const { picks } = JSON.parse((await kubeplan(['agenda', '--json'], { home })).stdout)
    expect(picks[0]).toMatchObject({
      note: 'Ask about\naudit logs.',
      rating: 4,
      attended: true,
      takeaways: ['Everybody forgets finalizers.'],
    })
    expect(picks[1]).toMatchObject({ attended: false })
    const { picks: one } = JSON.parse((await kubeplan(['note', 'blame', '--json'], { home, stdin: '' })).stdout)
    expect(one).toEqual(picks.slice(0, 1))
  })

  test('by words, below those that are in titles', async () => {
    const home = await full()
    const found = async (...words: string[]) => {
      const { stdout } = await kubeplan(['list', ...words], { home })
      return stdout
        .split('\n')
        .slice(1, -1)
        .map((line) => line.split('\t')[0])
    }
    expect(await found('finalizers')).toEqual(['kubectl-blame'])
    expect(await found('audit', 'blame')).toEqual(['kubectl-blame'])
    await kubeplan(['note', 'blame', 'Better than Falco.'], { home })
    const falco = await found('falco')
    expect(falco.at(-1)).toBe('kubectl-blame')
    expect(falco.length).toBeGreaterThan(1)
  })
})

test('hostile words survive the file, and act on no terminal', async () => {
  const home = desk()
  const words = `${EVIL}\n\ufffd`
  await kubeplan(['note', 'blame', words, '--takeaway', words, '--replace'], { home })
  const kept = words.replace(/\r\n?/g, '\n').trim()
  const { picks } = JSON.parse((await kubeplan(['agenda', '--json'], { home })).stdout)
  expect(picks[0]).toMatchObject({ note: kept, takeaways: [kept] })
  for (const argv of [['note', 'blame'], ['show', 'blame'], ['agenda'], ['list', 'blame']]) {
    for (const terminal of [undefined, 40]) {
      const { stdout, stderr } = await kubeplan([...argv, '--color', 'never'], {
        home,
        stdin: '',
        ...(terminal && { terminal }),
      })
      expect(`${stdout}${stderr}`).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u202e]/)
    }
  }
  expect(readdirSync(dirname(join(home, FILE))).sort()).toEqual(['agenda.yaml', 'agenda.yaml.bak', 'agenda.yaml.undo'])
})

test('two notes that a moved pick joins are counted in characters, and not in units of UTF-16', async () => {
  const home = newHome()
  await kubeplan(['add', 'kubectl-blame', '15k-node-clusters'], { home })
  for (const id of ['kubectl-blame', '15k-node-clusters'])
    expect((await kubeplan(['note', id, '-'], { home, stdin: '🚀'.repeat(9000) })).exit).toBe(0)
  expect(await kubeplan(['add', 'kubectl-blame', '--instead-of', '15k-node-clusters'], { home })).toMatchObject({
    exit: 0,
  })
})

describe('on several sessions', () => {
  const GOING = `conference: kubecon-na-2020
picks:
  - { session: kubectl-blame, rating: 4 }
  - { session: regulated-environment }
  - { session: linux-in-the-kubernetes-era, stage: maybe, attended: true, rating: 5 }
`
  test('the filters choose among what I am going to; it is one change', async () => {
    const home = desk(GOING)
    const regulated = 'How to Effectively Manage Kubernetes in a Regulated Environment'
    expect(await kubeplan(['note', '--day', 'fri', '--attended', '--rating', '4'], { home })).toEqual({
      exit: 0,
      stdout: '',
      stderr: `Noted on ${regulated}: rated 4/5, attended.\nNoted on ${BLAME}: attended.\n`,
    })
    expect((await kubeplan(['undo'], { home })).exit).toBe(0)
    expect(fileOf(home)).toBe(GOING)
    expect((await kubeplan(['note', '--stage', 'any', '--speaker', 'santos', '--missed'], { home })).stderr).toBe(
      `Noted on ${BLAME}: missed.\n`,
    )
    expect((await kubeplan(['note', '--id', 'bypass-falco', '--rating', '2'], { home })).stderr).toContain('rated 2/5')
    const before = fileOf(home)
    expect(await kubeplan(['note', '--day', 'tue', '--attended'], { home })).toEqual({
      exit: 0,
      stdout: '',
      stderr: 'None of your picks matches these filters. All of them: kubeplan agenda\n',
    })
    expect(fileOf(home)).toBe(before)
  })

  test('with an argument the filters narrow what it may mean', async () => {
    const home = desk(GOING)
    expect((await kubeplan(['note', '--day', 'fri', 'blame', 'Hi.'], { home })).stderr).toBe(
      `Noted on ${BLAME}: note added.\n`,
    )
    expect((await kubeplan(['note', '--day', 'tue', 'blame', 'Hi.'], { home })).exit).toBe(2)
  })

  test.each([
    [['note'], 'note which session?'],
    [['note', '--attended'], 'note which session?'],
    [['note', '--day', 'fri'], 'say what to note: --attended, --missed, --rating, --take or --takeaway'],
    [['note', '--day', 'fri', '--rating', '6'], '--rating'],
  ])('%j says what is missing', async (argv, said) => {
    const home = desk(GOING)
    const { exit, stderr } = await kubeplan(argv, { home })
    expect(exit).toBe(2)
    expect(stderr).toContain(said)
    expect(fileOf(home)).toBe(GOING)
  })

  test.each([
    [['--attended'], ['linux-in-the-kubernetes-era']],
    [
      ['--stage', 'any', '--not-attended'],
      ['regulated-environment', 'kubectl-blame'],
    ],
    [['--rating', '4'], ['kubectl-blame']],
    [
      ['--rating', '4..5'],
      ['linux-in-the-kubernetes-era', 'kubectl-blame'],
    ],
    [['--rating', '1,5'], ['linux-in-the-kubernetes-era']],
    [['--rating', '4-5', '--not-rating', '5'], ['kubectl-blame']],
    [
      ['--rating', '!5', '--stage', 'any'],
      ['regulated-environment', 'kubectl-blame'],
    ],
  ])('and list finds them again: %j', async (flags, ids) => {
    const { stdout } = await kubeplan(['list', ...flags], { home: desk(GOING) })
    expect(
      stdout
        .split('\n')
        .slice(1, -1)
        .map((line) => line.split('\t')[0]),
    ).toEqual(ids)
  })

  test('a rating that is none is refused, and nothing found is said', async () => {
    const home = desk(GOING)
    for (const rating of ['6', '5..4', 'good', '']) {
      expect(await kubeplan(['list', `--rating=${rating}`], { home })).toMatchObject({
        exit: 2,
        stderr: expect.stringContaining('1 (poor) to 5 (great), or 4..5'),
      })
    }
    expect((await kubeplan(['list', '--rating', '1'], { home })).stderr).toBe('No session matches --rating 1.\n')
    expect((await kubeplan(['list', '--attended'], { home: desk() })).stderr).toBe(
      'None of these is marked as attended. After a session: kubeplan note SESSION --attended\n',
    )
  })
})
