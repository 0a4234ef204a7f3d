import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { kubeplan, newHome } from './kubeplan.js'

const NOW = '2026-05-01T12:00:00Z'

interface Talk {
  readonly uid: string
  readonly title: string
  readonly by?: string
  /** An hour of the day. */
  readonly at: number
  readonly room?: string
  readonly url?: string
}

const TALKS: readonly Talk[] = [
  { uid: 'r1', title: 'Tuning etcd', by: 'Ana Example', at: 10, url: 'https://c.example/talk/AAA/' },
  { uid: 'r2', title: 'Mesh or Mess', by: 'Bo Sample', at: 11 },
  { uid: 'r3', title: 'Ask the Operators', at: 12 },
  { uid: 'r4', title: 'Ask the Operators', at: 15, room: 'Hall B' },
]

function calendar(talks: readonly Talk[]): string {
  const hour = (at: number) => `20260601T${String(at).padStart(2, '0')}0000`
  const events = talks.flatMap(({ uid, title, by, at, room = 'Hall A', url }) => [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `DTSTART;TZID=Europe/Berlin:${hour(at)}`,
    `DTEND;TZID=Europe/Berlin:${hour(at + 1)}`,
    `SUMMARY:${title}`,
    ...(by === undefined ? [] : [`ATTENDEE;CN=${by}:mailto:x@c.example`]),
    `LOCATION:${room}`,
    ...(url === undefined ? [] : [`URL:${url}`]),
    'END:VEVENT',
  ])
  const head = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//c//EN', 'X-WR-CALNAME:Conf', 'X-WR-TIMEZONE:Europe/Berlin']
  return [...head, ...events, 'END:VCALENDAR', ''].join('\r\n')
}

/** The same as frab XML, as in another day's export: with guids instead of uids. */
function frab(talks: readonly Talk[]): string {
  const events = talks.map(({ uid, title, by, at, room = 'Hall A', url }, index) => {
    const persons = by === undefined ? '' : `<person id="${index}">${by}</person>`
    const clock = `${String(at).padStart(2, '0')}:00`
    return `<room name="${room}"><event guid="guid-${uid}" id="${index + 1}"><date>2026-06-01T${clock}:00+02:00</date><start>${clock}</start><duration>01:00</duration><title>${title}</title><persons>${persons}</persons>${url === undefined ? '' : `<url>${url}</url>`}</event></room>`
  })
  return `<?xml version='1.0'?><schedule><conference><title>Conf</title><time_zone_name>Europe/Berlin</time_zone_name></conference><day index="1" date="2026-06-01">${events.join('')}</day></schedule>`
}

const all = ['tuning-etcd', 'mesh-or-mess', 'ask-the-operators', 'ask-the-operators-2']
const told = { home: '', now: NOW, terminal: 100, environment: { NO_COLOR: '1' } }

async function started(talks: readonly Talk[] = TALKS) {
  const home = newHome()
  const file = join(home, 'work', 'conf.ics')
  writeFileSync(file, calendar(talks))
  await kubeplan(['import', file, '--as', 'conf'], { home, now: NOW })
  await kubeplan(['add', ...all.slice(0, talks.length)], { home, now: NOW })
  return { home, file }
}

async function picks(home: string, ...flags: string[]): Promise<readonly string[]> {
  const { stdout } = await kubeplan(['agenda', '--json', ...flags], { home, now: NOW })
  const found = JSON.parse(stdout).picks as { session: string; title?: string; start?: string }[]
  return found.map(({ session, title, start }) => `${session} ${title} ${start?.slice(11, 16)}`).sort()
}

const changed = (uid: string, change: Partial<Talk>) =>
  TALKS.map((talk, index) => ({ ...talk, uid: `n${9 - index}`, ...(talk.uid === uid && change) }))

