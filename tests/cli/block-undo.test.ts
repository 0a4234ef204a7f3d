import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lintCalendar } from '../render/calendar-lint.js'
import { kubeplan, newHome } from './kubeplan.js'

const LINUX = 'linux-in-the-kubernetes-era'
const FILE = '.local/share/kubeplan/kubecon-na-2020/agenda.yaml'

async function agendaOf(home: string) {
  return JSON.parse((await kubeplan(['agenda', '--json'], { home })).stdout)
}

describe('block', () => {
  test('takes time and clashes like a session', async () => {
    const home = newHome()
    await kubeplan(['add', LINUX], { home })
    const blocked = await kubeplan(
      ['block', 'Booth', 'duty', '--day', 'fri', '--time', '16:20-17:00', '--room', 'Hall 1'],
      { home },
    )
    expect(blocked).toEqual({
      exit: 0,
      stdout: '',
      stderr:
        'Blocked: Booth duty, Fri 20 Nov 16:20-17:00 · Hall 1\n' +
        'Clash: Booth duty and Panel: Linux in the Kubernetes Era: Does The OS Still Matter?, 16:20-16:35, 15 min. Both kept: kubeplan clashes\n',
    })
    const { clashes } = JSON.parse((await kubeplan(['clashes', '--json'], { home })).stdout)
    expect(
      clashes.map(({ sessions, minutes }: { sessions: string[]; minutes: number }) => [...sessions, minutes]),
    ).toEqual([[LINUX, 'block:Booth duty', 15]])
  })

  test('twice changes nothing; --remove takes it off; a name that is none is an error', async () => {
    const home = newHome()
    const line = ['block', 'Lunch', '--day', '2020-11-20', '--time', '12pm-1pm']
    await kubeplan(line, { home })
    const before = readFileSync(join(home, FILE), 'utf8')
    expect((await kubeplan(line, { home })).stderr).toMatch(/^Already blocked, nothing changed/)
    expect(readFileSync(join(home, FILE), 'utf8')).toBe(before)
    expect((await kubeplan(['block', '--remove', 'dinner'], { home })).exit).toBe(2)
    expect((await kubeplan(['block', '--remove', 'lun'], { home })).stderr).toBe(
      'Unblocked: Lunch, Fri 20 Nov 12:00-13:00\n',
    )
    expect((await agendaOf(home)).blocks ?? []).toEqual([])
  })

  const EACH_DAY = { wed: '2020-11-18', thu: '2020-11-19', fri: '2020-11-20' }

  test.each([
    [['wed..fri'], ['wed', 'thu', 'fri']],
    [['wed,fri'], ['wed', 'fri']],
    [
      ['fri', 'wed'],
      ['wed', 'fri'],
    ],
    [
      ['wed..thu', 'thu..fri'],
      ['wed', 'thu', 'fri'],
    ],
    [['wed..fri,!thu'], ['wed', 'fri']],
    [['fri'], ['fri']],
  ] as const)('on --day %j is one on each day, and one step for undo', async (typed, days) => {
    const home = newHome()
    await kubeplan(['add', LINUX], { home })
    const run = (...words: readonly string[]) => kubeplan(['block', ...words], { home })
    const flags = typed.flatMap((day) => ['--day', day])
    const { exit, stderr } = await run('Booth duty', ...flags, '--time', '10:00-11:00', '--tz', 'Europe/Amsterdam')
    expect([exit, stderr.match(/^Blocked: Booth duty/gm)?.length]).toEqual([0, days.length])
    const starts = async () =>
      ((await agendaOf(home)).blocks ?? []).map(({ start }: { readonly start: string }) => start)
    const all = days.map((day) => `${EACH_DAY[day]}T04:00:00-05:00`)
    expect(await starts()).toEqual(all)
    // Only what is new is added.
    await run('Booth duty', '--day', 'wed..fri', '--time', '4:00-5:00')
    expect(await starts()).toHaveLength(3)
    if (days.length < 3) await kubeplan(['undo'], { home })
    expect(await starts()).toEqual(all)
    expect((await run('--remove', 'booth', '--day', 'fri')).stderr).toMatch(
      /^Unblocked: Booth duty, Fri 20 Nov [^\n]*\n$/,
    )
    expect(await run('--remove', 'booth', '--day', 'fri')).toMatchObject({ exit: 2 })
    await kubeplan(['undo'], { home })
    expect((await run('--remove', 'booth')).stderr.match(/^Unblocked/gm)).toHaveLength(days.length)
    expect(await starts()).toEqual([])
    await kubeplan(['undo'], { home })
    await kubeplan(['undo'], { home })
    expect(await starts()).toEqual([])
  })

  test('of a session takes its time; past midnight ends the next day', async () => {
    const home = newHome()
    await kubeplan(['block', 'workshop: autoscaling'], { home })
    await kubeplan(['block', 'Party', '--day', 'fri', '--time', '22:00-01:00'], { home })
    expect((await agendaOf(home)).blocks).toEqual([
      {
        title: 'Workshop: Autoscaling Applications Deployed to Kubernetes',
        start: '2020-11-17T10:00:00-05:00',
        end: '2020-11-17T12:30:00-05:00',
      },
      { title: 'Party', start: '2020-11-20T22:00:00-05:00', end: '2020-11-21T01:00:00-05:00' },
    ])
  })

  test('without a title lists them, and how to take them along and off', async () => {
    const home = newHome()
    await kubeplan(['block', "Bo's Lunch", '--day', 'fri', '--time', '12:00-13:00'], { home })
    expect(await kubeplan(['block', '--format', 'table', '--width', '100'], { home })).toEqual({
      exit: 0,
      stderr: '',
      stdout: `KubeCon + CloudNativeCon North America 2020 · Fri 20 Nov · America/New_York (UTC-5) · 1 block
  12:00-13:00 # Bo's Lunch
For your calendar: kubeplan export my.ics --blocks
Unblock: kubeplan block --remove 'Bo'\\''s Lunch'
`,
    })
    await kubeplan(['add', LINUX], { home })
    const { stdout } = await kubeplan(['agenda', '--format', 'table', '--width', '100'], { home })
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('For your calendar: kubeplan export my.ics --blocks')
  })

  test('that fills the day leaves nothing that fits, and says so', async () => {
    const home = newHome()
    await kubeplan(['block', 'Booth', '--day', 'fri', '--time', '0:00-23:59'], { home })
    expect(await kubeplan(['list', '--free', '--id', LINUX, '--format', 'tsv'], { home })).toEqual({
      exit: 0,
      stdout: 'id\tdate\tstart\tend\tkind\ttrack\troom\ttitle\tspeakers\n',
      stderr: 'None of these fits into the gaps in your agenda. What one would cost: kubeplan why WORDS-OF-A-TITLE\n',
    })
  })

  test('of one title on two days clashes only where it does', async () => {
    const home = newHome()
    await kubeplan(['add', 'kubectl-blame'], { home })
    await kubeplan(['block', 'Lunch', '--day', 'thu', '--time', '12:00-12:30'], { home })
    await kubeplan(['block', 'Lunch', '--day', 'fri', '--time', '17:00-17:30'], { home })
    const stdoutOf = async (...argv: readonly string[]) => (await kubeplan(argv, { home })).stdout

    const agenda = await stdoutOf('agenda', '--format', 'table', '--width', '100')
    expect(agenda.match(/^.*Lunch.*$/gm)?.map((line) => line[0])).toEqual([' ', '!', '!'])
    expect(await stdoutOf('agenda', '--day', 'thu', '--format', 'table', '--width', '100')).not.toContain('clash')
    expect(await stdoutOf('grid', '--day', 'thu', '--width', '100')).not.toContain('clash')
    const page = await stdoutOf('export', '--format', 'html', '--blocks')
    expect(page.match(/<ul class="clashes">/g)).toHaveLength(2)
  })

  test('--blocks exports it', async () => {
    const home = newHome()
    await kubeplan(['block', 'Lunch', '--day', 'fri', '--time', '12:00-13:00'], { home })
    expect((await kubeplan(['export'], { home })).stdout).not.toContain('SUMMARY:Lunch')
    const { stdout } = await kubeplan(['export', '--blocks'], { home })
    expect(lintCalendar(stdout)).toEqual([])
    expect(stdout).toContain('SUMMARY:Lunch\r\n')
    expect(stdout).toContain('DTSTART:20201120T170000Z\r\n')
  })

  test.each([
    [
      ['block', 'X Y', '--day', 'fri'],
      "a block needs a day and a time\n  For example: kubeplan block 'X Y' --day fri --time 12:00-13:00\n",
    ],
    [
      ['block', 'X', '--time', '1pm-2pm'],
      'a block needs a day and a time\n  For example: kubeplan block X --day tue --time 1pm-2pm\n',
    ],
    [
      ['block', 'Lunch'],
      'a block needs a day and a time\n  For example: kubeplan block Lunch --day tue --time 12:00-13:00\n',
    ],
    [['block', 'kubernetes'], '"kubernetes" could be '],
    [['block', 'X', '--day', 'fri', '--time', '19:00-18:00'], '--time "19:00-18:00" ends before it starts\n'],
    [['block', 'X', '--day', 'fri', '--time', '13:59-1:59'], undefined],
    [['block', 'X', '--day', 'fri', '--time', '13:59-2:00'], '--time "13:59-2:00" ends before it starts\n'],
    [['block', 'X', '--day', 'fri', '--time', '9:00-9:00'], '--time "9:00-9:00" ends before it starts\n'],
    [['block', 'X', '--day', 'wed..frx', '--time', '1pm-2pm'], 'fri'],
    [['block', 'X', '--day', 'fri', '--time', '25:00-26:00'], '13:00-15:00'],
  ])('%j: %s', async (line, hint) => {
    const { exit, stderr } = await kubeplan(line)
    expect(exit).toBe(hint === undefined ? 0 : 2)
    expect(stderr).toContain(hint ?? 'Blocked: X, Fri 20 Nov 13:59 until Sat 01:59\n')
  })

  test.each([[['block']], [['block', '--remove']]])('%j without blocks says how to make one', async (line) => {
    const home = newHome()
    await kubeplan(['add', LINUX], { home })
    const stderr = 'No blocks yet. Keep time for yourself: kubeplan block Lunch --day tue --time 12:00-13:00\n'
    expect(await kubeplan([...line, '--format', 'table'], { home })).toEqual({ exit: 0, stdout: '', stderr })
    const piped = await kubeplan([...line, '--json'], { home })
    expect([piped.exit, piped.stderr, JSON.parse(piped.stdout).blocks]).toEqual([0, stderr, []])
  })
})

