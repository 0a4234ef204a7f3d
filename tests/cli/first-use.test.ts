import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { readCatalogue } from '../../src/formats/own/catalogue.js'
import { readCatalogueFile } from '../../src/store/catalogue/read-catalogue.js'
import { SWEEPS } from '../fixtures/cases.js'
import { kubeplan, newHome, type Outcome } from './kubeplan.js'

// Unchanged, but with their calls recorded: everything that reads YAML calls one of them.
vi.mock('../../src/store/catalogue/read-catalogue.js', { spy: true })
vi.mock('../../src/formats/own/catalogue.js', { spy: true })

const yamlRead = () => vi.mocked(readCatalogueFile).mock.calls.length + vi.mocked(readCatalogue).mock.calls.length

beforeEach(() => {
  vi.clearAllMocks()
})

/** A schedule of three days in ten rooms, with abstracts long enough to make the compiled form larger than 64 KiB. */
function calendarOf(size: number, word: string): string {
  const two = (number: number) => String(number).padStart(2, '0')
  const events = Array.from({ length: size }, (_, at) => {
    const day = 1 + (at % 3)
    const slot = Math.floor(at / 30)
    const time = (minute: number) => `202701${two(day)}T${two(8 + Math.floor(minute / 60))}${two(minute % 60)}00Z`
    return [
      'BEGIN:VEVENT',
      `UID:${word}-${at}@example.org`,
      `SUMMARY:${word} number ${at}`,
      `LOCATION:Room ${at % 10}`,
      `CATEGORIES:Track ${at % 7}`,
      `URL:https://example.org/${at}`,
      `DTSTART:${time(slot * 30)}`,
      `DTEND:${time(slot * 30 + 25)}`,
      `DESCRIPTION:${`a sentence about matter ${at}. `.repeat(80)}`,
      'END:VEVENT',
    ].join('\r\n')
  })
  const head = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//example//EN',
    'X-WR-CALNAME:Long Days',
    'X-WR-TIMEZONE:UTC',
  ]
  return [...head, ...events, 'END:VCALENDAR', ''].join('\r\n')
}

/** Before any file is made, so that to a run at that moment every file is new. */
const START = Date.now()

/** Ways in which a programme gets there before anybody reads it. They return the flags for it. */
const DOORS: Readonly<Record<string, (home: string, size: number) => Promise<readonly string[]>>> = {
  async 'an import'(home, size) {
    writeFileSync(join(home, 'work', 'long.ics'), calendarOf(size, 'Talk'))
    await done(home, ['import', 'long.ics', '--as', 'long', '--timezone', 'UTC'])
    return []
  },
  async 'an update'(home, size) {
    await DOORS['an import']?.(home, size)
    writeFileSync(join(home, 'work', 'long.ics'), calendarOf(size, 'Talk').replace('Talk number 1\r', 'Talk anew 1\r'))
    await done(home, ['update'])
    return []
  },
  async 'an edit of a file'(home, size) {
    await DOORS['an import']?.(home, size)
    const file = join(home, 'work', 'mine.yaml')
    await done(home, ['export', '--all', 'mine.yaml'])
    await done(home, ['list', '-c', 'mine.yaml'])
    writeFileSync(file, readFileSync(file, 'utf8').replace('Talk number 1\n', 'Talk anew 1\n'))
    await done(home, ['list', '-c', 'mine.yaml'])
    return ['-c', 'mine.yaml']
  },
}

/** To a run at that moment every file is old. */
const LATER = START + 3_600_000

/** Everything that shows a programme. `check` reads the source and is left out. */
const READING: readonly (readonly string[])[] = [
  ['list'],
  ['list', 'number'],
  ['list', 'matter', '59'],
  ['list', '--day', '2027-01-02'],
  ['list', '--json'],
  ['show', 'talk-number-7'],
  ['open', 'talk-number-7'],
  ['agenda'],
  ['agenda', '--json'],
  ['clashes'],
  ['clashes', '--all', '--day', '2027-01-01'],
  ['now', '--all'],
  ['grid', '--day', '2027-01-03'],
  ['why', 'talk-number-7'],
  ['plan'],
  ['days'],
  ['tracks'],
  ['orgs'],
  ['tags'],
  ['kinds'],
  ['rooms'],
  ['speakers'],
  ['export'],
  ['export', '--all', '--format', 'csv'],
  ['export', '--all', '--format', 'html'],
  ['export', '--format', 'md'],
  ['guide'],
  ['recap'],
  ['changes'],
  ['conferences'],
]

async function done(home: string, argv: readonly string[], now = START): Promise<Outcome> {
  const outcome = await kubeplan(argv, { home, now: new Date(now).toISOString(), browse: async () => 'opened' })
  expect(outcome, argv.join(' ')).toMatchObject({ exit: 0 })
  return outcome
}

describe.each(SWEEPS ? [60, 600] : [60])('%i sessions', (size) => {
  test.each(Object.keys(DOORS))(
    'after %s the first run of every command answers from the compiled form',
    async (door) => {
      const home = newHome()
      const flags = (await DOORS[door]?.(home, size)) ?? []
      for (const number of [3, 7, 12]) await done(home, ['add', `talk-number-${number}`, ...flags])
      const cache = join(home, '.cache')
      const fresh = join(home, 'fresh')
      cpSync(cache, fresh, { recursive: true })
      for (const command of READING) {
        // A file that was never imported has no earlier version.
        if (command[0] === 'changes' && flags.length > 0) continue
        const argv = [...command, ...flags, '--color', 'never']
        rmSync(cache, { recursive: true })
        const expected = await done(home, argv, LATER)
        rmSync(cache, { recursive: true })
        cpSync(fresh, cache, { recursive: true })
        vi.clearAllMocks()
        // The source is older than its time can be trusted: what was compiled is renewed while it is read.
        expect(await done(home, argv, LATER), argv.join(' ')).toEqual(expected)
        expect(yamlRead(), `${argv.join(' ')}, first`).toBe(0)
        expect(await done(home, argv, LATER), argv.join(' ')).toEqual(expected)
        expect(yamlRead(), `${argv.join(' ')}, again`).toBe(0)
      }
    },
    300_000,
  )
})