const AS_BEFORE = [
  'ask-the-operators Ask the Operators 12:00',
  'ask-the-operators-2 Ask the Operators 15:00',
  'mesh-or-mess Mesh or Mess 11:00',
  'tuning-etcd Tuning etcd 10:00',
]
const but = (id: string, line: string) => AS_BEFORE.map((one) => (one.startsWith(`${id} `) ? line : one)).sort()

describe('a pick follows its session, and its id stays', () => {
  test.each<[string, readonly Talk[], readonly string[]]>([
    ['when everything is numbered anew', changed('', {}), AS_BEFORE],
    ['and one of it moves', changed('r1', { at: 14 }), but('tuning-etcd', 'tuning-etcd Tuning etcd 14:00')],
    [
      'and one of two with the same title moves',
      changed('r4', { at: 16, room: 'Hall C' }),
      but('ask-the-operators-2', 'ask-the-operators-2 Ask the Operators 16:00'),
    ],
    [
      'and a title is corrected',
      changed('r2', { title: 'Mesh or a Mess' }),
      but('mesh-or-mess', 'mesh-or-mess Mesh or a Mess 11:00'),
    ],
    [
      'and a talk is retitled by the same people',
      changed('r2', { title: 'Sidecars' }),
      but('mesh-or-mess', 'mesh-or-mess Sidecars 11:00'),
    ],
    [
      'and only the address is left of one',
      changed('r1', { title: 'Raft for All', by: 'Cy Model', at: 17, room: 'Hall C' }),
      but('tuning-etcd', 'tuning-etcd Raft for All 17:00'),
    ],
    [
      'when two entries swap their identities',
      [...TALKS.slice(2), { ...TALKS[0], uid: 'r2' } as Talk, { ...TALKS[1], uid: 'r1' } as Talk],
      AS_BEFORE,
    ],
  ])('%s', async (_, after, expected) => {
    const { home, file } = await started()
    expect(await picks(home)).toEqual(AS_BEFORE)
    writeFileSync(file, calendar(after))
    const { stdout } = await kubeplan(['update', '--json'], { home, now: NOW })
    const whats = (JSON.parse(stdout).changes as { what: string }[]).map(({ what }) => what)
    expect(whats.filter((what) => what === 'added' || what === 'removed')).toEqual([])
    expect(await picks(home)).toEqual(expected)
    expect((await kubeplan(['export'], { home, now: NOW })).stdout).not.toContain('CANCELLED')
  })

  test('when it comes as ICS one day and as XML the next', async () => {
    const { home } = await started()
    const file = join(home, 'work', 'conf.xml')
    writeFileSync(file, frab(TALKS))
    expect((await kubeplan(['import', file, '--as', 'conf'], { home, now: NOW })).exit).toBe(0)
    expect(await picks(home)).toEqual(AS_BEFORE)
    expect((await kubeplan(['export'], { home, now: NOW })).stdout).not.toContain('CANCELLED')
  })

  test('when one identity of two slots is all that the publisher gives, and one of them moves', async () => {
    const slots = (second: number) => [
      { uid: 'same', title: 'Break it', by: 'Bo Sample', at: 10 },
      { uid: 'same', title: 'Break it', by: 'Bo Sample', at: second, room: 'Hall B' },
    ]
    const home = newHome()
    const file = join(home, 'work', 'conf.ics')
    writeFileSync(file, calendar(slots(14)))
    await kubeplan(['import', file, '--as', 'conf'], { home, now: NOW })
    await kubeplan(['add', 'break-it-2'], { home, now: NOW })
    writeFileSync(file, calendar(slots(16)))
    await kubeplan(['update'], { home, now: NOW })
    expect(await picks(home)).toEqual(['break-it-2 Break it 16:00'])
  })
})

test('changes count sessions: what comes and goes is none of those that changed', async () => {
  const { home, file } = await started()
  const others = ['A', 'B', 'C'].map((name, index) => ({
    uid: `x${index}`,
    title: `${name}${name} anew`,
    at: 10,
    room: name,
  }))
  writeFileSync(file, calendar([...others, { ...TALKS[1], at: 13 } as Talk]))
  const { stdout } = await kubeplan(['update'], { ...told, home })
  expect(stdout).toContain('1 of 4 changed, 3 added, 3 removed since')
})

