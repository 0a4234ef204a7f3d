import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { SWEEPS } from '../fixtures/cases.js'
import { kubeplan, newHome, ROOT } from './kubeplan.js'

/** The same input gives the same bytes, whatever the machine's zone, language and date. */
const ZONES = ['UTC', 'America/St_Johns', 'Pacific/Kiritimati', 'Not/AZone']
const LANGUAGES = ['C', 'tr_TR.UTF-8', 'ar_EG.UTF-8']
/** On both sides of every clock change, one of them in the overlap of the fixture's night. */
const DATES = ['2026-01-15T12:00:00Z', '2026-07-15T12:00:00Z', '2026-10-25T00:45:00Z']

const AUTUMN = join(ROOT, 'tests', 'fixtures', 'catalogue', 'autumn-days.yaml')
const AGENDA = `conference: autumn-days-2026
picks:
  - { session: ai-for-operators, changed: 2026-01-02T03:04:05Z }
  - { session: night-watch, stage: maybe }
  - { session: open-space }
  - { session: small-hours, note: İıIi }
blocks: [{ title: Walk, start: 2026-10-25 02:30, duration: 1h }]
dropped: [{ session: gone, seen: { title: Gone, start: 2026-10-25T02:30:00+01:00, end: 2026-10-25T03:00:00+01:00 } }]
`

/** Each takes a process for each zone, in a sweep for each language as well. */
const SPAWNED: readonly (readonly string[])[] = [
  ['list', '--sort', 'title', '--format', 'table'],
  ['show', 'night-watch'],
  ['clashes', '--stage', 'any'],
  ['agenda', '--format', 'table'],
  ['export', '--tzid'],
]
const COMMANDS: readonly (readonly string[])[] = [
  ...SPAWNED,
  ['list', '--day', 'sat', '--at', '02:45'],
  ['clashes', '--all', '--json'],
  ['agenda', '--json'],
  ['export', '--all', '--format', 'ics'],
  ['export', '--all', '--format', 'yaml'],
  ['export', '--blocks', '--format', 'md'],
  ['guide'],
  ['recap', '--format', 'html'],
]

const line = (command: readonly string[], agenda: string) => [...command, '-c', AUTUMN, '--agenda', agenda]

/** The stdout of the built program in its own process. */
function spawned(argv: readonly string[], home: string, TZ: string, LANG: string): Promise<string> {
  return new Promise((resolve) => {
    const env = { PATH: process.env['PATH'] ?? '', HOME: home, TZ, LANG, LC_ALL: LANG }
    const child = spawn(process.execPath, [join(ROOT, 'bin', 'kubeplan.js'), ...argv], { env, cwd: home })
    let told = ''
    child.stdout.setEncoding('utf8').on('data', (text) => {
      told += text
    })
    child.on('close', (exit) => resolve(exit === 0 ? told : `exit ${exit}`))
  })
}

function homeWithAgenda(): { readonly home: string; readonly agenda: string } {
  const home = newHome()
  const agenda = join(home, 'agenda.yaml')
  writeFileSync(agenda, AGENDA)
  return { home, agenda }
}

const named = (commands: readonly (readonly string[])[]) =>
  commands.map((command) => [command.join(' '), command] as const)

test.each(named(SPAWNED))('%s in every zone and language', async (_name, command) => {
  const { home, agenda } = homeWithAgenda()
  const expected = await kubeplan(line(command, agenda), { home, now: DATES[0] ?? '' })
  expect(expected.exit).toBe(0)
  for (const [index, zone] of ZONES.entries()) {
    const languages = SWEEPS ? LANGUAGES : LANGUAGES.slice(index % LANGUAGES.length).slice(0, 1)
    const told = await Promise.all(languages.map((lang) => spawned(line(command, agenda), home, zone, lang)))
    expect(told).toEqual(languages.map(() => expected.stdout))
  }
})

test.each(named(COMMANDS))('%s on every date', async (_name, command) => {
  const { home, agenda } = homeWithAgenda()
  const told = await Promise.all(DATES.map((now) => kubeplan(line(command, agenda), { home, now })))
  expect(told).toEqual(DATES.map(() => told[0]))
})

test('only words for days and times that count from now ask the clock', async () => {
  const { home, agenda } = homeWithAgenda()
  const at = (now: string, ...command: string[]) => kubeplan(line(command, agenda), { home, now })
  expect(await at('2026-10-24T12:00:00Z', 'list', '-d', 'today')).not.toEqual(
    await at('2026-10-25T12:00:00Z', 'list', '-d', 'today'),
  )
  expect((await at('2026-10-25T01:45:00Z', 'show', 'now')).stdout).toBe(
    (await at('2026-01-15T12:00:00Z', 'show', 'small-hours')).stdout,
  )
})
