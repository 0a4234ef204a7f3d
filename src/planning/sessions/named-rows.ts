import type { UsageProblem } from '../../model/index.js'

/** The ids of the sessions that each row of a list stands for; the first row has the number 1. */
export type Rows = readonly (readonly string[])[]

/** The rows by which a person at a terminal can name sessions: those it last showed of this conference. */
export type NamedRows =
  | { readonly state: 'shown'; readonly rows: Rows }
  /** Shown too long ago to be what the person sees. */
  | { readonly state: 'old' }
  /** Only rows of another conference were shown. */
  | { readonly state: 'elsewhere'; readonly conference: string }
  | { readonly state: 'none' }

type RowReading =
  | { readonly ok: true; readonly ids: readonly string[] }
  | { readonly ok: false; readonly problem: UsageProblem }

/** `3`, `7-9` or `3,7-9`. */
const ROWS = /^\s*\d+(?:\s*-\s*\d+)?(?:\s*,\s*\d+(?:\s*-\s*\d+)?)*\s*$/

/** Whether a text may name rows. Ids may look like it as well. */
export function mayNameRows(reference: string): boolean {
  return ROWS.test(reference)
}

/** The ids of the rows that a reference names, each once, in the order named. */
export function readRowNames(reference: string, named: NamedRows): RowReading {
  if (named.state !== 'shown') {
    const { state: why, ...more } = named
    return { ok: false, problem: { code: 'unknown-row', reference, why, ...more } }
  }
  const { rows } = named
  const ranges = reference.split(',').map((part) => {
    const [from = 0, to = from] = part.split('-').map(Number)
    return { from: Math.min(from, to), to: Math.max(from, to) }
  })
  // Checked before a range is spelled out, which may have billions of numbers.
  if (ranges.some(({ from, to }) => from < 1 || to > rows.length))
    return { ok: false, problem: { code: 'unknown-row', reference, why: 'beyond', rows: rows.length } }
  return { ok: true, ids: [...new Set(ranges.flatMap(({ from, to }) => rows.slice(from - 1, to).flat()))] }
}
