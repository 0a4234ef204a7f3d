import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Figure, ratioFigure } from '../figure.js'
import { kubeplan } from '../kubeplan.js'
import { FLOOR, median, pairedRatio, run, timesOf } from '../measure.js'
import { prepare } from '../preparing.js'
import { newHome, programmeOf, SOME_DAY, yamlText } from '../programmes.js'

const ROUNDS = 40

/** Whole runs, compared with an idle Node. */
export function startFigures(): readonly Figure[] {
  const bare = newHome()
  const [home, busy] = [newHome(), newHome()]
  for (const place of [home, busy]) prepare(place, 400, 1000)
  const ids = Array.from({ length: 20 }, (_, at) => `talk-${at * 13}`)
  run(kubeplan(busy, 'add', '-c', 'days-400', ...ids))
  const on400 = ['-c', 'days-400']
  const again = { ...kubeplan(busy, 'add', ...on400, 'talk-399'), before: () => run(kubeplan(busy, 'undo', ...on400)) }
  run(kubeplan(busy, 'add', ...on400, 'talk-399'))
  const rows = [
    { what: 'list --day fri, shipped catalogue, piped', most: 1.3, command: kubeplan(bare, 'list', '--day', 'fri') },
    {
      what: 'list --day, 400 sessions with abstracts, 100 rows, piped',
      most: 1.35,
      command: kubeplan(home, 'list', ...on400, '-d', SOME_DAY),
    },
    { what: 'show, 400 sessions, nothing picked', most: 1.5, command: kubeplan(home, 'show', ...on400, 'talk-200') },
    {
      what: 'clashes --day, 400 sessions, nothing picked',
      most: 1.5,
      command: kubeplan(home, 'clashes', ...on400, '-d', SOME_DAY),
    },
    { what: 'agenda, 20 picks', most: 2.8, command: kubeplan(busy, 'agenda', ...on400) },
    { what: 'now, 20 picks', most: 2.8, command: kubeplan(busy, 'now', ...on400) },
    { what: 'add, 20 picks', most: 3.2, command: again },
    { what: '--version', most: 1.3, command: kubeplan(bare, '--version') },
    { what: '--help', most: 1.4, command: kubeplan(bare, '--help') },
    {
      what: 'a Tab in zsh, ids and titles of 400 sessions',
      most: 1.6,
      command: kubeplan(home, 'completion', '--complete', 'zsh', '--', 'add', ...on400, ''),
    },
  ]
  const [floor = [], ...times] = timesOf([FLOOR, ...rows.map(({ command }) => command)], ROUNDS)
  return rows.map(({ what, most }, at) => {
    const own = times[at] ?? []
    return ratioFigure(
      what,
      pairedRatio(own, floor),
      most,
      ` (${median(own).toFixed(0)} ms of ${median(floor).toFixed(0)})`,
    )
  })
}

/** A changed file is read once and is then as fast as any other. */
export function changedFigures(): readonly Figure[] {
  const home = newHome()
  const text = yamlText(programmeOf(400, 1000))
  const file = join(home.folder, 'changed.yaml')
  let change = 0
  const list = kubeplan(home, 'list', '-c', file, '-d', SOME_DAY)
  const changed = { ...list, before: () => writeFileSync(file, `${text}# ${++change}\n`) }
  const [floor = [], first = []] = timesOf([FLOOR, changed], 10)
  return [ratioFigure('first read of a changed YAML of 400 sessions', pairedRatio(first, floor), 10)]
}

export function memoryFigures(): readonly Figure[] {
  const home = newHome()
  prepare(home, 400, 1000)
  const { peak } = run(kubeplanWithPeak(home), true)
  return [
    {
      what: 'peak memory of list --day, 400 sessions',
      measured: `${peak.toFixed(0)} MiB`,
      target: '<= 60 MB',
      met: peak * 1.048576 <= 60,
    },
  ]
}

function kubeplanWithPeak(home: ReturnType<typeof newHome>) {
  return kubeplan(home, 'list', '-c', 'days-400', '-d', SOME_DAY)
}
