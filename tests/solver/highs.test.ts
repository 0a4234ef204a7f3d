import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import type { Program, Solution } from '../../src/planning/plan/program.js'
import { solverIn } from '../../src/solver/highs.js'
import { testWorld } from '../cli/kubeplan.js'
import { ANY, CLASHING, firstBest, hardProgram, NONE, obeys, PROGRAMS, worth } from './programs.js'

/** Returns the seconds left of this many. */
function lasting(seconds: number): () => number {
  const began = performance.now()
  return () => seconds - (performance.now() - began) / 1000
}

const solver = solverIn(testWorld({ home: '/nowhere' }).world)
afterAll(() => solver.end())

async function first(program: Program): Promise<Solution> {
  const best = await solver.solve(program)
  return best.status === 'optimal' ? solver.firstOf(program, best) : best
}

describe('against exhaustive search', () => {
  test('the value is the best there is, and the solution is worth it', async () => {
    await fc.assert(
      fc.asyncProperty(PROGRAMS, async (program) => {
        const best = firstBest(program)
        const found = await solver.solve(program)
        if (!best) {
          expect(found).toEqual({ status: 'infeasible', x: [], value: NONE, bound: NONE })
          return
        }
        expect(found).toEqual({ status: 'optimal', x: found.x, value: best.value, bound: best.value })
        expect([obeys(program, found.x), worth(program, found.x)]).toEqual([true, best.value])
      }),
      { numRuns: 1000 },
    )
  })

  test('firstOf answers the very first of the best', async () => {
    await fc.assert(
      fc.asyncProperty(PROGRAMS, async (program) => {
        const best = firstBest(program)
        const found = await first(program)
        expect(found).toEqual(
          best
            ? { status: 'optimal', x: best.x, value: best.value, bound: best.value }
            : { status: 'infeasible', x: [], value: NONE, bound: NONE },
        )
      }),
      { numRuns: 1000 },
    )
  })
})

test('where the relaxed best is full of halves', async () => {
  await fc.assert(
    fc.asyncProperty(CLASHING, async (program) => {
      const best = firstBest(program)
      const found = await first(program)
      expect(found).toEqual({ status: 'optimal', x: best?.x, value: best?.value, bound: best?.value })
      expect((await solver.solve(program)).value).toBe(best?.value)
    }),
    { numRuns: 300 },
  )
})

test('the first of the best where everything is worth the same and far more than twenty columns are in doubt', async () => {
  // A ring: at most one of any two neighbours. For an odd ring the corners are halves, which no plan can take.
  const size = 61
  const objective = Array.from({ length: size }, () => 3)
  const rows = objective.map((_, column) => {
    const columns = [column, (column + 1) % size].sort((a, b) => a - b)
    return { columns, coefficients: [1, 1], lower: NONE, upper: 1 }
  })
  const x = objective.map((_, column) => (column % 2 === 0 && column < size - 1 ? 1 : 0))
  expect(await first({ objective, rows })).toEqual({ status: 'optimal', x, value: 90, bound: 90 })
})

test.each<[string, Program, readonly number[], number]>([
  ['no columns', { objective: [], rows: [] }, [], 0],
  [
    'neither columns nor a way',
    { objective: [], rows: [{ columns: [], coefficients: [], lower: 1, upper: ANY }] },
    [],
    NONE,
  ],
  ['no rows', { objective: [5, -2, 0], rows: [] }, [1, 0, 1], 5],
  ['an empty row', { objective: [1], rows: [{ columns: [], coefficients: [], lower: NONE, upper: ANY }] }, [1], 1],
  [
    'large worths',
    { objective: [9_999_999, 10_000_000], rows: [{ columns: [0, 1], coefficients: [1, 1], lower: 0, upper: 1 }] },
    [0, 1],
    10_000_000,
  ],
])('%s', async (_, program, x, value) => {
  const status = value === NONE ? 'infeasible' : 'optimal'
  expect(await first(program)).toEqual({ status, x, value, bound: value })
})

test('the same program gives the same solution, from any solver', async () => {
  const program = hardProgram(18, 3)
  const other = solverIn(testWorld({ home: '/nowhere' }).world)
  const found = [await solver.solve(program), await other.solve(program), await other.solve(program)]
  other.end()
  expect(found[1]).toEqual(found[0])
  expect(found[2]).toEqual(found[0])
})

describe('a program that takes longer than anybody waits', () => {
  test('with a time limit: the best that was found, and a bound that holds', async () => {
    const program = hardProgram()
    const limited = solverIn(testWorld({ home: '/nowhere' }).world, { left: lasting(1.5) })
    const found = await limited.solve(program)
    expect(found).toEqual({ status: 'feasible', x: found.x, value: worth(program, found.x), bound: found.bound })
    expect(obeys(program, found.x)).toBe(true)
    expect(found.bound).toBeGreaterThan(found.value)
    // No solution is worth more than the rows together allow.
    expect(found.bound).toBeLessThanOrEqual(program.rows.reduce((sum, { upper }) => sum + upper, 0))
    // The time limit applies to all programs together, and it is over.
    const most = 8
    expect(await limited.solve({ objective: [3, 5, -1], rows: [] })).toEqual({
      status: 'time-limit',
      x: [],
      value: NONE,
      bound: most,
    })
    limited.end()
  })

  test('told to stop, it answers the best so far', async () => {
    const program = hardProgram()
    const stop = new AbortController()
    const heard: number[] = []
    const solver = solverIn(testWorld({ home: '/nowhere' }).world, { stop: stop.signal })
    const found = await solver.solve(program, (value) => {
      heard.push(value)
      if (value > 0) stop.abort()
    })
    expect(found).toEqual({ status: 'feasible', x: found.x, value: worth(program, found.x), bound: found.bound })
    expect(heard.at(-1)).toBe(found.value)
    expect(await solver.solve(program)).toMatchObject({ status: 'time-limit' })
    solver.end()
  })
})

test('a worker that cannot start is a bug that is told', async () => {
  const { world } = testWorld({ home: '/nowhere' })
  const broken = solverIn({ ...world, folders: { ...world.folders, shipped: '/nowhere' } })
  await expect(broken.solve({ objective: [1], rows: [] })).rejects.toThrow(/solver/)
})
