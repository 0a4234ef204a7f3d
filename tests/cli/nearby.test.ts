import { describe, expect, test } from 'vitest'
import { COMMANDS, SYNONYMS } from '../../src/commands/manifest.js'
import { kubeplan, newHome } from './kubeplan.js'

describe('other words for a command', () => {
  const names = COMMANDS.map(({ name }) => name)

  test('are no commands themselves, and mean one', () => {
    for (const [word, name] of SYNONYMS)
      expect([word, names.includes(word), names.includes(name)]).toEqual([word, false, true])
  })

  test.each([
    [
      ['ls', '--day', 'fri'],
      ['list', '--day', 'fri'],
    ],
    [
      ['--json', 'search', 'blame'],
      ['list', 'blame', '--json'],
    ],
    [['talks'], ['list']],
    [
      ['timetable', '--json'],
      ['grid', '--json'],
    ],
    [['next'], ['now']],
    [['conflicts'], ['clashes']],
    [
      ['help', 'ls'],
      ['list', '--help'],
    ],
    [['fri'], ['list', '--day', 'fri']],
    [
      ['wed..fri', 'blame'],
      ['list', '--day', 'wed..fri', 'blame'],
    ],
    [
      ['nov', '20', '--json'],
      ['list', '--day', 'nov 20', '--json'],
    ],
    [['20.11.'], ['list', '--day', '20.11.']],
    [['today'], ['list', '--day', 'today']],
    [['-v'], ['--version']],
    [['version'], ['--version']],
  ])('%j is %j', async (typed, meant) => {
    const outcome = await kubeplan(typed)
    expect(outcome).toEqual(await kubeplan(meant))
    expect(outcome.exit).toBe(0)
  })

  test('to write as well', async () => {
    const home = newHome()
    expect((await kubeplan(['star', 'kubectl-blame'], { home })).stderr).toContain('Picked (going)')
    expect((await kubeplan(['rm', 'kubectl-blame'], { home })).stderr).toContain('Dropped')
  })
})

test.each([
  [['lsit'], 'unknown command "lsit"; did you mean "list"?'],
  [['fridya'], 'unknown command "fridya"; did you mean "friday"?'],
  [['--hlep'], 'unknown flag "--hlep"; did you mean "--help"?'],
  [['list', '--hlep'], 'unknown flag "--hlep"; did you mean "--help"?'],
  [['list', '--day', 'fridya'], '--day cannot be "fridya"; did you mean "friday"?'],
  [['list', '--day', 'wed..fridya'], '--day cannot be "wed..fridya"; did you mean "wed..friday"?'],
  [['list', '--day', '20 Novmeber'], '--day cannot be "20 Novmeber"; did you mean "20 november"?'],
  [['list', '--kind', 'tlak'], '--kind cannot be "tlak"; did you mean "talk"?'],
  [['list', '--stage', 'goin'], '--stage cannot be "goin"; did you mean "going"?'],
  [['list', '--at', '16'], '--at cannot be "16"; did you mean "16:00"?'],
  [['list', '--format', 'tabel'], 'unknown format "tabel"; did you mean "table"?'],
])('%j names what was meant', async (argv, message) => {
  const { exit, stderr } = await kubeplan(argv)
  expect([exit, stderr.split('\n')[0]]).toEqual([2, `kubeplan: ${message}`])
})

test.each([
  ['13:00-15:00', '13:00-15:00'],
  ['1pm-3pm', '13:00-15:00'],
  ['1-3pm', '13:00-15:00'],
  ['11-1pm', '11:00-13:00'],
  ['13-15', '13:00-15:00'],
  ['1300-1500', '13:00-15:00'],
  ['13h-15h30', '13:00-15:30'],
  ['1:00 p.m. - 3 p.m.', '13:00-15:00'],
  ['13.00 to 15.00', '13:00-15:00'],
])('block --time %s is %s', async (typed, meant) => {
  const { stderr } = await kubeplan(['block', 'Lunch', '--day', 'fri', '--time', typed])
  expect(stderr).toBe(`Blocked: Lunch, Fri 20 Nov ${meant}\n`)
})
