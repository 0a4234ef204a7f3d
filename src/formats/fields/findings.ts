import type { Place, Problem } from '../../model/problem.js'
import type { Range } from './place.js'

const LISTED = 50

export interface Findings {
  readonly report: (range: Range, build: (at: Place) => Problem) => void
  /** Reports a warning: see `severityOf`. */
  readonly warn: (range: Range, build: (at: Place) => Problem) => void
  /** For problems that name two places. */
  readonly place: (range: Range) => Place
  readonly anyErrors: () => boolean
  /** In file order: the first 50, and how many more there are. */
  readonly list: () => readonly Problem[]
}

export function findingsIn(place: (range: Range) => Place): Findings {
  const found: { range: Range; error: boolean; build: (at: Place) => Problem }[] = []
  return {
    report: (range, build) => void found.push({ range, error: true, build }),
    warn: (range, build) => void found.push({ range, error: false, build }),
    place,
    anyErrors: () => found.some(({ error }) => error),
    list() {
      const ordered = found.toSorted((a, b) => a.range[0] - b.range[0])
      const listed = ordered.slice(0, LISTED).map(({ range, build }) => build(place(range)))
      const rest = ordered.slice(LISTED)
      const [next] = rest
      if (!next) return listed
      const more = { code: 'more-problems', at: place(next.range), count: rest.length } as const
      return [...listed, rest.some(({ error }) => error) ? more : { ...more, severity: 'warning' }]
    },
  }
}
