import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { kubeplan, newHome } from './kubeplan.js'

interface Talk {
  readonly time: string
  readonly [field: string]: string
}

/** A programme of one or more days of March 2026, and an agenda: `a*5` is going at priority 5, `b?` maybe. */
function conference(sessions: Readonly<Record<string, string | Talk>>, picks: string, blocks = '') {
  const home = newHome()
  const rows = Object.entries(sessions).map(([id, given]) => {
    const { time, ...more } = typeof given === 'string' ? { time: given } : given
    const [, day = '24', start, end] = /^(?:(\d\d) )?(?:(\d\d:\d\d)-(\d\d:\d\d))?$/.exec(time) ?? []
    const when = start ? { start: `2026-03-${day} ${start}`, end } : {}
    return { id, title: `Talk ${id}`, ...when, ...more }
  })
  const catalogue = { conference: { name: 'T', slug: 't', timezone: 'Europe/Amsterdam' }, sessions: rows }
  const agenda = {
    kubeplan: 'agenda/1',
    conference: 't',
    picks: picks
      .split(' ')
      .filter(Boolean)
      .map((pick) => {
        const [, session, stage, priority] = /^(\w+)([*?])(\d?)$/.exec(pick) ?? []
        return { session, stage: stage === '?' ? 'maybe' : 'going', ...(priority && { priority: Number(priority) }) }
      }),
    blocks: blocks === '' ? [] : [{ title: 'Booth', start: `2026-03-24 ${blocks.slice(0, 5)}`, end: blocks.slice(6) }],
  }
  writeFileSync(join(home, 'work', 'c.json'), JSON.stringify(catalogue))
  writeFileSync(join(home, 'work', 'mine.yaml'), JSON.stringify(agenda))
  const runIn = (environment: Readonly<Record<string, string>>, ...argv: readonly string[]) =>
    kubeplan(argv, {
      home,
      environment: { KUBEPLAN_CATALOGUE: './c.json', KUBEPLAN_AGENDA: './mine.yaml', ...environment },
    })
  const run = (...argv: readonly string[]) => runIn({}, ...argv)
  const plan = async (...argv: readonly string[]) => {
    const { exit, stdout, stderr } = await run('plan', '--json', ...argv)
    if (stdout === '') throw new Error(`exit ${exit}: ${stderr}`)
    const found = JSON.parse(stdout)
    const chosen = found.chosen.map(({ session }: { session: string }) => session).join(' ')
    return { ...found, chosen, chosen_rows: found.chosen }
  }
  const file = () => readFileSync(join(home, 'work', 'mine.yaml'), 'utf8')
  const picked = async () => {
    const { picks: mine } = JSON.parse((await run('agenda', '--json')).stdout)
    return mine
      .map(
        ({ session, stage, priority }: Record<string, string>) =>
          `${session}${stage === 'maybe' ? '?' : '*'}${priority}`,
      )
      .join(' ')
  }
  return { home, run, runIn, plan, file, picked }
}

test('sittings of one title that could be exchanged are told apart by their times', async () => {
  const owls = (time: string, more = {}) => ({ time, title: 'Owls', ...more })
  const again = { repeat_of: 'a' }
  const { run } = conference({ a: owls('09:00-10:00'), b: owls('14:00-15:00', again), c: '14:00-15:00' }, 'a?5 c?1')
  const oneDay = (await run('plan', '--format', 'table', '--width', '100')).stdout
  expect(oneDay).toMatch(/09:00-10:00 {2}Owls +p5 {2}or −1 Owls \(14:00\)$/m)
  const days = conference({ a: owls('09:00-10:00'), b: owls('25 14:00-15:00', again) }, 'a?5')
  const { stdout } = await days.run('plan', '--format', 'table', '--width', '100')
  expect(stdout).toContain('Owls (Wed 14:00) instead of Owls (Tue 09:00) costs nothing.')
})

