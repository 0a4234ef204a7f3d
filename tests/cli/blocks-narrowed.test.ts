import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { kubeplan, newHome } from './kubeplan.js'

const PROGRAMME = `conference: { name: Duty Days, slug: duty, timezone: Europe/Amsterdam }
sessions:
  - { id: owls, title: Owls, track: Night, start: 2026-03-24 09:00, end: '10:00' }
  - { id: bats, title: Bats, track: Night, start: 2026-03-25 00:10, end: '00:40' }
  - { id: larks, title: Larks, track: Morning, start: 2026-03-25 09:00, end: '10:00' }
`
const AGENDA = `conference: duty
picks: [{ session: owls }, { session: bats }, { session: larks }]
blocks:
  - { title: Booth, start: 2026-03-24 13:00, end: '14:00', room: Hall }
  - { title: Call, start: 2026-03-24 13:30, end: '14:30' }
  - { title: Dinner, start: 2026-03-24 22:00, end: 2026-03-25 00:30 }
  - { title: Train, start: 2026-03-24 23:00, end: 2026-03-25 00:20 }
`

function desk(now = '2026-03-24T13:10:00+01:00') {
  const home = newHome()
  writeFileSync(join(home, 'work', 'duty.yaml'), PROGRAMME)
  writeFileSync(join(home, 'work', 'mine.yaml'), AGENDA)
  const environment = { KUBEPLAN_CATALOGUE: './duty.yaml', KUBEPLAN_AGENDA: 'mine.yaml', NO_COLOR: '1' }
  return (...argv: readonly string[]) => kubeplan(argv, { home, environment, now })
}

const DUTIES = 'block:Booth block:Call'
const NIGHT = 'block:Dinner block:Train'
const LATE = ['block:Dinner bats', 'block:Train bats']

describe('clashes find block against block, whatever chooses sessions', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['nothing', [], [DUTIES, NIGHT, ...LATE]],
    ['a stage', ['--stage', 'any'], [DUTIES, NIGHT, ...LATE]],
    ['a track', ['--track', 'morning'], [DUTIES, NIGHT]],
    ['an id', ['--id', 'owls'], [DUTIES, NIGHT]],
    ['a word', ['larks'], [DUTIES, NIGHT]],
    ['what has no time', ['--not-unscheduled'], [DUTIES, NIGHT, ...LATE]],
    ['their day', ['--day', 'tue'], [DUTIES, NIGHT]],
    ['another day: only what reaches into it', ['--day', 'wed'], LATE],
    ['not their day', ['--not-day', 'tue'], LATE],
    ['a time before both', ['--before', '14:30'], [DUTIES, ...LATE]],
    ['a time after one: with the other all the same', ['--after', '13:30'], [DUTIES, NIGHT]],
    ['a time at which neither runs', ['--at', '09:30'], []],
    ['what runs now', ['--at', 'now'], [DUTIES]],
    ['what is still to come', ['--after', 'now'], [DUTIES, NIGHT, ...LATE]],
  ])('narrowed by %s', async (_name, flags, expected) => {
    const run = desk()
    const { stdout } = await run('clashes', '--json', ...flags)
    expect(JSON.parse(stdout).clashes.map(({ sessions }: { sessions: string[] }) => sessions.join(' '))).toEqual(
      expected,
    )
    expect((await run('clashes', '--exit-code', ...flags)).exit).toBe(expected.length > 0 ? 1 : 0)
  })
})

describe('what is shown of blocks is at the time that is asked for', () => {
  const titles = (text: string) => ['Booth', 'Call', 'Dinner', 'Train'].filter((title) => text.includes(title))

  test.each<[readonly string[], readonly string[]]>([
    [[], ['Booth', 'Call', 'Dinner', 'Train']],
    [['--day', 'wed'], []],
    [
      ['--after', '20:00'],
      ['Dinner', 'Train'],
    ],
    [
      ['--after', 'now'],
      ['Call', 'Dinner', 'Train'],
    ],
    [['--at', 'now'], ['Booth']],
    [['--before', '14:00'], ['Booth']],
    [
      ['--track', 'night'],
      ['Booth', 'Call', 'Dinner', 'Train'],
    ],
  ])('%j', async (flags, expected) => {
    const run = desk()
    const agenda = JSON.parse((await run('agenda', '--json', ...flags)).stdout)
    expect(agenda.blocks.map(({ title }: { title: string }) => title)).toEqual(expected)
    for (const format of ['ics', 'md', 'agenda'])
      expect([format, titles((await run('export', '--blocks', '--format', format, ...flags)).stdout)]).toEqual([
        format,
        expected,
      ])
  })
})
