import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { lintCalendar } from '../render/calendar-lint.js'
import { kubeplan, newHome } from './kubeplan.js'

const LINUX = 'linux-in-the-kubernetes-era'
const REGULATED = 'regulated-environment'

/** Runs several command lines in one home, and returns the outcome of the last. */
async function follow(home: string, ...lines: readonly string[][]) {
  let last = await kubeplan(['--version'])
  for (const line of lines) last = await kubeplan(line, { home })
  return last
}

test('export names three of what has no day, and counts the others', async () => {
  const dayless = async (number: number) => {
    const rows = Array.from({ length: number }, (_, index) => `  - { title: Talk ${index + 1} }\n`).join('')
    const stdin = `conference: { name: Small, timezone: UTC }\nsessions:\n${rows}`
    return (await kubeplan(['export', '--all', '-c', '-'], { stdin })).stderr
  }
  const told = 'Left out because no day is known: Talk 1; Talk 2; Talk 3'
  expect([await dayless(3), await dayless(4), await dayless(5), await dayless(400)]).toEqual([
    `${told}\n`,
    `${told}; Talk 4\n`,
    `${told}; and 2 more\n`,
    `${told}; and 397 more\n`,
  ])
})

describe('discover', () => {
  test('list --day fri: timed sessions in time order, then those of which only the day is known', async () => {
    const { exit, stdout, stderr } = await kubeplan(['list', '--day', 'fri'])
    const rows = stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.split('\t'))
    expect(exit).toBe(0)
    expect(stderr).toBe('')
    expect(rows[0]).toEqual(['id', 'date', 'start', 'end', 'kind', 'track', 'room', 'title', 'speakers'])
    expect(rows.slice(1).map(([id, date, start, end]) => [id, date, start, end])).toEqual([
      [LINUX, '2020-11-20', '16:00', '16:35'],
      [REGULATED, '2020-11-20', '16:00', '16:35'],
      ['kubectl-blame', '2020-11-20', '17:05', '17:40'],
      ['sig-scheduling-deep-dive', '2020-11-20', '17:55', '18:30'],
      ...rows.slice(5).map(([id]) => [id, '2020-11-20', '', '']),
    ])
    expect(rows.length).toBe(15)
  })

  test('clashes --day fri: the panel against the regulated environment, 35 minutes', async () => {
    const { exit, stdout } = await kubeplan(['clashes', '--day', 'fri', '--json'])
    expect(exit).toBe(0)
    expect(JSON.parse(stdout)).toEqual({
      kubeplan: 'clashes/1',
      scope: 'programme',
      clashes: [
        {
          sessions: [LINUX, REGULATED],
          reason: 'overlap',
          start: '2020-11-20T16:00:00-05:00',
          end: '2020-11-20T16:35:00-05:00',
          minutes: 35,
        },
      ],
    })
  })

  test('clashes over the programme: Wednesday 16:55, Friday 16:00, and nothing else', async () => {
    const { stdout } = await kubeplan(['clashes', '--json'])
    const { clashes } = JSON.parse(stdout)
    expect(clashes.map(({ sessions, start }: { sessions: string[]; start: string }) => [start, ...sessions])).toEqual([
      ['2020-11-18T16:55:00-05:00', 'helm-past-present-future', 'cncf-telecom-initiatives'],
      ['2020-11-20T16:00:00-05:00', LINUX, REGULATED],
    ])
  })

  test('a person is told where else to look, and only there', async () => {
    const home = newHome()
    const ends = async (...flags: readonly string[]) => {
      const { stdout } = await kubeplan(['clashes', ...flags, '--format', 'table', '--width', '100'], { home })
      return [stdout.split('\n')[0]?.split(' · ')[0], stdout.trimEnd().split('\n').at(-1)]
    }
    const none = [
      '2 clashes in the programme',
      'To see only yours, pick something: kubeplan add linux-in-the-kubernetes-era',
    ]
    expect(await ends()).toEqual(none)
    expect(await ends('--all')).toEqual(none)
    await kubeplan(['add', LINUX], { home })
    await kubeplan(['add', '--maybe', REGULATED], { home })
    expect(await ends()).toEqual([
      'No clashes among your going picks and blocks',
      "(maybe picks: --stage any; everybody's: --all)",
    ])
    expect(await ends('--stage', 'any')).toEqual([
      '1 clash among your picks and blocks',
      "Keep one of each: kubeplan drop regulated-environment   (everybody's: --all)",
    ])
    expect(await ends('--all')).toEqual(['2 clashes in the programme', 'Only yours: kubeplan clashes'])
  })

  test('--exit-code says whether there are any', async () => {
    expect((await kubeplan(['clashes', '--day', 'fri', '--exit-code'])).exit).toBe(1)
    expect((await kubeplan(['clashes', '--day', 'thu', '--exit-code'])).exit).toBe(0)
  })

  test('output is input: a selection in YAML is a catalogue of its own', async () => {
    const { stdout } = await kubeplan(['list', '--day', 'fri', '--format', 'yaml'])
    const again = await kubeplan(['clashes', '-c', '-', '--json'], { stdin: stdout })
    expect(again).toEqual(await kubeplan(['clashes', '--day', 'fri', '--json']))
  })

  test('show takes words of one title, apart or together', async () => {
    const byId = await kubeplan(['show', 'kubelet-deep-dive', '--json'])
    expect(JSON.parse(byId.stdout).sessions[0].takes[0].by).toBe('Datadog')
    expect(JSON.parse(byId.stdout).sessions[0].takeaways[0].by).toBe('InfraCloud')
    expect(await kubeplan(['show', 'kubelet', 'deep', 'dive', '--json'])).toEqual(byId)
  })

  test('open asks the browser for the page of the web, and only for that', async () => {
    const opened: string[] = []
    const browse = async (url: string) => {
      opened.push(url)
      return 'opened' as const
    }
    expect(await kubeplan(['open', 'kubectl-blame'], { browse })).toEqual({
      exit: 0,
      stdout: 'https://sched.co/ekAv\n',
      stderr: 'Opened it in your browser.\n',
    })
    expect(opened).toEqual(['https://sched.co/ekAv'])
    expect((await kubeplan(['open', LINUX], { browse })).exit).toBe(2)
    const stdin = 'conference: { name: X, timezone: UTC }\nsessions: [{ title: T, url: "mailto:a@b.example" }]'
    expect((await kubeplan(['-c', '-', 'open', 't'], { browse, stdin })).exit).toBe(2)
    expect((await kubeplan(['open', 'kubectl-blame', LINUX], { browse })).exit).toBe(2)
    expect(opened.length).toBe(1)
  })

  test('open prints the address where no browser opens, and says why', async () => {
    const stdout = 'https://sched.co/ekAv\n'
    expect(await kubeplan(['open', 'kubectl-blame'], { browse: async () => 'no-screen' })).toEqual({
      exit: 0,
      stdout,
      stderr: 'Not opened: this terminal has no screen for a browser.\n',
    })
    const failing = (code: string) => () => Promise.reject(Object.assign(new Error('x'), { code }))
    expect(await kubeplan(['open', 'kubectl-blame'], { browse: failing('xdg-open ended with 3') })).toEqual({
      exit: 5,
      stdout,
      stderr: 'kubeplan: cannot start a browser: xdg-open ended with 3\n  Open the printed address yourself.\n',
    })
    expect((await kubeplan(['open', 'kubectl-blame'], { browse: failing('ENOENT') })).stdout).toBe(stdout)
  })
})