describe('commitments are not candidates', () => {
  const two = { a: { time: '09:00-10:00', room: 'A', track: 'X' }, b: { time: '09:30-10:30', room: 'B', track: 'Y' } }

  test.each([
    [['--room', 'B']],
    [['--track', 'Y']],
    [['--stage', 'maybe']],
    [['talk', 'b']],
    [['--all', '--track', 'Y', '--day', 'tue']],
    [['--after', '09:10']],
    [['--not-track', 'X']],
  ])('%j: what I am going to stays, and nothing that clashes with it is saved', async (flags) => {
    const { plan, picked, run } = conference(two, 'a*1 b?5')
    const { left_out } = await plan(...flags)
    expect(left_out.map(({ session, because }: { session: string; because: string[] }) => [session, because])).toEqual([
      ['b', ['a']],
    ])
    await run('plan', '--save', ...flags)
    expect(await picked()).toBe('a*1 b?5')
    expect((await run('clashes', '--exit-code')).exit).toBe(0)
  })

  test('going picks that clash compete, inside the selection or not', async () => {
    const { plan } = conference({ ...two, c: { time: '11:00-12:00', room: 'C' } }, 'a*1 b*5 c?')
    expect((await plan('--room', 'C')).chosen).toBe('b c')
  })

  test.each([
    ['a* c*', ['--max-per-day', '1'], '2 going picks do not all fit, so they compete here'],
    ['a* c*', ['--max-hours', '30m'], '2 going picks do not all fit, so they compete here'],
    ['a* c*', ['--break', '09:00-12:00/2h'], '2 going picks do not all fit, so they compete here'],
    ['a*', ['--max-hours', '30m'], '1 going pick does not fit, so it competes here'],
    ['a* b*', ['--max-per-day', '1'], '2 going picks clash, so they compete here'],
    ['a* c*', ['--must', 'b'], '1 going pick clashes, so it competes here'],
  ])('why going picks compete: %s, plan %j', async (picks, flags, heading) => {
    const { run } = conference({ ...two, c: { time: '11:00-12:00', room: 'C' } }, picks)
    const { stdout } = await run('plan', ...flags, '--format', 'table', '--width', '120')
    expect(stdout).toContain(heading)
  })

  test('days that are not planned are left alone; what is going on then is not attended twice', async () => {
    const days = {
      a: '24 09:00-10:00',
      b: '24 09:30-10:30',
      c: '25 09:00-10:00',
      c2: { time: '24 14:00-15:00', repeat_of: 'c' },
    }
    const { plan, picked, run } = conference(days, 'a*1 b*5 c*')
    expect(await plan('--day', 'wed')).toMatchObject({ chosen: 'c', left_out: [] })
    expect(await plan('--day', 'tue', '--all')).toMatchObject({ chosen: 'b' })
    await run('plan', '--day', 'wed', '--save')
    expect(await picked()).toBe('a*1 b*5 c*3')
  })

  test('a time of day says what the plan is about: earlier going picks hold, and are not told', async () => {
    const { plan } = conference({ a: '09:00-11:30', b: '11:00-12:00', c: '13:00-14:00' }, 'a* b?5 c?')
    const found = await plan('--after', '10:30')
    expect(found).toMatchObject({ value: 3, chosen: 'c' })
    expect(found.left_out).toMatchObject([{ session: 'b', because: ['a'] }])
  })

  test('what clashes before that is left as it is', async () => {
    const { plan, picked, run } = conference({ a: '09:00-10:00', b: '09:30-10:30', c: '13:00-14:00' }, 'a*5 b* c?')
    expect(await plan('--after', '12:00')).toMatchObject({ value: 3, chosen: 'c', left_out: [] })
    await run('plan', '--after', '12:00', '--save')
    expect(await picked()).toBe('a*5 b*3 c*3')
  })

  test('a must at a day that is not planned is kept from what I am going to then', async () => {
    const { run, picked } = conference({ a: '24 09:00-10:00', b: '25 09:00-10:00', c: '25 09:30-10:30' }, 'a* b*5 c*1')
    expect((await run('plan', '--day', 'tue', '--must', 'c', '--save')).exit).toBe(0)
    expect(await picked()).toBe('a*3 b?5 c*1')
  })

  test('with --unpin they compete', async () => {
    const { plan } = conference(two, 'a*1 b?5')
    expect((await plan('--unpin')).chosen).toBe('b')
  })

  test.each([
    [['--not-after', '10:00', '--all'], 'b*3 a?5'],
    [['--after', '09:15', '--must', 'b'], 'b*3 a?5'],
  ])('with --unpin, what the flags rule out makes way when it is saved: %j', async (flags, after) => {
    const { run, picked } = conference({ a: '09:00-10:30', b: '09:15-10:00' }, 'a*5')
    const { stdout } = await run('plan', '--unpin', '--save', ...flags, '--format', 'table', '--width', '80')
    expect(stdout).toContain('Saved: this one going, the rest maybe.')
    expect((await picked()).split(' ').sort()).toEqual(after.split(' ').sort())
    expect((await run('clashes', '--exit-code')).exit).toBe(0)
  })

  test('--stage knows a content by the pick of it that says most, wherever that stands in the file', async () => {
    const sittings = { a: { time: '09:00-10:00', status: 'cancelled' }, a2: { time: '11:00-12:00', repeat_of: 'a' } }
    const given = { ...sittings, a3: { time: '', repeat_of: 'a' } }
    expect((await conference(given, 'a*2 a3?1').plan('--stage', 'going')).chosen).toBe('a2')
    expect((await conference(given, 'a3?1 a*2').plan('--stage', 'going')).chosen).toBe('a2')
  })
})

