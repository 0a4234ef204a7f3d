import { type Catalogue, definedFields, KINDS, type Session, type UsageProblem } from '../../model/index.js'
import { fold } from './fold-text.js'
import { findAtWordStart, matchValues, nearestValues } from './match.js'
import { FILTERS, type Filter, type Matched, readFlagValues, type SieveReading, type Values } from './selection.js'

type Name = Filter | 'id'

interface Facet {
  readonly valuesOf: (session: Session) => readonly string[]
  /** Its name in a message that no session has any. */
  readonly plural?: string
  /** The command that lists its values. */
  readonly list?: string
}

const FACETS: Readonly<Record<Name, Facet>> = {
  id: { valuesOf: ({ id }) => [id], list: 'list' },
  kind: { valuesOf: ({ kind }) => [kind], list: 'kinds' },
  track: { valuesOf: ({ tracks }) => tracks, plural: 'tracks', list: 'tracks' },
  room: { valuesOf: ({ room }) => (room === undefined ? [] : [room]), plural: 'rooms', list: 'rooms' },
  level: { valuesOf: ({ level }) => (level === undefined ? [] : [level]), plural: 'levels' },
  language: { valuesOf: ({ language }) => (language === undefined ? [] : [language]), plural: 'languages' },
  tag: { valuesOf: ({ tags }) => tags, plural: 'tags', list: 'tags' },
  speaker: { valuesOf: ({ speakers }) => speakers.map(({ name }) => name), plural: 'speakers', list: 'speakers' },
  org: {
    valuesOf: ({ speakers }) => speakers.flatMap(({ organization }) => organization ?? []),
    plural: 'organizations',
    list: 'orgs',
  },
}

/** Every value of a facet in these sessions, in the order of the file. */
export function filterValues(name: Name, sessions: readonly Session[]): ReadonlySet<string> {
  return new Set(sessions.flatMap(FACETS[name].valuesOf))
}

export function readFilter(name: Name, values: Values, sessions: readonly Session[]): SieveReading {
  if (values.wanted.length + values.unwanted.length === 0) return { problems: [] }
  if (name === 'kind') return readKinds(values, sessions)
  const { plural, list } = FACETS[name]
  const known = filterValues(name, sessions)
  if (known.size === 0 && plural !== undefined) return { problems: lacking(name, plural, values, sessions) }
  const matched = readFlagValues(name, values, (text) =>
    // Ids may differ only in case, so an exact match takes precedence.
    name === 'id' && known.has(text) ? new Set([text]) : matchValues(text, known),
  )
  // A session for any level passes every --level, so no level counts as unmatched.
  const forAll = name === 'level' ? [...known].filter((level) => fold(level) === 'any') : []
  const isForAll = (flag: string, value: string) => forAll.length > 0 && flag === '--level' && /[^\s,]/.test(value)
  const missing = matched.missing.filter(({ flag, value }) => !isForAll(flag, value))
  const problems = missing.map(({ flag, value }): UsageProblem => {
    const facet = facetWith(
      value,
      FILTERS.filter((other) => other !== name),
      sessions,
    )
    const instead = facet && `--${facet}`
    const nearest = instead === undefined ? nearestValues(value, known) : []
    return definedFields({ code: 'matches-nothing' as const, flag, value, nearest, list, instead })
  })
  for (const level of forAll) matched.wanted?.add(level)
  return reading(name, values, matched, problems)
}

/** What else the sessions can be filtered by or, where a value is one of another facet, that it is. */
function lacking(
  name: Filter | 'id',
  facet: string,
  { wanted, unwanted }: Values,
  sessions: readonly Session[],
): readonly UsageProblem[] {
  const flag = wanted.length > 0 ? `--${name}` : `--not-${name}`
  const meant = [...wanted, ...unwanted].flatMap((value): UsageProblem[] => {
    const instead = facetWith(value, FILTERS, sessions)
    return instead ? [{ code: 'matches-nothing', flag, value, nearest: [], instead: `--${instead}` }] : []
  })
  if (meant.length > 0) return meant
  const others = FILTERS.filter((other) => {
    const found = filterValues(other, sessions)
    return found.size > 1 || (found.size === 1 && other !== 'kind')
  })
  const flags = others.map((other) => `--${other}`)
  return [{ code: 'facet-lacking', flag, facet, ...(flags.length > 0 && { others: flags }) }]
}

/** The first of these facets that has exactly this value: a tag may be taken for a track. */
export function facetWith(value: string, facets: readonly Filter[], sessions: readonly Session[]): Filter | undefined {
  const text = fold(value)
  return facets.find((facet) => [...filterValues(facet, sessions)].some((known) => fold(known) === text))
}

/**
 * The list of kinds is fixed, so every kind is valid whether or not a session has it. `all` means all of them. Where no session
 * is of a kind that is wanted, the note says which kinds there are.
 */
function readKinds(values: Values, sessions: readonly Session[]): SieveReading {
  const matched = readFlagValues('kind', values, (text) => new Set<string>(kindsMeant(fold(text))))
  const problems = matched.missing.map(
    ({ flag, value }): UsageProblem => ({
      code: 'bad-value',
      flag,
      value,
      form: KINDS.join(', '),
      nearest: nearestValues(value, KINDS),
    }),
  )
  const known = filterValues('kind', sessions)
  const isLacking = matched.wanted !== undefined && ![...matched.wanted].some((kind) => known.has(kind))
  return reading('kind', values, matched, problems, isLacking ? KINDS.filter((kind) => known.has(kind)) : [])
}

function kindsMeant(text: string): readonly string[] {
  if (text === 'all') return KINDS
  const exact = KINDS.filter((kind) => kind === text)
  return exact.length > 0 || text === '' ? exact : KINDS.filter((kind) => findAtWordStart(kind, text) === 0)
}

/** `known` are the values to name if no session passes. */
function reading(
  name: Name,
  asked: Values,
  matched: Matched,
  problems: readonly UsageProblem[],
  known: readonly string[] = [],
): SieveReading {
  if (problems.length > 0) return { problems }
  const { wanted, unwanted } = matched
  const flag = wanted ? `--${name}` : `--not-${name}`
  const value = (wanted ? asked.wanted : [...asked.wanted, ...asked.unwanted]).join(', ')
  const keeps = (session: Session) => {
    const values = FACETS[name].valuesOf(session)
    return (!wanted || values.some((one) => wanted.has(one))) && !values.some((one) => unwanted.has(one))
  }
  return { problems, sieve: { keeps, note: { code: 'nothing-with', flag, value, ...(known.length > 0 && { known }) } } }
}

/** The people whose takes or takeaways were asked for. With problems, there are no names. */
interface Authors {
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
