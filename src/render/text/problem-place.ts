import type { Place, Problem } from '../../model/problem.js'

export function placeOf(problem: Problem): Place | undefined {
  return 'at' in problem && typeof problem.at === 'object' ? problem.at : undefined
}

/** The file that a problem is about: its place's, the one it names, or else the one being checked. */
export function fileOf(problem: Problem, looked: string): string {
  return placeOf(problem)?.file ?? ('path' in problem ? problem.path : looked)
}