describe('a pick is a wish for a content', () => {
  const helm = { a: '09:00-10:00', a2: { time: '14:00-15:00', repeat_of: 'a' }, b: '09:00-10:00' }

  test('another sitting serves it, and --save moves the pick with all that I said about it', async () => {
    const { plan, run, picked, file } = conference(helm, 'a?5 b?4')
    expect(await plan()).toMatchObject({ value: 9, chosen: 'b a2', left_out: [] })
    await run('note', 'a', 'ask about charts')
    await run('plan', '--save')
    expect(await picked()).toBe('a2*5 b*4')
    expect(file()).toContain('ask about charts')
    await run('undo')
    expect(await picked()).toBe('a?5 b?4')
  })

  test('of several picks of a content the highest priority counts, and is shown', async () => {
    const { run } = conference(helm, 'a?5 a2*2')
    const { stdout } = await run('plan', '--format', 'table', '--width', '80')
    expect(stdout).toMatch(/^Worth 5;.*\n {2}14:00-15:00 {2}Talk a2 {2}p5$/m)
  })

  test('the sitting that was picked is kept where another is worth no more', async () => {
    const { plan } = conference(helm, 'a2?5')
    expect((await plan()).chosen).toBe('a2')
    expect((await conference(helm, 'a?5').plan()).chosen).toBe('a')
  })

  test('a going pick moves only where it clashes', async () => {
    expect((await conference(helm, 'a* b?5').plan()).chosen).toBe('a')
    expect((await conference(helm, 'a* b*').plan()).chosen).toBe('b a2')
  })

  test('a calendar entry moves along: no cancellation, one revision', async () => {
    const { run } = conference(helm, 'a* b*')
    const before = (await run('export', '--format', 'ics')).stdout
    await run('plan', '--save')
    const after = (await run('export', '--format', 'ics')).stdout
    const uids = (text: string) => [...text.matchAll(/^UID:(.*)$/gm)].map(([, uid]) => uid?.trim()).sort()
    expect(uids(after)).toEqual(uids(before))
    expect(after).not.toContain('CANCELLED')
    expect(after).toContain('T140000')
  })

  test.each([
    [[], 'a2'],
    [['--must', 'a'], 'a2'],
    [['--must', 'a2'], 'a2'],
  ])('under a block: plan %j', async (flags, chosen) => {
    expect(await conference(helm, 'a?5', '09:00-10:00').plan(...flags)).toMatchObject({ chosen, conflicts: [] })
  })

  test('why says where it is given again instead of calling it impossible', async () => {
    const { run } = conference(helm, 'a?5', '09:00-10:00')
    const { stdout } = await run('why', 'a', '--format', 'table', '--width', '80')
    expect(stdout).toContain('The plan has it at 14:00. Not at 09:00: Booth until 10:00.')
    expect(JSON.parse((await run('why', 'a', '--json')).stdout)).toMatchObject({ chosen: false, sitting: 'a2' })
  })

  test('why of a sitting knows the pick of another one', async () => {
    const { run } = conference({ a: '09:00-10:00', a2: { time: '14:00-15:00', repeat_of: 'a' } }, 'a?5', '09:00-10:00')
    const { stdout } = await run('why', 'a2', '--format', 'table', '--width', '80')
    expect(stdout).toContain('Going is free: it is in the best plan. Not going costs 5 points')
    expect(stdout).toContain('Again   09:00 · maybe')
    expect(stdout).not.toContain('kubeplan add')
  })

  test('why of what I am going to at a day that is not planned, or of another sitting of it', async () => {
    const { run } = conference({ a: '24 09:00-10:00', a2: { time: '25 09:00-10:00', repeat_of: 'a' } }, 'a*')
    const why = async (id: string) =>
      (await run('why', id, '--day', 'wed', '--format', 'table', '--width', '80')).stdout
    expect(await why('a')).toContain('Going is free: it is in the best plan.')
    expect(await why('a2')).toContain('The plan has it at Tue 09:00. Going at Wed 09:00 costs nothing.')
  })

  test('why says how to go at this very time, where --must would be served by another', async () => {
    const { stdout } = await conference(helm, 'a2?1 b?5').run('why', 'a', '--format', 'table', '--width', '80')
    expect(stdout).toContain('Go at this time: kubeplan add a\n')
    const going = await conference(helm, 'a2*1 b?5').run('why', 'a', '--format', 'table', '--width', '80')
    expect(going.stdout).toContain('Go at this time: kubeplan add a --instead-of a2\n')
  })

  test('musts that clash at one sitting and not at another can all be kept', async () => {
    const both = { ...helm, b2: { time: '09:00-10:00', repeat_of: 'b' } }
    const { run } = conference(both, '')
    const { exit, stdout } = await run('plan', '--must', 'a', '--must', 'b', '--json')
    expect([exit, JSON.parse(stdout).chosen.map(({ session }: { session: string }) => session)]).toEqual([
      0,
      ['b', 'a2'],
    ])
  })

  test('what is left out has one line, whatever sittings it has', async () => {
    const given = {
      a: '09:00-10:00',
      x: '09:00-10:00',
      x2: { time: '11:00-12:00', repeat_of: 'x' },
      b: '11:00-12:00',
    }
    const { run, plan } = conference(given, 'a?5 x2?1 b?4')
    expect((await plan()).left_out).toHaveLength(2)
    const { stdout } = await run('plan', '--format', 'table', '--width', '80')
    expect(stdout.split('Left out')[1]?.match(/Talk x/g)).toHaveLength(1)
    expect(stdout).toMatch(/^ {2}11:00-12:00 {2}Talk x2 .*3 +Talk b$/m)
  })

  test('an interest, too, is served by any sitting', async () => {
    const tracks = {
      a: { time: '09:00-10:00', track: 'Charts' },
      a2: { time: '14:00-15:00', repeat_of: 'a' },
      b: { time: '09:00-10:00', track: 'Charts' },
    }
    const found = await conference(tracks, '').plan('--like', 'track:charts')
    expect(found.chosen_rows.map(({ session, interests }: Record<string, unknown>) => [session, interests])).toEqual([
      ['b', ['track:charts']],
      ['a2', ['track:charts']],
    ])
  })
})

