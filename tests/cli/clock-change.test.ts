import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { someOf } from '../fixtures/cases.js'
import { kubeplan, newHome } from './kubeplan.js'

/** Nights on which clocks change, and the moment of 04:00 on the clocks of the zone. */
const NIGHTS = [
  ['Europe/Amsterdam', '2026-03-28', '2026-03-29T02:00Z'],
  ['Europe/Amsterdam', '2026-10-24', '2026-10-25T03:00Z'],
  ['America/New_York', '2026-03-07', '2026-03-08T08:00Z'],
  ['America/New_York', '2026-10-31', '2026-11-01T09:00Z'],
  ['Australia/Lord_Howe', '2026-10-03', '2026-10-03T17:00Z'],
  ['Australia/Lord_Howe', '2026-04-04', '2026-04-04T17:30Z'],
] as const

const MINUTE = 60_000

function clockIn(zone: string, moment: number): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(moment)
}

/** The end on a clock that keeps the offset it had at `start`, which must not be shown anywhere. */
function unchanged(zone: string, start: number, end: number): string {
  const [hours = 0, minutes = 0] = clockIn(zone, start).split(':').map(Number)
  const shown = hours * 60 + minutes + Math.round((end - start) / MINUTE)
  return new Date(shown * MINUTE).toISOString().slice(11, 16)
}

/** Two sessions and a block of mine that last across the change, and a session after it; `owls` and the block clash. */
function night(zone: string, evening: string, four: number) {
  const home = newHome()
  const morning = new Date(Date.parse(evening) + 86_400_000).toISOString().slice(0, 10)
  const when = (from: string, to: string) => `start: ${evening} ${from}, end: ${morning} ${to}`
  writeFileSync(
    join(home, 'work', 'night.yaml'),
    `conference: { name: Night, slug: night, timezone: ${zone}, day_change: "06:00" }
rooms: { walks: [{ from: Barn, to: Loft, walk: 45m }] }
sessions:
  - { id: owls, title: Owls, room: Barn, ${when('23:07', '04:07')} }
  - { id: bats, title: Bats, room: Barn, ${when('23:11', '04:11')} }
  - { id: larks, title: Larks, room: Loft, start: ${morning} 04:31, end: ${morning} 04:53 }
`,
  )
  writeFileSync(
    join(home, 'work', 'mine.yaml'),
    `conference: night
picks: [{ session: owls }, { session: larks }]
blocks: [{ title: Watch, ${when('23:09', '04:09')}, room: Barn }]
`,
  )
  const environment = { KUBEPLAN_CATALOGUE: './night.yaml', KUBEPLAN_AGENDA: 'mine.yaml', NO_COLOR: '1' }
  return { home, environment, now: new Date(four - 60 * MINUTE).toISOString(), terminal: 100 }
}

/** The ends in each view: `owls` until 04:07, `bats` until 04:11, `watch` until 04:09. */
const VIEWS: readonly (readonly [argv: string, ends: readonly ('owls' | 'watch' | 'bats')[]])[] = [
  ['list', ['owls', 'bats']],
  ['list --format tsv', ['owls', 'bats']],
  ['grid', []],
  ['show owls', ['owls']],
  ['show bats', ['bats']],
  ['agenda', ['owls', 'watch']],
  ['agenda --format tsv', ['owls', 'watch']],
  ['agenda --json', ['owls', 'watch']],
  ['clashes', ['owls', 'watch']],
  ['clashes --format tsv', ['owls']],
  ['clashes --json', ['owls']],
  ['clashes --all --json', ['owls']],
  ['now', ['owls', 'watch']],
  ['now --json', ['owls', 'watch']],
  ['now --format tsv', ['owls', 'watch']],
  ['plan', []],
  ['plan --json', []],
  ['why bats', []],
  ['export - --format md --blocks', ['owls', 'watch']],
  ['export - --format html --blocks', ['owls', 'watch']],
  ['export - --format html --all', ['owls', 'bats']],
]

/** Their documents have the catalogue's times, at the venue. */
const ON_THE_VENUE_CLOCK: typeof VIEWS = [
  ['list --json', ['owls', 'bats']],
  ['export - --format csv', ['owls']],
  ['export - --format yaml', ['owls']],
  ['export - --format json --all', ['owls', 'bats']],
]

