import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { remarkTitle } from '../../../src/render/words/session-rows.js'
import { kubeplan, newHome } from '../../cli/kubeplan.js'

test.each([
  ['📚 Tutorial: Attack Defense: Under Siege', 'Attack Defense: Under Siege'],
  ['Sponsored Keynote: From Here', 'From Here'],
  ['Project Lightning Talk: One', 'One'],
  ['🚨 Contribfest: Waters', 'Waters'],
  ['Gateway API: Bridges', 'Gateway API: Bridges'],
  ['Tutorials Are Over: A Story', 'Tutorials Are Over: A Story'],
  ['Keynote:', 'Keynote:'],
  ['[block] Lunch', '[block] Lunch'],
  ['"Quoted" Words', '"Quoted" Words'],
  ['🎉', '🎉'],
  ['', ''],
])('%s, shortly: %s', (title, expected) => {
  expect(remarkTitle(title)).toBe(expected)
})

test.each([100, 80])('an agenda of %i columns tells what clashes so that one knows it again', async (width) => {
  const home = newHome()
  const file = join(home, 'work', 'c.yaml')
  const at = 'room: Elicium with a long name, start: 2026-03-24 09:00, end: "09:30"'
  writeFileSync(
    file,
    `conference: { name: Days, timezone: UTC }
sessions:
  - { title: "📚 Tutorial: Attack and Defense: Reading a Kernel While It Is Under Siege", ${at} }
  - { title: "Telemetry Project Update and a Very Long Talk With Those Who Made It", ${at} }
`,
  )
  await kubeplan(['-c', file, 'add', 'attack', 'telemetry', '-p', '5'], { home })
  const { stdout } = await kubeplan(['-c', file, 'agenda', '--format', 'table', '--width', `${width}`], { home })
  expect(stdout).toMatch(/× Attack and De.*…, 30 min$/m)
  expect(stdout).toMatch(/× Telemetry Pro.*…, 30 min$/m)
})
