import { type Catalogue, type Session, STAGES, type Stage } from '../model/conference.js'
import type { Note } from '../model/note.js'
import type { UsageProblem } from '../model/problem.js'
import { fold } from './fold.js'
import { inOrder, inTimeOrder } from './order.js'
import { FILTERS, passesStage, type Selection } from './selection.js'
import { type Sieve, type SieveReading, whyEmpty } from './sieve.js'
import { timeSieves } from './time-filters.js'

/** The result of a selection. With problems there are no sessions; without sessions there is one note saying why. */
export interface Chosen {
  readonly sessions: readonly Session[]
  readonly ranked: boolean
  readonly problems: readonly UsageProblem[]
  readonly notes: readonly Note[]
}

/**
 * Selects sessions: different flags mean "and", several values of one flag mean "or". `stages` are my picks by session
 * id; `ownOf` returns my own words about a session, which are searched. Search and filters are loaded only if needed.
 */
export async function select(
  catalogue: Catalogue,
  selection: Selection,
  stages: ReadonlyMap<string, Stage>,
  ownOf: (id: string) => string | undefined = () => undefined,
): Promise<Chosen> {
  const { sessions } = catalogue
  const readings = await readingsOf(selection, sessions)
  const problems = readings.flatMap((reading) => reading.problems)
  if (problems.length > 0) return { sessions: [], ranked: false, problems, notes: [] }

  const sieves = [
    ...timeSieves(catalogue, selection),
    ...stageSieves(selection.stage, stages),
    ...readings.flatMap(({ sieve }) => sieve ?? []),
  ]
  const words = selection.words.filter((word) => fold(word) !== '')
  if (words.length === 0) return choose(sessions, sieves, selection)
  const { search } = await import('./search.js')
  const matching = search(inTimeOrder(sessions), words, (id) => catalogue.details(id).abstract, ownOf)
  const found = new Set(matching)
  const spoken: Sieve = { keeps: (session) => found.has(session), note: { code: 'nothing-for-words', words } }
  return choose(sessions, [...sieves, spoken], selection, matching)
}

async function readingsOf({ filters, ids }: Selection, sessions: readonly Session[]): Promise<readonly SieveReading[]> {
  const asked = [...FILTERS.map((name) => ({ name, values: filters[name] })), { name: 'id' as const, values: ids }]
  if (asked.every(({ values }) => values === undefined)) return []
  const { readFilter } = await import('./filters.js')
  return asked.flatMap(({ name, values }) => (values ? [readFilter(name, values, sessions)] : []))
}

function choose(
  sessions: readonly Session[],
  sieves: readonly Sieve[],
  { sort, limit }: Selection,
  ranking?: readonly Session[],
): Chosen {
  const ranked = ranking !== undefined && sort === undefined
  const passing = (ranked ? ranking : sessions).filter((session) => sieves.every(({ keeps }) => keeps(session)))
  const chosen = ranked ? passing : inOrder(passing, sort ?? 'time')
  return {
    sessions: limit === undefined ? chosen : chosen.slice(0, limit),
    ranked,
    problems: [],
    notes: chosen.length === 0 ? [whyEmpty(sessions, sieves)] : [],
  }
}

function stageSieves(asked: Selection['stage'], stages: ReadonlyMap<string, Stage>): readonly Sieve[] {
  if (asked === undefined) return []
  const { wanted, unwanted } = asked
  const value = wanted?.size === STAGES.length ? 'any' : [...(wanted ?? unwanted)].join(', ')
  return [
    {
      keeps: ({ id }) => passesStage(stages.get(id), asked),
      note:
        stages.size === 0 && wanted
          ? { code: 'nothing-picked' }
          : { code: 'nothing-with', flag: wanted ? '--stage' : '--not-stage', value },
    },
  ]
}
