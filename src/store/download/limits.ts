/** How much patience and memory a download may cost. */
export interface Limits {
  /** Milliseconds from asking a host, its name still to be resolved, to the headers of its answer. */
  readonly answer: number
  /** Milliseconds for everything. */
  readonly overall: number
  /** Bytes of the body, unpacked. The largest conference in the world publishes some 10 MB. */
  readonly bytes: number
  readonly redirects: number
}

export const LIMITS: Limits = { answer: 10_000, overall: 30_000, bytes: 32 * 1024 * 1024, redirects: 5 }
