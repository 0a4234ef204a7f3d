/** The most code points that texts of one sort may have; what is longer is a mistake, or an attack. */
export const LIMITS = { slug: 80, name: 200, title: 500, line: 2000, prose: 20_000 } as const

/** Entries that a list inside a session or a conference may have. */
export const ENTRIES = 1000

/** Walks of a conference or of a person: those between every two of 300 rooms, and more. */
export const WALKS = 50_000
