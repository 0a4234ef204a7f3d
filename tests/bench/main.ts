/**
 * Run by `npm run bench`: every target of speed and memory, measured on this machine, as a table. `BENCH_NODES` names
 * other versions of Node, separated by colons: what `npm install --prefix FOLDER node@24` puts into `FOLDER` (below
 * `node_modules/node/bin`).
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Figure } from './figure.js'
import { clashFigures } from './figures/clashes.js'
import { exportFigures, importFigures, khalFigures } from './figures/peers.js'
import { pickFigures } from './figures/pick.js'
import { planFigures } from './figures/plan.js'
import { sizeFigures } from './figures/size.js'
import { changedFigures, memoryFigures, nodeFigures, startFigures } from './figures/start.js'
import { terminalFigures } from './figures/terminal.js'
import { ROOT } from './kubeplan.js'
import { PREPARE } from './preparing.js'
import { homeIn, keep, programmeOf } from './programmes.js'
import { reportOf } from './report.js'

const GROUPS: readonly (readonly [name: string, figures: () => readonly Figure[] | Promise<readonly Figure[]>])[] = [
  ['start', startFigures],
  ['node', nodeFigures],
  ['changed', changedFigures],
  ['memory', memoryFigures],
  ['terminal', terminalFigures],
  ['size', sizeFigures],
  ['khal', khalFigures],
  ['export', exportFigures],
  ['import', importFigures],
  ['clashes', clashFigures],
  ['pick', pickFigures],
  ['plan', planFigures],
]

/** Groups by name, or all of them: `npm run bench -- start size`. Only a complete run is saved as a result. */
async function bench(names: readonly string[]): Promise<void> {
  const chosen = GROUPS.filter(([name]) => names.length === 0 || names.includes(name))
  const figures: Figure[] = []
  for (const [name, measure] of chosen) {
    process.stderr.write(`${name}...\n`)
    figures.push(...(await measure()))
  }
  const report = reportOf(figures)
  process.stdout.write(report)
  if (names.length === 0) writeFileSync(join(ROOT, 'tests', 'bench', 'results.md'), report)
  process.exitCode = figures.some(({ met }) => met === false) ? 1 : 0
}

const [task, folder = '', size, abstractLength, withSource, aDay] = process.argv.slice(2)
if (task === PREPARE)
  keep(
    programmeOf(Number(size), Number(abstractLength), aDay ? Number(aDay) : undefined),
    homeIn(folder),
    withSource === 'true',
  )
else bench(process.argv.slice(2))
