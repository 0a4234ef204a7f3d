import type { Catalogue } from '../model/conference.js'
import type { UsageProblem } from '../model/problem.js'
import { readFlagValues } from './flag-values.js'
import { matchValues, nearestValues } from './match.js'
import type { Values } from './selection.js'

/** The people whose takes or takeaways were asked for. With problems, there are no names. */
export interface Authors {
  readonly names: ReadonlySet<string>
  readonly problems: readonly UsageProblem[]
}

export function authorsNamed(values: Values, what: 'takes' | 'takeaways', catalogue: Catalogue): Authors {
  const known = new Set(catalogue.sessions.flatMap(({ id }) => catalogue.details(id)[what].map(({ by }) => by)))
  const nobody = new Set<string>()
  if (known.size === 0) return { names: nobody, problems: [{ code: 'facet-lacking', flag: '--by', facet: what }] }
  const { wanted = known, unwanted, missing } = readFlagValues('by', values, (text) => matchValues(text, known))
  const problems = missing.map(({ value }): UsageProblem => {
    return { code: 'matches-nothing', flag: '--by', value, nearest: nearestValues(value, known), known: [...known] }
  })
  if (problems.length > 0) return { names: nobody, problems }
  return { names: new Set([...wanted].filter((name) => !unwanted.has(name))), problems }
}
