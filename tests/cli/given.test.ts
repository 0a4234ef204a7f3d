import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { kubeplan, newHome } from './kubeplan.js'
import { started } from './server.js'

interface Talk {
  readonly uid?: string
  readonly title?: string
  readonly start?: string
  readonly room?: string
  readonly by?: string
  readonly about?: string
}

function published(talks: readonly Talk[]): string {
  const events = talks.map(
    ({ uid = 'one', title = 'First talk', start = '10', room = 'Hall A', by, about = '' }) => `BEGIN:VEVENT
UID:${uid}
SUMMARY:${title}
DTSTART:20260324T${start}0000Z
DTEND:20260324T${start}3000Z
LOCATION:${room}
DESCRIPTION:${about}
${by === undefined ? '' : `URL:https://example.org/${by}\n`}END:VEVENT
`,
  )
  return `BEGIN:VCALENDAR\nVERSION:2.0\nX-WR-CALNAME:Demo\nX-WR-TIMEZONE:UTC\n${events.join('')}END:VCALENDAR\n`
}

/** The events of a calendar by title: UID, SEQUENCE, DTSTAMP and STATUS. */
function eventsOf(calendar: string) {
  const events = calendar.replace(/\r\n /g, '').split('BEGIN:VEVENT').slice(1)
  return events.map((event) => {
    const property = (name: string) => new RegExp(`^${name}:(.*)\r$`, 'm').exec(event)?.[1] ?? ''
    expect(property('LAST-MODIFIED')).toBe(property('DTSTAMP'))
    return [property('SUMMARY'), property('UID'), property('SEQUENCE'), property('DTSTAMP'), property('STATUS')].join(
      ' ',
    )
  })
}

const [MONDAY, TUESDAY, WEDNESDAY] = ['2026-03-02T08:00:00Z', '2026-03-03T08:00:00Z', '2026-03-04T08:00:00Z']
const [ON_MONDAY, ON_TUESDAY, ON_WEDNESDAY] = ['20260302T080000Z', '20260303T080000Z', '20260304T080000Z']

async function desk(talks: readonly Talk[]) {
  const home = newHome()
  const source = join(home, 'work', 'demo.ics')
  const run = (now: string, ...argv: readonly string[]) => kubeplan(argv, { home, now })
  const publish = (changed: readonly Talk[]) => writeFileSync(source, published(changed))
  publish(talks)
  expect((await run(MONDAY, 'import', source, '--as', 'demo', '--timezone', 'UTC')).exit).toBe(0)
  const exported = async (now: string, ...flags: readonly string[]) =>
    eventsOf((await run(now, 'export', '--format', 'ics', ...flags)).stdout)
  return { home, run, publish, exported, ledger: join(home, '.local/share/kubeplan/demo/agenda.yaml.given') }
}

const TWO: readonly Talk[] = [{}, { uid: 'two', title: 'Second talk', start: '11' }]

test('exports of all kinds in turn raise nothing, and each says the same in a year', async () => {
  const { run, exported } = await desk(TWO)
  await run(MONDAY, 'add', 'first-talk')
  await run(MONDAY, 'block', 'Lunch', '--day', '2026-03-24', '--time', '12:00-13:00')
  await run(MONDAY, 'note', 'first-talk', 'mine')
  const kinds = [
    [],
    ['--all'],
    ['--blocks'],
    ['--with-notes'],
    ['--tzid'],
    ['--alarm', '10m'],
    ['--all', '--with-picks'],
  ]
  const first = []
  for (const flags of kinds) first.push(await exported(MONDAY, ...flags))
  await run(TUESDAY, 'export', '--format', 'html')
  await run(TUESDAY, 'export', '--format', 'html', '--all')
  const again = []
  for (const flags of [...kinds].reverse()) again.unshift(await exported('2027-03-02T08:00:00Z', ...flags))
  expect(again).toEqual(first)
  expect(first[0]).toEqual([`First talk one@demo.kubeplan 0 ${ON_MONDAY} CONFIRMED`])
})

describe('what the publisher changes', () => {
  test.each<[string, Talk]>([
    ['start', { start: '14' }],
    ['room', { room: 'Hall B' }],
    ['title', { title: 'First talk and more' }],
    ['abstract', { about: 'What it is about' }],
    ['address', { by: 'ana' }],
  ])('%s raises the revision of mine and of the programme once', async (_name, change) => {
    const { run, publish, exported } = await desk(TWO)
    await run(MONDAY, 'add', 'first-talk')
    await exported(MONDAY)
    await exported(MONDAY, '--all')
    publish([{ ...TWO[0], ...change }, ...TWO.slice(1)])
    await run(TUESDAY, 'update')
    const title = change.title ?? 'First talk'
    const raised = `${title} one@demo.kubeplan 1 ${ON_TUESDAY} CONFIRMED`
    expect(await exported(TUESDAY)).toEqual([raised])
    expect(await exported(TUESDAY, '--all')).toContain(raised)
    expect(await exported(TUESDAY, '--all')).toContain(`Second talk two@demo.kubeplan 0 ${ON_MONDAY} CONFIRMED`)
    expect(await exported(WEDNESDAY)).toEqual([raised])
  })

  test('new identities for all keep the UIDs that calendars were given, and cancel nothing', async () => {
    const { run, publish, exported } = await desk(TWO)
    await run(MONDAY, 'add', 'first-talk', 'second-talk')
    const before = await exported(MONDAY)
    publish(TWO.map((talk, index) => ({ ...talk, uid: `renumbered-${index}` })))
    await run(TUESDAY, 'update')
    expect(await exported(TUESDAY)).toEqual(before)
    publish([
      { ...TWO[0], uid: 'renumbered-0', start: '15' },
      { ...TWO[1], uid: 'renumbered-1' },
    ])
    await run(WEDNESDAY, 'update')
    expect(await exported(WEDNESDAY)).toEqual([before[1], `First talk one@demo.kubeplan 1 ${ON_WEDNESDAY} CONFIRMED`])
  })

  test('what leaves the programme is cancelled where it was mine, and comes back with a higher revision', async () => {
    const { run, publish, exported } = await desk(TWO)
    await run(MONDAY, 'add', 'first-talk', 'second-talk')
    await exported(MONDAY)
    publish(TWO.slice(1))
    await run(TUESDAY, 'update')
    const [kept = '', gone] = await exported(TUESDAY)
    expect([kept, gone]).toEqual([
      `Second talk two@demo.kubeplan 0 ${ON_MONDAY} CONFIRMED`,
      `First talk one@demo.kubeplan 1 ${ON_TUESDAY} CANCELLED`,
    ])
    expect(await exported(TUESDAY, '--all')).toEqual([`Second talk two@demo.kubeplan 0 ${ON_TUESDAY} CONFIRMED`])
    publish(TWO)
    await run(WEDNESDAY, 'update')
    expect(await exported(WEDNESDAY)).toEqual([`First talk one@demo.kubeplan 2 ${ON_WEDNESDAY} CONFIRMED`, kept])
  })
})

test('what I drop after it left the programme is cancelled all the same', async () => {
  const { run, publish, exported } = await desk(TWO)
  await run(MONDAY, 'add', 'first-talk', 'second-talk')
  await exported(MONDAY)
  publish(TWO.slice(1))
  await run(TUESDAY, 'update')
  expect(await run(TUESDAY, 'drop', 'first-talk')).toMatchObject({ exit: 0, stderr: 'Dropped: First talk\n' })
  const cancelled = `First talk one@demo.kubeplan 1 ${ON_TUESDAY} CANCELLED`
  const kept = `Second talk two@demo.kubeplan 0 ${ON_MONDAY} CONFIRMED`
  expect(await exported(TUESDAY)).toEqual([kept, cancelled])
  expect(await exported(WEDNESDAY)).toEqual([kept, cancelled])
  expect((await run(WEDNESDAY, 'agenda')).stderr).not.toContain('First talk')
  await run(WEDNESDAY, 'undo')
  expect((await run(WEDNESDAY, 'agenda')).stderr).toContain('First talk')
  // It is still cancelled.
  expect(await exported(WEDNESDAY)).toEqual([kept, cancelled])
})

describe('what I change', () => {
  test('is heard of only by calendars of mine that had it', async () => {
    const { run, exported } = await desk(TWO)
    await run(MONDAY, 'add', 'first-talk')
    await run(MONDAY, 'drop', 'first-talk')
    expect(await exported(MONDAY)).toEqual([])
    await exported(MONDAY, '--all')
    expect(await exported(MONDAY)).toEqual([])
    await run(MONDAY, 'add', 'first-talk')
    await exported(MONDAY)
    await run(TUESDAY, 'drop', 'first-talk')
    const cancelled = [`First talk one@demo.kubeplan 1 ${ON_TUESDAY} CANCELLED`]
    expect(await exported(TUESDAY)).toEqual(cancelled)
    expect(await exported(WEDNESDAY)).toEqual(cancelled)
    expect(await exported(WEDNESDAY, '--all')).toContain(`First talk one@demo.kubeplan 0 ${ON_MONDAY} CONFIRMED`)
    await run(WEDNESDAY, 'undo')
    expect(await exported(WEDNESDAY)).toEqual([`First talk one@demo.kubeplan 2 ${ON_WEDNESDAY} CONFIRMED`])
  })

  test('a block keeps its UID when it is moved by hand', async () => {
    const { home, run, exported } = await desk(TWO)
    await run(MONDAY, 'block', 'Lunch', '--day', '2026-03-24', '--time', '12:00-13:00')
    const [before = ''] = await exported(MONDAY, '--blocks')
    const file = join(home, '.local/share/kubeplan/demo/agenda.yaml')
    writeFileSync(file, readFileSync(file, 'utf8').replace('12:00', '12:30').replace('13:00', '13:15'))
    expect(await exported(TUESDAY, '--blocks')).toEqual([before.replace(` 0 ${ON_MONDAY}`, ` 1 ${ON_TUESDAY}`)])
    await run(TUESDAY, 'block', '--remove', 'Lunch')
    expect(await exported(TUESDAY)).toEqual([])
    expect(await exported(WEDNESDAY, '--blocks')).toEqual([
      before.replace(` 0 ${ON_MONDAY} CONFIRMED`, ` 2 ${ON_WEDNESDAY} CANCELLED`),
    ])
  })
})

test('a page carries the figures of calendars; a programme page those without my stage', async () => {
  const { run, exported } = await desk(TWO)
  await run(MONDAY, 'add', 'first-talk')
  await exported(MONDAY)
  await run(TUESDAY, 'add', '--maybe', 'first-talk')
  expect(await exported(TUESDAY)).toEqual([`First talk one@demo.kubeplan 1 ${ON_TUESDAY} TENTATIVE`])
  const page = async (...flags: readonly string[]) => {
    const { stdout } = await run(WEDNESDAY, 'export', '--format', 'html', ...flags)
    const [, all] = /<body[^>]* data-changed="([^"]*)"/.exec(stdout) ?? []
    return [...stdout.matchAll(/<article class="s" id="s-([^"]*)"([^>]*)>/g)].map(([, id, data = '']) => {
      const value = (name: string) => new RegExp(` data-${name}="([^"]*)"`).exec(data)?.[1]
      return [id, value('sequence') ?? '0', value('changed') ?? all, value('stage') ?? '']
    })
  }
  expect(await page()).toEqual([['first-talk', '1', TUESDAY, 'maybe']])
  expect(await page('--all')).toEqual([
    ['first-talk', '0', WEDNESDAY, ''],
    ['second-talk', '0', WEDNESDAY, ''],
  ])
  expect((await page('--all', '--with-picks'))[0]).toEqual(['first-talk', '1', TUESDAY, 'maybe'])
})

