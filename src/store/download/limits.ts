export interface Limits {
  /** Milliseconds from a request, including name resolution, to the headers of the answer. */
  readonly answer: number
  /** Milliseconds in total. */
  readonly overall: number
  /** Bytes of the decompressed body. The largest conference in the world publishes some 10 MB. */
  readonly bytes: number
  readonly redirects: number
}

export const LIMITS: Limits = { answer: 10_000, overall: 30_000, bytes: 32 * 1024 * 1024, redirects: 5 }
