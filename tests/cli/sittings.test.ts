import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { kubeplan, newHome, type TestWorldOptions } from './kubeplan.js'

const PROGRAMME = `conference: { name: Again Days, slug: again, timezone: Europe/Amsterdam }
rooms: { walks: [{ from: Hall A, to: Annex, walk: 20m }] }
sessions:
  - { id: bread, title: Bread, room: Hall A, start: 2026-03-24 09:00, end: "10:00" }
  - { id: bread-2, title: Bread again, room: Hall B, start: 2026-03-24 14:00, end: "15:00", repeat_of: bread }
  - { id: bread-3, title: Bread at last, room: Hall B, start: 2026-03-26 10:00, end: "11:00", repeat_of: bread-2 }
  - { id: soup, title: Soup, room: Hall C, start: 2026-03-24 09:30, end: "10:30" }
  - { id: cake, title: Cake, room: Annex, start: 2026-03-24 10:10, end: "10:20" }
  - { id: off, title: Off, room: Hall A, start: 2026-03-25 09:00, end: "10:00", status: cancelled }
  - { id: on, title: "On", room: Hall A, start: 2026-03-25 16:00, end: "17:00", repeat_of: off }
  - { id: twin, title: Twin, room: Hall A, start: 2026-03-26 10:30, end: "11:30" }
  - { id: twin-2, title: Twin, room: Hall B, start: 2026-03-26 10:30, end: "11:30", repeat_of: twin }
`

const DURING = '2026-03-23T12:00:00Z'

function setUp(programme = PROGRAMME) {
  const home = newHome()
  const file = join(home, 'work', 'again.yaml')
  writeFileSync(file, programme)
  const told = (options: TestWorldOptions, argv: readonly string[]) =>
    kubeplan(argv, { home, now: DURING, environment: { NO_COLOR: '1', KUBEPLAN_CATALOGUE: file }, ...options })
  return {
    /** In a pipe. */
    run: (...argv: readonly string[]) => told({}, argv),
    /** On a terminal of this width: the lines on stdout. */
    on: async (columns: number, ...argv: readonly string[]) =>
      (await told({ terminal: columns }, argv)).stdout.split('\n'),
    at: async (now: string, ...argv: readonly string[]) => (await told({ now, terminal: 100 }, argv)).stdout,
    json: async (...argv: readonly string[]) => JSON.parse((await told({}, [...argv, '--json'])).stdout),
  }
}

