import type fc from 'fast-check'
import { vi } from 'vitest'

/**
 * How properties are tried. `npm test` draws the same cases every time, so that no change lands or fails by luck: a
 * tenth of what each property asks for. `npm run sweep` draws new ones, as many as each asks for, and prints the seed
 * that `KUBEPLAN_SEED` takes.
 */
const SEED = Number(process.env['KUBEPLAN_SEED'] ?? 20201118)
const SWEEPS = process.env['KUBEPLAN_FULL_SWEEP'] === '1'
const FEWEST = 25

const scaled = (runs: number) => (SWEEPS ? runs : Math.min(runs, Math.max(Math.round(runs / 10), FEWEST)))

// As a mock, so that only files with properties load fast-check, and none can forget it.
vi.mock('fast-check', async (importOriginal) => {
  const { default: fc } = await importOriginal<typeof import('fast-check')>()
  fc.configureGlobal({ seed: SEED })
  const assert = ((property: fc.IRawProperty<unknown>, { numRuns = 100, ...parameters }: fc.Parameters<unknown> = {}) =>
    fc.assert(property, { ...parameters, numRuns: scaled(numRuns) })) as typeof fc.assert
  return { ...fc, default: { ...fc, assert }, assert }
})
