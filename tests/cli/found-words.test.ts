import { expect, test } from 'vitest'
import { kubeplan, newHome } from './kubeplan.js'

const HARBOUR = `
conference: { name: Harbour Days, timezone: UTC }
sessions:
  - { title: Ropes, room: Pier, start: 2026-03-24 10:30, end: "11:00", abstract: "All about knots, and the knotty tide." }
  - { title: Tides and knots, room: Hall, start: 2026-03-24 11:30, end: "12:00", abstract: "Knots again." }
  - { title: Boats, room: Hall, start: 2026-03-24 12:30, end: "13:00", tags: [knots] }
`

const list = async (terminal: number | undefined, ...more: string[]) => {
  const { stdout } = await kubeplan(['list', 'knots', '-c', '-', ...more], {
    stdin: HARBOUR,
    home: newHome(),
    environment: {},
    terminal,
  })
  return stdout.split('\n').slice(1, -2)
}

test('a row that does not show a word has the text with it below, indented under its title', async () => {
  expect(await list(60, '--color', 'never')).toEqual([
    '  TIME         TITLE            ROOM',
    '  11:30-12:00  Tides and knots  Hall',
    '  12:30-13:00  Boats            Hall',
    '               knots',
    '  10:30-11:00  Ropes            Pier',
    '               All about knots, and the knotty tide.',
  ])
})

test('what was found is bold, in faint texts as well', async () => {
  const lines = await list(60, '--color', 'always')
  expect(lines[1]).toContain('Tides and \u001b[1mknots\u001b[22m  ')
  expect(lines.at(-1)).toBe(
    '               \u001b[2mAll about \u001b[22m\u001b[1mknots\u001b[22m\u001b[2m, and the knotty tide.\u001b[22m',
  )
})

test('a narrow screen and a pipe show no other texts', async () => {
  for (const lines of [await list(59), await list(undefined, '--format', 'table'), await list(undefined)])
    expect(lines.join('\n')).not.toMatch(/All about|^ *knots$/m)
  expect((await list(undefined, '--format', 'table', '--color', 'always')).join('\n')).not.toContain('\u001b[1mknots')
})
