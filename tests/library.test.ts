import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { explain, exportCalendar, Failure, findClashes, planBest, readAgenda, readCatalogue } from '../src/library.js'
import type { Agenda, Catalogue } from '../src/model/index.js'
import { kubeplan, newHome, ROOT } from './cli/kubeplan.js'

const SHIPPED = join(ROOT, 'data', 'kubecon-na-2020.yaml')
const EXAMPLE = /^```js\n([\s\S]*?)^```$/m.exec(readFileSync(join(ROOT, 'README.md'), 'utf8'))?.[1] ?? ''
const AGENDA = `conference: kubecon-na-2020
picks:
  - { session: linux-in-the-kubernetes-era, priority: 5, note: my own words }
  - { session: kubectl-blame, note: more of them }
  - { session: sig-scheduling-deep-dive, stage: maybe }
blocks: [{ title: Booth duty, start: 2020-11-20 16:10, end: "17:10" }]
`

async function shipped(): Promise<Catalogue> {
  const reading = await readCatalogue(readFileSync(SHIPPED))
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems))
  return reading.value
}

async function mine(catalogue: Catalogue): Promise<Agenda> {
  const reading = await readAgenda(AGENDA, catalogue)
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems))
  return reading.value
}

/** What a command answers on this agenda. */
async function answered(...argv: readonly string[]): Promise<string> {
  const home = newHome()
  writeFileSync(join(home, 'work', 'a.yaml'), AGENDA)
  return (await kubeplan([...argv, '--agenda', 'a.yaml'], { home, now: '2020-11-01T10:00:00Z' })).stdout
}

test.each([
  ['an agenda', true, ['clashes', '--stage', 'any', '--json']],
  ['a programme', false, ['clashes', '--all', '--json']],
])('the clashes of %s are those that the command finds', async (_, own, argv) => {
  const catalogue = await shipped()
  const options = own ? { agenda: await mine(catalogue), maybe: true } : {}
  const found = [...findClashes(catalogue, options)].map(({ entries, reason, minutes }) => ({
    sessions: entries.map(({ id }) => id),
    reason,
    minutes,
  }))
  const told: { sessions: string[]; reason: string; minutes: number }[] = JSON.parse(await answered(...argv)).clashes
  expect(found).toEqual(told.map(({ sessions, reason, minutes }) => ({ sessions, reason, minutes })))
  expect(found.length).toBeGreaterThan(1)
})

test.each([
  ['from picks', {}, []],
  ['from the programme', { all: true }, ['--all']],
  [
    'with interests',
    { interests: ['security:2', 'track:keynote'] },
    ['--like', 'security:2', '--like', 'track:keynote'],
  ],
  ['with a must', { musts: ['sig-scheduling-deep-dive'] }, ['--must', 'sig-scheduling-deep-dive']],
  [
    'with a limit',
    { all: true, maxPerDay: 2, maxMinutes: 90 },
    ['--all', '--max-per-day', '2', '--max-hours', '1h30m'],
  ],
  ['with walks', { walk: 10 }, ['--walk', '10m']],
])('the plan %s is that of the command', async (_, options, flags) => {
  const catalogue = await shipped()
  const { value, proven, chosen, unplaced } = await planBest(catalogue, await mine(catalogue), options)
  const told = JSON.parse(await answered('plan', '--json', ...flags))
  expect({ value, proven, chosen: chosen.map(({ id }) => id), unplaced }).toEqual({
    value: told.value,
    proven: true,
    chosen: told.chosen.map(({ session }: { session: string }) => session),
    unplaced: told.unplaced,
  })
})

test.each([
  ['my picks', {}, []],
  [
    'everything of mine',
    { notes: true, blocks: true, tzid: true, alarm: 10 },
    ['--with-notes', '--blocks', '--tzid', '--alarm', '10m'],
  ],
])('a calendar of %s is the file that export writes, byte for byte', async (_, options, flags) => {
  const catalogue = await shipped()
  const text = await exportCalendar(catalogue, {
    agenda: await mine(catalogue),
    stamp: Date.parse('2020-11-01T10:00:00Z'),
    ...options,
  })
  expect(text).toBe(await answered('export', '--format', 'ics', ...flags))
  expect(text.includes('my own words')).toBe(flags.length > 0)
})

