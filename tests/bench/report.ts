import { cpus, platform, release, totalmem } from 'node:os'
import { version } from '../../src/version.js'
import type { Figure } from './figure.js'

/** The figures as a Markdown table, below a line about their origin. */
export function reportOf(figures: readonly Figure[]): string {
  const [processor] = cpus()
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`
  const machine = `${cpus().length} x ${processor?.model.trim() ?? 'unknown'}, ${memory}, ${platform()} ${release()}`
  const rows = figures.map(({ what, measured, target, met }) => {
    return `| ${what} | ${measured} | ${target} | ${met === undefined ? '-' : met ? 'yes' : '**no**'} |`
  })
  return [
    `kubeplan ${version}, Node ${process.versions.node}, ${machine}.`,
    '',
    'Times are of CPU. Ratios are medians of pairs, taken in turn in one run; the floor is `node -e 0`.',
    '',
    '| what | measured | target | met |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n')
}