describe('every pick has a line', () => {
  test('what no plan can hold is told with its reason', async () => {
    const programme = {
      a: '09:00-10:00',
      late: '16:00-17:30',
      shell: { time: '09:00-12:00', kind: 'umbrella' },
      off: { time: '11:00-12:00', status: 'cancelled' },
      open: '',
    }
    const { plan, run } = conference(programme, 'a? late? shell* off* open? lost*')
    const { unplaced, chosen } = await plan('--not-after', '17:00')
    expect([chosen, unplaced]).toEqual([
      'a',
      [
        { session: 'late', because: 'outside-hours' },
        { session: 'shell', because: 'umbrella' },
        { session: 'off', because: 'cancelled' },
        { session: 'open', because: 'no-time' },
        { session: 'lost', because: 'not-in-programme' },
      ],
    ])
    const { stdout } = await run('plan', '--not-after', '17:00', '--format', 'table', '--width', '80')
    expect(stdout).toContain('Not planned\n')
    expect(stdout).toContain('kubeplan block shell')
  })

  test.each([
    ['late?', ['--not-after', '17:00'], 'late', 'outside-hours'],
    ['late?', ['--room', 'B'], 'late', 'not-selected'],
    ['late?', ['--day', '2026-03-25'], 'late', 'not-selected'],
    ['late? b*', ['--id', 'b', '--after', '17:00'], 'late', 'not-selected'],
    ['late?', ['--unpin', '--stage', 'going'], 'late', 'not-selected'],
    ['b* b3?', ['--after', '16:30'], 'b3', 'going-elsewhere'],
    ['b* b4?', ['--day', '2026-03-25'], 'b4', 'going-elsewhere'],
    ['b? b3?', ['--not-after', '17:00', '--track', 'none'], 'b3', 'outside-hours'],
  ])('there is always something to say while there are picks: %s, plan %j', async (picks, flags, session, because) => {
    const programme = {
      late: { time: '16:00-17:30', room: 'A' },
      b: { time: '16:00-16:30', room: 'B', track: 'some' },
      b3: { time: '17:30-18:00', repeat_of: 'b', track: 'none' },
      b4: { time: '25 10:00-11:00', repeat_of: 'b' },
    }
    const { run, plan } = conference(programme, picks)
    const { exit, stdout } = await run('plan', ...flags, '--format', 'table', '--width', '80')
    expect([exit, stdout]).toEqual([0, expect.stringContaining('Not planned\n')])
    expect(stdout).not.toContain('Nothing to plan')
    expect((await plan(...flags)).unplaced).toContainEqual({ session, because })
  })

  test('going picks at other times stay as they are, and that is what is said', async () => {
    const { run } = conference({ a: '09:00-10:00', b: '11:00-12:00' }, 'a* b*')
    const { stdout } = await run('plan', '--after', '20:00', '--format', 'table', '--width', '80')
    expect(stdout).toMatch(/^Your going picks stay as they are; nothing else to plan here/)
  })

  test('what is attended at another sitting is not told as if it were not planned', async () => {
    const moved = { a: { time: '09:00-10:00', status: 'cancelled' }, a2: { time: '11:00-12:00', repeat_of: 'a' } }
    expect(await conference(moved, 'a*').plan()).toMatchObject({ chosen: 'a2', unplaced: [] })
  })

  test('so has what an interest matches, also where nothing is picked', async () => {
    const { run } = conference({ open: { time: '', track: 'Security' } }, '')
    const { exit, stdout } = await run('plan', '--like', 'track:security', '--format', 'table', '--width', '80')
    expect([exit, stdout]).toEqual([0, expect.stringContaining('no time yet  Talk open')])
  })

  test.each([
    ['an umbrella', { time: '09:00-12:00', kind: 'umbrella' }, 'kubeplan block x'],
    ['what is cancelled', { time: '09:00-12:00', status: 'cancelled' }, 'is cancelled'],
    ['what has no time', '', 'has no time yet'],
  ])('--must of %s is wrong usage', async (_, given, hint) => {
    const { exit, stderr } = await conference({ a: '13:00-14:00', x: given }, 'a*').run('plan', '--must', 'x')
    expect([exit, stderr]).toEqual([2, expect.stringContaining(hint)])
  })
})

