import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { kubeplan, newHome, type TestWorldOptions } from './kubeplan.js'

const CATALOGUE = {
  kubeplan: 'catalogue/1',
  conference: { name: 'T', slug: 't', timezone: 'Europe/Amsterdam' },
  sessions: [
    { id: 'a', title: 'Alpha', start: '2026-03-24 09:00', duration: '1h', room: 'A', track: 'Charts' },
    { id: 'b', title: 'Beta', start: '2026-03-24 10:00', duration: '1h', room: 'B', track: 'Charts' },
    { id: 'c', title: 'Gamma', start: '2026-03-24 12:00', duration: '30m', room: 'B', track: 'Charts' },
  ],
}

/** A conference, what config.yaml says and the wishes of the agenda, on which `a` and `b` are going. */
function machine(config?: string, wishes?: object, environment: TestWorldOptions['environment'] = {}) {
  const home = newHome()
  const file = join(home, '.config', 'kubeplan', 'config.yaml')
  if (config !== undefined) {
    mkdirSync(join(home, '.config', 'kubeplan'), { recursive: true })
    writeFileSync(file, config)
  }
  writeFileSync(join(home, 'work', 't.json'), JSON.stringify(CATALOGUE))
  const agenda = { kubeplan: 'agenda/1', conference: 't', picks: ['a', 'b'], ...(wishes && { wishes }) }
  writeFileSync(join(home, 'work', 'mine.yaml'), JSON.stringify(agenda))
  const run = (...argv: readonly string[]) =>
    kubeplan([...argv, '-c', './t.json', '--agenda', './mine.yaml'], { home, environment })
  return { home, run, file, text: () => readFileSync(file, 'utf8') }
}

type Machine = ReturnType<typeof machine>

/** What each key does, as seen from outside. */
const EFFECTS: Readonly<Record<string, (run: Machine['run'], flags: readonly string[]) => Promise<unknown>>> = {
  tz: async (run, flags) => (await run('list', '--fields', 'start', '--no-header', ...flags)).stdout.split('\n')[0],
  format: async (run, flags) => (await run('list', '--limit', '1', ...flags)).stdout.slice(0, 10),
  columns: async (run, flags) => (await run('list', ...flags)).stdout.split('\n')[0],
  clock: async (run, flags) =>
    (await run('list', '--limit', '1', '--format', 'table', ...flags)).stdout.match(/\d+:\d\d\S*/)?.[0],
  walk: async (run, flags) => JSON.parse((await run('clashes', '--json', ...flags)).stdout).clashes[0]?.minutes,
  like: async (run, flags) => JSON.parse((await run('plan', '--json', ...flags)).stdout).value,
  breaks: async (run, flags) => {
    const { chosen } = JSON.parse((await run('plan', '--all', '--json', ...flags)).stdout)
    return chosen.map(({ session }: { readonly session: string }) => session).join('')
  },
}

/** A value of each key by the source that gives it, the highest first, and what one sees of it. */
const VALUES: Readonly<
  Record<string, readonly (readonly [source: string, given: string | string[], seen: unknown])[]>
> = {
  tz: [
    ['flag', ['--tz', 'UTC'], '08:00'],
    ['environment', 'Asia/Tokyo', '17:00'],
    ['config', 'America/New_York', '04:00'],
    ['default', '', '09:00'],
  ],
  clock: [
    ['flag', ['--clock', '12'], '9:00-10:00am'],
    ['config', '24', '09:00-10:00'],
    ['default', '', '09:00-10:00'],
  ],
  format: [
    ['flag', ['--format', 'ids'], 'a\n'],
    ['config', 'csv', 'id,title,k'],
    ['default', '', 'id\tdate\tst'],
  ],
  columns: [
    ['flag', ['--fields', 'title'], 'title'],
    ['config', '[id, room]', 'id\troom'],
    ['default', '', 'id\tdate\tstart\tend\tkind\ttrack\troom\ttitle\tspeakers'],
  ],
  walk: [
    ['flag', ['--walk', '3m'], 3],
    ['agenda', '4m', 4],
    ['config', '5m', 5],
    ['default', '', undefined],
  ],
  like: [
    ['flag', ['--like', 'gamma:5'], 11],
    ['agenda', '[gamma:4]', 10],
    ['config', '[gamma:3]', 9],
    ['default', '', 6],
  ],
  breaks: [
    ['flag', ['--break', '12:10-12:50/30m'], 'ab'],
    ['agenda', '[11:00-12:00/30m]', 'abc'],
    ['config', '[12:00-13:00/45m]', 'ab'],
    ['default', '', 'abc'],
  ],
}