test('a feed leaves out what I dropped, and counts as handed out', async () => {
  const { home, run, exported } = await desk(TWO)
  await run(MONDAY, 'add', 'first-talk', 'second-talk')
  const { port } = await started([], { home, now: MONDAY })
  const feed = async () => eventsOf(await (await fetch(`http://127.0.0.1:${port}/agenda.ics`)).text())
  expect(await feed()).toHaveLength(2)
  await run(TUESDAY, 'drop', 'first-talk')
  expect(await feed()).toEqual([`Second talk two@demo.kubeplan 0 ${ON_MONDAY} CONFIRMED`])
  expect(await exported(TUESDAY)).toContain(`First talk one@demo.kubeplan 1 ${ON_TUESDAY} CANCELLED`)
})

test('a hand-written programme that changed goes out with a higher revision', async () => {
  const home = newHome()
  const file = join(home, 'work', 'conf.yaml')
  const write = (talk: string) =>
    writeFileSync(file, `conference: { name: Demo, timezone: UTC }\nsessions:\n  - { room: A, ${talk} }\n`)
  const exported = async (now: string) => eventsOf((await kubeplan(['export', '-c', file], { home, now })).stdout)
  write('title: Timed, start: 2026-03-24 10:00, end: "11:00"')
  await kubeplan(['add', '-c', file, 'timed'], { home, now: MONDAY })
  expect(await exported(MONDAY)).toEqual([`Timed timed@demo.kubeplan 0 ${ON_MONDAY} CONFIRMED`])
  write('title: Timed, start: 2026-03-24 12:00, end: "13:00"')
  expect(await exported(TUESDAY)).toEqual([`Timed timed@demo.kubeplan 1 ${ON_TUESDAY} CONFIRMED`])
  write('title: Timed and renamed, start: 2026-03-24 12:00, end: "13:00"')
  expect(await exported(WEDNESDAY)).toEqual([])
  await kubeplan(['add', '-c', file, 'timed-and-renamed', '--instead-of', 'timed'], { home, now: WEDNESDAY })
  expect(await exported(WEDNESDAY)).toEqual([`Timed and renamed timed@demo.kubeplan 2 ${ON_WEDNESDAY} CONFIRMED`])
})