describe('scores mean something', () => {
  test('a pick is worth at least what it was before', async () => {
    const day = { tut: '09:00-12:00', a: '09:00-09:45', b: '10:00-11:00', d: '11:00-12:00' }
    expect((await conference(day, 'tut?5').plan('--all')).chosen).toBe('tut')
  })

  test('thirds are exact', async () => {
    const thirds = { a: '09:00-09:10', b: '09:10-09:20', c: '09:20-09:30', whole: '09:00-09:30' }
    const { value, left_out } = await conference(thirds, '').plan('--all')
    expect([value, left_out.map(({ regret }: { regret: number }) => regret)]).toEqual([1, expect.arrayContaining([0])])
  })

  test('--max-hours bounds the time in sessions of each day', async () => {
    const day = { a: '09:00-10:00', b: '10:00-12:00', c: '13:00-14:30', d: '25 09:00-11:00' }
    const { plan, run } = conference(day, '')
    expect((await plan('--all', '--max-hours', '3h')).chosen).toBe('a b d')
    expect((await plan('--all', '--max-hours', '90m')).chosen).toBe('c')
    const { stdout } = await run('plan', '--all', '--max-hours', '90m', '--format', 'table', '--width', '80')
    expect(stdout).toContain('the day is long enough')
  })

  const hall = Object.fromEntries(
    ['09:00-09:10', '09:10-09:20', '09:20-09:30', '09:30-09:40'].map((time, index) => [
      `k${index}`,
      { time, kind: 'keynote', room: 'Hall' },
    ]),
  )

  test('keynotes back to back are one choice', async () => {
    const { plan, run } = conference({ ...hall, a: '09:20-09:50', b: '11:00-12:00' }, '')
    const { chosen, left_out } = await plan('--all', '--max-per-day', '2')
    expect([chosen, left_out]).toEqual([
      'k0 k1 k2 k3 b',
      [expect.objectContaining({ session: 'a', because: ['k2', 'k3'] })],
    ])
    const { stdout } = await run('plan', '--all', '--format', 'table', '--width', '80')
    expect(stdout).toMatch(/^ {2}09:00\S* {2}4 keynotes/m)
  })

  test('what I picked of a run is not given up for what clashes with another part of it', async () => {
    const { plan, run } = conference({ ...hall, a: '09:20-10:50' }, 'k0?5 k1?1 a?4')
    expect(await plan()).toMatchObject({ value: 10, chosen: 'k0 k1 a' })
    expect((await plan('--all')).chosen).toBe('k0 k1 a')
    const { stdout } = await run('why', 'k0', '--all', '--json')
    expect(JSON.parse(stdout)).toMatchObject({ chosen: true, score: 5 + 1 / 3 })
  })

  test('a run that I am going to counts once, whatever clashes with a part of it', async () => {
    const { plan } = conference({ ...hall, a: '09:20-10:50', b: '11:00-12:00' }, 'k0* k1* k2* k3* b*')
    expect((await plan('--all', '--max-per-day', '2')).chosen).toBe('k0 k1 k2 k3 b')
  })

  test.each([
    ['one', 'k1*'],
    ['two apart', 'k0* k2*'],
    ['one that counts more', 'k3*5'],
  ])('a run of which I am going to a part counts once as a whole: %s', async (_, picks) => {
    const { plan } = conference({ ...hall, b: '11:00-12:00', c: '13:00-13:30', d: '14:00-14:20' }, picks)
    for (const [most, chosen] of [
      ['1', 'k0 k1 k2 k3'],
      ['2', 'k0 k1 k2 k3 b'],
      ['3', 'k0 k1 k2 k3 b c'],
    ] as const) {
      expect(await plan('--all', '--max-per-day', most)).toMatchObject({ chosen, proven: true })
    }
  })

  test('what clashes with another part of a run that I am going to is no worse for it', async () => {
    const { plan } = conference({ ...hall, a: '09:20-10:50', b: '11:00-12:00', c: '13:00-14:00' }, 'k0* a?5')
    expect((await plan('--all', '--max-per-day', '2')).chosen).toBe('k0 a')
    expect((await plan('--all', '--max-per-day', '3')).chosen).toBe('k0 a b')
    const must = conference({ ...hall, b: '11:00-12:00' }, '')
    expect((await must.plan('--all', '--must', 'k2', '--max-per-day', '2')).chosen).toBe('k0 k1 k2 k3 b')
  })

  test('where what I am going to of a run has to go, the rest of it counts again', async () => {
    const { plan } = conference({ ...hall, b: '11:00-12:00' }, '')
    const { conflicts, chosen } = await plan(
      '--all',
      '--must',
      'k1',
      '--must',
      'k2',
      '--must',
      'b',
      '--max-per-day',
      '1',
    )
    expect([conflicts.length > 0, chosen.split(' ').includes('b') && chosen.includes('k')]).toEqual([true, false])
  })

  test('the pauses of a run are no time in sessions', async () => {
    const pauses = Object.fromEntries(
      ['09:00-09:10', '09:20-09:30', '09:40-09:50'].map((time, index) => [`k${index}`, { time, kind: 'keynote' }]),
    )
    expect((await conference(pauses, '').plan('--all', '--max-hours', '30m')).chosen).toBe('k0 k1 k2')
    expect((await conference(pauses, '').plan('--all', '--max-hours', '29m')).chosen).toBe('')
  })

  test('a run that is left out is one line, and what clashes with a part of it is in its way', async () => {
    const { plan, run } = conference({ ...hall, a: '09:20-10:50' }, 'a?4')
    const { left_out } = await plan('--all')
    expect(left_out.map(({ session, because }: Record<string, unknown>) => [session, because])).toEqual(
      ['k0', 'k1', 'k2', 'k3'].map((id) => [id, ['a']]),
    )
    const { stdout } = await run('plan', '--all', '--format', 'table', '--width', '80')
    expect(stdout).toMatch(/^ {2}09:00-09:40 {2}4 keynotes +5\.7 +Talk a$/m)
    expect(stdout).not.toContain('too far')
    expect(stdout).toContain('or −5.7 4 keynotes')
  })

  test('what a run keeps out names the keynotes that clash, and a swap names them all', async () => {
    const { plan, run } = conference({ ...hall, a: '09:20-09:50' }, '')
    const { left_out } = await plan('--all')
    expect(left_out).toMatchObject([{ session: 'a', because: ['k2', 'k3'] }])
    const asked = JSON.parse((await run('why', 'a', '--all', '--json')).stdout)
    expect(asked).toMatchObject({ regret: 1 / 3, gain: ['a'], lose: ['k0', 'k1', 'k2', 'k3'] })
  })

  test('why prices a keynote as the plan does', async () => {
    const { plan, run } = conference({ ...hall, a: '09:20-09:50' }, 'a?2')
    const [first] = (await plan('--all')).left_out
    const asked = JSON.parse((await run('why', 'k2', '--all', '--json')).stdout)
    expect(asked).toMatchObject({ regret: first.regret, gain: ['k0', 'k1', 'k2', 'k3'], lose: ['a'] })
  })

  test('a must among going keynotes stays a must', async () => {
    const { plan } = conference({ ...hall, a: '09:20-09:50' }, 'k0* k1* k2* k3* a*5')
    expect((await plan('--must', 'k2')).chosen).toBe('k0 k1 k2 k3')
    expect((await plan('--must', 'a')).chosen).toBe('k0 k1 a')
  })

  test('a block in the middle, or a going pick, does not take the rest of them away', async () => {
    const { plan } = conference({ ...hall, a: '09:20-09:30' }, 'k0* k1* k2* k3* a*5', '09:35-09:50')
    expect((await plan()).chosen).toBe('k0 k1 a')
  })
})

