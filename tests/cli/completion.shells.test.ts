import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isInstalled, skipAloud } from '../judges/judge.js'
import { kubeplan, ROOT } from './kubeplan.js'

/** Everything that a shell treats specially; `touch pwned` must never run. */
const SIGNS =
  'all\'s "of" $(touch pwned) `touch pwned` $HOME \\n \\ ; & | <a >b (c) {d,e} [f-g] *.yaml ? ~ # ! !! ^h^i % 2+2=4, j@k 東京 🎉'
const COLON = 'colon: in: it'
const TRACK = `Zoo's $(touch pwned) "and" \\`

const CATALOGUE = JSON.stringify({
  kubeplan: 'catalogue/1',
  conference: { name: 'Signs', slug: 'signs', timezone: 'UTC' },
  sessions: [
    { id: SIGNS, title: `Title: ${SIGNS}`, start: '2026-05-01 10:00', track: TRACK, room: 'Hall 8 | Room: A' },
    { id: COLON, title: `Title: ${COLON}`, start: '2026-05-02 10:00', track: 'Security', room: 'Hall 9 | Room: B' },
  ],
})

const READY = 'READY>'

/** How each begins, and what it reads first to show the prompt and to complete. */
const SHELLS = [
  {
    name: 'bash',
    argv: ['bash', '--norc', '--noprofile', '-i'],
    begin: `PS1='${READY}'; source <(kubeplan completion bash)`,
  },
  {
    name: 'zsh',
    argv: ['zsh', '-f', '-i'],
    begin: `autoload -Uz compinit; compinit -u -D; source <(kubeplan completion zsh); PS1='${READY}'`,
  },
  {
    name: 'fish',
    argv: ['fish', '--no-config', '-i'],
    begin: `function fish_prompt; echo -n '${READY}'; end; kubeplan completion fish | source`,
  },
]

describe.each(SHELLS)('$name', ({ name, argv, begin }) => {
  const missing = isInstalled('tmux', ['-V']) ? (isInstalled(name, ['--version']) ? undefined : name) : 'tmux'
  test.skipIf(missing === undefined)(`${name} completes nothing here`, (context) =>
    skipAloud(context, missing ?? '', missing ?? '', `completion was not tried in ${name}`),
  )
  if (missing !== undefined) return

  let home = ''
  const received = () => join(home, 'received')
  const tmux = (...words: string[]) =>
    spawnSync('tmux', ['-L', `kubeplan-${process.pid}-${name}`, '-f', '/dev/null', ...words], { encoding: 'utf8' })
  const press = (...keys: string[]) => tmux('send-keys', '-t', 'x', ...keys)
  const screen = () => tmux('capture-pane', '-p', '-t', 'x').stdout
  const until = async (isDone: () => boolean) => {
    const end = Date.now() + 60_000
    while (!isDone() && Date.now() < end) await new Promise((done) => setTimeout(done, 50))
    if (!isDone()) throw new Error(`nothing came of it:\n${screen()}`)
  }

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'kubeplan-shell-'))
    const [work, programs] = [join(home, 'work'), join(home, 'programs')]
    for (const folder of [work, programs]) mkdirSync(folder)
    writeFileSync(join(work, 'signs.json'), CATALOGUE)
    writeFileSync(join(work, "ana's agenda.yaml"), 'conference: signs\n')
    await kubeplan(['import', 'signs.json'], { home })
    // Completion is kubeplan's; every other call writes down the words that it gets.
    const [program, real] = [join(programs, 'kubeplan'), `'${process.execPath}' '${join(ROOT, 'bin', 'kubeplan.js')}'`]
    const script = `#!/bin/sh
if [ "$1" = completion ]; then exec ${real} "$@"; fi
printf '%s\\0' "$@" >'${received()}.new'
mv '${received()}.new' '${received()}'
`
    writeFileSync(program, script, { mode: 0o755 })
    const path = `PATH=${programs}:${process.env['PATH']}`
    const environment = ['env', '-i', `HOME=${home}`, path, 'TERM=screen', 'LANG=C.UTF-8', 'HISTFILE=/dev/null']
    tmux('new-session', '-d', '-s', 'x', '-x', '200', '-y', '50', '-c', work, ...environment, ...argv)
    await until(() => screen().trim() !== '')
    press('-l', '--', begin)
    press('Enter')
    await until(() =>
      screen()
        .split('\n')
        .some((line) => line.startsWith(READY)),
    )
  })
  afterAll(() => {
    tmux('kill-server')
    rmSync(home, { recursive: true, force: true, maxRetries: 5 })
  })

  test.each<[string, readonly string[]]>([
    ['lis\t--unsch\t--day fr\t--day=fr\t', ['list', '--unscheduled', '--day', 'fri', '--day=fri']],
    ['list --not-tra\tsec\t-c si\t', ['list', '--not-track', 'Security', '-c', 'signs']],
    [
      `list -t Zo\t--track=Zo\t--track "Zo\t--track 'Zo\t`,
      ['list', '-t', TRACK, `--track=${TRACK}`, '--track', TRACK, '--track', TRACK],
    ],
    [`list -r Hall\\ 8\\ \\|\\ Room:\t-r "Hall 8\t`, ['list', '-r', 'Hall 8 | Room: A', '-r', 'Hall 8 | Room: A']],
    [`add -m al\tcol\t`, ['add', '-m', SIGNS, COLON]],
    [`add "al\t"col\t`, ['add', SIGNS, COLON]],
    [`add 'al\t'colon: in\t`, ['add', SIGNS, COLON]],
    ['check ana\t--agenda an\t', ['check', "ana's agenda.yaml", '--agenda', "ana's agenda.yaml"]],
  ])('%j gives %j', async (keys, words) => {
    rmSync(received(), { force: true })
    for (const part of `kubeplan ${keys}`.split(/(\t)/)) {
      if (part === '\t') press('Tab')
      else if (part) press('-l', '--', part)
    }
    press('Enter')
    await until(() => existsSync(received()))
    expect(readFileSync(received(), 'utf8').split('\0').slice(0, -1)).toEqual(words)
  })

  test('nothing in a title was run', () => {
    expect(readdirSync(join(home, 'work')).sort()).toEqual(["ana's agenda.yaml", 'signs.json'])
  })
})
