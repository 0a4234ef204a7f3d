import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { type Figure, ratioFigure, skipped } from '../figure.js'
import { kubeplan, ROOT } from '../kubeplan.js'
import { type Command, FLOOR, pairedRatio } from '../measure.js'
import { isInstalled } from '../peers.js'
import { prepare } from '../preparing.js'
import { newHome, SOME_DAY } from '../programmes.js'

const ROUNDS = 25

/** The same list on a terminal, where cli-table3 draws it. */
export function terminalFigures(): readonly Figure[] {
  const home = newHome()
  prepare(home, 400, 1000)
  const list = (...flags: string[]) => kubeplan(home, 'list', '-c', 'days-400', '-d', SOME_DAY, '--no-pager', ...flags)
  const rows = [
    { what: 'list --day on a terminal, 20 rows', most: 2, command: list('--limit', '20') },
    { what: 'list --day on a terminal, 100 rows', most: 2.9, command: list() },
  ]
  if (!isInstalled('python3', '--version'))
    return rows.map(({ what, most }) => skipped(what, 'python3', `<= ${most} x`))
  const [floor = [], ...times] = timesOnTerminal([FLOOR, ...rows.map(({ command }) => command)])
  return rows.map(({ what, most }, at) => ratioFigure(what, pairedRatio(times[at] ?? [], floor), most))
}

function timesOnTerminal(commands: readonly Command[]): readonly (readonly number[])[] {
  const question = commands.map(({ argv, environment = {}, cwd = '/' }) => {
    return {
      argv,
      cwd,
      env: { PATH: process.env['PATH'] ?? '', TERM: 'xterm-256color', LANG: 'C.UTF-8', ...environment },
    }
  })
  const { status, stdout, stderr } = spawnSync('python3', [join(ROOT, 'tests', 'bench', 'terminal.py')], {
    input: JSON.stringify({ rounds: ROUNDS, commands: question }),
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`terminal.py: ${stderr}`)
  return JSON.parse(stdout)
}