describe('--repair', () => {
  test('changes nothing where nothing is wrong', async () => {
    const sound = { a: '09:00-10:00', b: '09:30-10:30', d: '11:00-12:00', e: '11:00-12:00', f: '13:00-14:00' }
    const { plan } = conference(sound, 'a* b?5 d* e?5 f?5')
    const { chosen, repair } = await plan('--repair')
    expect([chosen, repair]).toEqual(['a d', { kept: ['a', 'd'], swapped: [], lost: [], gained: [] }])
  })

  test('what is no candidate is neither kept nor lost', async () => {
    const odd = {
      a: '09:00-10:00',
      f: '11:00-12:00',
      u: '',
      um: { time: '08:00-18:00', kind: 'umbrella' },
      o2: '25 09:00-10:00',
    }
    const { repair, unplaced } = await conference(odd, 'a* u* um* o2* f?').plan('--repair')
    expect(repair).toEqual({ kept: ['a', 'o2'], swapped: [], lost: [], gained: [] })
    expect(unplaced).toHaveLength(2)
  })

  test('gives up as few going picks as possible, and moves those that are given again', async () => {
    const broken = {
      long: '09:00-12:00',
      a: '09:00-10:00',
      b: '10:30-11:30',
      c: '14:00-15:00',
      d: '14:30-15:30',
      d2: { time: '16:00-17:00', repeat_of: 'd' },
    }
    const { chosen, repair } = await conference(broken, 'long*5 a*1 b*1 c*1 d*1').plan('--repair')
    expect([chosen, repair.lost, repair.swapped]).toEqual(['a b c d2', ['long'], [{ lost: 'd', gained: 'd2' }]])
  })

  test('a pick whose content is attended at another sitting is swapped for it, not lost', async () => {
    const twice = { a: '09:00-10:00', a2: { time: '14:00-15:00', repeat_of: 'a' }, b: '09:30-10:30' }
    expect((await conference(twice, 'a*5 a2*2 b*1').plan('--repair')).repair).toEqual({
      kept: ['b', 'a2'],
      swapped: [{ lost: 'a', gained: 'a2' }],
      lost: [],
      gained: [],
    })
    const off = { ...twice, a: { time: '09:00-10:00', status: 'cancelled' } }
    expect((await conference(off, 'a*5 b*1').plan('--repair')).repair).toEqual({
      kept: ['b'],
      swapped: [{ lost: 'a', gained: 'a2' }],
      lost: [],
      gained: [],
    })
  })

  test('a cancelled pick alone opens nothing to what is only maybe: at most it is attended at another sitting', async () => {
    const off = { a: '09:00-10:00', b: '11:00-12:00', off: { time: '11:00-12:00', status: 'cancelled' } }
    const { chosen, repair } = await conference(off, 'a* off*5 b?5').plan('--repair')
    expect([chosen, repair]).toEqual(['a', { kept: ['a'], swapped: [], lost: [], gained: [] }])
    const again = { ...off, off2: { time: '14:00-15:00', repeat_of: 'off' }, c: '16:00-17:00' }
    const moved = await conference(again, 'a* off*5 b?5 c?5').plan('--repair')
    expect([moved.chosen, moved.repair.swapped]).toEqual(['a off2', [{ lost: 'off', gained: 'off2' }]])
  })

  test('--unpin changes nothing of it', async () => {
    const sound = { a: '09:00-10:00', b: '11:00-12:00', c: '11:30-12:30' }
    const { chosen } = await conference(sound, 'a* b*1 c?5').plan('--repair', '--unpin')
    expect(chosen).toBe('a b')
  })

  test('offers no --unpin, which a repair has no use for', async () => {
    const two = { a: '09:00-10:00', b: '09:30-10:30', d: '10:15-11:00' }
    const { run } = conference(two, 'a*5 b*1 d?5', '09:00-09:15')
    const { stdout } = await run('plan', '--repair', '--format', 'table', '--width', '80')
    expect([stdout.includes('gains 3'), stdout.includes('--unpin')]).toEqual([true, false])
  })
})

