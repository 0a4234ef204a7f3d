import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { kubeplan, newHome } from './kubeplan.js'

const PROGRAMME = `conference: { name: Three Days, slug: three, timezone: Europe/Amsterdam, day_change: '04:00' }
sessions:
  - { id: mon-ten, title: Mon Ten, start: 2026-03-23 10:00, end: '11:00' }
  - { id: mon-four, title: Mon Four, start: 2026-03-23 16:00, end: '17:00' }
  - { id: tue-ten, title: Tue Ten, start: 2026-03-24 10:00, end: '11:00' }
  - { id: all-night, title: All Night, start: 2026-03-24 15:00, end: 2026-03-25 10:00 }
  - { id: tue-four, title: Tue Four, start: 2026-03-24 16:00, end: '17:00' }
  - { id: wed-ten, title: Wed Ten, start: 2026-03-25 10:00, end: '11:00' }
  - { id: poster, title: Poster, date: 2026-03-25 }
`

function desk(clock: string) {
  const home = newHome()
  writeFileSync(join(home, 'work', 'three.yaml'), PROGRAMME)
  const environment = { KUBEPLAN_CATALOGUE: './three.yaml', NO_COLOR: '1', KUBEPLAN_NOW: clock }
  return (...argv: readonly string[]) => kubeplan(argv, { home, environment })
}

const ids = async (run: ReturnType<typeof desk>, ...flags: readonly string[]) =>
  JSON.parse((await run('list', '--json', ...flags)).stdout).sessions.map(({ id }: { readonly id: string }) => id)

describe('now is a moment, its date included', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['2026-03-24T16:00:00+01:00', ['--after', 'now'], ['tue-four', 'wed-ten']],
    ['2026-03-24T16:00:01+01:00', ['--after', 'now'], ['wed-ten']],
    ['2026-03-24T16:30:00+01:00', ['--after', 'NOW', '--day', 'tue'], []],
    ['2026-03-24T16:30:00+01:00', ['--at', 'now'], ['all-night', 'tue-four']],
    ['2026-03-25T01:00:00+01:00', ['--at', 'now', '--day', 'tue'], ['all-night']],
    ['2026-03-25T05:00:00+01:00', ['--at', 'now', '--day', 'tue'], []],
    ['2026-03-25T05:00:00+01:00', ['--at', 'now', '--day', 'wed'], ['all-night']],
    ['2026-03-24T11:00:00+01:00', ['--before', 'now'], ['mon-ten', 'mon-four', 'tue-ten']],
    ['2026-03-24T11:00:00+01:00', ['--not-before', 'now', '--before', '24:00'], ['tue-four', 'wed-ten']],
    ['2026-03-24T11:00:00+01:00', ['--after', '!now'], ['mon-ten', 'mon-four', 'tue-ten', 'poster']],
    ['2026-03-24T16:30:00+01:00', ['--at', 'now,10:30'], ['mon-ten', 'tue-ten', 'all-night', 'tue-four', 'wed-ten']],
  ])('at %s, %j', async (clock, flags, expected) => {
    expect(await ids(desk(clock), ...flags)).toEqual(expected)
    const isMoment = !flags.some((flag) => flag.includes(':'))
    if (isMoment) expect(await ids(desk(clock), ...flags, '--tz', 'Asia/Tokyo')).toEqual(expected)
  })

  test('nothing then is told by its word, and other words are told the form', async () => {
    const run = desk('2026-03-26T12:00:00+01:00')
    expect((await run('list', '--after', 'now')).stderr).toContain('--after now')
    expect(await run('list', '--at', 'later')).toMatchObject({
      exit: 2,
      stderr: 'kubeplan: --at cannot be "later"\n  Write 16:00 or 4pm, or now.\n',
    })
  })
})
