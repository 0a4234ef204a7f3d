import { spawn } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, test, vi } from 'vitest'
import { endlessProgramme } from '../fixtures/endless.js'
import { lintCalendar } from '../render/calendar-lint.js'
import { kubeplan, newHome, ROOT, spawnKubeplan } from './kubeplan.js'

const CATALOGUE = `conference: { name: DemoConf, slug: democonf, timezone: Europe/Amsterdam, first_day: 2026-03-24 }
rooms: { default_walk: 5m }
sessions:
  - { id: keynote, title: "Keynote: Welcome", kind: keynote, room: Hall 12, start: 2026-03-24 09:00, end: "09:45" }
  - { id: gateway, title: Gateway API, track: Networking, room: Hall 8, start: 2026-03-24 10:00, end: "10:30" }
  - { id: mesh, title: Service Mesh at Scale, track: Networking, room: Hall 9, start: 2026-03-24 10:00, end: "10:30" }
  - { id: secrets, title: Secrets, track: Security, room: Hall 10, start: 2026-03-24 10:00, end: "10:30" }
  - { id: ebpf, title: Attack Defense, track: Security, room: Elicium 1, start: 2026-03-24 11:00, end: "12:30" }
  - { id: ebpf-again, title: Attack Defense again, track: Security, room: Elicium 1, start: 2026-03-25 11:00, end: "12:30", repeat_of: ebpf }
  - { id: helm, title: Helm 4 Is Here, track: Operations, room: Hall 8, start: 2026-03-24 11:00, end: "11:30" }
  - { id: otel, title: OpenTelemetry Update, track: Operations, room: Hall 8, start: 2026-03-25 11:00, end: "11:30" }
  - { id: later, title: A Talk Without a Time, track: Security, date: 2026-03-25 }
  - { id: gone, title: A Cancelled Talk, status: cancelled, start: 2026-03-25 14:00, end: "14:30" }
  - { id: twice, title: Given Twice, status: cancelled, start: 2026-03-25 15:00, end: "15:30" }
  - { id: twice-2, title: Given Twice again, repeat_of: twice, start: 2026-03-25 16:00, end: "16:30" }
  - { id: shell, title: The Shell, kind: umbrella, start: 2026-03-25 09:00, end: "17:00" }
  - { id: lunch, title: Lunch, kind: break, track: Networking, start: 2026-03-24 12:30, end: "13:30" }
`
const ANA = `conference: democonf
person: Ana
picks:
  - { session: keynote, priority: 5 }
  - { session: gateway, priority: 4 }
  - { session: ebpf, stage: maybe }
  - { session: helm, priority: 5, sequence: 3, changed: 2026-03-20T12:00:00Z, note: Sit in front. }
  - { session: later }
`
const TEAM = `members:
  - agenda: people/ana.yaml
  - name: Ben
    interests: ["track:security:2", "service mesh:3"]
    blocks: [{ title: Booth duty, start: 2026-03-24 10:45, end: "13:00" }]
  - { name: 東京, interests: ["track:operations"] }
together: [keynote]
cover: ["track:networking", otel, "kind:keynote"]
`

function office(files: Readonly<Record<string, string>> = {}) {
  const home = newHome()
  const all = { 'demo.yaml': CATALOGUE, 'people/ana.yaml': ANA, 'team.yaml': TEAM, ...files }
  mkdirSync(join(home, 'work', 'people'))
  for (const [name, text] of Object.entries(all)) writeFileSync(join(home, 'work', name), text)
  const run = (...argv: string[]) => kubeplan(['team', '-c', './demo.yaml', ...argv], { home })
  const documentOf = async (...argv: string[]) => {
    const { stdout, ...rest } = await run('--json', ...argv)
    return { ...rest, document: JSON.parse(stdout) }
  }
  return { home, work: join(home, 'work'), run, documentOf }
}

