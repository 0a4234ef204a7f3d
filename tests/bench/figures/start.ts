import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Figure, ratioFigure } from '../figure.js'
import { kubeplan, kubeplanOn } from '../kubeplan.js'
import { FLOOR, median, pairedRatio, run, timesOf } from '../measure.js'
import { prepare } from '../preparing.js'
import { newHome, programmeOf, SOME_DAY, yamlText } from '../programmes.js'

const ROUNDS = 15

/** Whole runs, compared with an idle Node. */
export function startFigures(): readonly Figure[] {
  const bare = newHome()
  const [home, busy, fair] = [newHome(), newHome(), newHome()]
  for (const place of [home, busy]) prepare(place, 400, 1000)
  prepare(fair, 2500, 1000, true, 500)
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
    { what: 'show, 400 sessions, nothing picked', most: 1.45, command: kubeplan(home, 'show', ...on400, 'talk-200') },
    {
      what: 'clashes --day, 400 sessions, nothing picked',
      most: 1.45,
      command: kubeplan(home, 'clashes', ...on400, '-d', SOME_DAY),
    },
    { what: 'agenda, 20 picks', most: 1.45, command: kubeplan(busy, 'agenda', ...on400) },
    { what: 'now, 20 picks', most: 1.45, command: kubeplan(busy, 'now', ...on400) },
    { what: 'add, 20 picks', most: 2, command: again },
    {
      what: 'list --day, a programme like re:Invent: 2,500 sessions in five days, 500 rows',
      most: 1.6,
      command: kubeplan(fair, 'list', '-c', 'days-2500', '-d', SOME_DAY),
    },
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

/** The list of a day on other versions of Node, to the floor of each. */
export function nodeFigures(): readonly Figure[] {
  const home = newHome()
  prepare(home, 400, 1000)
  return (process.env['BENCH_NODES'] ?? '').split(':').flatMap((node) => {
    if (node === '') return []
    const { stdout } = run({ argv: [node, '--version'] })
    const list = kubeplanOn(node, home, 'list', '-c', 'days-400', '-d', SOME_DAY)
    const [floor = [], own = []] = timesOf([{ argv: [node, '-e', '0'] }, list], ROUNDS)
    return [ratioFigure(`list --day, 400 sessions, on Node ${stdout.trim()}`, pairedRatio(own, floor), 1.35)]
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
  const edited = { ...list, before: () => writeFileSync(file, text.replace('title: ', `title: ${++change} `)) }
  const [floor = [], first = [], line = []] = timesOf([FLOOR, changed, edited], 8)
  return [
    ratioFigure('first read of a changed YAML of 400 sessions', pairedRatio(first, floor), 9),
    ratioFigure('the same after an edit of one title', pairedRatio(line, floor), 4),
  ]
}

export function memoryFigures(): readonly Figure[] {
  const home = newHome()
  prepare(home, 400, 1000)
  const { peak } = run(kubeplan(home, 'list', '-c', 'days-400', '-d', SOME_DAY))
  return [
    {
      what: 'peak memory of list --day, 400 sessions',
      measured: `${peak.toFixed(0)} MiB`,
      target: '<= 60 MB',
      met: peak * 1.048576 <= 60,
    },
  ]
}