describe('clashes', () => {
  test('when else each side is given, whether I am free then, and how to go there', async () => {
    const { run, on, json } = setUp()
    await run('add', 'bread', 'soup')
    await run('block', 'Booth', '--day', 'tue', '--time', '14:30-14:40')
    expect(await on(100, 'clashes')).toEqual([
      '1 clash among your going picks and blocks · Again Days · Tue 24 Mar · Europe/Amsterdam (UTC+1)',
      '  09:30-10:00  30 min  Bread  Hall A, from 09:00',
      '                         given again Thu 10:00, free',
      '                       Soup   Hall C, until 10:30',
      'Go at the other time: kubeplan add bread-3 --instead-of bread   Keep one of each: kubeplan drop soup',
      "The best way out: kubeplan plan   (maybe picks: --stage any; everybody's: --all)",
      '',
    ])
    const narrow = await on(40, 'clashes', '--day', 'tue')
    expect(narrow).toContain('    given again Thu 10:00, free')
    expect(narrow).toContain('kubeplan add bread-3 --instead-of bread')
    expect(await on(80, 'clashes', '--tz', 'Asia/Tokyo')).toContain(
      '                         given again Thu 18:00, free',
    )
    const [first, ...others] = (await run('clashes')).stdout.trimEnd().split('\n')
    expect(first).toBe('first\tsecond\tdate\tstart\tend\tminutes\treason\tfirst_title\tsecond_title')
    expect(others).toHaveLength(1)
    const { clashes, ...rest } = await json('clashes')
    expect(rest).toEqual({ kubeplan: 'clashes/1', scope: 'agenda' })
    expect(clashes).toEqual([
      {
        sessions: ['bread', 'soup'],
        reason: 'overlap',
        start: '2026-03-24T09:30:00+01:00',
        end: '2026-03-24T10:00:00+01:00',
        minutes: 30,
        given_again: [
          {
            session: 'bread-2',
            instead_of: 'bread',
            start: '2026-03-24T14:00:00+01:00',
            end: '2026-03-24T15:00:00+01:00',
            free: false,
          },
          {
            session: 'bread-3',
            instead_of: 'bread',
            start: '2026-03-26T10:00:00+01:00',
            end: '2026-03-26T11:00:00+01:00',
            free: true,
          },
        ],
      },
    ])
    expect((await json('agenda')).clashes).toEqual(clashes)
  })

  test('for a block, for a walk that is too long, and not free where another day takes the time', async () => {
    const { run, on } = setUp()
    await run('add', 'bread', 'cake')
    await run('block', 'Booth', '--day', 'tue', '--time', '09:40-09:50')
    expect(await on(100, 'clashes')).toEqual([
      '2 clashes among your going picks and blocks · Again Days · Tue 24 Mar · Europe/Amsterdam (UTC+1)',
      '  09:40-09:50  10 min  Bread          Hall A, 09:00-10:00',
      '                         given again 14:00, free',
      '                       [block] Booth',
      '  10:00        walk    Bread          Hall A, ends 10:00',
      '                         given again 14:00, free',
      '                       Cake           Annex, 20 min away, have 10',
      'Go at the other time: kubeplan add bread-2 --instead-of bread',
      'Keep one of each: kubeplan drop bread   The best way out: kubeplan plan',
      "(maybe picks: --stage any; everybody's: --all)",
      '',
    ])
    await run('block', 'Tea', '--day', 'tue', '--time', '14:00-15:00')
    await run('block', 'Flight', '--day', 'thu', '--time', '09:00-12:00')
    const text = (await on(100, 'clashes', '--day', 'tue')).join('\n')
    expect(text).toContain('given again 14:00, not free')
    expect(text).not.toContain('--instead-of')
  })

  test('what I go to twice is told, with what to drop; sittings of one content clash with each other on my agenda alone', async () => {
    const { run, on, json } = setUp()
    expect(
      (await json('clashes', '--all')).clashes.map(({ sessions }: { sessions: string[] }) => sessions.join(' ')),
    ).toEqual(['bread soup', 'bread cake', 'soup cake', 'bread-3 twin', 'bread-3 twin-2'])
    expect(await json('clashes', '--all')).not.toHaveProperty('clashes.0.given_again')
    await run('add', 'twin', 'twin-2', 'bread', 'bread-2', 'soup')
    const text = (await on(100, 'clashes')).join('\n')
    expect(text).toContain('2 clashes among')
    expect(text).not.toContain('given again')
    expect(text).toContain(
      'Going twice: Bread, Tue 09:00 and Tue 14:00. Attend one: kubeplan drop bread\n' +
        'Going twice: Twin, Thu 10:30 and Thu 10:30. Attend one: kubeplan drop twin-2',
    )
    expect((await json('clashes')).going_twice).toEqual([
      ['bread', 'bread-2'],
      ['twin', 'twin-2'],
    ])
    expect((await json('clashes', '--day', 'thu')).going_twice).toEqual([['twin', 'twin-2']])
    expect(await json('clashes', '--day', 'wed')).toEqual({ kubeplan: 'clashes/1', scope: 'agenda', clashes: [] })
  })
})

