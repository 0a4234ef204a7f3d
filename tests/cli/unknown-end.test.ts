import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { kubeplan, newHome } from './kubeplan.js'

/** Two rooms, two starts in each, and no end anywhere. */
function calendar(...ends: readonly string[]): string {
  const event = (uid: string, hour: string, room: string, index: number) => [
    ...['BEGIN:VEVENT', `UID:${uid}`, `SUMMARY:${uid}`, `LOCATION:${room}`, `DTSTART:20260601T${hour}0000Z`],
    ...(ends[index] === undefined ? [] : [ends[index]]),
    'END:VEVENT',
  ]
  return [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'X-WR-CALNAME:Owls', 'X-WR-TIMEZONE:Europe/Paris'],
    ...event('Strix', '08', 'Barn', 0),
    ...event('Bubo', '08', 'Loft', 1),
    ...event('Otus', '09', 'Barn', 2),
    ...event('Asio', '09', 'Loft', 3),
    'END:VCALENDAR',
    '',
  ].join('\r\n')
}

async function imported(text = calendar()) {
  const home = newHome()
  const place = { home, environment: { NO_COLOR: '1' }, now: '2026-06-01T08:20:00Z' }
  writeFileSync(join(home, 'work', 'owls.ics'), text)
  expect(await kubeplan(['import', 'owls.ics', '--as', 'owls'], place)).toMatchObject({ exit: 0 })
  const run = async (argv: string, terminal?: number) => {
    const { exit, stdout, stderr } = await kubeplan(argv.split(' '), { ...place, ...(terminal && { terminal }) })
    expect([argv, exit]).toEqual([argv, 0])
    return terminal === undefined ? stdout : stdout + stderr
  }
  return { home, place, run }
}

describe('a programme that tells no end', () => {
  test('clashes where two start together, and nowhere else', async () => {
    const { run } = await imported()
    expect(JSON.parse(await run('clashes --json')).clashes).toEqual([
      {
        sessions: ['strix', 'bubo'],
        reason: 'overlap',
        start: '2026-06-01T10:00:00+02:00',
        end: '2026-06-01T11:00:00+02:00',
        end_assumed: true,
        minutes: 60,
      },
      {
        sessions: ['otus', 'asio'],
        reason: 'overlap',
        start: '2026-06-01T11:00:00+02:00',
        end: '2026-06-01T12:00:00+02:00',
        end_assumed: true,
        minutes: 60,
      },
    ])
    expect(await run('clashes', 80)).toContain('10:00-?  overlap  Strix  Barn\n')
  })

  test('is planned with what one person can attend', async () => {
    const { run } = await imported()
    await run('add strix bubo otus asio -m')
    const { value, proven, chosen } = JSON.parse(await run('plan --json'))
    expect([value, proven]).toEqual([6, true])
    expect(chosen.map(({ start, end, end_assumed }: Record<string, unknown>) => [start, end, end_assumed])).toEqual([
      ['2026-06-01T10:00:00+02:00', '2026-06-01T11:00:00+02:00', true],
      ['2026-06-01T11:00:00+02:00', '2026-06-01T12:00:00+02:00', true],
    ])
  })

  test('is on for as long as is assumed, and never said to end then', async () => {
    const { run } = await imported()
    await run('add strix')
    expect(await run('now', 80)).toContain('NOW    10:00  Strix\n       end not known · Barn\n')
    const { current } = JSON.parse(await run('now --json'))
    expect(current).toEqual([
      {
        session: 'strix',
        title: 'Strix',
        start: '2026-06-01T10:00:00+02:00',
        end: '2026-06-01T11:00:00+02:00',
        end_assumed: true,
        room: 'Barn',
        stage: 'going',
        minutes_left: 40,
      },
    ])
    expect(JSON.parse(await run('now --all --json')).current).toHaveLength(2)
    expect((await run('list --at 10:20')).match(/^\w+/gm)).toEqual(['id', 'strix', 'bubo'])
  })

  test('is shown with a question mark', async () => {
    const { run } = await imported()
    await run('add strix')
    expect(await run('list', 80)).toContain('●▸10:00-?  Strix')
    expect(await run('agenda', 80)).toContain('10:00-?')
    expect(await run('show strix', 80)).toContain('Mon 1 Jun 10:00-? · Barn')
    expect(await run('grid', 80)).not.toContain('12:00')
    expect(await run('export - --format md')).toContain('| 10:00-? | Strix |')
    expect(await run('export - --format html')).toContain(
      '10:00</time>–<time class="unknown" datetime="2026-06-01T11:00+02:00">?</time></p>',
    )
  })

  test.each(['yaml', 'json', 'csv', 'tsv'])('leaves the end empty in rows of %s', async (format) => {
    const { run } = await imported()
    expect(await run(`list --format ${format}`)).not.toMatch(/\bend: |"end"|11:00\D+12:00|T12:00/)
  })

  test('makes events without an end, mine and those of everybody, on any clock', async () => {
    const { run } = await imported()
    await run('add strix')
    for (const argv of ['export - --format ics', 'export - --format ics --all', 'export - --format ics --tzid']) {
      const text = await run(argv)
      expect(text).toMatch(/DTSTART.*0000/)
      expect(text).not.toMatch(/DTEND|DURATION:PT[^1]/)
    }
  })

  test.each(['yaml', 'json', 'csv', 'ics'])(
    'is the same again out of its own %s, and once the cache is gone',
    async (format) => {
      const { home, run } = await imported()
      const before = await run('list --json')
      rmSync(join(home, '.cache'), { recursive: true, force: true })
      expect(await run('list --json')).toBe(before)
      await run(`export again.${format} --all`)
      await run(`import again.${format} --as again --timezone Europe/Paris`)
      const again = JSON.parse(await run('clashes --json'))
      expect(again.clashes.map(({ end }: { end: string }) => Date.parse(end))).toEqual(
        ['2026-06-01T09:00Z', '2026-06-01T10:00Z'].map(Date.parse),
      )
    },
  )

  test('is remembered by a pick without an end, and an end that becomes known is told as moved', async () => {
    const { home, run } = await imported()
    await run('add strix otus')
    const agenda = join(home, '.local', 'share', 'kubeplan', 'owls', 'agenda.yaml')
    expect(readFileSync(agenda, 'utf8')).not.toMatch(/\bend:/)
    // Asio begins earlier, which only moves Bubo's assumed end.
    writeFileSync(
      join(home, 'work', 'owls.ics'),
      calendar('DTEND:20260601T090000Z').replace(
        'T090000Z\r\nEND:VEVENT\r\nEND:VCAL',
        'T083000Z\r\nEND:VEVENT\r\nEND:VCAL',
      ),
    )
    await run('update')
    const { changes } = JSON.parse(await run('changes --json'))
    expect(
      changes.map(({ session, what, from, to, from_end, to_end }: Record<string, unknown>) => ({
        session,
        what,
        from,
        to,
        from_end,
        to_end,
      })),
    ).toEqual([
      {
        session: 'strix',
        what: 'moved',
        from: '2026-06-01T10:00:00+02:00',
        to: '2026-06-01T10:00:00+02:00',
        to_end: '2026-06-01T11:00:00+02:00',
      },
      { session: 'asio', what: 'moved', from: '2026-06-01T11:00:00+02:00', to: '2026-06-01T10:30:00+02:00' },
    ])
    expect(await run('changes', 80)).toContain('10:00-? → 10:00-11:00')
    expect(readFileSync(agenda, 'utf8').match(/\bend: \S+/g)).toEqual(['end: 2026-06-01T11:00:00+02:00'])
  })

  test('is known where it is written as none: such an entry clashes with nothing', async () => {
    const { run } = await imported(calendar('DTEND:20260601T080000Z', 'DURATION:PT0S'))
    expect(JSON.parse(await run('clashes --json')).clashes).toHaveLength(1)
    expect((await run('list --at 10:20')).match(/^\w+/gm)).toEqual(['id'])
    // It stays like this after a round trip through a calendar.
    await run('export again.ics --all')
    await run('import again.ics --as again')
    expect((await run('list --at 10:20')).match(/^\w+/gm)).toEqual(['id'])
  })
})

