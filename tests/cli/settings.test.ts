import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

import { COMMANDS, GROUPS } from '../../src/commands/manifest.js'
import { kubeplan, newHome, ROOT } from './kubeplan.js'

const LINUX = 'linux-in-the-kubernetes-era'

describe('flag, environment, default', () => {
  test('the catalogue', async () => {
    const home = newHome()
    const file = join(home, 'work', 'mine.yaml')
    writeFileSync(file, 'conference: { name: Mine, timezone: UTC }\nsessions: [{ title: Only One }]\n')
    const environment = { KUBEPLAN_CATALOGUE: file }
    expect((await kubeplan(['list'], { home })).stdout.split('\n').length).toBeGreaterThan(80)
    expect((await kubeplan(['list'], { home, environment })).stdout).toContain('only-one')
    const flag = await kubeplan(['list', '-c', 'kubecon-na-2020'], { home, environment })
    expect(flag.stdout).toContain(LINUX)
  })

  test('the zone: shown in table, never in what is input again', async () => {
    const berlin = await kubeplan(['list', '--id', LINUX, '--tz', 'europe/berlin'])
    expect(berlin.stdout).toContain('2020-11-20\t22:00\t22:35')
    const environment = { KUBEPLAN_TZ: 'Asia/Tokyo' }
    const tokyo = await kubeplan(['list', '--id', LINUX], { environment })
    expect(tokyo.stdout).toContain('2020-11-21\t06:00\t06:35')
    const local = await kubeplan(['list', '--id', LINUX, '--tz', 'local'], {
      environment,
      machineZone: 'Europe/Berlin',
    })
    expect(local).toEqual(berlin)
    const json = await kubeplan(['list', '--id', LINUX, '--json', '--tz', 'Asia/Tokyo'])
    expect(JSON.parse(json.stdout).sessions[0].start).toBe('2020-11-20T16:00:00-05:00')
  })

  test('a time is meant on the clock that is shown', async () => {
    const { stdout } = await kubeplan(['list', '--day', 'fri', '--at', '22:10', '--tz', 'Europe/Berlin'])
    expect(stdout.trimEnd().split('\n').length).toBe(3)
  })

  test.each(['EST', 'UTC+2', 'Europe/Amsterdm', ''])('a zone that is none: %s', async (zone) => {
    const { exit, stdout, stderr } = await kubeplan(['list', '--tz', zone])
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' })
    expect(stderr).toMatch(/America\/New_York|Europe\/Amsterdam|Area\/City/)
  })

  test('the agenda file', async () => {
    const home = newHome()
    const [flagged, inEnvironment] = [join(home, 'a.yaml'), join(home, 'b.yaml')]
    const environment = { KUBEPLAN_AGENDA: inEnvironment }
    await kubeplan(['add', LINUX], { home, environment })
    await kubeplan(['add', 'kubectl-blame', '--agenda', flagged], { home, environment })
    expect(readFileSync(inEnvironment, 'utf8')).toContain(LINUX)
    expect(readFileSync(flagged, 'utf8')).not.toContain(LINUX)
  })

  test('an agenda file without a name is refused before anything is written', async () => {
    const home = newHome()
    for (const argv of [
      ['add', LINUX, '--agenda', ''],
      ['--agenda=', 'list'],
    ]) {
      const { exit, stdout, stderr } = await kubeplan(argv, { home })
      expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' })
      expect(stderr).toContain('--agenda cannot be ""\n  Write the name of a file.\n')
    }
    expect((await kubeplan(['agenda', '--json'], { home })).stdout).toContain('"picks": []')
    expect((await kubeplan(['list'], { home, environment: { KUBEPLAN_AGENDA: '' } })).exit).toBe(0)
  })

  test.each<[readonly string[], string, string?]>([
    [['list', '--trak', 'x'], 'unknown flag "--trak"; did you mean "--track"?'],
    [['list', "--zzz'zz"], `unknown flag "--zzz'zz"`],
    [['list', '--day'], 'a value is missing: --day <day>'],
    [['show'], 'an argument is missing: <session>'],
    [['use', 'a', 'b'], 'too many arguments: 2, where 1 is expected'],
    [['note', 'blame', '--missed', '--attended'], '--attended and --missed cannot be used together'],
    [['grid', '--across', "it's"], `--across cannot be "it's"`, 'Use one of: room, track'],
    [
      ['list', '--sort', 'tiem'],
      '--sort cannot be "tiem"; did you mean "time"?',
      'Use one of: time, title, track, room, speaker',
    ],
    [['list', '--width', '0'], '--width cannot be "0"', 'Write a number of columns, such as 100.'],
  ])('what commander refuses is told like every other mistake: %j', async (argv, message, next) => {
    const [command] = argv
    expect(await kubeplan(argv)).toEqual({
      exit: 2,
      stdout: '',
      stderr: `kubeplan: ${message}\n  ${next ?? `Usage: kubeplan ${command} --help`}\n`,
    })
  })

  test('flags may stand on both sides of the command', async () => {
    expect(await kubeplan(['--format', 'json', '--quiet', 'list', '-d', 'fri'])).toEqual(
      await kubeplan(['list', '-d', 'fri', '--json']),
    )
  })

  test('a terminal gets a table, a pipe gets tsv, --format wins anywhere', async () => {
    const tsv = await kubeplan(['list', '-d', 'fri'])
    expect(await kubeplan(['list', '-d', 'fri', '--format', 'tsv'], { terminal: 80 })).toEqual(tsv)
    const table = await kubeplan(['list', '-d', 'fri', '--color', 'never'], { terminal: 80 })
    expect(await kubeplan(['list', '-d', 'fri', '--format', 'table', '--width', '80'])).toEqual(table)
  })

  test.each([
    [['--color', 'always'], {}, true],
    [['--color', 'never'], { FORCE_COLOR: '1' }, false],
    [[], { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
    [[], { FORCE_COLOR: '1', CLICOLOR: '0' }, true],
    [[], { CLICOLOR: '0' }, false],
    [[], { TERM: 'dumb' }, false],
    [['--no-color'], {}, false],
    [[], {}, true],
  ])('colour with %j and %j: %s', async (flags, environment, coloured) => {
    const { stdout } = await kubeplan(['list', '-d', 'fri', ...flags], { environment, terminal: 80 })
    expect(stdout.includes('\x1b[')).toBe(coloured)
  })

  test.each([
    ['show zzz', true],
    ['show zzz --no-color', false],
    ['--color=never show zzz', false],
    ['list --limit x --no-color', false],
    ['list --width x --color never', false],
    ['list --color', true],
    ['list --color=no', true],
    ['lst --ascii --no-color', false],
    // Words, and values of other flags, are no flags.
    ['show -- zzz --no-color', true],
    ['list --room --no-color', true],
  ])('what is wrong with %j is in colour: %s', async (line, coloured) => {
    const { exit, stderr } = await kubeplan(line.split(' '), { terminal: 80 })
    expect([exit, stderr.includes('\x1b[')]).toEqual([2, coloured])
  })
})

describe('usage', () => {
  test('no command lists the commands; help and --help tell of one', async () => {
    const overview = await kubeplan([])
    expect(overview).toEqual(await kubeplan(['--help']))
    expect(overview.exit).toBe(0)
    expect(overview.stdout).toContain('clashes')
    expect(await kubeplan(['help', 'list'])).toEqual(await kubeplan(['list', '--help']))
  })

  test.each([undefined, 200, 80, 60, 40, 20])(
    'at %s columns the commands are told in the order of the road',
    async (terminal) => {
      const { stdout } = await kubeplan(['--help'], terminal === undefined ? {} : { terminal })
      const lines = stdout.split('\n')
      expect(lines.filter((line) => line.length > (terminal ?? 80))).toEqual([])
      const heads = lines.filter((line) => /^[A-Z][a-z ]+$/.test(line)).map((line) => line.toLowerCase())
      expect(heads.filter((head) => head !== 'more')).toEqual(terminal === 20 ? [...GROUPS, 'start with'] : GROUPS)
      const named = lines.flatMap((line) => /^ {2}(\S+)/.exec(line)?.[1] ?? [])
      expect(named).toEqual(COMMANDS.map(({ name }) => name))
      const words = stdout.replace(/\s+/g, ' ')
      for (const { summary, usage } of COMMANDS) {
        expect(words).toContain(summary)
        if (usage !== '') expect(words.includes(` ${usage} `)).toBe((terminal ?? 80) >= 72)
      }
    },
  )

  test('--version', async () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
    expect(await kubeplan(['--version'])).toEqual({ exit: 0, stdout: `${version}\n`, stderr: '' })
  })

  test.each([
    [['lsit'], 'list'],
    [['list', '--dya', 'fri'], '--day'],
    [['list', '--track', 'Servise Mesh'], 'Service Mesh'],
    [['list', '--speaker', 'Nik Santos'], 'Nick Santos'],
    [['list', '--room', 'Hall 8'], 'room'],
    [['list', '--kind', 'keynoot'], 'keynote'],
    [['list', '--day', 'someday'], 'fri'],
    [['list', '--at', '25:00'], '16:00'],
    [['list', '--limit', '0'], '--limit'],
    [['list', '--format', 'xml'], 'tsv'],
    [['list', '-c', 'kubecon-na-2021'], 'kubecon-na-2020'],
    [['show', 'kubelet-deep-drive'], 'kubelet-deep-dive'],
    [['show', 'kubernetes'], 'linux-in-the-kubernetes-era'],
    [['show', 'next'], 'agenda|next'],
    [['add'], 'kubeplan add'],
    [['add', '-p', '9', LINUX], '5'],
    [['export', 'my.docx'], 'ics'],
    [['export', '--alarm', 'soon'], '10m'],
  ])('%j is wrong usage, and says what to type next', async (argv, hint) => {
    const { exit, stdout, stderr } = await kubeplan(argv)
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' })
    expect(stderr).toMatch(new RegExp(hint))
    expect(stderr).not.toMatch(/undefined|\[object|Error:|\n {4}at /)
  })

  test.each([
    [['list', '--day', 'mon', '--track', 'Keynote']],
    [['list', '--day', '2021-01-01']],
    [['list', 'xylophone']],
    [['list', '--kind', 'break']],
  ])('%j is an empty result, with a note', async (argv) => {
    const { exit, stdout, stderr } = await kubeplan(argv)
    expect(exit).toBe(0)
    expect(stdout.trimEnd().split('\n').length).toBe(1)
    expect(stderr).not.toBe('')
    expect((await kubeplan([...argv, '--quiet'])).stderr).toBe('')
  })
})
