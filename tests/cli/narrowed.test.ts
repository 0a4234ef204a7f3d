import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { kubeplan, newHome } from './kubeplan.js'

const CATALOGUE = `conference: { name: DemoConf, slug: democonf, timezone: Europe/Amsterdam, first_day: 2026-03-24 }
sessions:
  - { id: welcome, title: Welcome, room: Hall 1, start: 2026-03-24 09:00, end: "09:10" }
  - { id: opening, title: Opening, room: Hall 1, start: 2026-03-24 09:15, end: "09:45" }
  - { id: gateway, title: Gateway API, room: Hall 2, start: 2026-03-24 11:00, end: "11:30" }
  - { id: helm, title: Helm 4 Is Here, room: Hall 1, start: 2026-03-24 12:00, end: "12:30" }
`
const PICKS: readonly string[] = ['welcome', 'opening', 'gateway', 'helm']

/** Runs kubeplan with this agenda, and the programme above in a file. */
function office(agenda: string) {
  const home = newHome()
  const folder = join(home, '.local/share/kubeplan/democonf')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'agenda.yaml'), `conference: democonf\n${agenda}`)
  writeFileSync(join(home, 'work/demo.yaml'), CATALOGUE)
  return (argv: readonly string[], terminal = 100) =>
    kubeplan([...argv, '-c', './demo.yaml', '--no-color'], { home, terminal, now: '2026-03-20T12:00:00Z' })
}

const picksOf = (ids: readonly string[]) => `picks:\n${ids.map((id) => `  - { session: ${id} }\n`).join('')}`

describe('an agenda that flags narrow', () => {
  test('tells free time between two entries that it shows, and none beside one that it does not', async () => {
    const { stdout } = await office(picksOf(PICKS))(['agenda', '--after', '10:00'])
    expect(stdout.split('\n').slice(1, -1)).toEqual([
      expect.stringMatching(/^ {2}11:00-11:30 . Gateway API/),
      expect.stringMatching(/ free 30 min$/),
      expect.stringMatching(/^ {2}12:00-12:30 . Helm 4 Is Here/),
      expect.any(String),
    ])
  })

  test('as JSON, too, all times on one clock', async () => {
    const run = office(picksOf(PICKS))
    const { stdout } = await run(['agenda', '--after', '10:00', '--json'])
    expect(JSON.parse(stdout).gaps).toEqual([
      { start: '2026-03-24T11:30:00+01:00', end: '2026-03-24T12:00:00+01:00', minutes: 30 },
    ])
    const whole = await run(['agenda', '--json'])
    expect(JSON.parse(whole.stdout).gaps).toHaveLength(3)
    expect(whole.stdout).not.toContain('+00:00')
  })
})
