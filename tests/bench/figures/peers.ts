import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Figure, ratioFigure, skipped } from '../figure.js'
import { kubeplan, ROOT } from '../kubeplan.js'
import { type Command, growthOf, median, pairedRatio, run, timesOf } from '../measure.js'
import { isInstalled } from '../peers.js'
import { prepare } from '../preparing.js'
import { type Home, newFolder, newHome, SOME_DAY } from '../programmes.js'

/** A day's list, compared with khal's list of the same events. With 10,000, khal alone takes a minute to import them. */
export function khalFigures(): readonly Figure[] {
  const what = 'list --day against khal list, 400 events'
  if (!isInstalled('khal', '--version')) return [skipped(what, 'khal', '<= 0.24 x')]
  const home = newHome()
  prepare(home, 400, 200)
  const mine = kubeplan(home, 'list', '-c', 'days-400', '-d', SOME_DAY)
  const [own = [], khal = []] = timesOf([mine, khalList(home, calendarOf(400, home))], 10)
  return [ratioFigure(what, pairedRatio(own, khal), 0.24, ` (${median(khal).toFixed(0)} ms)`)]
}

function calendarOf(size: number, home: Home): string {
  const file = join(home.folder, `${size}.ics`)
  run(kubeplan(home, 'export', '--all', '--force', '-c', `days-${size}`, file))
  return file
}

function khalList(home: Home, calendar: string): Command {
  const folder = newFolder()
  const config = join(folder, 'config')
  const locale =
    'timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M'
  const zone = 'default_timezone = UTC\nlocal_timezone = UTC'
  writeFileSync(
    config,
    `[calendars]\n[[mine]]\npath = ${folder}/mine\n[sqlite]\npath = ${folder}/db\n[locale]\n${zone}\n${locale}\n`,
  )
  const environment = { HOME: folder }
  run({ argv: ['khal', '-c', config, 'import', '--batch', '-a', 'mine', calendar], environment })
  return { argv: ['khal', '-c', config, 'list', SOME_DAY, '1d'], environment, cwd: home.folder }
}

/** Importing events, compared with calcurse. A quarter of its time, an earlier target, is out of reach. */
export function importFigures(): readonly Figure[] {
  const sizes = [2_500, 5_000, 10_000, 20_000]
  const home = newHome()
  const files = sizes.map((size) => {
    prepare(home, size, 200, false)
    return calendarOf(size, home)
  })
  const fresh = (file: string, at: number): Command => {
    const place = newHome()
    return kubeplan(place, 'import', file, '--as', `imported-${at}`, '--timezone', 'UTC')
  }
  const own = files.map((file, at) => median(timesOf([fresh(file, at)], 3)[0] ?? []))
  const growth = growthOf(sizes.map((size, at) => [size, own[at] ?? Number.NaN]))
  const grows = {
    what: 'import of 2,500 to 20,000 events: exponent of growth',
    measured: growth.toFixed(2),
    target: '<= 1.1',
    met: growth <= 1.1,
  }
  const what = 'import of 10,000 events, against calcurse -i'
  if (!isInstalled('calcurse', '--version')) return [skipped(what, 'calcurse', '<= 1.2 x'), grows]
  const calcurse = (): Command => {
    const folder = newFolder()
    mkdirSync(join(folder, 'data'))
    return { argv: ['calcurse', '-D', join(folder, 'data'), '-i', files[2] ?? ''], environment: { HOME: folder } }
  }
  const times = [0, 1, 2].map(
    (round) => [run(fresh(files[2] ?? '', round)).milliseconds, run(calcurse()).milliseconds] as const,
  )
  const ratio = pairedRatio(
    times.map(([mine]) => mine),
    times.map(([, theirs]) => theirs),
  )
  return [ratioFigure(what, ratio, 1.2, ` (${median(times.map(([mine]) => mine)).toFixed(0)} ms)`), grows]
}

/** Exporting a calendar, compared with the `ics` package alone, which wraps long texts in quadratic time. */
export function exportFigures(): readonly Figure[] {
  const home = newHome()
  const sizes = [2_500, 5_000, 10_000, 20_000]
  for (const size of sizes) prepare(home, size, 2000, false)
  const exported = (size: number) => kubeplan(home, 'export', '--all', '-c', `days-${size}`)
  const alone: Command = { argv: [process.execPath, join(ROOT, 'tests', 'bench', 'ics-alone.cjs'), '10000'] }
  const own = median([0, 1, 2].map(() => run(exported(10_000)).milliseconds))
  const ratio = run(alone).milliseconds / own
  const peaks = sizes.map((size) => run(exported(size)).peak)
  const growth = growthOf(sizes.map((size, at) => [size, peaks[at] ?? Number.NaN]))
  const told = sizes.map((size, at) => `${size}: ${peaks[at]?.toFixed(0)} MiB`).join(', ')
  return [
    {
      what: 'export of 10,000 sessions to ICS, against ics alone',
      measured: `${ratio.toFixed(0)} x faster (${own.toFixed(0)} ms)`,
      target: '>= 20 x',
      met: ratio >= 20,
    },
    {
      what: 'its memory: exponent of growth',
      measured: `${growth.toFixed(2)} (${told})`,
      target: '<= 1.1',
      met: growth <= 1.1,
    },
  ]
}
