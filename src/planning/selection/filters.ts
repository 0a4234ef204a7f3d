import { type Catalogue, KINDS, type Session, type UsageProblem } from '../../model/index.js'
import { fold } from './fold-text.js'
import { findAtWordStart, matchValues, nearestValues } from './match.js'
import type { Filter, SieveReading, Values } from './selection.js'
import { type Matched, readFlagValues } from './time-filters.js'

type Name = Filter | 'id'

export function readFilter(name: Name, values: Values, sessions: readonly Session[]): SieveReading {
  if (values.wanted.length + values.unwanted.length === 0) return { problems: [] }
  if (name === 'kind') return readKinds(values)
  const known = new Set(sessions.flatMap((session) => valuesOf(session, name)))
  const lacking = FACETS[name]
  if (known.size === 0 && lacking !== undefined) {
    const flag = values.wanted.length > 0 ? `--${name}` : `--not-${name}`
    return { problems: [{ code: 'facet-lacking', flag, facet: lacking }] }
  }
  const matched = readFlagValues(name, values, (text) =>
    // Ids may differ only in case, so an exact match takes precedence.
    name === 'id' && known.has(text) ? new Set([text]) : matchValues(text, known),
  )
  // A session for any level passes every --level, so no level counts as unmatched.
  const forAll = name === 'level' ? [...known].filter(isAny) : []
  const isForAll = (flag: string, value: string) => forAll.length > 0 && flag === '--level' && /[^\s,]/.test(value)
  const missing = matched.missing.filter(({ flag, value }) => !isForAll(flag, value))
  const problems = missing.map(({ flag, value }) => unmatched(flag, value, name, known))
  return reading(name, values, { ...matched, ...widened(matched, forAll) }, problems)
}

/** The list of kinds is fixed, so every kind is valid whether or not a session has it. `all` means all of them. */
function readKinds(values: Values): SieveReading {
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
  return reading('kind', values, matched, problems)
}

function kindsMeant(text: string): readonly string[] {
  if (text === 'all') return KINDS
  const exact = KINDS.filter((kind) => kind === text)
  return exact.length > 0 || text === '' ? exact : KINDS.filter((kind) => findAtWordStart(kind, text) === 0)
}

function reading(name: Name, asked: Values, matched: Matched, problems: readonly UsageProblem[]): SieveReading {
  if (problems.length > 0) return { problems }
  const { wanted, unwanted } = matched
  const flag = wanted ? `--${name}` : `--not-${name}`
  const value = (wanted ? asked.wanted : [...asked.wanted, ...asked.unwanted]).join(', ')
  return {
    problems,
    sieve: {
      keeps(session) {
        const values = valuesOf(session, name)
        return (!wanted || values.some((value) => wanted.has(value))) && !values.some((value) => unwanted.has(value))
      },
      note: { code: 'nothing-with', flag, value },
    },
  }
}

function widened({ wanted }: Matched, more: readonly string[]): Pick<Matched, 'wanted'> {
  return wanted ? { wanted: new Set([...wanted, ...more]) } : {}
}

function unmatched(flag: string, value: string, name: Exclude<Name, 'kind'>, known: ReadonlySet<string>): UsageProblem {
  const list = LISTS[name]
  return { code: 'matches-nothing', flag, value, nearest: nearestValues(value, known), ...(list && { list }) }
}

function isAny(level: string): boolean {
  return fold(level) === 'any'
}

function valuesOf({ id, tracks, room, level, kind, tags, speakers }: Session, name: Name): readonly string[] {
  switch (name) {
    case 'id':
      return [id]
    case 'kind':
      return [kind]
    case 'track':
      return tracks
    case 'room':
      return room === undefined ? [] : [room]
    case 'level':
      return level === undefined ? [] : [level]
    case 'tag':
      return tags
    case 'speaker':
      return speakers.map((speaker) => speaker.name)
    case 'org':
      return speakers.flatMap(({ organization }) => organization ?? [])
  }
}

const FACETS: Readonly<Partial<Record<Name, string>>> = {
  track: 'tracks',
  room: 'rooms',
  level: 'levels',
  tag: 'tags',
  speaker: 'speakers',
  org: 'organizations',
}

const LISTS: Readonly<Partial<Record<Name, string>>> = {
  track: 'tracks',
  room: 'rooms',
  speaker: 'speakers',
  id: 'list',
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