describe('team/1', () => {
  test('a team file: agendas, interests, blocks, together, cover', async () => {
    const { documentOf } = office()
    expect(await documentOf('team.yaml')).toEqual({
      exit: 0,
      stderr: '',
      document: {
        kubeplan: 'team/1',
        value: 24,
        bound: 24,
        proven: true,
        members: [
          { name: 'Ana', sessions: ['keynote', 'gateway', 'helm'] },
          { name: 'Ben', sessions: ['mesh', 'ebpf-again'] },
          { name: '東京', sessions: ['otel'] },
        ],
        uncovered: ['secrets'],
      },
    })
  })

  test('agenda files, each called by its person or its name; the same in any order of the programme and of the files', async () => {
    const ben = 'conference: democonf\npicks: [{ session: helm, priority: 5 }, { session: ebpf, priority: 4 }]\n'
    const { documentOf, work } = office({ 'ben.yaml': ben })
    const { document } = await documentOf('people/ana.yaml', 'ben.yaml')
    expect(document.members).toEqual([
      { name: 'Ana', sessions: ['keynote', 'gateway', 'helm'] },
      { name: 'ben', sessions: ['helm', 'ebpf-again'] },
    ])
    expect(document.value).toBe(23)
    const [head = '', ...sessions] = CATALOGUE.trimEnd().split(/\n(?= {2}- )/)
    writeFileSync(join(work, 'turned.yaml'), `${[head, ...sessions.reverse()].join('\n')}\n`)
    expect((await documentOf('people/ana.yaml', 'ben.yaml', '-c', './turned.yaml')).document).toEqual(document)
    const members = document.members.toReversed()
    expect((await documentOf('ben.yaml', 'people/ana.yaml')).document).toEqual({ ...document, members })
  })

  test('flags narrow what is chosen newly, --stage among each own picks', async () => {
    const { documentOf } = office()
    const ids = async (...argv: string[]) => {
      const { document } = await documentOf('people/ana.yaml', ...argv)
      return document.members[0].sessions
    }
    const going = ['keynote', 'gateway', 'helm']
    expect(await ids('--track', 'networking,operations')).toEqual(going)
    expect(await ids('--day', 'wed')).toEqual(['ebpf-again'])
    expect(await ids('--stage', 'maybe')).toEqual([...going, 'ebpf-again'])
    expect(await ids('--stage', 'going')).toEqual(going)
    expect(await ids('--not-stage', 'going')).toEqual([...going, 'ebpf-again'])
    // The walk is longer than the gap, so these two compete.
    expect(await ids('--walk', '1h')).toEqual(['keynote', 'helm', 'ebpf-again'])
  })

  test('what somebody is going to is theirs, whatever anybody would rather have or the flags say', async () => {
    const agenda = (person: string, ...picks: readonly string[]) =>
      `conference: democonf\nperson: ${person}\npicks: [${picks.join(', ')}]\n`
    const secrets = '{ session: secrets, priority: 5, stage: maybe }'
    const files = {
      'ana.yaml': agenda('Ana', '{ session: gateway, priority: 1 }', secrets),
      'bo.yaml': agenda('Bo', '{ session: gateway, priority: 2 }', secrets),
      'cleo.yaml': agenda('Cleo', '{ session: gateway, priority: 5, stage: maybe }'),
    }
    const { documentOf } = office(files)
    const names = ['ana.yaml', 'bo.yaml', 'cleo.yaml']
    const kept = {
      kubeplan: 'team/1',
      value: 3,
      bound: 3,
      proven: true,
      members: [
        { name: 'Ana', sessions: ['gateway'] },
        { name: 'Bo', sessions: ['gateway'] },
        { name: 'Cleo', sessions: [] },
      ],
      uncovered: ['secrets'],
    }
    expect((await documentOf(...names)).document).toEqual(kept)
    expect((await documentOf(...names, '--track', 'operations')).document).toEqual({ ...kept, uncovered: [] })
  })

  describe('days and times that are not split', () => {
    const ANA_BUSY = `conference: democonf
person: Ana
picks:
  - { session: keynote, priority: 5 }
  - { session: gateway, priority: 4 }
  - { session: mesh, priority: 2, stage: maybe }
  - { session: ebpf, priority: 4 }
  - { session: otel, priority: 3, stage: maybe }
  - { session: gone }
blocks: [{ title: Call, start: 2026-03-24 16:00, end: "16:30" }]
`
    const BEN = 'conference: democonf\nperson: Ben\npicks: [{ session: ebpf-again, priority: 5, stage: maybe }]\n'

    test.each([
      [[]],
      [['--day', 'tue']],
      [['--day', 'wed']],
      [['--not-day', 'tue']],
      [['--after', '10:30']],
      [['--after', '10:30', '--max-per-day', '2']],
      [['--before', '10:45']],
      [['--before', '10:45', '--walk', '20m']],
      [['--at', '10:15']],
      [['--after', 'now']],
      [['--after', 'now', '--day', 'wed']],
      [['--not-before', '09:30']],
      [['--day', 'wed', '--break', '11:00-12:00/45m']],
    ])('a team of one attends what a plan has: %j', async (flags) => {
      const { home } = office({ 'ana.yaml': ANA_BUSY })
      const at = { home, now: '2026-03-24T10:50:00+01:00' }
      const sessionsOf = async (...argv: readonly string[]) =>
        JSON.parse((await kubeplan([...argv, ...flags, '-c', './demo.yaml', '--json'], at)).stdout)
      const [split, plan] = [await sessionsOf('team', 'ana.yaml'), await sessionsOf('plan', '--agenda', 'ana.yaml')]
      expect(split.members[0].sessions).toEqual(plan.chosen.map(({ session }: { session: string }) => session))
      expect([split.value, split.bound]).toEqual([plan.value, plan.bound])
    })

    test('a content that somebody attends on another day is attended, and what is cancelled then is not told', async () => {
      const team = 'members: [{ agenda: ana.yaml }, { agenda: ben.yaml }]\ncover: [ebpf]\n'
      const files = { 'ana.yaml': ANA_BUSY, 'ben.yaml': BEN, 'team.yaml': team }
      const { documentOf, run, work } = office(files)
      const members = [
        { name: 'Ana', sessions: ['otel'] },
        { name: 'Ben', sessions: [] },
      ]
      const split = { kubeplan: 'team/1', value: 3, bound: 3, proven: true, members, uncovered: [] }
      expect((await documentOf('team.yaml', '--day', 'wed')).document).toEqual(split)
      expect((await run('team.yaml', '--day', 'tue')).stdout).not.toContain('A Cancelled Talk')
      expect((await run('team.yaml', '--day', 'wed')).stdout).toContain('A Cancelled Talk')
      writeFileSync(join(work, 'team.yaml'), `${team}together: [ebpf]\n`)
      expect((await documentOf('team.yaml', '--day', 'wed')).document.members[1].sessions).toEqual(['ebpf-again'])
    })

    test('what one is going to keeps its time beyond its day, and is given up for nothing that is split', async () => {
      const night = `conference: { name: Night, slug: night, timezone: Europe/Amsterdam }
sessions:
  - { id: dawn, title: Dawn, start: 2026-03-24 08:00, end: "09:00" }
  - { id: lark, title: Lark, start: 2026-03-24 08:30, end: "09:30" }
  - { id: owls, title: Owls, start: 2026-03-24 22:00, end: 2026-03-25 01:00 }
  - { id: bats, title: Bats, start: 2026-03-25 00:30, end: "01:30" }
  - { id: moon, title: Moon, start: 2026-03-25 02:00, end: "03:00" }
`
      const going = 'dawn }, { session: lark }, { session: owls'
      const ana = `conference: night
picks: [{ session: ${going} }, { session: bats, stage: maybe }, { session: moon, stage: maybe }]
`
      const { run, documentOf } = office({ 'demo.yaml': night, 'ana.yaml': ana })
      expect((await documentOf('ana.yaml', '--day', 'wed')).document).toMatchObject({
        value: 3,
        members: [{ sessions: ['moon'] }],
        uncovered: ['bats'],
      })
      expect((await documentOf('ana.yaml', '--day', 'tue', '--after', '21:00')).document).toMatchObject({
        value: 3,
        members: [{ sessions: ['owls'] }],
        uncovered: [],
      })
      expect((await run('ana.yaml', '--day', 'tue', '--after', '21:00')).stdout).not.toContain('given-up')
      expect((await run('ana.yaml', '--day', 'tue')).stdout).toContain('given-up')
    })

    test('what is kept at other times makes nobody richer', async () => {
      const maybe = ['gateway', 'helm', 'otel'].map((id) => `{ session: ${id}, stage: maybe }`)
      const agenda = (person: string, ...picks: readonly string[]) =>
        `conference: democonf\nperson: ${person}\npicks: [${[...picks, ...maybe].join(', ')}]\n`
      const files = {
        'ana.yaml': agenda('Ana'),
        'bo.yaml': agenda('Bo', '{ session: keynote, priority: 5 }', '{ session: mesh, stage: maybe, priority: 3 }'),
      }
      const { documentOf } = office(files)
      const { document } = await documentOf('ana.yaml', 'bo.yaml', '--after', '10:00')
      expect(document.value).toBe(12)
      expect(document.members.map(({ sessions }: { sessions: readonly string[] }) => sessions.length)).toEqual([2, 2])
    })
  })

  describe('keynotes back to back are one choice, as in a plan', () => {
    const HARBOUR = `conference: { name: Harbour, slug: harbour, timezone: Europe/Amsterdam }
sessions:
  - { id: open, title: Opening, kind: keynote, room: Hall, start: 2026-03-24 09:00, end: "09:20" }
  - { id: boats, title: Boats, kind: keynote, room: Hall, start: 2026-03-24 09:22, end: "09:40" }
  - { id: locks, title: Locks, kind: keynote, room: Hall, start: 2026-03-24 09:42, end: "10:00" }
  - { id: fog, title: Fog, room: Pier, start: 2026-03-24 09:10, end: "09:50" }
  - { id: tides, title: Tides, room: Hall, start: 2026-03-24 10:30, end: "11:00" }
  - { id: ropes, title: Ropes, room: Pier, start: 2026-03-24 11:30, end: "12:00" }
`
    const agenda = (person: string, ...picks: readonly string[]) =>
      `conference: harbour\nperson: ${person}\npicks: [${picks.map((pick) => `{ session: ${pick} }`).join(', ')}]\n`
    const KEYNOTES = ['open', 'boats', 'locks']
    const maybe = (id: string, priority: number) => `${id}, stage: maybe, priority: ${priority}`
    const ANA = agenda('Ana', ...KEYNOTES, 'tides', maybe('ropes', 2))
    const LIKED = KEYNOTES.map((id) => maybe(id, 1))
    const EACH = agenda('Ana', ...LIKED, maybe('tides', 5), maybe('ropes', 2))

    test.each([
      ['two of what one is going to', ANA, ['--max-per-day', '2'], [...KEYNOTES, 'tides']],
      ['three with one that one may go to', ANA, ['--max-per-day', '3'], [...KEYNOTES, 'tides', 'ropes']],
      [
        'two, of one of which only the end is told',
        ANA,
        ['--max-per-day', '2', '--after', '09:30'],
        ['locks', 'tides'],
      ],
      ['one of what one may go to', EACH, ['--max-per-day', '1'], ['tides']],
      ['two of what one may go to', EACH, ['--max-per-day', '2'], [...KEYNOTES, 'tides']],
      ['what is worth less than all of them', agenda('Ana', ...LIKED, maybe('fog', 2)), [], KEYNOTES],
      ['what is worth more than all of them', agenda('Ana', ...LIKED, maybe('fog', 5)), [], ['fog']],
    ])('%s', async (_, text, flags, expected) => {
      const { home } = office({ 'demo.yaml': HARBOUR, 'ana.yaml': text })
      const told = async (...argv: readonly string[]) =>
        JSON.parse((await kubeplan([...argv, ...flags, '-c', './demo.yaml', '--json'], { home })).stdout)
      const [split, plan] = [await told('team', 'ana.yaml'), await told('plan', '--agenda', 'ana.yaml')]
      expect(split.members[0].sessions).toEqual(expected)
      expect(plan.chosen.map(({ session }: { session: string }) => session)).toEqual(expected)
      expect([split.value, split.bound, split.proven]).toEqual([plan.value, plan.bound, true])
    })

    test.each([
      ['the end of one is the beginning of the other', ['open', 'boats', 'locks'], ['locks', 'gulls', 'piers'], 1],
      ['the other wants the middle alone', ['open', 'boats', 'locks', 'gulls', 'piers'], ['locks'], 0],
      ['one is within the other', ['boats', 'locks', 'gulls'], ['open', 'boats', 'locks', 'gulls', 'piers'], 2],
    ])('where two want parts of a run both get what they can: %s', async (_, ana, ben, lost) => {
      const more = `  - { id: gulls, title: Gulls, kind: keynote, room: Hall, start: 2026-03-24 10:02, end: "10:10" }
  - { id: piers, title: Piers, kind: keynote, room: Hall, start: 2026-03-24 10:12, end: "10:20" }
`
      const { documentOf } = office({
        'demo.yaml': HARBOUR + more,
        'ana.yaml': agenda('Ana', ...ana.map((id) => maybe(id, 3))),
        'ben.yaml': agenda('Ben', ...ben.map((id) => maybe(id, 3))),
      })
      const { document } = await documentOf('ana.yaml', 'ben.yaml')
      expect(document).toMatchObject({ value: 3 * new Set([...ana, ...ben]).size, proven: true, uncovered: [] })
      const shares = document.members.map((one: { sessions: readonly string[] }) => one.sessions.length)
      expect(Math.min(...shares)).toBeGreaterThanOrEqual(Math.min(ana.length, ben.length) - lost)
      const counted = await documentOf('ana.yaml', 'ben.yaml', '--max-per-day', '1')
      expect(counted.document.value).toBeGreaterThanOrEqual(3 * Math.max(ana.length, ben.length))
    })

    test('in a team one attends them all, or all who want them do; each counts for whoever attends it', async () => {
      const ben = agenda('Ben', ...KEYNOTES.map((id) => maybe(id, 2)), maybe('tides', 1), maybe('fog', 3))
      const team = 'members: [{ agenda: ana.yaml }, { agenda: ben.yaml }]\n'
      const files = { 'demo.yaml': HARBOUR, 'ana.yaml': EACH, 'ben.yaml': ben, 'team.yaml': team }
      const { documentOf, run, work } = office(files)
      const members = async (...flags: readonly string[]) =>
        (await documentOf('team.yaml', ...flags)).document.members.map((one: { sessions: unknown }) => one.sessions)
      expect(await members()).toEqual([['tides', 'ropes'], KEYNOTES])
      expect((await run('team.yaml')).stdout).toContain('boats\tattended\tBen\t2026-03-24\t09:22\t09:40\t2\t')
      writeFileSync(join(work, 'team.yaml'), `${team}together: [open, boats, locks]\n`)
      expect(await members()).toEqual([[...KEYNOTES, 'tides', 'ropes'], KEYNOTES])
      writeFileSync(join(work, 'team.yaml'), `${team}cover: [boats, fog]\n`)
      expect(await members()).toEqual([['fog', 'tides', 'ropes'], KEYNOTES])
    })
  })

  test('what one is going to at one time competes, at any sitting, and what is given up is said', async () => {
    const going =
      'ebpf, priority: 5 }, { session: helm, priority: 1 }, { session: gateway }, { session: mesh, priority: 4'
    const { run, documentOf } = office({
      'ana.yaml': `conference: democonf\nperson: Ana\npicks: [{ session: ${going} }]\n`,
    })
    expect((await documentOf('ana.yaml')).document.members).toEqual([
      { name: 'Ana', sessions: ['mesh', 'helm', 'ebpf-again'] },
    ])
    expect((await run('ana.yaml', '--format', 'table')).stdout).toContain('\n  Gives up: Gateway API (Tue 10:00)\n')
    expect((await run('ana.yaml', '--format', 'table')).stdout).toContain('Attack Defense again, not Tue 11:00')
    expect((await run('ana.yaml')).stdout).toContain('\ngateway\tgiven-up\tAna\t2026-03-24\t10:00\t')
    // No other sitting may be chosen, so the better one of the two stays.
    expect((await documentOf('ana.yaml', '--day', 'tue')).document.members).toEqual([
      { name: 'Ana', sessions: ['mesh', 'ebpf'] },
    ])
  })

  test('limits hold for each person, and what one is going to counts', async () => {
    const di = '{ name: Di, interests: ["track:networking", "track:security:2", helm] }'
    const { documentOf } = office({ 'team.yaml': `members: [{ agenda: people/ana.yaml }, ${di}]\n` })
    const sessions = async (...argv: string[]) => {
      const { document } = await documentOf('team.yaml', ...argv)
      return document.members.map((member: { sessions: readonly string[] }) => member.sessions)
    }
    const going = ['keynote', 'gateway', 'helm']
    expect(await sessions()).toEqual([going, ['secrets', 'ebpf']])
    expect(await sessions('--max-per-day', '3')).toEqual([going, ['secrets', 'ebpf']])
    // Three are too many for a day, so they compete; nine points each are fairer than ten and eight.
    expect(await sessions('--max-per-day', '2')).toEqual([
      ['keynote', 'gateway'],
      ['secrets', 'helm', 'ebpf-again'],
    ])
    expect(await sessions('--max-hours', '2h')).toEqual([going, ['secrets', 'ebpf']])
    expect(await sessions('--max-hours', '1h45m')).toEqual([going, ['secrets', 'ebpf-again']])
    expect(await sessions('--break', '11:00-13:00/1h')).toEqual([going, ['secrets']])
    // There is not enough time between two of the three, so they compete.
    expect(await sessions('--break', '10:00-12:00/1h')).toEqual([
      ['keynote', 'helm'],
      ['secrets', 'ebpf-again'],
    ])
    expect(await sessions('--not-before', '10:30')).toEqual([going, ['ebpf']])
    expect(await sessions('--not-after', '11:00')).toEqual([going, ['secrets']])
    // On the displayed clock: half past ten there is half past four here.
    expect(await sessions('--not-after', '04:30', '--tz', 'America/New_York')).toEqual([going, []])
  })

  test('a pick that takes no time is told with its reason, unless another sitting of it is attended', async () => {
    const picks = ['gone', 'twice', 'shell', 'helm'].map((id) => `{ session: ${id} }`).join(', ')
    const { run, documentOf } = office({ 'ana.yaml': `conference: democonf\nperson: Ana\npicks: [${picks}]\n` })
    expect((await documentOf('ana.yaml')).document.members).toEqual([{ name: 'Ana', sessions: ['helm', 'twice-2'] }])
    const { stdout } = await run('ana.yaml', '--format', 'table')
    expect(stdout).toContain(`
  Cancelled: A Cancelled Talk
  Takes no time: The Shell; to keep the time free:
    kubeplan block shell -c ./demo.yaml
`)
    expect((await run('ana.yaml')).stdout).toMatch(/^gone\tcancelled\tAna\t.*\nshell\tumbrella\tAna\t/m)
  })

  test('nobody is sent to another sitting than the picked one for nothing', async () => {
    const maybe = (id: string) => `conference: democonf\nperson: Ana\npicks: [{ session: ${id}, stage: maybe }]\n`
    const { documentOf } = office({ 'first.yaml': maybe('ebpf'), 'second.yaml': maybe('ebpf-again') })
    const ids = async (...argv: string[]) => (await documentOf(...argv)).document.members[0].sessions
    expect(await ids('first.yaml')).toEqual(['ebpf'])
    expect(await ids('second.yaml')).toEqual(['ebpf-again'])
    expect(await ids('second.yaml', '--day', 'tue')).toEqual(['ebpf'])
  })

  test('of splits worth the same the one that is best for whom it leaves the least', async () => {
    const all = ['gateway', 'helm', 'otel', 'keynote'].map((id) => `{ session: ${id}, stage: maybe }`).join(', ')
    const { documentOf } = office({
      'ana.yaml': `conference: democonf\nperson: Ana\npicks: [${all}]\n`,
      'bo.yaml': `conference: democonf\nperson: Bo\npicks: [${all}]\n`,
    })
    const { document } = await documentOf('ana.yaml', 'bo.yaml')
    expect(document.members).toEqual([
      { name: 'Ana', sessions: ['keynote', 'gateway'] },
      { name: 'Bo', sessions: ['helm', 'otel'] },
    ])
    expect([document.value, document.proven]).toEqual([12, true])
  })

  test('two of one name are told apart', async () => {
    const { documentOf } = office()
    const { document } = await documentOf('people/ana.yaml', 'people/ana.yaml')
    expect(document.members.map(({ name }: { name: string }) => name)).toEqual(['Ana', 'Ana 2'])
  })

  test('what must be covered and cannot be: told, and exit 1', async () => {
    const team = 'members: [{ name: Ana }]\ncover: [gateway, mesh, keynote]\n'
    const { documentOf, run } = office({ 'team.yaml': team })
    const { exit, document } = await documentOf('team.yaml')
    expect([exit, document.proven, document.uncovered]).toEqual([1, true, ['mesh']])
    expect(document.members).toEqual([{ name: 'Ana', sessions: ['keynote', 'gateway'] }])
    expect((await run('team.yaml', '--format', 'table')).stdout).toContain('1 that must be attended cannot be')
  })
})

