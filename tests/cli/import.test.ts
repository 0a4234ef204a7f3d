import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { lintCalendar } from '../render/calendar-lint.js'
import { kubeplan, newHome } from './kubeplan.js'

interface Talk {
  readonly guid: string
  readonly title: string
  readonly start: string
  readonly room?: string
  readonly by?: string
}

const TALKS: readonly Talk[] = [
  { guid: 'g-1', title: 'Opening words', start: '2026-03-24T09:00:00+01:00', by: 'Ana Example' },
  { guid: 'g-2', title: 'Policies for people', start: '2026-03-24T10:00:00+01:00', by: 'Bo Sample' },
  { guid: 'g-3', title: 'Walls of YAML', start: '2026-03-24T11:00:00+01:00', by: 'Cy Model' },
  { guid: 'g-4', title: 'The last mile', start: '2026-03-25T09:00:00+01:00', by: 'Di Specimen' },
]

function schedule(talks: readonly Talk[], zone = 'Europe/Amsterdam'): string {
  const rooms: Record<string, object[]> = {}
  for (const { guid, title, start, room = 'Hall 1', by } of talks) {
    const persons = by === undefined ? [] : [{ public_name: by }]
    rooms[room] = [
      ...(rooms[room] ?? []),
      { guid, title, date: start, start: start.slice(11, 16), duration: '00:30', room, persons },
    ]
  }
  const days = [
    {
      index: 1,
      date: '2026-03-24',
      day_start: '2026-03-24T04:00:00+01:00',
      day_end: '2026-03-25T03:59:00+01:00',
      rooms,
    },
  ]
  return JSON.stringify({
    schedule: {
      version: '1',
      conference: {
        acronym: 'demo',
        title: 'Demo Days',
        start: '2026-03-24',
        end: '2026-03-25',
        time_zone_name: zone,
        days,
      },
    },
  })
}

function without(guid: string): readonly Talk[] {
  return TALKS.filter((talk) => talk.guid !== guid)
}

function withChange(guid: string, change: Partial<Talk>): readonly Talk[] {
  return TALKS.map((talk) => (talk.guid === guid ? { ...talk, ...change } : talk))
}

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

