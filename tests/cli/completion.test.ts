import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { COMMANDS } from '../../src/commands/manifest.js'
import { kubeplan, newHome } from './kubeplan.js'

const AUTUMN = ['-c', join(import.meta.dirname, '..', 'fixtures', 'catalogue', 'autumn-days.yaml')]

/** What completion answers a shell, after the words of a command line. */
async function answer(shell: string, words: readonly string[], home = newHome()): Promise<readonly string[]> {
  const { exit, stdout } = await kubeplan(['completion', '--complete', shell, '--', ...words], { home })
  expect(exit).toBe(0)
  return stdout.trimEnd().split('\n')
}

const inZsh = async (...words: string[]) => (await answer('zsh', words)).map((line) => line.split('\t')[0])

describe('what may follow', () => {
  test('every command with its summary', async () => {
    const commands = COMMANDS.map(({ name, summary }) => `${name}\t${summary}`)
    expect(await answer('zsh', [''])).toEqual(['words', ...commands, 'help\tshow help'])
    expect(await answer('fish', ['help', ''])).toEqual(['words', ...commands])
  })

  test.each<[string[], (string | undefined)[]]>([
    [['ta'], ['words', 'tags']],
    [
      ['list', '--la'],
      ['words', '--language'],
    ],
    [
      ['list', '--not-tr'],
      ['words', '--not-track'],
    ],
    [['undo', '--tr'], ['words']],
    [
      ['-c', 'kubecon-na-2020', 'sch'],
      ['words', 'schema'],
    ],
    [
      ['--width', '80', 'sch'],
      ['words', 'schema'],
    ],
    [
      [...AUTUMN, 'list', '--day', ''],
      ['words', 'thu', 'fri', 'sat', 'sun', 'mon', 'today', 'tomorrow'],
    ],
    [
      [...AUTUMN, 'list', '--day', '2'],
      ['words', '2026-10-22', '2026-10-23', '2026-10-24', '2026-10-25', '2026-10-26'],
    ],
    [
      [...AUTUMN, 'list', '--kind', 'ta'],
      ['words', 'talk'],
    ],
    [
      [...AUTUMN, 'list', '--stage', ''],
      ['words', 'going', 'maybe', 'any'],
    ],
    [
      [...AUTUMN, 'list', '--track', 'op'],
      ['words', 'Operations'],
    ],
    [
      [...AUTUMN, 'list', '--track=op'],
      ['words', '--track=Operations'],
    ],
    [
      [...AUTUMN, 'list', '--track', 'storage,op'],
      ['words', 'storage,Operations'],
    ],
    [
      ['list', '--sort', 't'],
      ['words', 'time', 'title', 'track'],
    ],
    [
      ['list', '--format', 'y'],
      ['words', 'yaml'],
    ],
    [
      ['export', '--format', 'i'],
      ['words', 'ics'],
    ],
    [
      ['list', '--tz', 'europe/ams'],
      ['words', 'Europe/Amsterdam'],
    ],
    [
      ['list', '--at', ''],
      ['words', 'now'],
    ],
    [['list', 'li'], ['words']],
    [
      ['add', 'lin'],
      ['words', 'linux-in-the-kubernetes-era'],
    ],
    [
      ['add', '--instead-of', 'lin'],
      ['words', 'linux-in-the-kubernetes-era'],
    ],
    [['add', '--', '--la'], ['words']],
    [
      ['note', 'lin'],
      ['words', 'linux-in-the-kubernetes-era'],
    ],
    [['note', 'x', 'lin'], ['words']],
    [
      ['use', 'ku'],
      ['words', 'kubecon-na-2020'],
    ],
    [['import', 'ku'], ['files']],
    [['publish', 's'], ['files']],
    [
      ['list', '-c', 'ku'],
      ['files', 'kubecon-na-2020'],
    ],
    [['list', '-c', '-', '--track', ''], ['words']],
    [
      ['schema', 'te'],
      ['words', 'team'],
    ],
    [
      ['completion', ''],
      ['words', 'bash', 'zsh', 'fish'],
    ],
    [['unknown', 'x'], ['words']],
  ])('%j', async (words, values) => {
    expect(await inZsh(...words)).toEqual(values)
  })

  test('sessions with their titles', async () => {
    expect(await answer('fish', ['why', 'linux'])).toContain(
      'linux-in-the-kubernetes-era\tPanel: Linux in the Kubernetes Era: Does The OS Still Matter?',
    )
  })

  test('of commands that change the agenda: what is picked, or what is not', async () => {
    const home = newHome()
    const all = (await kubeplan(['list', '--format', 'ids'], { home })).stdout.trim().split('\n').sort()
    const mine = ['kubectl-blame', 'linux-in-the-kubernetes-era']
    const values = async (...words: readonly string[]) => {
      const [, ...lines] = await answer('zsh', words, home)
      return lines.map((line) => line.split('\t')[0]).sort()
    }
    const others = all.filter((id) => !mine.includes(id))
    // In any agenda: the usual one, another, or one that cannot be read.
    const named = ['--agenda', './theirs.yaml']
    for (const flags of [[], named]) {
      expect([await values('drop', ...flags, ''), await values('add', ...flags, '')]).toEqual([[], all])
      await kubeplan(['add', ...mine, ...flags], { home })
      for (const line of [['drop'], ['note'], ['add', '--instead-of']])
        expect([line, await values(...flags, ...line, '')]).toEqual([line, mine])
      expect(await values(...flags, 'add', '')).toEqual(others)
      expect(await values(...flags, 'show', '')).toEqual(all)
      // Where nothing likely begins like that, the rest may be meant.
      expect(await values(...flags, 'add', 'kubectl-b')).toEqual(['kubectl-blame'])
      expect(await values(...flags, 'drop', 'bypass')).toEqual([])
      expect(await values(...flags, 'note', 'bypass')).toEqual(['bypass-falco'])
    }
    writeFileSync(join(home, 'work', 'theirs.yaml'), 'picks: [')
    expect(await values('drop', ...named, '')).toEqual(all)
    writeFileSync(join(home, 'work', 'theirs.yaml'), 'conference: kubecon-na-2020\npicks: [gone, kubectl-blame]\n')
    expect(await values('drop', ...named, '')).toEqual(['gone', 'kubectl-blame'])
  })

  test('in bash, quoted, from where it begins a word', async () => {
    const inBash = async (line: string) => answer('bash', [`kubeplan ${line}`, ' \t\n"\'><=;|&(:'])
    expect(await inBash('list --track serv')).toEqual(['words', 'Service\\ Mesh'])
    expect(await inBash('list --track=serv')).toEqual(['words', 'Service\\ Mesh'])
    expect(await inBash('list --track "serv')).toEqual(['words', 'Service Mesh'])
    expect(await inBash('plan --like track:Serv')).toEqual(['words', 'Service\\ Mesh'])
  })
})

