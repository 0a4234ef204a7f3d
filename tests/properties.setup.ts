import type fc from 'fast-check'
import { vi } from 'vitest'
import { casesOf } from './fixtures/cases.js'

/**
 * `npm test` draws the same cases every time, so that no change lands or fails by luck. `npm run sweep` draws new ones
 * and prints the seed that `KUBEPLAN_SEED` takes.
 */
const SEED = Number(process.env['KUBEPLAN_SEED'] ?? 20201118)

// A mock, so that only files with properties load fast-check, and none can forget the settings.
vi.mock('fast-check', async (importOriginal) => {
  const { default: fc } = await importOriginal<typeof import('fast-check')>()
  fc.configureGlobal({ seed: SEED })
  const assert = ((property: fc.IRawProperty<unknown>, { numRuns = 100, ...parameters }: fc.Parameters<unknown> = {}) =>
    fc.assert(property, { ...parameters, numRuns: casesOf(numRuns) })) as typeof fc.assert
  return { ...fc, default: { ...fc, assert }, assert }
})
