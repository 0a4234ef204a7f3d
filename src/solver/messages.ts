import type { Program, Solution } from '../planning/plan/program.js'

export interface Task {
  readonly id: number
  readonly program: Program
  /** A known best solution: then the first of all best solutions is computed, otherwise any. */
  readonly best?: Solution | undefined
  readonly seconds: number
}

/** A worker's message about a task; `solved` and `failed` are the last ones. */
export type Report =
  | { readonly id: number; readonly kind: 'found'; readonly x: readonly number[]; readonly value: number }
  /** No solution has a higher value. */
  | { readonly id: number; readonly kind: 'bound'; readonly bound: number }
  | { readonly id: number; readonly kind: 'solved'; readonly solution: Solution }
  | { readonly id: number; readonly kind: 'failed'; readonly message: string }
