export const LIMITS = { slug: 80, name: 200, title: 500, line: 2000, prose: 20_000 } as const

export const ENTRIES = 1000

/** The most walks of a conference or a person: enough for every pair of 300 rooms. */
export const WALKS = 50_000
