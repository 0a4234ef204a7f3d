import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { run } from '../src/main.js'
import { newHome, ROOT, testWorld } from './cli/kubeplan.js'

const README = readFileSync(join(ROOT, 'README.md'), 'utf8')
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))

interface Example {
  readonly command: string
  readonly output: string
}

/** Every `$ command` in the README's console blocks with the lines below it. */
function examples(): readonly Example[] {
  const blocks = [...README.matchAll(/^```console\n([\s\S]*?)^```$/gm)].map((match) => match[1] ?? '')
  return blocks.flatMap((block) =>
    block
      .split(/^\$ /m)
      .slice(1)
      .map((part) => {
        const [command = '', ...output] = part.split('\n')
        return { command, output: output.join('\n') }
      }),
  )
}

/** The catalogue that the README shows. */
function demo(): string {
  return /^```yaml\n([\s\S]*?)^```$/m.exec(README)?.[1] ?? ''
}

/** The team file that it shows. */
function team(): string {
  return /^```yaml\n(kubeplan: team\/1\n[\s\S]*?)^```$/m.exec(README)?.[1] ?? ''
}

/** The words of a command line, as a shell splits them; nothing that needs a real shell. */
function wordsOf(command: string): readonly string[] {
  return [...command.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    ([, single, double, bare]) => single ?? double ?? bare ?? '',
  )
}

/** The screen of a person on a terminal of 100 columns: notes and answer in order. */
async function onTerminal(command: string, home: string): Promise<string> {
  const [name, ...argv] = wordsOf(command)
  expect(name).toBe('kubeplan')
  let seen = ''
  const output = {
    write: (text: string) => {
      seen += text
    },
    isTerminal: true,
    columns: 100,
  }
  const { world } = testWorld({ home, environment: { NO_COLOR: '1' } })
  await run(argv, { ...world, stdout: output, stderr: output })
  return seen
}

/** The same for lines that need a shell. */
function inShell(command: string, home: string): string {
  const bin = join(home, 'bin')
  mkdirSync(bin, { recursive: true })
  writeFileSync(
    join(bin, 'kubeplan'),
    `#!/bin/sh\nexec '${process.execPath}' '${join(ROOT, 'bin', 'kubeplan.js')}' "$@"\n`,
  )
  chmodSync(join(bin, 'kubeplan'), 0o755)
  const env = { PATH: `${bin}:${process.env['PATH'] ?? ''}`, HOME: home }
  const { stdout } = spawnSync('sh', ['-c', `(${command}) 2>&1`], { cwd: join(home, 'work'), env, encoding: 'utf8' })
  return stdout
}

test('every example of the README gives what it shows, one after another in one home', async () => {
  const home = newHome()
  writeFileSync(join(home, 'work', 'demo.yaml'), demo())
  const shown = examples()
  const given: Example[] = []
  for (const { command } of shown) {
    const output = /[|>&;]/.test(command) ? inShell(command, home) : await onTerminal(command, home)
    given.push({ command, output })
  }
  expect(shown.length).toBeGreaterThan(8)
  expect(given.map(({ command, output }) => ({ command, output: lines(output) }))).toEqual(
    shown.map(({ command, output }) => ({ command, output: lines(output) })),
  )
})

test('the team file of the README is one, for the conference that ships', async () => {
  const home = newHome()
  const files = { 'team.yaml': team(), 'ana.yaml': AGENDA, 'bo.yaml': AGENDA }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(home, 'work', name), text)
  expect(await onTerminal('kubeplan check team.yaml', home)).toBe('team.yaml: no problems\n')
  expect(await onTerminal('kubeplan team team.yaml', home)).toContain('no split beats it (proven)')
})

const AGENDA = 'conference: kubecon-na-2020\n'

/** A table's lines end in spaces, which editors would remove. */
function lines(text: string): readonly string[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => line.trimEnd())
}

test('the two set-up commands stand there, and are what package.json has', () => {
  expect(README).toContain('npm ci && npx kubeplan list --day fri\n')
  expect(README).toContain('\nnpm cit\n')
  expect(manifest.bin).toEqual({ kubeplan: 'bin/kubeplan.js' })
  expect(manifest.scripts).toHaveProperty('test')
})

test('every production dependency has its reason in the README', () => {
  const reasons = Object.keys(manifest.dependencies).filter((name) =>
    new RegExp(`^\\| ${name} \\| .{10,}\\|$`, 'm').test(README),
  )
  expect(reasons).toEqual(Object.keys(manifest.dependencies))
})

test('every room of src is in the layout', () => {
  const { stdout } = spawnSync('git', ['ls-files', 'src'], { cwd: ROOT, encoding: 'utf8' })
  const rooms = new Set(
    stdout.split('\n').flatMap((file) => (file.split('/').length > 2 ? [`src/${file.split('/')[1]}/`] : [])),
  )
  expect([...rooms].filter((room) => !README.includes(room))).toEqual([])
})

test('the workflow for organisers is YAML, and each of its commands works on the programme that the README shows', async () => {
  const workflow = parse(/^```yaml\n(# \.github\/workflows[\s\S]*?)^```$/m.exec(README)?.[1] ?? '')
  const steps: readonly { readonly run?: string; readonly uses?: string }[] = workflow.jobs.programme.steps
  expect(steps.every(({ run: command, uses }) => (command === undefined) !== (uses === undefined))).toBe(true)
  const commands = steps.flatMap(({ run: command = '' }) => (command.startsWith('kubeplan ') ? [command] : []))
  expect(commands.length).toBeGreaterThan(1)
  const home = newHome()
  writeFileSync(join(home, 'work', 'programme.yaml'), demo())
  for (const command of commands) {
    const { world, told } = testWorld({ home })
    expect([command, await run(wordsOf(command).slice(1), world), told.stderr.includes('error')]).toEqual([
      command,
      0,
      false,
    ])
  }
  expect(readdirSync(join(home, 'work', 'site'))).toContain('index.html')
})