test.each([[false], [true]])(
  'undo of add --instead-of gives the event back; exported in between: %s',
  async (between) => {
    const { run, exported } = await desk(TWO)
    await run(MONDAY, 'add', 'first-talk')
    expect(await exported(MONDAY)).toEqual([`First talk one@demo.kubeplan 0 ${ON_MONDAY} CONFIRMED`])
    await run(TUESDAY, 'add', 'second-talk', '--instead-of', 'first-talk')
    if (between) expect(await exported(TUESDAY)).toEqual([`Second talk one@demo.kubeplan 1 ${ON_TUESDAY} CONFIRMED`])
    await run(TUESDAY, 'undo')
    const back = between ? `2 ${ON_WEDNESDAY}` : `0 ${ON_MONDAY}`
    expect(await exported(WEDNESDAY)).toEqual([`First talk one@demo.kubeplan ${back} CONFIRMED`])
  },
)

describe('a pick that moves to another sitting, and back', () => {
  const PROGRAMME = `conference: { name: Demo, slug: demo, timezone: UTC }
sessions:
  - { id: owls, title: Owls, room: A, start: 2026-03-24 10:00, end: "11:00" }
  - { id: bats, title: Bats, room: A, start: 2026-03-24 12:00, end: "13:00" }
  - { id: owls-again, title: Owls, room: B, start: 2026-03-24 14:00, end: "15:00", repeat_of: owls }
  - { id: larks, title: Larks, room: B, start: 2026-03-24 16:00, end: "17:00" }
`
  const OWLS = ['Owls 20260324T100000Z CONFIRMED']
  const AGAIN = ['Owls 20260324T140000Z CONFIRMED']
  const MAYBE = 'Owls 20260324T140000Z TENTATIVE'

  /** A desk, and a calendar that reads exports as a person's does: by UID, ignoring older revisions. */
  async function calendarDesk(...picks: readonly (readonly string[])[]) {
    const home = newHome()
    const file = join(home, 'work', 'demo.yaml')
    writeFileSync(file, PROGRAMME)
    let minute = 10
    const run = (...argv: readonly string[]) =>
      kubeplan([...argv, '-c', file], { home, now: `2026-03-02T08:${minute++}:00Z` })
    for (const pick of picks) await run('add', ...pick)
    const known = new Map<string, { readonly sequence: number; readonly event: string }>()
    const read = async () => {
      const text = (await run('export', '--format', 'ics')).stdout.replace(/\r\n /g, '')
      for (const one of text.split('BEGIN:VEVENT').slice(1)) {
        const property = (name: string) => new RegExp(`^${name}[^:]*:(.*)\r$`, 'm').exec(one)?.[1] ?? ''
        const sequence = Number(property('SEQUENCE'))
        const event = ['SUMMARY', 'DTSTART', 'STATUS'].map(property).join(' ')
        const before = known.get(property('UID'))
        if (before && before.event !== event) expect(sequence).toBeGreaterThan(before.sequence)
        known.set(property('UID'), { sequence, event })
      }
      return [...known.values()].map(({ event }) => event).sort()
    }
    return { run, read, uids: () => [...known.keys()] }
  }

  const MOVES = [
    ['plan --save', ['plan', '--save']],
    ['plan --save with new ones', ['plan', '--all', '--save']],
    ['add --instead-of', ['add', 'owls-again', '--instead-of', 'owls']],
  ] as const

  describe.each(MOVES)('by %s', (_, move) => {
    test.each([
      ['nothing', []],
      ['my calendar', [['export', '--format', 'ics']]],
      ['the programme', [['export', '--all', '--format', 'ics']]],
      [
        'both',
        [
          ['export', '--all', '--format', 'ics'],
          ['export', '--format', 'ics'],
        ],
      ],
    ])('where %s was exported before, is one event all the time', async (__, before) => {
      for (const between of [false, true]) {
        const { run, read, uids } = await calendarDesk(['owls', '--maybe'])
        await run('block', 'Booth', '--day', '2026-03-24', '--time', '09:30-11:30')
        for (const argv of before) await run(...argv)
        if (before.length > 0 && before.at(-1)?.[1] !== '--all') await read()
        await run(...move)
        if (between) expect((await read()).filter((event) => event.startsWith('Owls'))).toHaveLength(1)
        await run('undo')
        expect(await read()).toContain('Owls 20260324T100000Z TENTATIVE')
        expect((await read()).filter((event) => event.startsWith('Owls'))).toHaveLength(1)
        if (!move.some((word) => word === '--all')) expect(uids()).toHaveLength(1)
      }
    })
  })

  test('the stage and the time that it had come back under its UID', async () => {
    const { run, read, uids } = await calendarDesk(['owls'])
    expect(await read()).toEqual(OWLS)
    await run('add', 'owls-again', '--instead-of', 'owls')
    expect(await read()).toEqual(AGAIN)
    await run('undo')
    expect(await read()).toEqual(OWLS)
    await run('add', 'owls-again', '--instead-of', 'owls')
    expect(await read()).toEqual(AGAIN)
    expect(uids()).toHaveLength(1)
  })

  test('two picks of one content that became one are two again', async () => {
    const { run, read, uids } = await calendarDesk(['owls'])
    expect(await read()).toEqual(OWLS)
    await run('add', 'owls-again', '--maybe')
    await run('add', 'owls-again', '--instead-of', 'owls')
    expect(await read()).toEqual(AGAIN)
    expect(uids()).toHaveLength(1)
    await run('undo')
    expect(await read()).toEqual([...OWLS, MAYBE])
  })

  test('what calendars have at both sittings stays apart', async () => {
    const { run, read } = await calendarDesk(['owls'], ['owls-again', '--maybe'])
    expect(await read()).toEqual([...OWLS, MAYBE])
    await run('add', 'owls-again', '--instead-of', 'owls')
    expect(await read()).toEqual(['Owls 20260324T100000Z CANCELLED', ...AGAIN])
    await run('undo')
    expect(await read()).toEqual([...OWLS, MAYBE])
  })
})

describe('a ledger that', () => {
  test('cannot be written leaves stamps of the fetch, the same in every run', async () => {
    const { run, exported, ledger } = await desk(TWO)
    await run(MONDAY, 'add', 'first-talk')
    writeFileSync(`${ledger}.lock`, 'in the way')
    const first = await exported(TUESDAY)
    expect(first).toEqual([`First talk one@demo.kubeplan 0 ${ON_MONDAY} CONFIRMED`])
    expect(await exported(WEDNESDAY)).toEqual(first)
  })

  test('is damaged is told, and left as it is', async () => {
    const { run, exported, ledger } = await desk(TWO)
    await run(MONDAY, 'add', 'first-talk')
    await exported(MONDAY)
    const half = readFileSync(ledger, 'utf8').slice(0, 40)
    writeFileSync(ledger, half)
    const { exit, stderr } = await run(TUESDAY, 'export')
    expect([exit, stderr]).toEqual([
      0,
      `${ledger} cannot be read, so calendars may miss changes. Move it away to start a new one.\n`,
    ])
    expect(readFileSync(ledger, 'utf8')).toBe(half)
    rmSync(ledger)
    mkdirSync(ledger)
    expect((await run(TUESDAY, 'export')).stderr).toContain('cannot be read')
  })
})