test('a hand-written start alone is read, and checked without a complaint', async () => {
  const home = newHome()
  writeFileSync(
    join(home, 'work', 'owls.yaml'),
    `conference: { name: Owls, timezone: Europe/Paris }
sessions:
  - { title: Strix, room: Barn, start: 2026-06-01 10:00 }
  - { title: Bubo, room: Loft, start: 2026-06-01 10:00, end: '10:40' }
  - { title: Otus, room: Loft, start: 2026-06-01 11:00 }
`,
  )
  expect(await kubeplan(['check', 'owls.yaml'], { home })).toMatchObject({ exit: 0 })
  const { stdout } = await kubeplan(['clashes', '-c', './owls.yaml', '--json'], { home })
  // The most common length is 40 minutes, and the end of the overlap is known.
  expect(JSON.parse(stdout).clashes).toEqual([
    {
      sessions: ['strix', 'bubo'],
      reason: 'overlap',
      start: '2026-06-01T10:00:00+02:00',
      end: '2026-06-01T10:40:00+02:00',
      minutes: 40,
    },
  ])
})

test('an end that is written into a file by hand is news for its picks, another assumption is not', async () => {
  const home = newHome()
  const write = (end: string, next: string) =>
    writeFileSync(
      join(home, 'work', 'owls.yaml'),
      `conference: { name: Owls, slug: owls, timezone: Europe/Paris }
sessions:
  - { id: strix, title: Strix, room: Barn, start: 2026-06-01 10:00${end} }
  - { id: bubo, title: Bubo, room: Barn, start: 2026-06-01 ${next} }
`,
    )
  const options = { home, environment: { NO_COLOR: '1' }, now: '2026-05-01T08:00:00Z' }
  write('', '11:00')
  await kubeplan(['add', 'strix', '-c', './owls.yaml'], options)
  const told = async () => (await kubeplan(['agenda', '-c', './owls.yaml'], options)).stderr
  const before = await told()
  write('', '10:30')
  expect(await told()).toBe(before)
  write(", end: '10:25'", '10:30')
  expect(await told()).toMatch(/Strix.*10:00-\?.*10:00-10:25/)
})