describe('undo', () => {
  test('takes back the last changes, several steps, and counts on for calendars', async () => {
    const home = newHome()
    await kubeplan(['add', LINUX], { home })
    await kubeplan(['add', '--maybe', 'kubectl-blame'], { home })
    await kubeplan(['drop', LINUX], { home })
    const sequencesOf = async () => {
      const { stdout } = await kubeplan(['export'], { home })
      return [...stdout.matchAll(/^UID:([^@]*)|^(SEQUENCE:\d+|STATUS:\w+)/gm)].map(([, id, line]) => id ?? line)
    }
    expect(await sequencesOf()).toEqual(['kubectl-blame', 'SEQUENCE:0', 'STATUS:TENTATIVE'])
    expect((await kubeplan(['undo'], { home })).stderr).toMatch(/^Picked \(going\): Panel: Linux/)
    const { picks } = await agendaOf(home)
    expect(picks.map(({ session, stage }: { session: string; stage: string }) => [session, stage])).toEqual([
      [LINUX, 'going'],
      ['kubectl-blame', 'maybe'],
    ])
    expect(await sequencesOf()).toEqual([
      ...[LINUX, 'SEQUENCE:0', 'STATUS:CONFIRMED'],
      ...['kubectl-blame', 'SEQUENCE:0', 'STATUS:TENTATIVE'],
    ])
    await kubeplan(['drop', LINUX], { home })
    await sequencesOf()
    await kubeplan(['undo'], { home })
    expect((await sequencesOf()).slice(0, 3)).toEqual([LINUX, 'SEQUENCE:2', 'STATUS:CONFIRMED'])
    expect((await kubeplan(['undo'], { home })).stderr).toBe(
      'Dropped: In Search Of A kubectl blame Command\nUndone. 1 more can be undone: kubeplan undo. To make it again: kubeplan redo\n',
    )
    expect((await kubeplan(['undo'], { home })).exit).toBe(0)
    expect((await agendaOf(home)).picks).toEqual([])
    const nothing = await kubeplan(['undo'], { home })
    expect(nothing.exit).toBe(2)
    const calendar = (await kubeplan(['export'], { home })).stdout
    expect(calendar.match(/STATUS:CANCELLED/g)?.length).toBe(2)
  })

  test('before any export leaves the file as it was, to the byte, and nothing to cancel', async () => {
    const home = newHome()
    const textOf = () => readFileSync(join(home, FILE), 'utf8')
    await kubeplan(['add', LINUX], { home })
    writeFileSync(join(home, FILE), textOf().replace('stage: going', 'stage: going # with Bo'))
    const before = textOf()
    await kubeplan(['add', '--maybe', 'kubectl-blame'], { home })
    await kubeplan(['drop', LINUX], { home })
    expect((await kubeplan(['undo'], { home })).stderr).toMatch(/^Picked \(going\): Panel: Linux/)
    expect((await kubeplan(['undo'], { home })).exit).toBe(0)
    expect(textOf()).toBe(before)
    const later = await kubeplan(['undo'], { home })
    expect(later.exit).toBe(2)
    expect(later.stderr).toContain('by hand')
    expect((await kubeplan(['export'], { home })).stdout.match(/^STATUS:.*\r$/gm)).toEqual(['STATUS:CONFIRMED\r'])
  })

  test.each(['ics', 'html'])('after an export as %s tells calendars, several steps back', async (format) => {
    const home = newHome()
    await kubeplan(['add', LINUX], { home })
    await kubeplan(['add', 'kubectl-blame'], { home })
    await kubeplan(['export', '--format', format], { home })
    await kubeplan(['undo'], { home })
    await kubeplan(['undo'], { home })
    const file = join(home, 'work', 'my.ics')
    expect((await kubeplan(['export', file], { home })).stderr).toBe(
      'Nothing on your agenda yet. Pick something: kubeplan add WORDS-OF-A-TITLE\n' +
        `Wrote ${file}: 0 events, and 2 cancellations for calendars that have them.\n`,
    )
  })

  test('of the only change there was leaves an empty agenda, without a trace for calendars', async () => {
    const home = newHome()
    await kubeplan(['add', LINUX], { home })
    await kubeplan(['undo'], { home })
    expect(readFileSync(join(home, FILE), 'utf8')).toBe('kubeplan: agenda/1\nconference: kubecon-na-2020\n')
    const { stdout } = await kubeplan(['export', '--all'], { home })
    expect(lintCalendar(stdout)).toEqual([])
    expect(stdout).not.toContain('STATUS:CANCELLED')
  })

  test('a calendar that takes in every export, as RFC 5545 has it, always ends up with the agenda', async () => {
    const act = fc.constantFrom('add', 'maybe', 'drop', 'undo', 'export', 'export')
    const acts = fc.array(fc.record({ act, id: fc.constantFrom(LINUX, 'kubectl-blame') }), { maxLength: 14 })
    await fc.assert(
      fc.asyncProperty(acts, async (list) => {
        const home = newHome()
        const calendar = new Map<string, { sequence: number; stamp: string; status: string }>()
        const doing = async (argv: readonly string[], minute: number) =>
          kubeplan(argv, { home, now: new Date(Date.UTC(2020, 10, 18, 12, minute)).toISOString() })
        for (const [minute, { act, id }] of [...list, { act: 'export', id: LINUX }].entries()) {
          if (act !== 'export') {
            const argv = act === 'maybe' ? ['add', '-m', id] : act === 'undo' ? ['undo'] : [act, id]
            await doing(argv, minute)
            continue
          }
          const { stdout } = await doing(['export'], minute)
          for (const event of stdout.split('BEGIN:VEVENT').slice(1)) {
            const property = (name: string) => new RegExp(`^${name}:(.*)\r$`, 'm').exec(event)?.[1] ?? ''
            const [uid, sequence, stamp] = [property('UID'), Number(property('SEQUENCE')), property('DTSTAMP')]
            const had = calendar.get(uid)
            const isLater = !had || sequence > had.sequence || (sequence === had.sequence && stamp > had.stamp)
            const status = property('STATUS')
            if (!isLater) expect([uid, status]).toEqual([uid, had.status])
            else if (had || status !== 'CANCELLED') calendar.set(uid, { sequence, stamp, status })
          }
          const { picks } = await agendaOf(home)
          const wanted = picks.map(({ session, stage }: { session: string; stage: string }) => [
            `${session}@kubecon-na-2020.kubeplan`,
            stage === 'maybe' ? 'TENTATIVE' : 'CONFIRMED',
          ])
          const held = [...calendar].filter(([, { status }]) => status !== 'CANCELLED')
          expect(new Map(held.map(([uid, { status }]) => [uid, status]))).toEqual(new Map(wanted))
        }
      }),
      { numRuns: 60 },
    )
  })

  test('a change in between starts the count anew: what was undone stays undone', async () => {
    const home = newHome()
    await kubeplan(['add', LINUX], { home })
    await kubeplan(['undo'], { home })
    await kubeplan(['add', 'kubectl-blame'], { home })
    await kubeplan(['undo'], { home })
    expect((await agendaOf(home)).picks).toEqual([])
    expect((await kubeplan(['undo'], { home })).exit).toBe(2)
  })

  test('what was edited by hand since is not overwritten', async () => {
    const home = newHome()
    await kubeplan(['add', LINUX], { home })
    const edited = `${readFileSync(join(home, FILE), 'utf8')}    note: see you there\n`
    writeFileSync(join(home, FILE), edited)
    const { exit, stderr } = await kubeplan(['undo'], { home })
    expect(exit).toBe(2)
    expect(stderr).toContain('by hand')
    expect(readFileSync(join(home, FILE), 'utf8')).toBe(edited)
  })

  test('a damaged history costs the steps back, never the agenda', async () => {
    const home = newHome()
    await kubeplan(['add', LINUX], { home })
    writeFileSync(join(home, `${FILE}.undo`), '[{"before":')
    expect((await kubeplan(['undo'], { home })).exit).toBe(2)
    expect((await kubeplan(['add', 'kubectl-blame'], { home })).exit).toBe(0)
    expect((await kubeplan(['undo'], { home })).exit).toBe(0)
    expect((await agendaOf(home)).picks.length).toBe(1)
  })
})

