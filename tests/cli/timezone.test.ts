import { readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { kubeplan, newHome } from './kubeplan.js'

/** One talk at 09:00 UTC, one at ten on the venue's clock, and no word about where that is. */
const feed = (more = '') =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//demo//EN',
    ...['20260324T090000Z', '20260324T100000'].flatMap((start, index) => [
      'BEGIN:VEVENT',
      `UID:talk-${index}`,
      `SUMMARY:Talk ${index}${more}`,
      `DTSTART:${start}`,
      'DURATION:PT30M',
      'LOCATION:Main Hall\\, Helsinki\\, Finland',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
    '',
  ].join('\r\n')

function setting() {
  const home = newHome()
  const file = join(home, 'work', 'demo.ics')
  writeFileSync(file, feed())
  writeFileSync(join(home, 'work', 'later.ics'), feed(' again'))
  return { home, file, run: (...argv: readonly string[]) => kubeplan(argv, { home }) }
}

/** Command lines that read a file of any format. */
const READING: readonly (readonly string[])[] = [
  ['list', '-c', 'demo.ics'],
  ['-c', './demo.ics', 'days'],
  ['show', '-c', 'demo.ics', '--', 'Talk 0'],
  ['grid', '--catalogue=demo.ics'],
  ['agenda', '-c', 'demo.ics'],
  ['export', '--all', '-c', 'demo.ics', '--format', 'csv'],
  ['now', '--all', '-c', 'demo.ics'],
  ['plan', '-c', 'demo.ics', '--all'],
  ['check', 'demo.ics'],
  ['changes', 'demo.ics', 'later.ics'],
  ['import', 'demo.ics', '--as', 'owls'],
]

test.each(READING)('%s %s %s: the zone is asked for by the command to type, which then works', async (...argv) => {
  const { run } = setting()
  const { exit, stdout, stderr } = await run(...argv)
  expect(exit).toBe(argv[0] === 'check' ? 1 : 3)
  const [, typed = ''] = /Add it: kubeplan (.*)/.exec(stdout + stderr) ?? []
  expect(typed).toContain('--timezone Europe/Helsinki')
  // The words of the shell, without the program for it.
  const words = [...typed.matchAll(/(?:'[^']*'|\\'|[^\s'])+/g)].map(([word]) =>
    word.replace(/\\'|'/g, (quote) => quote.slice(1)),
  )
  const again = await run(...words)
  expect([again.exit, again.stderr.includes('time zone')]).toEqual([0, false])
})

test('the zone is what clocks without one mean, and moves no instant', async () => {
  const { run } = setting()
  const starts = async (...more: readonly string[]) => {
    const { stdout } = await run('list', '-c', 'demo.ics', '--no-color', ...more)
    return stdout
      .split('\n')
      .slice(1, -1)
      .map((line) => line.split('\t')[2])
  }
  expect(await starts('--timezone', 'Europe/Helsinki')).toEqual(['10:00', '11:00'])
  expect(await starts('--timezone', 'America/New_York')).toEqual(['05:00', '10:00'])
  // Shown on another clock, they are the same instants.
  expect(await starts('--timezone', 'Europe/Helsinki', '--tz', 'UTC')).toEqual(['08:00', '09:00'])
})

test('one file read in two zones is compiled twice', async () => {
  const { home, file, run } = setting()
  utimesSync(file, 1, 1)
  const read = async (zone: string) => (await run('list', '-c', 'demo.ics', '--timezone', zone, '--json')).stdout
  const first = await read('Europe/Helsinki')
  expect(await read('asia/tokyo')).not.toBe(first)
  expect(readdirSync(join(home, '.cache', 'kubeplan', 'catalogues'))).toHaveLength(2)
  writeFileSync(file, feed().replace('DURATION', 'DTEND;X-BROKEN'))
  utimesSync(file, 1, 1)
  // A catalogue read in one zone is not taken for one read in none.
  expect((await run('list', '-c', 'demo.ics')).exit).toBe(3)
  expect(await read('Europe/Helsinki')).not.toBe(first)
})

test.each([
  [['list', '-c', 'demo.ics', '--timezone', 'EST'], 'kubeplan list -c demo.ics --timezone America/New_York'],
  [['list', '--tz=Europe/Amsterdm'], 'kubeplan list --tz Europe/Amsterdam'],
  [
    ['import', 'demo.ics', '--timezone', 'Helsinki', '--as', 'x'],
    'kubeplan import demo.ics --timezone Europe/Helsinki --as x',
  ],
] as const)('%s: a zone that is none is answered by the command with the likely one', async (argv, command) => {
  const { run } = setting()
  const { exit, stderr } = await run(...argv)
  expect([exit, stderr.includes(command)]).toEqual([2, true])
})

test('a conference of the library has a zone, and the flag for another clock is named', async () => {
  const { run } = setting()
  const { exit, stderr } = await run('days', '--timezone', 'Europe/Berlin')
  expect([exit, stderr]).toEqual([
    0,
    '--timezone is only for files. To see the times in another zone: --tz Europe/Berlin\n',
  ])
})