async function publisher(body: string | Uint8Array, type = 'application/json') {
  const state = { body, requests: 0 }
  const server = createServer((request, response) => {
    state.requests++
    const etag = `"${createHash('sha256').update(state.body).digest('hex')}"`
    if (request.headers['if-none-match'] === etag) return void response.writeHead(304).end()
    response.writeHead(200, { etag, 'content-type': type }).end(state.body)
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { state, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/schedule.json` }
}

const NOW = '2026-03-23T12:00:00Z'

async function imported(home: string, talks: readonly Talk[] = TALKS) {
  const { state, address } = await publisher(schedule(talks))
  const outcome = await kubeplan(['import', address, '--as', 'demo'], { home, now: NOW })
  return { state, address, outcome }
}

describe('import', () => {
  test('brings a schedule in, says what it has, and uses it from then on', async () => {
    const home = newHome()
    const { outcome } = await imported(home)
    expect(outcome).toEqual({
      exit: 0,
      stdout: '',
      stderr:
        'Imported Demo Days: 4 sessions, 2 days, 1 room, 4 speakers. It is in use now: kubeplan list (-c demo elsewhere)\n',
    })
    const { stdout } = await kubeplan(['list', '--day', 'tue'], { home })
    expect(
      stdout
        .split('\n')
        .slice(1, -1)
        .map((line) => line.split('\t').slice(0, 4)),
    ).toEqual([
      ['opening-words', '2026-03-24', '09:00', '09:30'],
      ['policies-for-people', '2026-03-24', '10:00', '10:30'],
      ['walls-of-yaml', '2026-03-24', '11:00', '11:30'],
    ])
    expect((await kubeplan(['list', '-c', 'kubecon-na-2020', '-d', 'fri'], { home })).stdout).toContain('kubectl-blame')
  })

  test('reads a download in the charset that its server declares, again after an update', async () => {
    const home = newHome()
    const body = (title: string) => `Title,Date,Start,End\n${title},2026-03-24,09:00,09:30\n`
    const { state, address } = await publisher(
      Buffer.from(body('Caf\xe9 \x93r\xf6sti\x94'), 'latin1'),
      'text/csv; charset=ISO-8859-1',
    )
    const titles = async () =>
      JSON.parse((await kubeplan(['list', '--json'], { home })).stdout).sessions.map(
        ({ title }: { title: string }) => title,
      )
    expect(await kubeplan(['import', address, '--timezone', 'Europe/Paris'], { home, now: NOW })).toMatchObject({
      exit: 0,
    })
    expect(await titles()).toEqual(['Café “rösti”'])
    state.body = Buffer.from(body('Th\xe9'), 'latin1')
    await kubeplan(['update', '--force'], { home, now: NOW })
    expect(await titles()).toEqual(['Thé'])
  })

  test('conferences lists what there is, use selects', async () => {
    const home = newHome()
    await imported(home)
    const list = async () => JSON.parse((await kubeplan(['conferences', '--json'], { home, now: NOW })).stdout)
    expect(await list()).toEqual({
      kubeplan: 'conferences/1',
      conferences: [
        { slug: 'demo', name: 'Demo Days', sessions: 4, in_use: true, fetched: NOW },
        { slug: 'kubecon-na-2020', name: 'KubeCon + CloudNativeCon North America 2020', sessions: 87, in_use: false },
      ],
    })
    expect(await kubeplan(['use', 'kubecon-na-2020'], { home })).toEqual({
      exit: 0,
      stdout: '',
      stderr: 'In use: kubecon-na-2020\n',
    })
    expect((await list()).conferences.map(({ in_use }: { in_use: boolean }) => in_use)).toEqual([false, true])
    const unknown = await kubeplan(['use', 'demoo'], { home })
    expect({ exit: unknown.exit, hint: /did you mean "demo"/.test(unknown.stderr) }).toEqual({ exit: 2, hint: true })
  })

  test('a file needs no import to be looked at', async () => {
    const home = newHome()
    const file = join(home, 'work', 'schedule.json')
    writeFileSync(file, schedule(TALKS))
    expect((await kubeplan(['list', '-c', file], { home })).stdout).toContain('walls-of-yaml')
  })

  test('a schedule that names no place asks for the zone, with the whole command', async () => {
    const home = newHome()
    const file = join(home, 'work', 'schedule.json')
    writeFileSync(file, schedule(TALKS, 'UTC'))
    const { exit, stderr } = await kubeplan(['import', file, '--as', 'demo'], { home })
    expect(exit).toBe(3)
    expect(stderr).toContain(`kubeplan import ${file} --as demo --timezone Area/City`)
    const imported = await kubeplan(['import', file, '--as', 'demo', '--timezone', 'Europe/Amsterdam'], { home })
    expect(imported.exit).toBe(0)
    // Stored with its zone, which no command needs again.
    expect(imported.stderr).toContain('It is in use now: kubeplan list (-c demo elsewhere)')
  })

  test.each([
    ['{"a": 1}', 'JSON of another kind'],
    ['<html><body>Log in</body></html>', 'a web page'],
    ['BEGIN:VCARD\r\nFN:Ana\r\nEND:VCARD\r\n', 'a contact'],
    ['', 'nothing|empty'],
  ])('what is no schedule is told from one: %s', async (text, words) => {
    const { exit, stdout, stderr } = await kubeplan(['import', '-', '--as', 'x', '--timezone', 'UTC'], { stdin: text })
    expect({ exit, stdout }).toEqual({ exit: 3, stdout: '' })
    expect(stderr).toMatch(new RegExp(words))
  })

  test('one bad event never spoils the rest; --strict says so with the exit code', async () => {
    const home = newHome()
    const file = join(home, 'work', 'schedule.json')
    writeFileSync(
      file,
      schedule([...TALKS, { guid: 'g-9', title: 'No time at all', start: 'soon, very soon, we hope' }]),
    )
    const lax = await kubeplan(['import', file, '--as', 'demo'], { home })
    expect(lax.exit).toBe(0)
    expect(lax.stderr).toMatch(/schedule\.json:1:\d+: warning: "No time at all" was kept with only its day/)
    expect(lax.stderr).toContain('5 sessions')
    expect((await kubeplan(['import', file, '--as', 'demo', '--strict'], { home })).exit).toBe(1)
  })

  test('import, export as yaml, read again: the same model', async () => {
    const home = newHome()
    await imported(home)
    const { stdout } = await kubeplan(['export', '--all', '--format', 'yaml'], { home })
    for (const format of ['json', 'yaml', 'csv']) {
      const again = await kubeplan(['list', '-c', '-', '--format', format], { home, stdin: stdout })
      expect(again).toEqual(await kubeplan(['list', '--format', format], { home }))
    }
  })
})

describe('one conference of several feeds', () => {
  const COLOCATED: readonly Talk[] = [
    { guid: 'g-1', title: 'Doors of the other day', start: '2026-03-23T09:00:00+01:00', by: 'Ed Other' },
    { guid: 'c-2', title: 'A day before', start: '2026-03-23T10:00:00+01:00' },
  ]

  async function both(home: string) {
    const [main, side] = [await publisher(schedule(TALKS)), await publisher(schedule(COLOCATED))]
    const outcome = await kubeplan(['import', main.address, side.address, '--as', 'demo'], { home, now: NOW })
    return {
      main,
      side,
      outcome,
      names: [main.address, side.address].map((address) => address.slice('http://'.length)),
    }
  }

  async function sourcesOf(home: string) {
    const { conference, sessions } = JSON.parse((await kubeplan(['list', '--json'], { home })).stdout)
    return {
      sources: conference.sources.map(({ url }: { url: string }) => url),
      ids: sessions.map(({ id, source }: { id: string; source?: string }) => [id, source]),
    }
  }

  test('each session tells which it came from; an update of one keeps the other', async () => {
    const home = newHome()
    const { main, side, outcome, names } = await both(home)
    expect(outcome.exit).toBe(0)
    const [ours, theirs] = names
    const before = [
      ['doors-of-the-other-day', theirs],
      ['a-day-before', theirs],
      ['opening-words', ours],
      ['policies-for-people', ours],
      ['walls-of-yaml', ours],
      ['the-last-mile', ours],
    ]
    expect(await sourcesOf(home)).toEqual({ sources: names, ids: before })
    await kubeplan(['add', 'a-day-before', 'opening-words'], { home, now: NOW })

    side.state.body = schedule([
      { ...COLOCATED[0], guid: 'g-1', title: 'Doors, renamed', start: '2026-03-23T08:00:00+01:00' },
      { guid: 'c-3', title: 'One more', start: '2026-03-23T11:00:00+01:00' },
      { ...COLOCATED[1], guid: 'c-2', title: 'A day before', start: '2026-03-23T10:00:00+01:00' },
    ])
    const asked = main.state.requests
    const { stdout } = await kubeplan(['update', '--json'], { home, now: NOW })
    expect(main.state.requests).toBe(asked + 1)
    expect(
      JSON.parse(stdout).changes.map(({ session, what }: { session: string; what: string }) => [session, what]),
    ).toEqual([
      ['doors-of-the-other-day', 'moved'],
      ['doors-of-the-other-day', 'title'],
      ['one-more', 'added'],
    ])
    expect(await sourcesOf(home)).toEqual({ sources: names, ids: before.toSpliced(2, 0, ['one-more', theirs]) })
  })

  test('show names it, where there are several; csv has a column for it', async () => {
    const home = newHome()
    const { names } = await both(home)
    const shown = await kubeplan(['show', 'a-day-before'], { home, terminal: 100, environment: { NO_COLOR: '1' } })
    expect(shown.stdout).toContain(`\nSource: ${names[1]}\n`)
    const csv = (await kubeplan(['show', 'a-day-before', '--format', 'csv'], { home })).stdout.split('\r\n')
    expect([csv[0]?.split(',').at(-1), csv[1]?.split(',').at(-1)]).toEqual(['source', names[1]])
    const alone = newHome()
    await imported(alone)
    const one = await kubeplan(['show', 'opening-words'], { home: alone, terminal: 100 })
    expect(one.stdout).not.toContain('Source:')
    expect((await kubeplan(['list', '--format', 'csv'], { home: alone })).stdout).not.toContain('source')
    expect((await sourcesOf(alone)).ids.map(([, source]: readonly unknown[]) => source)).toEqual(
      Array(4).fill(undefined),
    )
  })

  test('what was exported of it is one source where it is imported; looked at, it still tells', async () => {
    const home = newHome()
    const { names } = await both(home)
    const file = join(home, 'work', 'whole.yaml')
    await kubeplan(['export', file, '--all'], { home })
    const looked = await kubeplan(['show', 'a-day-before', '-c', file], { home, terminal: 100 })
    expect(looked.stderr).toBe('')
    expect(looked.stdout).toContain(`Source: ${names[1]}`)
    const again = await kubeplan(['import', file, '--as', 'again'], { home })
    expect(again.exit).toBe(0)
    const { sources, ids } = await sourcesOf(home)
    expect(sources).toEqual([file])
    expect(ids.map(([, source]: readonly unknown[]) => source)).toEqual(Array(6).fill(undefined))
  })

  test('two addresses that are told alike are told apart, and what both have is one', async () => {
    const home = newHome()
    const main = await publisher(schedule(TALKS))
    await kubeplan(['import', `${main.address}?feed=1`, `${main.address}?feed=2`, '--as', 'demo'], { home, now: NOW })
    const { sources, ids } = await sourcesOf(home)
    const name = main.address.slice('http://'.length)
    expect(sources).toEqual([name, `${name} (2)`])
    expect(ids.map(([, source]: readonly unknown[]) => source)).toEqual(TALKS.map(() => name))
  })
})

describe('update and changes', () => {
  test('nothing new is said, by asking the server only whether there is', async () => {
    const home = newHome()
    const { state } = await imported(home)
    expect(await kubeplan(['update'], { home, now: NOW })).toEqual({
      exit: 0,
      stdout: '',
      stderr: 'Nothing new: demo matches its source.\n',
    })
    expect(state.requests).toBe(2)
  })

  test('a moved pick moves in the agenda, in the clashes and in the calendar, under the same UID', async () => {
    const home = newHome()
    const { state } = await imported(home)
    await kubeplan(['add', 'policies', 'walls'], { home, now: NOW })
    await kubeplan(['export'], { home, now: NOW })
    state.body = schedule(withChange('g-2', { start: '2026-03-24T11:15:00+01:00' }))
    const { exit, stdout } = await kubeplan(['update', '--exit-code', '--json'], { home, now: NOW })
    expect(exit).toBe(1)
    expect(JSON.parse(stdout).changes).toEqual([
      {
        session: 'policies-for-people',
        what: 'moved',
        from: '2026-03-24T10:00:00+01:00',
        from_end: '2026-03-24T10:30:00+01:00',
        to: '2026-03-24T11:15:00+01:00',
        to_end: '2026-03-24T11:45:00+01:00',
        mine: true,
        past: false,
      },
    ])
    const shown = await kubeplan(['changes'], { home, now: NOW, terminal: 100, environment: { NO_COLOR: '1' } })
    expect(shown.stdout).toContain('1 of yours, 1 new clash · ')
    const after = { home, now: '2026-04-01T12:00:00Z', terminal: 100, environment: { NO_COLOR: '1' } }
    expect((await kubeplan(['changes'], after)).stdout).toContain('1 of yours, 1 new clash, already over · ')
    expect((await kubeplan(['changes', '--all'], after)).stdout).toContain('1 of yours, 1 new clash · ')
    expect(JSON.parse((await kubeplan(['changes', '--json'], after)).stdout).new_clashes).toHaveLength(1)
    const calendar = (await kubeplan(['export'], { home })).stdout
    expect(lintCalendar(calendar)).toEqual([])
    const event = calendar.split('BEGIN:VEVENT').find((text) => text.includes('Policies'))
    expect(event).toContain('UID:g-2@demo.kubeplan\r\n')
    expect(event).toContain('DTSTART:20260324T101500Z\r\n')
    expect(event).toContain('SEQUENCE:1\r\n')
    await kubeplan(['changes', '--seen'], { home })
    expect((await kubeplan(['changes', '--json'], { home, now: NOW })).stdout).toContain('"changes": []')
  })

  test.each([
    [
      [],
      '"kubecon-na-2020" came with kubeplan and does not change\n  What you import yourself can change: kubeplan import ADDRESS-OR-FILE',
    ],
    [
      ['-c', 'kubecon-na-2021'],
      'no catalogue is called "kubecon-na-2021"; did you mean "kubecon-na-2020"?\n  Known: kubecon-na-2020\n  Switch to one: kubeplan use SLUG   For a file, write its path: ./kubecon-na-2021.yaml',
    ],
  ])('changes %j cannot tell any, and says why', async (flags, told) => {
    expect(await kubeplan(['changes', ...flags])).toEqual({ exit: 2, stdout: '', stderr: `kubeplan: ${told}\n` })
  })

  test('of a file of which no pick remembers anything, nor can it', async () => {
    const home = newHome()
    writeFileSync(join(home, 'work', 'my.yaml'), 'conference: { name: My, timezone: UTC }\nsessions: [{ title: A }]\n')
    expect(await kubeplan(['changes', '-c', './my.yaml'], { home })).toEqual({
      exit: 2,
      stdout: '',
      stderr:
        'kubeplan: "./my.yaml" is a file, and kubeplan has no earlier version of it\n  Compare it with an older one: kubeplan changes OLD-FILE NEW-FILE\n',
    })
  })

  test('the same uid with another talk by others is replaced: the pick becomes maybe', async () => {
    const home = newHome()
    const { state } = await imported(home)
    await kubeplan(['add', 'policies'], { home, now: NOW })
    state.body = schedule(withChange('g-2', { title: 'Something else entirely', by: 'Ed Other' }))
    const { stdout } = await kubeplan(['update', '--json'], { home, now: NOW })
    expect(JSON.parse(stdout).changes.map(({ what, mine }: { what: string; mine: boolean }) => [what, mine])).toEqual([
      ['replaced', true],
    ])
    const { picks } = JSON.parse((await kubeplan(['agenda', '--json'], { home })).stdout)
    expect(picks.map(({ stage, title }: { stage: string; title: string }) => [stage, title])).toEqual([
      ['maybe', 'Something else entirely'],
    ])
  })

  test('an id stays when the title changes; a removed session stays on the agenda', async () => {
    const home = newHome()
    const { state } = await imported(home)
    await kubeplan(['add', 'policies', 'walls'], { home, now: NOW })
    state.body = schedule(
      without('g-3').map((talk) => (talk.guid === 'g-2' ? { ...talk, title: 'Policies for everybody' } : talk)),
    )
    await kubeplan(['update'], { home, now: NOW })
    const { picks } = JSON.parse((await kubeplan(['agenda', '--json'], { home })).stdout)
    expect(picks.map(({ session }: { session: string }) => session)).toEqual(['policies-for-people', 'walls-of-yaml'])
    expect((await kubeplan(['agenda'], { home, terminal: 80 })).stdout).toContain('walls-of-yaml')
  })

  test('an empty or halved schedule is questioned, never applied silently', async () => {
    const home = newHome()
    const { state } = await imported(home)
    await kubeplan(['add', 'policies'], { home, now: NOW })
    state.body = schedule(TALKS.slice(0, 1))
    const refused = await kubeplan(['update'], { home, now: NOW })
    expect(refused.exit).toBe(1)
    expect(refused.stderr).toContain('--force')
    expect((await kubeplan(['list'], { home })).stdout).toContain('walls-of-yaml')
    expect((await kubeplan(['update', '--force'], { home, now: NOW })).exit).toBe(0)
    expect((await kubeplan(['list'], { home })).stdout).not.toContain('walls-of-yaml')
  })

  test('a server that fails changes nothing', async () => {
    const home = newHome()
    const { state } = await imported(home)
    const before = (await kubeplan(['list'], { home })).stdout
    state.body = schedule(TALKS).slice(0, 200)
    expect((await kubeplan(['update'], { home, now: NOW })).exit).toBe(3)
    for (const server of servers.splice(0)) server.close()
    expect((await kubeplan(['update'], { home, now: NOW })).exit).toBe(4)
    expect((await kubeplan(['list'], { home })).stdout).toBe(before)
  })

  test('changes <old> <new> compares two files', async () => {
    const home = newHome()
    const [old, later] = [join(home, 'work', 'old.json'), join(home, 'work', 'new.json')]
    writeFileSync(old, schedule(TALKS))
    writeFileSync(later, schedule(withChange('g-1', { room: 'Hall 2' })))
    const { stdout } = await kubeplan(['changes', old, later, '--json'], { home, now: NOW })
    expect(JSON.parse(stdout).changes).toEqual([
      { session: 'opening-words', what: 'room', from: 'Hall 1', to: 'Hall 2', mine: false, past: false },
    ])
    expect(readFileSync(old, 'utf8')).toBe(schedule(TALKS))
  })
})

test('a narrowed programme is input again, though what is repeated was left out', async () => {
  const home = newHome()
  const file = join(home, 'work', 'x.yaml')
  const days = ['2026-01-01', '2026-01-02', '2026-01-03']
  const sessions = days.map((day, index) => ` - { id: s${index}, title: S${index}, date: ${day}, repeat_of: s0 }\n`)
  const text = sessions.join('').replace(', repeat_of: s0', '')
  writeFileSync(file, `conference: { name: A, timezone: UTC }\nsessions:\n${text}`)
  for (const format of ['yaml', 'json', 'csv']) {
    const { stdout } = await kubeplan(['list', '-c', file, '--day', '2026-01-02..2026-01-03', '--format', format], {
      home,
    })
    const narrowed = join(home, 'work', `narrowed.${format}`)
    writeFileSync(narrowed, stdout)
    const again = await kubeplan(['import', narrowed, '--as', format, '--timezone', 'UTC'], { home })
    expect(again.exit).toBe(0)
    const kept = await kubeplan(['check', join(home, '.local/share/kubeplan', format, 'catalogue.yaml')], { home })
    expect(kept.exit).toBe(0)
    const listed = JSON.parse((await kubeplan(['list', '--json'], { home })).stdout).sessions
    expect(listed.map(({ id, repeat_of }: { id: string; repeat_of?: string }) => [id, repeat_of])).toEqual([
      ['s1', undefined],
      ['s2', 's1'],
    ])
  }
})

test('of each kind of doubt and of reason three examples and a count are told, and check lists fifty', async () => {
  const home = newHome()
  const rows = [1, 2, 3, 4, 5].flatMap((number) => [
    `t${number},Talk ${number},2026-03-24 09:00,2026-03-24 08:00`,
    `l${number},Late ${number},2026-03-24 29:00,`,
    `n${number},,2026-03-24 10:00,`,
  ])
  const table = ['id,title,start,end', 'f,Fine,2026-03-24 09:00,2026-03-24 09:30', ...rows].join('\n')
  writeFileSync(join(home, 'work', 'x.csv'), table)
  const { exit, stderr } = await kubeplan(['import', 'x.csv', '--as', 'x', '--timezone', 'UTC'], { home })
  const counts = (pattern: RegExp) => stderr.match(pattern)?.length ?? 0
  expect(exit).toBe(0)
  expect([/"Talk/g, /"Late/g, /no title/g, /^and 2 more of the same kind$/gm].map(counts)).toEqual([3, 3, 3, 3])
  const checked = await kubeplan(['check', 'x.csv'], { home })
  expect(checked.stdout.match(/(?:time cannot be read|has no title)/g)).toHaveLength(10)

  const many = Array.from({ length: 60 }, (_, number) => `m${number},Late ${number},2026-03-24 29:00,`)
  writeFileSync(join(home, 'work', 'many.csv'), ['id,title,start,end', ...many, ...rows].join('\n'))
  const lists = await kubeplan(['check', 'many.csv'], { home })
  expect(lists.stdout.match(/time cannot be read/g)).toHaveLength(50)
  expect(lists.stdout).toMatch(/^many\.csv:52:1: warning: and 15 more warnings$/m)
  expect(lists.stdout).toMatch(/has no title/)
  expect(lists.stdout).toMatch(/^many\.csv: 1 error, 70 warnings$/m)

  writeFileSync(
    join(home, 'work', 'none.csv'),
    ['id,title,start,end', ...rows.filter((row) => row.startsWith('n'))].join('\n'),
  )
  const none = await kubeplan(['import', 'none.csv', '--as', 'y', '--timezone', 'UTC'], { home })
  expect([none.exit, none.stderr.match(/^and 2 more of the same kind$/gm)?.length]).toEqual([3, 1])
})

test('doubts of one kind are counted, whatever they quote of each entry', async () => {
  const home = newHome()
  const words = ['alpha', 'be(ta', '(gamma)', 'del"ta', 'eps: x']
  const events = words.flatMap((word, at) => [
    ...['BEGIN:VEVENT', `SUMMARY:Talk ${word}`, `DTSTART:2026060${at + 1}T090000Z`],
    ...[`${word} is (no) property`, `RRULE:FREQ=${word}`, 'END:VEVENT'],
  ])
  const text = ['BEGIN:VCALENDAR', 'X-WR-TIMEZONE:Europe/Berlin', ...events, 'END:VCALENDAR'].join('\r\n')
  writeFileSync(join(home, 'work', 'x.ics'), text)
  const { stderr } = await kubeplan(['import', 'x.ics'], { home })
  expect(stderr.match(/warning: /g)).toHaveLength(6)
  expect(stderr.match(/^and 2 more of the same kind$/gm)).toHaveLength(2)
})

test('an update to a title that says so is told as cancelled, whatever else is in it', async () => {
  const home = newHome()
  const { state } = await imported(home)
  await kubeplan(['add', 'walls-of-yaml'], { home, now: NOW })
  state.body = schedule(withChange('g-3', { title: 'CANCELLED - Walls of YAML' }))
  const { stdout } = await kubeplan(['update', '--json'], { home, now: NOW })
  const changes = JSON.parse(stdout).changes.map(({ session, what }: Record<string, string>) => [session, what])
  expect(changes).toEqual([['walls-of-yaml', 'cancelled']])
  const { sessions } = JSON.parse((await kubeplan(['show', 'walls-of-yaml', '--json'], { home })).stdout)
  expect(sessions[0]).toMatchObject({ title: 'Walls of YAML', status: 'cancelled' })
})