describe('choose', () => {
  test('the second of two talks at once warns, names the other and the minutes, and is still added', async () => {
    const home = newHome()
    const first = await kubeplan(['add', LINUX], { home })
    expect(first.exit).toBe(0)
    expect(first.stderr).not.toContain('clash')
    const second = await kubeplan(['add', REGULATED], { home })
    expect(second.exit).toBe(0)
    expect(second.stderr).toContain('Panel: Linux in the Kubernetes Era: Does The OS Still Matter?')
    expect(second.stderr).toMatch(/35 min/)
    const agenda = JSON.parse((await kubeplan(['agenda', '--json'], { home })).stdout)
    expect(agenda.picks.map(({ session }: { session: string }) => session)).toEqual([LINUX, REGULATED])
    expect(agenda.clashes.length).toBe(1)
  })

  test('agenda shows the clash and the free time between sessions', async () => {
    const home = newHome()
    await follow(home, ['add', LINUX], ['add', REGULATED], ['add', 'kubectl-blame'])
    const { stdout } = await kubeplan(['agenda'], { home, terminal: 100, environment: { NO_COLOR: '1' } })
    expect(stdout).toMatch(/free 30 min/)
    expect(stdout).toMatch(/^! 16:00/m)
    const { gaps } = JSON.parse((await kubeplan(['agenda', '--json'], { home })).stdout)
    expect(gaps).toEqual([{ start: '2020-11-20T16:35:00-05:00', end: '2020-11-20T17:05:00-05:00', minutes: 30 }])
  })

  test('add --maybe does not warn', async () => {
    const home = newHome()
    await kubeplan(['add', LINUX], { home })
    const maybe = await kubeplan(['add', '--maybe', REGULATED], { home })
    expect(maybe.exit).toBe(0)
    expect(maybe.stderr).not.toMatch(/clash|overlap/i)
  })

  test('adding twice says so and changes nothing', async () => {
    const home = newHome()
    const file = join(home, '.local/share/kubeplan/kubecon-na-2020/agenda.yaml')
    await kubeplan(['add', LINUX], { home, now: '2020-11-18T12:00:00Z' })
    const before = readFileSync(file, 'utf8')
    const again = await kubeplan(['add', LINUX], { home, now: '2020-11-19T12:00:00Z' })
    expect(again.exit).toBe(0)
    expect(again.stderr).toMatch(/already on your agenda/i)
    expect(readFileSync(file, 'utf8')).toBe(before)
  })

  test('drop of what is not there is an error that says so, and drops nothing else', async () => {
    const home = newHome()
    await kubeplan(['add', LINUX], { home })
    const { exit, stderr } = await kubeplan(['drop', LINUX, 'kubectl-blame'], { home })
    expect(exit).toBe(2)
    expect(stderr).toContain('In Search Of A kubectl blame Command')
    const { picks } = JSON.parse((await kubeplan(['agenda', '--json'], { home })).stdout)
    expect(picks.length).toBe(1)
  })

  test('what list prints into a pipe is what add - reads', async () => {
    const home = newHome()
    const { stdout } = await kubeplan(['list', '--day', 'fri', '--after', '16:00'], { home })
    expect((await kubeplan(['add', '--maybe', '-'], { home, stdin: stdout })).exit).toBe(0)
    expect(JSON.parse((await kubeplan(['agenda', '--json'], { home })).stdout).picks.length).toBe(4)
  })

  test('flags choose what to add', async () => {
    const home = newHome()
    await kubeplan(['add', '--maybe', '--track', 'service mesh'], { home })
    const { picks } = JSON.parse((await kubeplan(['agenda', '--json'], { home })).stdout)
    expect(picks.map(({ stage }: { stage: string }) => stage)).toEqual(['maybe', 'maybe'])
  })
})