test('for people: everybody, then what nobody attends', async () => {
  const { run } = office()
  expect((await run('team.yaml', '--format', 'table', '--width', '100')).stdout).toBe(
    `Worth 24; no split beats it (proven) · DemoConf · Tue 24 Mar - Wed 25 Mar · Europe/Amsterdam (UTC+1)
Ana · 3 sessions, 14 points
Tue 24 Mar
  09:00-09:45  Keynote: Welcome       Hall 12    5
  10:00-10:30  Gateway API            Hall 8     4
  11:00-11:30  Helm 4 Is Here         Hall 8     5
Ben · 2 sessions, 9 points
Tue 24 Mar
  10:00-10:30  Service Mesh at Scale  Hall 9     3
Wed 25 Mar
  11:00-12:30  Attack Defense again   Elicium 1  6
東京 · 1 session, 1 point
Wed 25 Mar
  11:00-11:30  OpenTelemetry Update   Hall 8     1
Nobody attends
  Tue 10:00-10:30  Secrets  Hall 10
No time known: A Talk Without a Time
Nobody's agenda was changed.   A calendar for each: --export FOLDER
`,
  )
})

test('in a pipe: a row for each session of each person', async () => {
  const { run } = office()
  const rows = (await run('team.yaml')).stdout.split('\n')
  expect(rows[0]).toBe('id\twhat\tmember\tdate\tstart\tend\tscore\troom\ttitle')
  expect(rows[2]).toBe('gateway\tattended\tAna\t2026-03-24\t10:00\t10:30\t4\tHall 8\tGateway API')
  expect(rows.slice(7, 9)).toEqual([
    'secrets\tuncovered\t\t2026-03-24\t10:00\t10:30\t\tHall 10\tSecrets',
    'later\tunplaced\t\t2026-03-25\t\t\t\t\tA Talk Without a Time',
  ])
})