const PAIRS = Object.entries(VALUES).flatMap(([key, values]) =>
  values.flatMap((high, index) => values.slice(index + 1).map((low) => [key, high, low] as const)),
)

describe('flag, environment, agenda, config, default: the first counts', () => {
  test.each(PAIRS.map(([key, high, low]) => [`${key}: ${high[0]} before ${low[0]}`, key, high, low] as const))(
    '%s',
    async (_name, key, [source, given, seen], low) => {
      const valueFrom = (name: string) => [source, low[0]].includes(name) && (name === source ? given : low[1])
      const [flags, environment, wish, config] = ['flag', 'environment', 'agenda', 'config'].map(valueFrom)
      const wishes = wish ? { [key]: key === 'walk' ? wish : String(wish).slice(1, -1).split(',') } : undefined
      const { run } = machine(
        config ? `${key}: ${config}\n` : undefined,
        wishes,
        environment ? { KUBEPLAN_TZ: String(environment) } : {},
      )
      expect(await EFFECTS[key]?.(run, flags ? [flags].flat() : [])).toEqual(seen)
      // Only global flags are flags of `config`, and --fields is about its own columns there.
      if (source === 'flag' && key !== 'tz' && key !== 'format') return
      const { stdout } = await run(
        'config',
        key,
        '--json',
        ...(flags ? [flags].flat().slice(0, key === 'format' ? 0 : 2) : []),
      )
      expect(JSON.parse(stdout).settings[0].source).toBe(key === 'format' ? 'flag' : source)
    },
  )

  test('alarm', async () => {
    const { run } = machine('alarm: 10m\n')
    const alarmOf = async (...flags: string[]) =>
      /TRIGGER[^\r\n]*/.exec((await run('export', '--format', 'ics', ...flags)).stdout)?.[0]
    expect(await alarmOf()).toBe('TRIGGER:-PT10M')
    expect(await alarmOf('--alarm', '5m')).toBe('TRIGGER:-PT5M')
    expect((await machine().run('export', '--format', 'ics')).stdout).not.toContain('TRIGGER')
  })
})

describe('a clock of twelve hours', () => {
  const words = (html: string) => html.replace(/<(script|style)>.*?<\/\1>/gs, '').replace(/<[^>]*>/g, ' ')

  test.each([
    ['guide'],
    ['recap'],
    ['recap', '--format', 'html'],
    ['export', '--format', 'md'],
    ['export', '--format', 'html'],
    ['export', '--format', 'html', '--all'],
    ['list', '--format', 'table'],
    ['grid'],
    ['show', 'a'],
  ])('%j has no other times', async (...argv) => {
    const { run } = machine('clock: 12\n')
    for (const session of ['a', 'b']) await run('note', session, '--attended')
    const { stdout, exit } = await run(...argv)
    const times = words(stdout).match(/\d+:\d\d(?:-\d+:\d\d)?(?: ?[ap]\.?m)?/g) ?? []
    expect({ exit, none: times.length === 0, other: times.filter((time) => !/[ap]\.?m$/.test(time)) }).toEqual({
      exit: 0,
      none: false,
      other: [],
    })
  })

  test.each([
    ['list', '--format', 'tsv'],
    ...['csv', 'json', 'yaml', 'agenda', 'ics', 'schedule-xml'].map((format) => ['export', '--format', format]),
    ...['agenda', 'clashes', 'plan', 'now'].map((command) => [command, '--json']),
  ])('%j is for programs and stays as it is', async (...argv) => {
    const { run } = machine()
    const whole = await run(...argv)
    expect(whole.stdout).not.toBe('')
    expect(await run(...argv, '--clock', '12')).toEqual(whole)
  })

  test('a note says it as well', async () => {
    const { run } = machine('clock: 12\n')
    const { stderr } = await run('block', 'Lunch', '--day', 'tue', '--time', '13:00-14:30')
    expect(stderr).toContain('Blocked: Lunch, Tue 24 Mar 1:00-2:30pm')
  })
})

