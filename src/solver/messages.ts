import type { Program, Solution } from '../planning/plan/program.js'

/** A program for the worker to solve. */
export interface Task {
  readonly id: number
  readonly program: Program
  /** A best solution that is known: then the first of all that are as good is asked for, else any best one. */
  readonly best?: Solution | undefined
  /** How long it may take; may be infinite. */
  readonly seconds: number
}

/** What the worker says of a task; `solved` and `failed` are its last words on it. */
export type Report =
  /** A better solution was found. */
  | { readonly id: number; readonly kind: 'found'; readonly x: readonly number[]; readonly value: number }
  /** No solution is worth more. */
  | { readonly id: number; readonly kind: 'bound'; readonly bound: number }
  | { readonly id: number; readonly kind: 'solved'; readonly solution: Solution }
  | { readonly id: number; readonly kind: 'failed'; readonly message: string }