describe('--export', () => {
  test('a calendar for each person, inside the folder, whatever they are called', async () => {
    const members = ['Ana', '../../Ana', 'CON', '東京', '', 'x'.repeat(150)]
    const team = `members:\n${members.map((name) => `  - { ${name === '' ? '' : `name: "${name}", `}interests: [gateway] }`).join('\n')}\ntogether: [gateway]\n`
    const { run, work } = office({ 'team.yaml': team })
    const { exit, stderr } = await run('team.yaml', '--export', 'out/calendars')
    expect(exit).toBe(0)
    const files = readdirSync(join(work, 'out', 'calendars')).sort()
    expect(files).toEqual(
      ['ana-2.ics', 'ana.ics', 'con-calendar.ics', 'member-4.ics', 'member-5.ics', `${'x'.repeat(80)}.ics`].sort(),
    )
    expect(readdirSync(work).sort()).toEqual(['demo.yaml', 'out', 'people', 'team.yaml'])
    expect(stderr.trimEnd().split('\n')).toHaveLength(members.length)
    for (const file of files) lintCalendar(readFileSync(join(work, 'out', 'calendars', file), 'utf8'))
  })

  test('what the split sends one to is confirmed, also what was only a maybe; revisions stay, notes do not leave', async () => {
    const { run, work } = office()
    await run('people/ana.yaml', '--export', 'out')
    const calendar = readFileSync(join(work, 'out', 'ana.ics'), 'utf8')
    const events = calendar.split('BEGIN:VEVENT').slice(1)
    const property = (name: string) => events.map((event) => new RegExp(`^${name}:(.*)\r$`, 'm').exec(event)?.[1])
    const ids = ['keynote', 'gateway', 'ebpf-again', 'helm']
    expect(property('UID')).toEqual(ids.map((id) => `${id}@democonf.kubeplan`))
    expect(property('STATUS')).toEqual(ids.map(() => 'CONFIRMED'))
    expect(property('TRANSP')).toEqual(ids.map(() => 'OPAQUE'))
    expect(property('SEQUENCE')).toEqual(['0', '0', '0', '3'])
    expect(calendar).not.toContain('Sit in front.')
    expect(calendar).toContain('NAME:DemoConf: Ana\r\n')
  })

  test('nothing is replaced without --force, and then nothing at all is written', async () => {
    const { run, work } = office()
    mkdirSync(join(work, 'out'))
    writeFileSync(join(work, 'out', 'ben.ics'), 'mine')
    const { exit, stderr } = await run('team.yaml', '--export', 'out')
    expect(exit).toBe(5)
    expect(stderr).toContain('ben.ics already exists')
    expect(readdirSync(join(work, 'out'))).toEqual(['ben.ics'])
    expect((await run('team.yaml', '--export', 'out', '--force')).exit).toBe(0)
    expect(readFileSync(join(work, 'out', 'ben.ics'), 'utf8')).toContain('BEGIN:VCALENDAR')
  })

  test('a folder that is a file is an error', async () => {
    const { run, work } = office()
    expect((await run('team.yaml', '--export', 'demo.yaml')).exit).toBe(5)
    expect(statSync(join(work, 'demo.yaml')).isFile()).toBe(true)
  })
})