describe('kubeplan config', () => {
  test('sets and removes a value, and keeps comments and all other lines', async () => {
    const { run, text } = machine('# mine\ntz: UTC # always\nlike: [charts]\n\n# the end\n')
    expect(await run('config', 'walk', '7m')).toEqual({
      exit: 0,
      stdout: 'key\tvalue\tsource\nwalk\t7m\tconfig\n',
      stderr: '',
    })
    await run('config', 'like', 'track:charts:2', 'service mesh')
    await run('config', 'tz', 'Europe/Berlin')
    expect(text()).toBe(
      '# mine\ntz: Europe/Berlin # always\nlike:\n  - track:charts:2\n  - service mesh\nwalk: 7m\n\n# the end\n',
    )
    await run('config', 'tz', '--unset')
    await run('config', '--unset', 'like')
    expect(text()).toBe('# mine\nwalk: 7m\n\n# the end\n')
  })

  test('makes the file, for the person alone', async () => {
    const { run, text } = machine()
    await run('config', 'columns', 'id', 'title')
    expect(text()).toBe('columns:\n  - id\n  - title\n')
  })

  test.each([
    [['config', 'formt', 'csv'], 'kubeplan: config cannot be "formt"; did you mean "format"?'],
    [['config', 'format', 'cvs'], 'config format:1:9: "format" cannot be "cvs"; did you mean "csv"?'],
    [['config', 'clock', '1'], 'config clock:1:8: "clock" cannot be "1"; did you mean "12"?'],
    [['config', 'tz', 'nowhere'], 'config tz:1:5: there is no time zone "nowhere"'],
    [['config', 'tz', 'UTC', 'UTC'], 'kubeplan: tz cannot be "UTC UTC"'],
    [['config', '--unset'], 'kubeplan: --unset cannot be ""'],
  ])('%j is refused, and nothing is written', async (argv, first) => {
    const { run, text } = machine('walk: 5m\n')
    const { exit, stderr } = await run(...argv)
    expect({ exit, first: stderr.split('\n')[0], text: text() }).toEqual({ exit: 2, first, text: 'walk: 5m\n' })
  })

  test('what is wrong in the file is told at its place, what is right counts, and only `config` fails', async () => {
    const { run, file } = machine('wlak: 5m\nformat: csvv\ntz: UTC\n')
    const listed = await run('list')
    expect(listed.exit).toBe(0)
    expect(listed.stdout).toContain('\t08:00\t')
    expect(listed.stderr).toContain(`${file}:1:1: unknown key "wlak"; did you mean "walk"?`)
    expect(listed.stderr).toContain(`${file}:2:9: "format" cannot be "csvv"; did you mean "csv"?`)
    expect(await run('config')).toMatchObject({ exit: 3, stderr: listed.stderr })
  })

  test('a file that is no YAML leaves everything as it is, and is not written to', async () => {
    const { run, text } = machine('tz: "UTC\n')
    expect((await run('list')).exit).toBe(0)
    expect((await run('config', 'walk', '5m')).exit).toBe(3)
    expect(text()).toBe('tz: "UTC\n')
  })

  test('an empty file and one of comments alone set nothing', async () => {
    for (const empty of ['', '# nothing\n']) {
      const { run, text } = machine(empty)
      expect(await run('list', '--quiet')).toMatchObject({ exit: 0, stderr: '' })
      await run('config', 'walk', '5m')
      expect(text()).toBe(`${empty}walk: 5m\n`)
    }
  })

  test('KUBEPLAN_HOME and XDG_CONFIG_HOME say where it is', async () => {
    const home = newHome()
    await kubeplan(['config', 'walk', '5m'], { home, environment: { KUBEPLAN_HOME: join(home, 'all') } })
    await kubeplan(['config', 'walk', '6m'], { home, environment: { XDG_CONFIG_HOME: join(home, 'xdg') } })
    expect(readFileSync(join(home, 'all', 'config.yaml'), 'utf8')).toBe('walk: 5m\n')
    expect(readFileSync(join(home, 'xdg', 'kubeplan', 'config.yaml'), 'utf8')).toBe('walk: 6m\n')
  })

  test('a saved plan does not write it into the agenda', async () => {
    const { run, home } = machine('walk: 5m\nlike: [charts]\n')
    await run('plan', '--save', '--unpin')
    expect(readFileSync(join(home, 'work', 'mine.yaml'), 'utf8')).not.toContain('wishes')
  })
})
