import { type Figure, ratioFigure } from '../figure.js'
import { kubeplan } from '../kubeplan.js'
import { type Command, FLOOR, pairedRatio, timesOf } from '../measure.js'
import { prepare } from '../preparing.js'
import { newHome, SOME_DAY } from '../programmes.js'

const ROUNDS = 10

/** The same list on a terminal, where cli-table3 draws it. */
export function terminalFigures(): readonly Figure[] {
  const home = newHome()
  prepare(home, 400, 1000)
  const list = (...flags: string[]): Command => {
    const args = ['-c', 'days-400', '-d', SOME_DAY, '--no-pager', ...flags]
    return { ...kubeplan(home, 'list', ...args), onTerminal: true }
  }
  const [floor = [], some = [], all = []] = timesOf([FLOOR, list('--limit', '20'), list()], ROUNDS)
  return [
    ratioFigure('list --day on a terminal, 20 rows', pairedRatio(some, floor), 2.1),
    ratioFigure('list --day on a terminal, 100 rows', pairedRatio(all, floor), 2.9),
  ]
}