describe('wrong input', () => {
  test.each<[string, Readonly<Record<string, string>>, readonly string[], number, string]>([
    ['no file named', {}, [], 2, 'an argument is missing: <file>'],
    ['a file that is not there', {}, ['nobody.yaml'], 3, 'cannot read nobody.yaml'],
    ['an address', {}, ['https://example.org/ana.ics'], 2, 'download it first'],
    ['an agenda of another conference', { 'ben.yaml': 'conference: other\n' }, ['ben.yaml'], 5, 'ben.yaml:1:13'],
    [
      'an agenda of a member that is not there',
      { 'team.yaml': 'members: [{ agenda: gone.yaml }]' },
      ['team.yaml'],
      3,
      'gone.yaml',
    ],
    [
      'an unknown key',
      { 'team.yaml': 'members: [{ nam: Ana }]' },
      ['team.yaml'],
      3,
      'team.yaml:1:13: unknown key "nam"; did you mean "name"?',
    ],
    ['an empty interest', { 'team.yaml': 'members: [{ interests: ["track:"] }]' }, ['team.yaml'], 3, 'team.yaml:1:25'],
    ['an unknown version', { 'team.yaml': 'kubeplan: team/2\nmembers: []' }, ['team.yaml'], 3, 'team.yaml:1:11'],
    [
      'an impossible block',
      { 'team.yaml': 'members: [{ blocks: [{ title: A, start: 2026-03-24 10:00, end: 2026-03-24 09:00 }] }]' },
      ['team.yaml'],
      3,
      'team.yaml:1:64',
    ],
    [
      'a track that no session has',
      { 'team.yaml': 'members: [{ interests: [track:cooking] }]' },
      ['team.yaml'],
      2,
      '--track "cooking"',
    ],
    ['an unknown session', { 'team.yaml': 'members: []\ntogether: [cooking]' }, ['team.yaml'], 2, '"cooking"'],
    ['a break that is none', {}, ['team.yaml', '--break', '12:00'], 2, '--break cannot be "12:00"'],
    ['no session a day', {}, ['team.yaml', '--max-per-day', '0'], 2, '--max-per-day cannot be "0"'],
    ['no hours a day', {}, ['team.yaml', '--max-hours', 'many'], 2, '--max-hours cannot be "many"'],
    ['a time limit of nothing', {}, ['team.yaml', '--time-limit', '0'], 2, '--time-limit cannot be "0"'],
    ['a time limit in no unit', {}, ['team.yaml', '--time-limit', '3 weeks'], 2, '--time-limit cannot be "3 weeks"'],
  ])('%s', async (_, files, argv, exit, words) => {
    const found = await office(files).run(...argv)
    expect([found.exit, found.stdout]).toEqual([exit, ''])
    expect(found.stderr).toContain(words)
  })

  test('all that is wrong in a team file and in its agendas is told at once, each with its place', async () => {
    const team = `members:
  - { agenda: gone.yaml, blok: [] }
  - { agenda: ben.yaml, interests: ["track:cooking"] }
together: [cooking]
cover: [keynote, "track:"]
`
    const { run } = office({ 'team.yaml': team, 'ben.yaml': 'conference: other\n' })
    const { exit, stdout, stderr } = await run('team.yaml', 'nobody.yaml')
    expect([exit, stdout]).toEqual([3, ''])
    expect(stderr.split('\n').filter((line) => !line.startsWith(' '))).toEqual([
      'team.yaml:2:15: cannot read gone.yaml: no such file or folder (ENOENT)',
      'team.yaml:2:26: unknown key "blok"; did you mean "blocks"?',
      'team.yaml:3:37: --track "cooking" matches no session',
      'team.yaml:4:12: no session is called "cooking"',
      'team.yaml:5:18: cover cannot be "track:"',
      'ben.yaml:1:13: this agenda is for "other", not for "democonf"',
      'kubeplan: cannot read nobody.yaml: no such file or folder (ENOENT)',
      '',
    ])
    const check = await kubeplan(['check', '-c', './demo.yaml', 'team.yaml', '--json'], {
      home: office({ 'team.yaml': team }).home,
    })
    expect(check.exit).toBe(3)
    expect(JSON.parse(check.stdout).problems.map(({ line }: { line: number }) => line)).toEqual([2, 2, 3, 3, 4, 5])
  })

  test('a misspelt "members" is still a team file', async () => {
    const { run } = office({ 'team.yaml': 'membrs: []\n' })
    expect((await run('team.yaml')).stderr).toContain('team.yaml:1:1: unknown key "membrs"; did you mean "members"?')
  })

  test('what is in an agenda and not in the programme is said, as is an agenda that is named twice', async () => {
    const { run } = office({ 'ben.yaml': 'conference: democonf\nperson: Ben\npicks: [{ session: gatewy-api }]\n' })
    const { exit, stderr } = await run('ben.yaml', './ben.yaml', '--json')
    expect(exit).toBe(0)
    expect(stderr).toContain('./ben.yaml is named twice and counts as two people.\n')
    expect(stderr).toContain('Not in the programme, but on the agenda of Ben: gatewy-api.')
  })

  test('words that match nothing are told, and the rest is split', async () => {
    const { run } = office({ 'team.yaml': 'members: [{ interests: [cooking, gateway] }]\ncover: [gardening]' })
    const { exit, stderr } = await run('team.yaml', '--json')
    expect(exit).toBe(0)
    expect(stderr).toMatch(/"cooking".*\n.*"gardening"/)
  })
})