describe.each(NIGHTS)('on the night of a change in %s, %s', (zone, evening, at) => {
  const four = Date.parse(at)
  const ends = { owls: four + 7 * MINUTE, watch: four + 9 * MINUTE, bats: four + 11 * MINUTE }
  const starts = { owls: '23:07', watch: '23:09', bats: '23:11' }

  const others = ['UTC', 'America/New_York', 'Europe/Berlin', 'Asia/Kolkata']
  test.each([
    zone,
    ...someOf(
      others,
      4,
      NIGHTS.findIndex((night) => night[1] === evening),
    ),
  ])('every end is on the clock of %s', async (shown) => {
    const place = night(zone, evening, four)
    for (const [argv, told] of [...VIEWS, ...ON_THE_VENUE_CLOCK]) {
      const clock = ON_THE_VENUE_CLOCK.some(([own]) => own === argv) ? zone : shown
      const { exit, stdout, stderr } = await kubeplan([...argv.split(' '), '--tz', shown], place)
      expect([argv, exit, stderr]).toEqual([argv, 0, ''])
      const clocks = new Set(stdout.match(/\d{2}:\d{2}/g))
      for (const [name, end] of Object.entries(ends)) {
        const start =
          Date.parse(`${evening}T${starts[name as keyof typeof starts]}Z`) - offsetIn(zone, four - 12 * 60 * MINUTE)
        const right = clockIn(clock, end)
        const wrong = unchanged(clock, start, end)
        if (told.includes(name as 'owls'))
          expect([argv, name, right, clocks.has(right)]).toEqual([argv, name, right, true])
        if (wrong !== right) expect([argv, name, wrong, clocks.has(wrong)]).toEqual([argv, name, wrong, false])
      }
    }
  })

  test('calendars have the very moments', async () => {
    const place = night(zone, evening, four)
    const utc = new Date(ends.watch).toISOString().replace(/[-:]|\.000/g, '')
    const plain = await kubeplan(['export', '-', '--format', 'ics', '--blocks'], place)
    expect(plain.stdout).toContain(`DTEND:${utc}\r\n`)
    const zoned = await kubeplan(['export', '-', '--format', 'ics', '--blocks', '--tzid'], place)
    expect(zoned.stdout).toContain(
      `DTEND;TZID=${zone}:${new Date(Date.parse(evening) + 86_400_000).toISOString().slice(0, 10).replaceAll('-', '')}T040900\r\n`,
    )
  })

  test('what a pick has seen is on the clock of the venue', async () => {
    const place = night(zone, evening, four)
    await kubeplan(['add', 'bats', '--tz', 'Asia/Kolkata'], place)
    const kept = readFileSync(join(place.home, 'work', 'mine.yaml'), 'utf8')
    const end = /title: Bats,?\s+start: \S+\s+end: ([^\s,]+)/.exec(kept)?.[1] ?? ''
    expect([end.slice(11, 16), Date.parse(end)]).toEqual(['04:11', ends.bats])
  })
})

/** Milliseconds that a zone is ahead of UTC. */
function offsetIn(zone: string, moment: number): number {
  const shown = new Date(moment).toLocaleString('sv-SE', { timeZone: zone })
  return Date.parse(`${shown.replace(' ', 'T')}Z`) - moment
}

test.each([
  ['Europe/Amsterdam', '2026-03-28', '23:00-02:30', '02:30', '03:00'],
  ['Europe/Amsterdam', '2026-03-29', '02:15-05:00', '02:15', '03:00'],
  ['America/New_York', '2026-03-07', '23:00-02:00', '02:00', '03:00'],
  ['Australia/Lord_Howe', '2026-10-03', '22:00-02:10', '02:10', '02:30'],
])('a block in %s on %s at %s: the time that the clocks skip is named, and the next one', async (...night) => {
  const [zone, day, time, skipped, next] = night
  const home = newHome()
  const programme = `conference: { name: Night, timezone: ${zone} }\nsessions: [{ title: A, start: ${day} 10:00, end: 11:00 }]\n`
  writeFileSync(join(home, 'work', 'night.yaml'), programme)
  const block = (when: string) =>
    kubeplan(['block', 'Watch', '-c', 'night.yaml', '--day', day, '--time', when], { home })
  const { exit, stderr } = await block(time)
  expect([exit, stderr]).toEqual([2, expect.stringContaining(`"${skipped}" does not exist in ${zone}`)])
  expect(stderr).toContain(`such as ${next}`)
  expect((await block(time.replace(skipped, next))).exit).toBe(0)
})
