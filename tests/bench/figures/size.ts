import { type Figure, ratioFigure } from '../figure.js'
import { kubeplan } from '../kubeplan.js'
import { FLOOR, median, pairedRatio, timesOf } from '../measure.js'
import { prepare } from '../preparing.js'
import { newHome, SOME_DAY } from '../programmes.js'

const SIZES = [1_000, 10_000, 100_000]
const HUGE = 1_000_000
const ROUNDS = 10

/** A day of 100 sessions costs the same, whatever the size of the programme. */
export function sizeFigures(): readonly Figure[] {
  const home = newHome()
  for (const size of [...SIZES, HUGE]) prepare(home, size, 0, false)
  const lists = [...SIZES, HUGE].map((size) => kubeplan(home, 'list', '-c', `days-${size}`, '-d', SOME_DAY))
  const [floor = [], ...times] = timesOf([FLOOR, ...lists], ROUNDS)
  const smallest = times[0] ?? []
  const spread = SIZES.map((_, at) => pairedRatio(times[at] ?? [], smallest))
  const told = SIZES.map((size, at) => `${size}: ${median(times[at] ?? []).toFixed(1)} ms`).join(', ')
  const widest = Math.max(...spread) / Math.min(...spread)
  return [
    ratioFigure('list --day (100 rows) at 1,000, 10,000, 100,000: largest to smallest', widest, 1.1, ` (${told})`),
    ratioFigure('the same at 1,000,000, to the floor', pairedRatio(times[SIZES.length] ?? [], floor), 2),
  ]
}