test('the built program says the same', async () => {
  const { home, run } = office()
  expect(spawnKubeplan(['team', '-c', './demo.yaml', 'team.yaml'], home)).toEqual(await run('team.yaml'))
})

/** Everybody wants everything with slightly different points, so that no search ever finishes. */
function endless() {
  let seed = 3
  const likes = () => Array.from({ length: 40 }, (_, track) => `"track:T${track}:${1 + ((seed++ * 7) % 5)}"`).join(', ')
  return office({
    'demo.yaml': endlessProgramme(),
    'team.yaml': `members:\n${Array.from({ length: 8 }, (_, index) => `  - { name: M${index}, interests: [${likes()}] }\n`).join('')}`,
  })
}

test('--time-limit: the best that was found in time, with a bound', async () => {
  const { exit, document } = await endless().documentOf('team.yaml', '--time-limit', '2s')
  expect([exit, document.proven]).toEqual([0, false])
  expect(document.value).toBeGreaterThan(1000)
  expect(document.bound).toBeGreaterThan(document.value)
})

test('without --time-limit a split ends as soon as a plan does', async () => {
  const { documentOf } = endless()
  // All but half a second of the ten is over after the first look at the clock, and every other look takes a while.
  let passed = 0
  vi.spyOn(performance, 'now').mockImplementation(() => {
    const now = passed
    passed += passed === 0 ? 9500 : 10
    return now
  })
  const { exit, document } = await documentOf('team.yaml').finally(() => vi.restoreAllMocks())
  expect([exit, document.proven]).toEqual([0, false])
  expect(passed - 10_000).toBeLessThan(1000)
  expect((await kubeplan(['team', '--help'], {})).stdout.replace(/\s+/g, ' ')).toContain(
    'after this long (default: 10s); the best total comes first, then the fairest split of it',
  )
})

