import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { kubeplan, newHome, ROOT } from './kubeplan.js'

const KUBECON = ['-c', join(ROOT, 'data', 'kubecon-na-2020.yaml')]

/** Titles that are cut alike, hold what a table is made of, are wide, or have a label. */
const HARD = `
conference: { name: Hard, timezone: UTC }
sessions:
  - { title: "Lightning Talk: The one about boats, ropes and the long way home", room: Hall, start: 2026-03-24 09:00, end: "09:20", speakers: [A. Lind] }
  - { title: "Lightning Talk: The one about boats, ropes and the short way home", room: Hall, start: 2026-03-24 09:00, end: "09:20" }
  - { title: "3 sessions of the sea…", room: Pier, start: 2026-03-24 09:00, end: "09:20" }
  - { title: "Kubernetes 在地社群：從零開始的維運之路 and what it means", room: 大會議廳, start: 2026-03-24 09:30, end: "10:00", url: "https://x.example/" }
  - { title: "[1] Of mice # TIME", room: Pier, start: 2026-03-25 09:30, end: "10:00", status: cancelled }
  - { title: "Untimed" }
`

async function idsOf(argv: readonly string[], home: string): Promise<readonly string[]> {
  const { stdout } = await kubeplan(['agenda', '--json', ...argv], { home })
  return JSON.parse(stdout).picks.map(({ session }: { readonly session: string }) => session)
}

async function listed(argv: readonly string[], home: string): Promise<readonly string[]> {
  return (await kubeplan(['list', '--format', 'ids', ...argv], { home })).stdout.trim().split('\n')
}

describe('add - reads the table of a list', () => {
  const screens = [60, 80, 100, 200].flatMap((terminal) => [
    { terminal, device: 1, environment: { NO_COLOR: '1' } },
    { terminal, device: 1, environment: { COLORTERM: 'truecolor', TERM_PROGRAM: 'vscode' } },
    { terminal, environment: { NO_COLOR: '1' } },
  ])

  test.each(screens)('%j: all rows, or none where any could be another session', async (screen) => {
    const home = newHome()
    writeFileSync(join(home, 'work', 'hard.yaml'), HARD)
    for (const argv of [
      [...KUBECON, '--day', 'fri'],
      [...KUBECON, 'kubernetes'],
      ['-c', './hard.yaml', '--not-room', 'Hall'],
      ['-c', './hard.yaml'],
    ]) {
      const { stdout } = await kubeplan(['list', ...argv], { ...screen, home })
      const program = argv.slice(0, 2)
      const before = await idsOf(program, home)
      const { exit, stderr } = await kubeplan(['add', '-', ...program], {
        home,
        stdin: `$ kubeplan list\r\n${stdout}$ `,
      })
      const after = await idsOf(program, home)
      if (exit === 0) expect([...new Set([...before, ...(await listed(argv, home))])].sort()).toEqual([...after].sort())
      else {
        expect([exit, after, stderr]).toEqual([
          2,
          before,
          expect.stringMatching(/could be any of 2 sessions|is shown as|nothing was changed/),
        ])
        expect(stderr).toContain('list --format ids')
      }
      // What has room enough is always read; without numbers, the reason why a word found a row looks like a row.
      if (screen.terminal >= 100 && (screen.device || !argv.includes('kubernetes')))
        expect([argv, exit]).toEqual([argv, 0])
    }
  })

  test('a row that stands for several sessions, or for none, ends it', async () => {
    const home = newHome()
    const rows = '  TIME         TITLE          ROOM\n  09:00-10:00  10 keynotes    Hall\n1 session.\n'
    expect(await kubeplan(['add', '-', ...KUBECON], { home, stdin: rows })).toEqual({
      exit: 2,
      stdout: '',
      stderr: expect.stringMatching(
        /^kubeplan: no session is shown as "10 keynotes" in a table\n.*kubeplan list --format ids .*\| kubeplan add - /,
      ),
    })
  })
})