describe('what is only likely is offered', () => {
  const elsewhere = changed('r2', { title: 'Mesh or a Mess', by: 'Cy Model', at: 17 })
  const accept = 'kubeplan add mesh-or-a-mess --instead-of mesh-or-mess'

  async function lost() {
    const { home, file } = await started()
    await kubeplan(
      ['note', 'mesh-or-mess', 'Sit in front.', '--rating', '4', '--attended', '--takeaway', 'Less is more'],
      {
        home,
        now: NOW,
      },
    )
    await kubeplan(['add', 'mesh-or-mess', '-m', '-p', '5'], { home, now: NOW })
    writeFileSync(file, calendar(elsewhere))
    const update = await kubeplan(['update'], { ...told, home })
    return { home, update }
  }

  test('by update, changes, agenda and export, never taken', async () => {
    const { home, update } = await lost()
    expect(update.stdout).toContain(accept)
    for (const command of ['changes', 'agenda']) {
      expect((await kubeplan([command], { ...told, home })).stdout.replace(/\n +/g, ' ')).toContain(accept)
    }
    expect((await kubeplan(['export', 'x.ics'], { home, now: NOW })).stderr).toContain(accept)
    expect(await picks(home)).toEqual(but('mesh-or-mess', 'mesh-or-mess undefined undefined'))
  })

  test('so is what has the title of a pick that is cancelled, where that is new and only one', async () => {
    for (const [anew, isOffered] of [
      [[{ uid: 'n1', title: 'Mesh or Mess', at: 17 }], true],
      [
        [
          { uid: 'n1', title: 'Mesh or Mess', at: 17 },
          { uid: 'n2', title: 'Mesh or Mess', at: 18 },
        ],
        false,
      ],
      [[{ uid: 'n1', title: 'CANCELLED: Mesh or Mess', at: 17 }], false],
      [[], false],
    ] as const) {
      const { home, file } = await started()
      const off = TALKS.map((talk) => (talk.uid === 'r2' ? { ...talk, title: `CANCELLED: ${talk.title}` } : talk))
      writeFileSync(file, calendar([...off, ...anew]))
      const { stdout } = await kubeplan(['update'], { ...told, home })
      const instead = 'kubeplan add mesh-or-mess-2 --instead-of mesh-or-mess'
      expect([anew, stdout.replace(/\n +/g, ' ').includes(instead)]).toEqual([anew, isOffered])
      if (!isOffered) continue
      const { changes } = JSON.parse((await kubeplan(['changes', '--json'], { home, now: NOW })).stdout)
      expect(changes).toContainEqual(expect.objectContaining({ what: 'cancelled', likely: 'mesh-or-mess-2' }))
      expect((await kubeplan(['export', 'x.ics'], { home, now: NOW })).exit).toBe(0)
      expect((await kubeplan(instead.split(' ').slice(1), { home, now: NOW })).exit).toBe(0)
      expect(await picks(home)).toEqual(but('mesh-or-mess', 'mesh-or-mess-2 Mesh or Mess 17:00'))
    }
  })

  test('and accepted with everything I said about it; undo is one step', async () => {
    const { home } = await lost()
    const before = (await kubeplan(['export', '--format', 'agenda', '-'], { home, now: NOW })).stdout
    const { exit, stderr } = await kubeplan(accept.split(' ').slice(1), { home, now: NOW })
    expect({ exit, stderr }).toEqual({
      exit: 0,
      stderr: 'Picked instead of Mesh or Mess, with your note, rating and so on: Mesh or a Mess\n',
    })
    const found = JSON.parse((await kubeplan(['agenda', '--json'], { home, now: NOW })).stdout).picks as {
      session: string
    }[]
    expect(found.find(({ session }) => session === 'mesh-or-a-mess')).toMatchObject({
      title: 'Mesh or a Mess',
      stage: 'maybe',
      priority: 5,
      note: 'Sit in front.',
      rating: 4,
      attended: true,
      takeaways: ['Less is more'],
    })
    expect(found).toHaveLength(4)
    await kubeplan(['undo'], { home, now: NOW })
    expect((await kubeplan(['export', '--format', 'agenda', '-'], { home, now: NOW })).stdout).toBe(before)
  })

  test('and the calendar entry goes along: the same event moves, and nothing is cancelled', async () => {
    const { home, file } = await started()
    const eventOf = (text: string, title: string) => {
      const event = text.split('BEGIN:VEVENT').find((one) => one.includes(`SUMMARY:${title}\r\n`)) ?? ''
      return ['UID', 'SEQUENCE', 'STATUS'].map((name) => new RegExp(`^${name}:(.*)\r$`, 'm').exec(event)?.[1])
    }
    const first = (await kubeplan(['export'], { home, now: NOW })).stdout
    const [uid] = eventOf(first, 'Mesh or Mess')
    expect(eventOf(first, 'Mesh or Mess')).toEqual([uid, '0', 'CONFIRMED'])
    writeFileSync(file, calendar(elsewhere))
    await kubeplan(['update'], { home, now: NOW })
    await kubeplan(accept.split(' ').slice(1), { home, now: NOW })
    const second = (await kubeplan(['export'], { home, now: NOW })).stdout
    expect(eventOf(second, 'Mesh or a Mess')).toEqual([uid, '1', 'CONFIRMED'])
    expect(second).not.toContain('CANCELLED')
  })

  test('import tells it, too', async () => {
    const { home } = await started()
    const other = join(home, 'work', 'other.ics')
    writeFileSync(other, calendar(elsewhere))
    expect((await kubeplan(['import', other, '--as', 'conf'], { home, now: NOW })).stderr).toContain(accept)
  })

  test('also where the new one is on my agenda already: both notes stay, and the higher stage and priority', async () => {
    const { home } = await lost()
    await kubeplan(['add', 'mesh-or-a-mess', '-p', '2'], { home, now: NOW })
    await kubeplan(['note', 'mesh-or-a-mess', 'New note.', '--rating', '2'], { home, now: NOW })
    expect((await kubeplan(accept.split(' ').slice(1), { home, now: NOW })).exit).toBe(0)
    const found = JSON.parse((await kubeplan(['agenda', '--json'], { home, now: NOW })).stdout).picks as {
      session: string
    }[]
    expect(found).toHaveLength(4)
    expect(found.find(({ session }) => session === 'mesh-or-a-mess')).toMatchObject({
      stage: 'going',
      priority: 5,
      note: 'New note.\n\nSit in front.',
      rating: 2,
      takeaways: ['Less is more'],
    })
  })

  test.each<[readonly string[], string]>([
    [['mesh-or-a-mess', '--instead-of', 'nope'], 'no session is called "nope"'],
    [['mesh-or-a-mess', 'tuning-etcd', '--instead-of', 'mesh-or-mess'], '--instead-of works with one session only'],
    [['--instead-of', 'mesh-or-mess'], 'add which session?'],
    [['nope', '--instead-of', 'mesh-or-mess'], 'no session is called "nope"'],
    [['tuning-etcd', '--instead-of', 'mesh-or-a-mess'], '"Mesh or a Mess" is not on your agenda'],
  ])('%j is refused, and nothing changes', async (given, message) => {
    const { home } = await lost()
    const before = await picks(home)
    const { exit, stderr } = await kubeplan(['add', ...given], { home, now: NOW })
    expect([exit, stderr.includes(message)]).toEqual([2, true])
    expect(await picks(home)).toEqual(before)
  })
})

