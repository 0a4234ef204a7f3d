import { type Exit, Failure, type Problem } from '../../src/model/problem.js'

export interface Told {
  readonly exit: Exit
  readonly problems: readonly Problem[]
}

/** The failure of `work`; fails the test if there is none. */
export function failureOf(work: () => unknown): Told {
  try {
    work()
  } catch (error) {
    return told(error)
  }
  throw new Error('expected a failure')
}

export async function laterFailureOf(work: Promise<unknown>): Promise<Told> {
  return work.then(() => {
    throw new Error('expected a failure')
  }, told)
}

function told(error: unknown): Told {
  if (error instanceof Failure) return { exit: error.exit, problems: error.problems }
  throw error
}
