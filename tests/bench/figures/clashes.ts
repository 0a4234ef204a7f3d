import { instant } from '../../../src/model/time.js'
import { type Entry, findClashes } from '../../../src/planning/agenda/clashes.js'
import type { Figure } from '../figure.js'
import { growthOf, median } from '../measure.js'
import { FIRST_DAY } from '../programmes.js'

const SIZES = [25_000, 50_000, 100_000]
const MINUTE = 60_000

/** The sweep itself, in this process, where each session clashes with another. */
export function clashFigures(): readonly Figure[] {
  // Warms up, because V8 only interprets the first calls.
  for (let round = 0; round < 20; round++) findClashes(entriesOf(SIZES[0] ?? 0))
  const times = SIZES.map((size) => {
    const entries = entriesOf(size)
    return median(Array.from({ length: 15 }, () => timeOf(() => findClashes(entries))))
  })
  const growth = growthOf(SIZES.map((size, at) => [size, times[at] ?? Number.NaN]))
  const slowest = times.at(-1) ?? Number.NaN
  return [
    {
      what: 'clashes of 100,000 sessions, in-process',
      measured: `${slowest.toFixed(0)} ms`,
      target: '<= 100 ms',
      met: slowest <= 100,
    },
    { what: 'its exponent of growth', measured: growth.toFixed(2), target: '<= 1.2 (n log n)', met: growth <= 1.2 },
  ]
}

function timeOf(work: () => unknown): number {
  const start = process.hrtime.bigint()
  work()
  return Number(process.hrtime.bigint() - start) / 1e6
}

/** Sessions of 35 minutes, two of which start together every 50. */
function entriesOf(size: number): readonly Entry[] {
  return Array.from({ length: size }, (_, at): Entry => {
    const start = Date.parse(FIRST_DAY) + Math.floor(at / 2) * 50 * MINUTE
    const times = { start: instant(start), end: instant(start + 35 * MINUTE), day: FIRST_DAY, offset: 0, endOffset: 0 }
    return { id: `talk-${at}`, title: `Talk ${at}`, room: `Hall ${at % 2}`, ...times }
  })
}