test('what acts on the terminal is in no answer', async () => {
  const home = newHome()
  const sessions = [{ id: 'good', title: 'Two\u202e', track: ['Edge', 'Ed\u202ege'] }]
  writeFileSync(
    join(home, 'work', 'signs.json'),
    JSON.stringify({ conference: { name: 'Signs', timezone: 'UTC' }, sessions }),
  )
  expect(await answer('fish', ['add', '-c', 'signs.json', ''], home)).toEqual(['words', 'good\tTwoU+202E'])
  expect(await answer('fish', ['list', '-c', 'signs.json', '--track', ''], home)).toEqual(['words', 'Edge'])
})

test.each(['bash', 'zsh', 'fish'])('the script for %s asks for completion', async (shell) => {
  const { exit, stdout } = await kubeplan(['completion', shell])
  expect(exit).toBe(0)
  expect(stdout).toContain(`kubeplan completion --complete ${shell} -- `)
})

test('another shell is refused with the nearest', async () => {
  expect(await kubeplan(['completion', 'fsh'])).toEqual({
    exit: 2,
    stdout: '',
    stderr: 'kubeplan: completion cannot be "fsh"; did you mean "zsh"?\n  Write bash, zsh or fish.\n',
  })
})

test('every flag is in the definitions once for all commands', async () => {
  const { flags, commands, globals } = JSON.parse((await kubeplan(['completion', '--describe'])).stdout)
  expect(commands.map(({ name }: { name: string }) => name)).toEqual(COMMANDS.map(({ name }) => name))
  expect(new Set(flags.map((flag: object) => JSON.stringify(flag))).size).toBe(flags.length)
  expect(globals.map((place: number) => flags[place].long)).toContain('--no-pager')
})

test('rows that this terminal showed, once a number is begun', async () => {
  const options = { home: newHome(), terminal: 80, device: 1, environment: { KUBEPLAN_CATALOGUE: AUTUMN[1] ?? '' } }
  await kubeplan(['list', '--day', 'fri', '--limit', '2'], options)
  const asked = async (text: string, device = 1) => {
    const { stdout } = await kubeplan(['completion', '--complete', 'zsh', '--', 'show', text], { ...options, device })
    return stdout.trimEnd().split('\n')
  }
  expect(await asked('2')).toEqual(['words', '2\tAI for Operators'])
  expect((await asked('')).some((line) => /^\d+\t/.test(line))).toBe(false)
  expect(await asked('2', 2)).toEqual(['words'])
})