describe('redo', () => {
  const textOf = (home: string) => readFileSync(join(home, FILE), 'utf8')
  const saidBy = async (home: string, ...argv: readonly string[]) => (await kubeplan(argv, { home })).stderr

  test('makes again what undo took back, step by step and to the byte', async () => {
    const home = newHome()
    const texts: string[] = []
    for (const argv of [
      ['add', LINUX],
      ['drop', LINUX],
      ['add', LINUX, '-p', '5'],
      ['note', LINUX, 'Hi.'],
    ]) {
      await kubeplan(argv, { home })
      texts.push(textOf(home))
    }
    for (const text of [texts[2], texts[1], texts[0]]) {
      await kubeplan(['undo'], { home })
      expect(textOf(home)).toBe(text)
    }
    const title = 'Panel: Linux in the Kubernetes Era: Does The OS Still Matter?'
    expect(await saidBy(home, 'redo')).toBe(
      `Dropped: ${title}\nRedone. 2 more can be redone: kubeplan redo. To take it back: kubeplan undo\n`,
    )
    expect(await saidBy(home, 'undo')).toMatch(/^Picked .*\nUndone. 1 more can be undone/)
    for (const text of [texts[1], texts[2], texts[3]]) {
      expect((await kubeplan(['redo'], { home })).exit).toBe(0)
      expect(textOf(home)).toBe(text)
    }
    expect(await kubeplan(['redo'], { home })).toEqual({
      exit: 2,
      stdout: '',
      stderr: 'kubeplan: no change to your agenda was undone since the last one, so there is none to redo\n',
    })
    for (let step = 0; step < 4; step++) expect((await kubeplan(['undo'], { home })).exit).toBe(0)
    expect((await kubeplan(['undo'], { home })).exit).toBe(2)
    expect((await kubeplan(['redo'], { home })).exit).toBe(0)
    expect(textOf(home)).toBe(texts[0])
  })

  test('is not possible after a new change or an edit by hand', async () => {
    const home = newHome()
    await kubeplan(['add', LINUX], { home })
    await kubeplan(['undo'], { home })
    const undone = textOf(home)
    writeFileSync(join(home, FILE), `${undone}person: Ana\n`)
    expect(await kubeplan(['redo'], { home })).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining('edited by hand since then: nothing was redone'),
    })
    writeFileSync(join(home, FILE), undone)
    await kubeplan(['add', 'kubectl-blame'], { home })
    expect((await kubeplan(['redo'], { home })).exit).toBe(2)
    expect((await kubeplan(['undo'], { home })).exit).toBe(0)
  })

  test('and undo name blocks, and say where only details changed', async () => {
    const home = newHome()
    await kubeplan(['block', 'Lunch', '--day', 'fri', '--time', '12:00-13:00'], { home })
    expect(await saidBy(home, 'undo')).toMatch(/^Unblocked: Lunch, Fri 20 Nov 12:00-13:00\nUndone. Nothing more can be/)
    expect(await saidBy(home, 'redo')).toMatch(/^Blocked: Lunch, Fri 20 Nov 12:00-13:00\nRedone. Nothing more can be/)
  })

  test('any order of changes, undos and redos leads where a list of states leads', async () => {
    const act = fc.constantFrom('add', 'drop', 'undo', 'redo')
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 10 }), async (acts) => {
        const home = newHome()
        await kubeplan(['add', 'kubectl-blame'], { home })
        const states = [textOf(home)]
        let at = 0
        for (const name of acts) {
          const argv = name === 'undo' || name === 'redo' ? [name] : [name, LINUX]
          // The step below the first state is the first pick.
          if (name === 'undo' && at === 0) continue
          const { exit } = await kubeplan(argv, { home })
          if (name === 'undo') at--
          else if (name === 'redo') {
            expect(exit).toBe(at + 1 < states.length ? 0 : 2)
            at = Math.min(at + 1, states.length - 1)
          } else if (textOf(home) !== states[at]) {
            states.splice(at + 1, states.length, textOf(home))
            at++
          }
          expect(textOf(home)).toBe(states[at])
        }
      }),
      { numRuns: 15 },
    )
  })
})