describe('a change that makes a clash names the sitting that is free', () => {
  test('of the new pick and of the old one', async () => {
    const { run } = setUp()
    expect((await run('add', 'soup')).stderr).toBe('Picked (going): Soup\n')
    expect((await run('add', 'bread')).stderr).toBe(
      'Picked (going): Bread\nClash: Bread and Soup, 09:30-10:00, 30 min. Both kept: kubeplan clashes\n' +
        'Bread is given again Tue 14:00, and you are free then: kubeplan add bread-2 --instead-of bread\n',
    )
    expect((await run('add', 'bread-2', '--instead-of', 'bread')).stderr).toBe(
      'Picked instead of Bread, with your note, rating and so on: Bread again\n',
    )
    expect((await run('block', 'Booth', '--day', 'tue', '--time', '14:30-14:40')).stderr).toBe(
      'Blocked: Booth, Tue 24 Mar 14:30-14:40\n' +
        'Clash: Booth and Bread again, 14:30-14:40, 10 min. Both kept: kubeplan clashes\n' +
        'Bread again is given again Thu 10:00, and you are free then: kubeplan add bread-3 --instead-of bread-2\n',
    )
    expect((await run('add', 'bread', '--instead-of', 'bread-2')).stderr).toBe(
      'Picked instead of Bread again, with your note, rating and so on: Bread\n' +
        'Clash: Bread and Soup, 09:30-10:00, 30 min. Both kept: kubeplan clashes\n' +
        'Bread is given again Thu 10:00, and you are free then: kubeplan add bread-3 --instead-of bread\n',
    )
  })

  test('free of all that is added in one go, and none where none is', async () => {
    const { run } = setUp()
    await run('block', 'Booth', '--day', 'tue', '--time', '14:30-14:40')
    expect((await run('add', 'bread', 'soup', 'twin')).stderr).toBe(
      'Picked (going): Bread\nPicked (going): Soup\n' +
        'Clash: Soup and Bread, 09:30-10:00, 30 min. Both kept: kubeplan clashes\nPicked (going): Twin\n',
    )
  })

  test('all on the clock shown', async () => {
    const { run } = setUp()
    await run('block', 'Booth', '--day', 'tue', '--time', '09:40-09:50')
    expect((await run('add', 'bread', '--tz', 'Asia/Tokyo')).stderr).toBe(
      'Picked (going): Bread\nClash: Bread and Booth, 17:40-17:50, 10 min. Both kept: kubeplan clashes --tz Asia/Tokyo\n' +
        'Bread is given again Tue 22:00, and you are free then: kubeplan add bread-2 --instead-of bread --tz Asia/Tokyo\n',
    )
  })

  test('another sitting of what I am going to already is told, and no maybe', async () => {
    const { run } = setUp()
    await run('add', 'bread')
    expect((await run('add', 'bread-3')).stderr).toBe(
      'Picked (going): Bread at last\nYou are already going to this, Tue 09:00: Bread at last. ' +
        'Attend one: kubeplan add bread-3 --instead-of bread   or kubeplan drop bread-3\n',
    )
    expect((await run('add', 'bread-3', '--instead-of', 'bread')).exit).toBe(0)
    expect((await run('add', '--maybe', 'bread-2')).stderr).toBe('Picked (maybe): Bread again\n')
  })
})

test('the agenda tells when else a pick that clashes or is cancelled is given, and what is there twice', async () => {
  const { run, on } = setUp()
  await run('add', 'bread', 'soup', 'off')
  expect(await on(100, 'agenda')).toEqual([
    'Again Days · Tue 24 Mar - Wed 25 Mar · Europe/Amsterdam (UTC+1) · 3 going · 1 clash',
    'Tue 24 Mar',
    '! 09:00-10:00 ● Bread            Hall A  × Soup, 30 min',
    '                given again 14:00, free',
    '! 09:30-10:30 ● Soup             Hall C  × Bread, 30 min',
    'Wed 25 Mar',
    '  09:00-10:00 ● [cancelled] Off  Hall A',
    '                given again 16:00, free',
    'Go at the other time: kubeplan add on --instead-of off   What clashes: kubeplan clashes',
    '',
  ])
  await run('add', 'bread-3')
  const narrow = await on(40, 'agenda')
  expect(narrow).toContain('    also Thu 10:00: attend one')
  expect(narrow).toContain('    also Tue 09:00: attend one')
  expect(narrow).toContain('10:00. Attend one: kubeplan drop bread')
  expect(narrow.every((line) => line.length <= 40 || line.startsWith('kubeplan'))).toBe(true)
})

test('what has begun is not offered while the conference lasts', async () => {
  const { run, at } = setUp()
  await run('add', 'bread-3', 'twin')
  expect(await at('2026-03-23T12:00:00Z', 'clashes')).toContain('given again Tue 09:00, free')
  expect(await at('2026-03-24T12:00:00Z', 'clashes')).toContain('given again Tue 14:00, free')
  expect(await at('2026-03-25T12:00:00Z', 'clashes')).not.toMatch(/given again (?!10:30, not free)/)
  expect(await at('2026-05-01T12:00:00Z', 'clashes')).toContain('given again Tue 09:00, free')
})

test('list --free offers no other time of what I am going to, but one of what is cancelled or clashes', async () => {
  const { run } = setUp()
  await run('add', 'bread', 'off')
  const ids = async () =>
    (await run('list', '--free')).stdout
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t')[0])
  expect(await ids()).toEqual(['on', 'twin', 'twin-2'])
  await run('add', 'soup')
  expect(await ids()).toEqual(['bread-2', 'on', 'bread-3', 'twin', 'twin-2'])
  await run('drop', 'bread')
  expect(await ids()).toEqual(['bread-2', 'on', 'bread-3', 'twin', 'twin-2'])
})