test('what is wrong with an input is returned in the words of the command line, with its place', async () => {
  const home = newHome()
  const text = 'conference: { name: Conf, timezone: Europe/Amstardam }\nsessions: [{ titel: One }]\n'
  writeFileSync(join(home, 'work', 'c.yaml'), text)
  const { stderr } = await kubeplan(['list', '-c', './c.yaml'], { home })
  const reading = await readCatalogue(text, { file: './c.yaml' })
  const problems = reading.ok ? [] : reading.problems
  expect(problems.length).toBeGreaterThan(1)
  for (const problem of problems) {
    expect(stderr).toContain(explain(problem).message)
    expect(problem).toMatchObject({ at: { file: './c.yaml', column: expect.any(Number) } })
  }
  const catalogue = await shipped()
  expect(await readAgenda('picks: 3', catalogue)).toMatchObject({ ok: false })
})

test('a published schedule is read as import reads it', async () => {
  const text = `BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:One\r\nDTSTART:20270301T090000\r\nDTEND:20270301T100000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`
  const unknown = await readCatalogue(text, { file: 'a.ics' })
  expect(unknown.ok).toBe(false)
  const known = await readCatalogue(text, { file: 'a.ics', timezone: 'asia/kolkata' })
  expect(known.ok && known.value.sessions[0]).toMatchObject({
    title: 'One',
    when: { kind: 'timed', start: Date.parse('2027-03-01T03:30:00Z') },
  })
})

test.each([
  ['a zone', () => readCatalogue('', { timezone: 'EST' })],
  ['an interest', async () => planBest(await shipped(), await mine(await shipped()), { interests: [' '] })],
  ['a facet', async () => planBest(await shipped(), await mine(await shipped()), { interests: ['track:nowhere'] })],
  ['a must', async () => planBest(await shipped(), await mine(await shipped()), { musts: ['nobody'] })],
])('%s that is wrong is a failure with its problems', async (_, wrong) => {
  const failure = await wrong().then(
    () => undefined,
    (error: unknown) => error,
  )
  expect(failure).toBeInstanceOf(Failure)
  expect(failure instanceof Failure && failure.problems.map((problem) => explain(problem).message)).toHaveLength(1)
})

test('a search ends at its signal with a plan and an honest bound', async () => {
  const catalogue = await shipped()
  const agenda = await mine(catalogue)
  const [whole, cut] = [
    await planBest(catalogue, agenda, { all: true }),
    await planBest(catalogue, agenda, { all: true, signal: AbortSignal.abort() }),
  ]
  expect(cut.value).toBeLessThanOrEqual(whole.value)
  expect(cut.bound).toBeGreaterThanOrEqual(whole.value)
})

const packed = mkdtempSync(join(tmpdir(), 'kubeplan-packed-'))
afterAll(() => rmSync(packed, { recursive: true, force: true }))

test('the example of the README runs from a packed install, alone, and its types hold in every kind of module', () => {
  const own = { cwd: ROOT, encoding: 'utf8' } as const
  const [{ filename }] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', packed], own),
  )
  const target = join(packed, 'node_modules', 'kubeplan')
  mkdirSync(target, { recursive: true })
  execFileSync('tar', ['-xzf', join(packed, filename), '-C', target, '--strip-components=1'])
  writeFileSync(join(packed, 'schedule.yaml'), readFileSync(SHIPPED))
  writeFileSync(join(packed, 'agenda.yaml'), AGENDA)
  writeFileSync(join(packed, 'example.mjs'), EXAMPLE)
  const here = { cwd: packed, encoding: 'utf8', env: { PATH: process.env['PATH'] ?? '' } } as const
  const lines = execFileSync(process.execPath, ['example.mjs'], here).split('\n')
  expect(lines.slice(0, 2)).toEqual([
    'Panel: Linux in the Kubernetes Era: Does The OS Still Matter? and Booth duty clash: 25 min',
    'Booth duty and In Search Of A kubectl blame Command clash: 5 min',
  ])
  expect(lines).toContain('BEGIN:VCALENDAR\r')
  const names = execFileSync(process.execPath, ['-p', "Object.keys(require('kubeplan')).sort().join()"], here).trim()
  expect(names).toBe('Failure,explain,exportCalendar,findClashes,planBest,readAgenda,readCatalogue')

  writeFileSync(join(packed, 'example.mts'), EXAMPLE)
  writeFileSync(join(packed, 'bundled.ts'), EXAMPLE)
  writeFileSync(join(packed, 'package.json'), '{ "type": "module" }')
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc')
  const options = ['--ignoreConfig', '--noEmit', '--strict', '--target', 'es2023', '--types', 'node']
  const types = ['--typeRoots', join(ROOT, 'node_modules', '@types')]
  const checks = [
    ['--module', 'node16', 'example.mts'],
    ['--module', 'esnext', '--moduleResolution', 'bundler', 'bundled.ts'],
  ]
  for (const check of checks) execFileSync(process.execPath, [tsc, ...options, ...types, ...check], here)
})