describe('take along', () => {
  test('export: going is confirmed, maybe tentative, dropped and then cancelled; only read, same bytes', async () => {
    const home = newHome()
    await follow(
      home,
      ['add', LINUX],
      ['add', '-m', REGULATED],
      ['add', 'kubectl-blame'],
      ['export'],
      ['drop', 'kubectl-blame'],
    )
    const first = await kubeplan(['export'], { home })
    expect(first.exit).toBe(0)
    expect(lintCalendar(first.stdout)).toEqual([])
    const events = first.stdout.split('BEGIN:VEVENT').slice(1)
    const property = (name: string) => events.map((event) => new RegExp(`^${name}:(.*)\r$`, 'm').exec(event)?.[1])
    expect(property('UID')).toEqual([
      `${LINUX}@kubecon-na-2020.kubeplan`,
      `${REGULATED}@kubecon-na-2020.kubeplan`,
      'kubectl-blame@kubecon-na-2020.kubeplan',
    ])
    expect(property('STATUS')).toEqual(['CONFIRMED', 'TENTATIVE', 'CANCELLED'])
    expect(property('SEQUENCE')).toEqual(['0', '0', '1'])
    expect(property('DTSTAMP')).toEqual(['20201118T120000Z', '20201118T120000Z', '20201118T120001Z'])
    expect(property('LAST-MODIFIED')).toEqual(property('DTSTAMP'))
    expect(property('DTSTART')).toEqual(['20201120T210000Z', '20201120T210000Z', '20201120T220500Z'])
    expect(await kubeplan(['export'], { home, now: '2021-01-01T00:00:00Z' })).toEqual(first)
  })

  test.each(['ics', 'md', 'html'])('export as %s of a day without a pick of mine says so', async (format) => {
    const home = newHome()
    await kubeplan(['add', LINUX], { home })
    const told = async (...flags: readonly string[]) =>
      (await kubeplan(['export', '--format', format, ...flags], { home })).stderr
    expect(await told('--day', 'thu')).toBe('None of your picks matches these filters. All of them: kubeplan agenda\n')
    expect([await told('--day', 'fri'), await told(), await told('--all', '--day', 'thu')]).toEqual(['', '', ''])
  })

  test('a table that says that there is nothing says it once', async () => {
    const home = newHome()
    const terminal = { home, terminal: 100, environment: { NO_COLOR: '1' } }
    const empty = await kubeplan(['agenda'], terminal)
    expect([empty.stdout.split('Nothing on your agenda yet.').length, empty.stderr]).toEqual([2, ''])
    expect((await kubeplan(['agenda', '--json'], { home })).stderr).toMatch(/^Nothing on your agenda yet\./)
    await kubeplan(['list', '--format', 'yaml'], { home }).then(({ stdout }) =>
      writeFileSync(join(home, 'work', 'own.yaml'), stdout),
    )
    expect((await kubeplan(['import', 'own.yaml', '--as', 'own'], { home })).exit).toBe(0)
    const same = await kubeplan(['changes'], terminal)
    expect([same.stdout.split('Nothing changed').length, same.stderr]).toEqual([2, ''])
    expect((await kubeplan(['changes'], { home })).stderr).toMatch(/^Nothing has changed in own/)
  })

  test('a calendar that was written from this agenda is replaced; one that somebody changed is not without --force', async () => {
    const home = newHome()
    const file = join(home, 'work', 'my.ics')
    await kubeplan(['add', LINUX], { home })
    expect((await kubeplan(['export', file], { home })).exit).toBe(0)
    await kubeplan(['add', 'kubectl-blame'], { home })
    expect((await kubeplan(['export', file], { home })).exit).toBe(0)
    expect(readFileSync(file, 'utf8')).toBe((await kubeplan(['export'], { home })).stdout)
    const before = `${readFileSync(file, 'utf8')}X-MINE:1\r\n`
    writeFileSync(file, before)
    const refused = await kubeplan(['export', file], { home })
    expect(refused.exit).toBe(5)
    expect(refused.stderr).toContain('--force')
    expect(readFileSync(file, 'utf8')).toBe(before)
    expect((await kubeplan(['export', file, '--force'], { home })).exit).toBe(0)
    expect(readFileSync(file, 'utf8')).toBe((await kubeplan(['export'], { home })).stdout)
  })

  test('dated sessions are all-day events; unscheduled ones are left out and named', async () => {
    const home = newHome()
    await follow(home, ['add', 'bypass-falco'], ['add', 'stop-writing-operators'])
    const { stdout, stderr } = await kubeplan(['export'], { home })
    expect(stdout).toContain('DTSTART;VALUE=DATE:20201120\r\n')
    expect(stdout).toContain('DTEND;VALUE=DATE:20201121\r\n')
    expect(stdout).not.toContain('Stop Writing Operators')
    expect(stderr).toContain('Stop Writing Operators')
  })

  test.each(['json', 'yaml', 'csv'])('export as %s holds my sessions only', async (format) => {
    const home = newHome()
    await kubeplan(['add', LINUX], { home })
    const { exit, stdout } = await kubeplan(['export', '--format', format], { home })
    expect(exit).toBe(0)
    expect(stdout).toContain(LINUX)
    expect(stdout).not.toContain(REGULATED)
  })
})