test('show tells which sittings are free, mine or cancelled, and how to go to one instead', async () => {
  const { run, on } = setUp()
  expect((await on(100, 'show', 'bread')).filter((line) => line.startsWith('The same'))).toEqual([
    'The same content: Bread again, Tue 24 Mar 14:00-15:00 (bread-2)',
    'The same content: Bread at last, Thu 26 Mar 10:00-11:00 (bread-3)',
  ])
  await run('add', 'bread', 'soup', 'twin')
  await run('add', '--maybe', 'bread-2')
  expect((await on(100, 'show', 'bread')).slice(-6)).toEqual([
    '',
    'The same content: Bread again, Tue 24 Mar 14:00-15:00 (bread-2), maybe, free',
    'The same content: Bread at last, Thu 26 Mar 10:00-11:00 (bread-3), not free',
    '× clashes with Soup, 09:30-10:00, 30 min',
    'Go at the other time: kubeplan add bread-2 --instead-of bread   Drop it: kubeplan drop bread',
    '',
  ])
  expect((await on(100, 'show', 'on')).join('\n')).toContain('(off), cancelled')
  expect((await on(100, 'show', 'bread-3')).at(-2)).toBe('What going would cost: kubeplan why bread-3')
  await run('add', 'off')
  expect((await on(100, 'show', 'on')).at(-2)).toBe('Go at this time instead: kubeplan add on --instead-of off')
})

test('now names a later sitting beside a full room, whatever maybes there are', async () => {
  const { run, at, json } = setUp()
  await run('add', 'bread')
  expect(await at('2026-03-24T07:55:00Z', 'now')).toContain('FULL?  14:00      Bread again')
  expect(await at('2026-03-24T07:55:00Z', 'now')).toMatch(/Thu 10:00 {2}Bread at last +Hall B {2}given again/)
  await run('add', 'bread-3')
  expect(await at('2026-03-24T07:55:00Z', 'now')).toMatch(/Thu 10:00 {2}Bread at last +Hall B {2}given again \(going\)/)
  expect((await json('now')).instead).toEqual([])
  await run('add', 'off')
  expect(await at('2026-03-25T07:55:00Z', 'now')).toContain('Cancelled: Off, 09:00; given again 16:00, free.')
  await run('add', 'on')
  expect(await at('2026-03-25T07:55:00Z', 'now')).toContain('Cancelled: Off, 09:00.')
})

test('beside a full room five maybes leave a place for the sitting', async () => {
  const maybes = ['m1', 'm2', 'm3', 'm4', 'm5']
  const more = maybes.map((id) => `  - { id: ${id}, title: ${id}, start: 2026-03-24 09:00, end: "10:00" }\n`)
  const { run, at } = setUp(PROGRAMME + more.join(''))
  await run('add', 'bread')
  await run('add', '--maybe', ...maybes)
  const text = await at('2026-03-24T07:55:00Z', 'now')
  expect(text.split('\n').filter((line) => / {2}(?:maybe|given again)$/.test(line))).toHaveLength(4)
  expect(text).toMatch(/m3 .*maybe\n +14:00 +Bread again +Hall B +given again\n/)
})

test('an update that cancels a pick tells when else it is given', async () => {
  const home = newHome()
  const file = join(home, 'work', 'again.yaml')
  const told = (...argv: readonly string[]) =>
    kubeplan(argv, { home, now: DURING, terminal: 100, environment: { NO_COLOR: '1' } })
  const off = PROGRAMME.replace('end: "10:00" }', 'end: "10:00", status: cancelled }')
  writeFileSync(file, PROGRAMME)
  await told('import', file, '--as', 'again')
  await told('add', 'bread', 'soup')
  writeFileSync(file, off)
  const step = 'Bread again is given Tue 14:00, and you are free then: kubeplan add bread-2 --instead-of bread'
  expect((await told('update')).stdout.split('\n')).toContain(step)
  await told('block', 'Booth', '--day', 'tue', '--time', '14:00-15:00')
  await told('block', 'Tea', '--day', 'thu', '--time', '10:00-15:00')
  expect((await told('changes')).stdout).toContain('cancelled')
  expect((await told('changes')).stdout).not.toContain('--instead-of')
})