/** SIGHUP ends a process that does not handle it; once it is handled, the search has begun. */
function hearsSignals(pid: number | undefined): boolean {
  const caught = /^SigCgt:\s*([0-9a-f]+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '0'
  return (Number.parseInt(caught.slice(-2), 16) & 1) === 1
}

test.skipIf(process.platform !== 'linux')('Ctrl-C prints the best so far and ends with 130', async () => {
  const { home, work } = endless()
  const argv = [join(ROOT, 'bin', 'kubeplan.js'), 'team', '-c', './demo.yaml', 'team.yaml']
  const child = spawn(process.execPath, argv, { cwd: work, env: { HOME: home }, stdio: ['ignore', 'pipe', 'pipe'] })
  let [told, said] = ['', '']
  child.stdout.on('data', (text) => (told += text))
  child.stderr.on('data', (text) => (said += text))
  const ended = new Promise((resolve) => child.on('exit', (code, signal) => resolve({ code, signal })))
  while (!hearsSignals(child.pid)) await setTimeout(50)
  await setTimeout(500)
  child.kill('SIGINT')
  expect(await ended).toEqual({ code: 130, signal: null })
  expect(said).toBe('')
  expect(told).toMatch(/^id\twhat\tmember\t.*\n(?:\S+\tattended\t.*\n)+/)
})
