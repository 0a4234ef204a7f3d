import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { run } from '../../src/main.js'
import { newHome, type TestWorldOptions, testWorld } from './kubeplan.js'

/** Commands that only show or hand out. */
const READING: readonly (readonly string[])[] = [
  ['list'],
  ['list', 'kubernetes'],
  ['list', '--json'],
  ['show', 'kubectl-blame'],
  ['open', 'kubectl-blame'],
  ['agenda'],
  ['clashes'],
  ['now'],
  ['grid'],
  ['plan', '--all'],
  ['why', 'kubectl-blame'],
  ['days'],
  ['tracks'],
  ['orgs'],
  ['tags'],
  ['kinds'],
  ['rooms'],
  ['speakers'],
  ['tags'],
  ['export'],
  ['export', '--all'],
  ['export', '--format', 'html'],
  ['export', '--format', 'agenda'],
  ['guide'],
  ['recap'],
  ['conferences'],
  ['changes'],
  ['check'],
  ['undo', '--help'],
  ['schema'],
]

async function outcomeOf(argv: readonly string[], folders: Partial<ReturnType<typeof testWorld>['world']['folders']>) {
  const { world, told } = testWorld({ browse: async () => 'opened' })
  const exit = await run(argv, { ...world, folders: { ...world.folders, ...folders } })
  // Without a home nothing remembers what was handed out, so calendars are stamped by the age of the programme.
  return { exit, stdout: told.stdout.replace(/^(?:DTSTAMP|LAST-MODIFIED):.*$/gm, ''), stderr: told.stderr }
}

describe.each([
  ['none', undefined],
  ['empty', ''],
  ['relative', 'somewhere'],
  ['no folder', '/dev/null'],
  ['beneath a file', '/dev/null/home'],
  ['not to be written', '/proc'],
])('a home that is %s', (_, home) => {
  test.each(READING.map((argv) => [argv.join(' '), argv] as const))(
    '%s answers as in an empty home',
    async (__, argv) => {
      const expected = await outcomeOf(argv, { home: newHome() })
      expect([0, 2]).toContain(expected.exit)
      expect(await outcomeOf(argv, { home })).toEqual(expected)
    },
  )

  test('what is to be kept says that there is no place for it', async () => {
    const { exit, stderr } = await outcomeOf(['add', 'kubectl-blame'], { home })
    expect([exit, stderr]).toEqual([5, expect.stringMatching(/no home folder|cannot write/)])
  })
})

describe('a working folder that is gone', () => {
  const CONFERENCE = 'conference: { name: Days, timezone: UTC }\nsessions: [{ title: One }]\n'
  const options: TestWorldOptions = {}
  const gone = { working: undefined }

  test.each([
    ['list', '-c', 'x.yaml'],
    ['show', 'one', '-c', './x.ics'],
    ['check', 'x.yaml'],
    ['team', 'ana.agenda'],
    ['add', '--with', 'ana.yaml'],
    ['changes', 'old.yaml', 'new.yaml'],
    ['import', 'x.ics'],
    ['agenda', '--agenda', 'mine.yaml'],
    ['add', 'kubectl-blame', '--agenda', 'mine.yaml'],
    ['undo', '--agenda', 'mine.yaml'],
    ['export', 'out.ics'],
  ])('%s: a relative path leads nowhere, and that is no bug', async (...argv) => {
    const { exit, stdout, stderr } = await outcomeOf(argv, { ...options, ...gone })
    expect([3, 5], stderr).toContain(exit)
    expect([stdout, stderr]).toEqual(['', expect.stringMatching(/no such file or folder \(ENOENT\)/)])
  })

  test('what has a place of its own works as everywhere', async () => {
    const home = newHome()
    const file = join(home, 'work', 'days.yaml')
    writeFileSync(file, CONFERENCE)
    expect(await outcomeOf(['list', '-c', file], { home, ...gone })).toEqual(
      await outcomeOf(['list', '-c', file], { home }),
    )
    expect(await outcomeOf(['add', 'kubectl-blame'], { home, ...gone })).toMatchObject({ exit: 0 })
    expect(await outcomeOf(['export', join(home, 'out.ics')], { home, ...gone })).toMatchObject({ exit: 0 })
  })
})
