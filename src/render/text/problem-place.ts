import type { Place, Problem } from '../../model/problem.js'

/** Where in a file a problem is, if it is in a file. */
export function placeOf(problem: Problem): Place | undefined {
  return 'at' in problem && typeof problem.at === 'object' ? problem.at : undefined
}

/** The file that a problem is about: where it stands, what it names, else the one that was looked at. */
export function fileOf(problem: Problem, looked: string): string {
  return placeOf(problem)?.file ?? ('path' in problem ? problem.path : looked)
}