describe('wishes that are remembered', () => {
  const talks = {
    a: { time: '09:00-10:00', track: 'Charts', room: 'A' },
    b: { time: '10:00-11:00', track: 'Charts', room: 'B' },
    c: { time: '12:00-12:30', track: 'Charts', room: 'B' },
  }
  const flags = ['--walk', '10m', '--like', 'track:charts:2', '--break', '12:00-13:00/45m']

  test('plan --save writes its walk, interests and breaks, and the next plan is made by them', async () => {
    const { run, plan, file } = conference(talks, '')
    const { chosen } = await plan(...flags)
    expect((await run('plan', '--save', ...flags)).exit).toBe(0)
    expect(JSON.parse(file()).wishes).toEqual({ walk: '10m', like: ['track:charts:2'], breaks: ['12:00-13:00/45m'] })
    expect((await plan()).chosen).toBe(chosen)
    // Flags go before wishes, each for itself, and are remembered in their place.
    expect((await plan('--walk', '0m')).chosen).toBe('a b')
    expect((await plan('--break', '18:00-19:00/45m', '--walk', '0m')).chosen).toBe('a b c')
    await run('plan', '--save', '--walk', '0m')
    expect(JSON.parse(file()).wishes).toEqual({ walk: '0m', like: ['track:charts:2'], breaks: ['12:00-13:00/45m'] })
    await run('undo')
    expect(JSON.parse(file()).wishes.walk).toBe('10m')
  })

  test('a plan without such flags writes none, and the walk counts for every command', async () => {
    const { run, file } = conference(talks, 'a* b*')
    await run('plan', '--save', '--unpin')
    expect(file()).not.toContain('wishes')
    expect((await run('clashes')).stdout).not.toContain('\ta\t')
    await run('plan', '--save', '--walk', '10m', '--like', 'charts')
    await run('add', 'a', 'b')
    const { clashes } = JSON.parse((await run('clashes', '--json')).stdout)
    expect(clashes).toMatchObject([{ sessions: ['a', 'b'], reason: 'walk', minutes: 10 }])
    expect(JSON.parse((await run('clashes', '--json', '--walk', '0m')).stdout).clashes).toEqual([])
  })
})

test('what was equal in a saved plan stands first in FULL? of now', async () => {
  const at = (time: string, track: string) => ({ time, track })
  const { runIn, plan } = conference(
    {
      a: at('10:00-10:30', 'Security'),
      b: at('10:00-10:30', 'Security'),
      c: at('10:00-10:30', 'Networks'),
      d: at('10:00-10:30', 'Security'),
      e: at('12:00-12:30', 'Security'),
    },
    'c?',
    '14:00-15:00',
  )
  const { chosen } = await plan('--like', 'track:security:5', '--save')
  const equal = ['a', 'b', 'd'].filter((id) => !chosen.split(' ').includes(id))
  expect([equal.length, chosen]).toEqual([2, expect.stringMatching(/^[abd] e$/)])
  const now = { KUBEPLAN_NOW: '2026-03-24T08:55:00Z' }
  const { instead } = JSON.parse((await runIn(now, 'now', '--json')).stdout)
  expect(instead.map(({ session, why }: Record<string, string>) => [session, why])).toEqual([
    ...equal.map((id) => [id, 'like']),
    ['c', 'maybe'],
  ])
})
