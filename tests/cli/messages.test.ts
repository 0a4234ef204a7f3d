import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { run } from '../../src/main.js'
import type { World } from '../../src/world.js'
import { kubeplan, newHome, ROOT, testWorld } from './kubeplan.js'

const AGENDA = '.local/share/kubeplan/kubecon-na-2020/agenda.yaml'

/** Commands with notes on what they did, or on why they did nothing. */
const COMMANDS: readonly (readonly string[])[] = [
  ['add', 'kubectl-blame'],
  ['add', 'linux-in-the-kubernetes-era', 'kubectl-blame'],
  ['drop', 'regulated-environment'],
  ['block', 'Lunch', '--day', 'fri', '--time', '12:00-13:00'],
  ['note', 'kubectl-blame', 'Ask.'],
  ['undo'],
  ['use', 'kubecon-na-2020'],
  ['list', 'no', 'such', 'words'],
  ['list', '--day', 'sat'],
  ['list', '--no-such-flag'],
  ['show', 'no-such-session'],
  ['list', '-c', 'nowhere.yaml'],
  ['export', 'out.ics'],
  ['import', 'days.yaml'],
]

const refusing = (code: string): World['stderr'] => ({
  write() {
    throw Object.assign(new Error(code), { code, syscall: 'write' })
  },
  isTerminal: false,
  columns: undefined,
})

async function outcomeOf(argv: readonly string[], stderr?: World['stderr']) {
  const home = newHome()
  writeFileSync(
    join(home, 'work', 'days.yaml'),
    'conference: { name: Days, timezone: UTC }\nsessions: [{ title: One }]\n',
  )
  await kubeplan(['add', 'regulated-environment'], { home })
  const { world, told } = testWorld({ home })
  const exit = await run(argv, stderr ? { ...world, stderr } : world)
  return { exit, stdout: told.stdout, agenda: readFileSync(join(home, AGENDA), 'utf8') }
}

describe.each(['ENOSPC', 'EPIPE', 'EBADF', 'EIO'])('commentary that ends in %s', (code) => {
  test.each(COMMANDS.map((argv) => [argv.join(' '), argv] as const))(
    '%s does what it does all the same',
    async (_, argv) => {
      expect(await outcomeOf(argv, refusing(code))).toEqual(await outcomeOf(argv))
    },
  )
})

test('a bug stays a bug where nobody can hear of it', async () => {
  const { world } = testWorld()
  const broken: World = {
    ...world,
    stderr: refusing('ENOSPC'),
    now: () => {
      throw new TypeError('no clock')
    },
  }
  expect(await run(['now'], broken)).toBe(70)
})

test.skipIf(process.platform !== 'linux')('stderr on a full disk after a pick was saved', () => {
  const home = newHome()
  const line = [process.execPath, join(ROOT, 'bin', 'kubeplan.js'), 'add', 'kubectl-blame'].map((word) => `'${word}'`)
  const { status } = spawnSync('sh', ['-c', `${line.join(' ')} 2>/dev/full`], { env: { HOME: home }, cwd: home })
  expect(status).toBe(0)
  expect(readFileSync(join(home, AGENDA), 'utf8')).toContain('kubectl-blame')
})

test('an answer that cannot be written says what was saved before', async () => {
  const home = newHome()
  await kubeplan(['add', '--maybe', 'kubectl-blame'], { home })
  const { world, told } = testWorld({ home })
  const exit = await run(['plan', '--save'], { ...world, stdout: refusing('ENOSPC') })
  expect([exit, told.stderr]).toEqual([
    5,
    `kubeplan: cannot write the output: the disk is full (ENOSPC)\nYour agenda had already been saved: ${join(home, AGENDA)}\n`,
  ])
})

/** Half a surrogate pair may come from systems whose arguments are not UTF-8. */
const HALF = '\ud800'

test.each([
  ['add', HALF],
  ['list', `kube${HALF}`],
  ['list', '--track', HALF],
  ['list', HALF, '--json'],
  ['show', HALF],
  ['block', `Lunch${HALF}`, '--day', 'fri', '--time', '12:00-13:00'],
  ['block', 'Lunch', '--day', 'fri', '--time', '13:00-14:00', '--room', HALF],
  ['note', 'kubectl-blame', HALF],
  ['note', 'kubectl-blame', '--takeaway', HALF],
  ['plan', '--all', '--like', HALF],
  ['export', `${HALF}.ics`],
  ['export', '--all', '--name', HALF],
  ['import', `${HALF}.ics`],
  ['import', 'days.yaml', '--name', `Days ${HALF}`],
  ['list', '-c', `${HALF}.yaml`],
  ['agenda', '--agenda', `${HALF}.yaml`],
  [HALF],
])('%s %s with half a surrogate pair is no bug', async (...argv) => {
  const home = newHome()
  writeFileSync(
    join(home, 'work', 'days.yaml'),
    'conference: { name: Days, timezone: UTC }\nsessions: [{ title: One }]\n',
  )
  const { exit, stderr } = await kubeplan(argv, { home })
  expect([0, 2, 3, 5], stderr).toContain(exit)
  expect(await kubeplan(['agenda'], { home })).toMatchObject({ exit: 0 })
})
