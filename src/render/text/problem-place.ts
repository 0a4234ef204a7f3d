import type { Place, Problem } from '../../model/problem.js'

/** Where in a file a problem is, if it is in a file. */
export function placeOf(problem: Problem): Place | undefined {
  return 'at' in problem && typeof problem.at === 'object' ? problem.at : undefined
}