describe('in a file that a person writes', () => {
  async function written(title: string, from: number, home = newHome(), id = '') {
    const file = join(home, 'work', 'conf.yaml')
    const times = `start: 2026-06-29 ${from}:00, end: "${from + 1}:00", room: A`
    writeFileSync(
      file,
      `conference: { name: Summer, timezone: Europe/Amsterdam }\nsessions:\n  - { ${id}title: ${title}, ${times} }\n` +
        '  - { title: Other, start: 2026-06-29 17:00, end: "18:00", room: B }\n',
    )
    return { home, run: (...argv: string[]) => kubeplan([...argv, '-c', file], { home, now: NOW }) }
  }

  async function picked(title: string, from: number, id = '') {
    const { home, run } = await written(title, from, newHome(), id)
    await run('add', 'timed')
    return home
  }

  test('a pick that moved is told, by agenda and changes, until it was seen', async () => {
    const home = await picked('Timed', 10)
    const { run } = await written('Timed', 12, home)
    const line = 'Changed since you picked it: Timed, Mon 29 Jun 10:00-11:00, A -> Mon 29 Jun 12:00-13:00, A\n'
    expect((await run('agenda')).stderr).toBe(line)
    const { changes } = JSON.parse((await run('changes', '--json')).stdout)
    expect(changes).toMatchObject([{ session: 'timed', what: 'moved', mine: true }])
    expect((await run('changes', '--exit-code')).exit).toBe(1)
    await run('changes', '--seen')
    expect((await run('agenda')).stderr).toBe('')
    expect(JSON.parse((await run('changes', '--json')).stdout).changes).toEqual([])
  })

  test('a corrected title, or another id, is the same pick for every command', async () => {
    for (const [title, id] of [
      ['Timed or not', ''],
      ['Timed', 'id: other-id, '],
    ] as const) {
      const home = await picked('Timed', 10)
      const { run } = await written(title, 10, home, id)
      const name = id === '' ? 'timed-or-not' : 'other-id'
      expect(JSON.parse((await run('agenda', '--json')).stdout).picks).toMatchObject([{ session: name, title }])
      expect((await run('export')).stdout).toMatch(/STATUS:CONFIRMED(?![\s\S]*STATUS)/)
      expect((await run('note', name, 'Loud.')).exit).toBe(0)
      expect((await run('add', name)).stderr).toContain('Already on your agenda')
      expect((await run('drop', name)).exit).toBe(0)
      expect((await run('undo')).exit).toBe(0)
      expect(JSON.parse((await run('agenda', '--json')).stdout).picks).toMatchObject([{ session: name, note: 'Loud.' }])
    }
  })

  test('one that was moved and retitled is offered, and taken when that is said', async () => {
    const home = await picked('Timed', 10)
    const { run } = await written('Timed and renamed', 12, home)
    const accept = 'kubeplan add timed-and-renamed --instead-of timed'
    expect((await run('agenda')).stderr).toContain(accept)
    expect((await run(...accept.split(' ').slice(1))).exit).toBe(0)
    expect(await picks(home, '-c', join(home, 'work', 'conf.yaml'))).toEqual([
      'timed-and-renamed Timed and renamed 12:00',
    ])
    expect((await run('agenda')).stderr).toBe('')
  })

  test('another sitting in a narrowed programme is not the pick that is missing from it', async () => {
    const home = newHome()
    const file = join(home, 'work', 'conf.yaml')
    const sitting = (id: string, day: number) =>
      `  - { id: ${id}, title: Same, start: 2026-06-${day} 10:00, end: "11:00", room: A }\n`
    const head = 'conference: { name: Summer, timezone: Europe/Amsterdam }\nsessions:\n'
    writeFileSync(file, head + sitting('one', 29) + sitting('two', 30))
    await kubeplan(['add', 'one', '-c', file], { home, now: NOW })
    writeFileSync(file, head + sitting('two', 30))
    expect(await picks(home, '-c', file)).toEqual(['one undefined undefined'])
  })
})
