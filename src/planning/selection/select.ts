import {
  type AgendaPick,
  appendTo,
  type Catalogue,
  type Note,
  type Session,
  STAGES,
  type Stage,
  type UsageProblem,
} from '../../model/index.js'
import { inOrder, inTimeOrder } from '../sessions/order.js'
import { fold } from './fold-text.js'
import {
  excludedBy,
  FILTERS,
  type Filter,
  passesStage,
  type Selection,
  type Sieve,
  type SieveReading,
  whyEmpty,
} from './selection.js'
import { timeSieves } from './time-filters.js'
import type { Sought } from './word-search.js'

/** The result of a selection. With problems there are no sessions; without sessions there is one note saying why. */
export interface Selected {
  readonly sessions: readonly Session[]
  readonly ranked: boolean
  /** How the words are written in the sessions. */
  readonly sought?: readonly Sought[]
  readonly problems: readonly UsageProblem[]
  readonly notes: readonly Note[]
}

/** What I noted on a session, by its id. */
export interface OwnNotes {
  /** My own words, which are searched. */
  readonly wordsOf?: (id: string) => string | undefined
  readonly pickOf?: (id: string) => Pick<AgendaPick, 'attended' | 'rating'> | undefined
}

/**
 * Selects sessions: different flags mean "and", several values of one flag mean "or". `stages` are my picks by session
 * id. Search and filters are loaded only if needed.
 */
export async function select(
  catalogue: Catalogue,
  selection: Selection,
  stages: ReadonlyMap<string, Stage>,
  own: OwnNotes = {},
): Promise<Selected> {
  const { sessions } = catalogue
  const readings = await readingsOf(selection, sessions)
  const problems = readings.flatMap((reading) => reading.problems)
  if (problems.length > 0) return { sessions: [], ranked: false, problems, notes: [] }

  const sieves = [
    ...timeSieves(catalogue, selection),
    ...stageSieves(selection.stage, stages),
    ...notedSieves(selection, own.pickOf),
    ...recordedSieves(selection.recorded),
    ...readings.flatMap(({ sieve }) => sieve ?? []),
  ]
  const words = selection.words.filter((word) => fold(word) !== '')
  if (words.length === 0) return choose(sessions, sieves, selection)
  const { search } = await import('./word-search.js')
  const { sessions: matching, sought } = search(
    inTimeOrder(sessions),
    words,
    (id) => catalogue.details(id).abstract,
    own.wordsOf,
  )
  const found = new Set(matching)
  const spoken: Sieve = { keeps: (session) => found.has(session), note: { code: 'nothing-for-words', words } }
  const ranking = words.every((word) => excludedBy(word) !== undefined) ? undefined : matching
  return { ...choose(sessions, [...sieves, spoken], selection, ranking), sought }
}

async function readingsOf(
  { filters, ids, eachSpeaker }: Selection,
  sessions: readonly Session[],
): Promise<readonly SieveReading[]> {
  const asked = [...FILTERS.map((name) => ({ name, values: filters[name] })), { name: 'id' as const, values: ids }]
  if (asked.every(({ values }) => values === undefined)) return []
  const { readFilter } = await import('./filters.js')
  return asked.flatMap(({ name, values }) => {
    if (!values) return []
    const { sieve, problems } = readFilter(name, values, sessions)
    return [{ problems, ...(sieve && { sieve: eachSpeaker && ON_PEOPLE.has(name) ? forEachSpeaker(sieve) : sieve }) }]
  })
}

const ON_PEOPLE: ReadonlySet<Filter | 'id'> = new Set(['speaker', 'org'])

/** A filter on people that a session passes with any speaker who passes it alone. */
function forEachSpeaker(sieve: Sieve): Sieve {
  const keepsSpeaker: Sieve['keepsSpeaker'] = (speaker, session) => sieve.keeps({ ...session, speakers: [speaker] })
  return { ...sieve, keeps: (session) => session.speakers.some((one) => keepsSpeaker(one, session)), keepsSpeaker }
}

/** The sessions with only those speakers who pass every filter on people. */
function withPassingSpeakers(sessions: readonly Session[], sieves: readonly Sieve[]): readonly Session[] {
  const tests = sieves.flatMap(({ keepsSpeaker }) => keepsSpeaker ?? [])
  if (tests.length === 0) return sessions
  return sessions.flatMap((session) => {
    const speakers = session.speakers.filter((one) => tests.every((keeps) => keeps(one, session)))
    return speakers.length === 0 ? [] : [{ ...session, speakers }]
  })
}

function choose(
  sessions: readonly Session[],
  sieves: readonly Sieve[],
  { sort, limit }: Selection,
  ranking?: readonly Session[],
): Selected {
  const ranked = ranking !== undefined && sort === undefined
  const each = (ranked ? ranking : sessions).filter((session) => sieves.every(({ keeps }) => keeps(session)))
  const passing = withPassingSpeakers(each, sieves)
  const chosen = ranked ? passing : inOrder(passing, sort ?? 'time')
  return {
    sessions: limit === undefined ? chosen : chosen.slice(0, limit),
    ranked,
    problems: [],
    notes: chosen.length === 0 ? [whyEmpty(sessions, sieves)] : [],
  }
}

function recordedSieves(asked: boolean | undefined): readonly Sieve[] {
  if (asked === undefined) return []
  const flag = asked ? '--recorded' : '--not-recorded'
  return [{ keeps: ({ recorded = true }) => recorded === asked, note: { code: 'nothing-with', flag } }]
}

function notedSieves(
  { attended, ratings }: Selection,
  pickOf: NonNullable<OwnNotes['pickOf']> = () => undefined,
): readonly Sieve[] {
  const sieves: Sieve[] = []
  if (attended !== undefined) {
    sieves.push({
      keeps: ({ id }) => (pickOf(id)?.attended === true) === attended,
      note: attended ? { code: 'nothing-attended' } : { code: 'nothing-with', flag: '--not-attended' },
    })
  }
  if (ratings) {
    const { wanted, unwanted } = ratings
    const flag = wanted ? '--rating' : '--not-rating'
    sieves.push({
      keeps({ id }) {
        const rating = pickOf(id)?.rating
        if (rating === undefined) return !wanted
        return (!wanted || wanted.has(rating)) && !unwanted.has(rating)
      },
      note: { code: 'nothing-with', flag, value: [...(wanted ?? unwanted)].join(', ') },
    })
  }
  return sieves
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

/** A topic of interest, and its points for each half hour of a matching session. */
export interface Interest {
  readonly text: string
  readonly points: number
  readonly selection: Selection
}

/**
 * Reads `service mesh:3`, `track:security`, `speaker:liz rice:5`: a facet if the first word names one, or else words
 * that a session must have; points (1 to 5) if it ends in a number, or else 1. Undefined for empty text.
 */
export function parseInterest(text: string): Interest | undefined {
  const [, wanted = '', points = '1'] = /^(.*?)(?::\s*([1-5]))?$/s.exec(text.trim()) ?? []
  const facet = FILTERS.find((name) => wanted.toLowerCase().startsWith(`${name}:`))
  const value = (facet === undefined ? wanted : wanted.slice(facet.length + 1)).trim()
  if (value === '') return undefined
  const whole = { filters: {}, words: [] }
  const selection: Selection =
    facet === undefined
      ? { ...whole, words: value.split(/\s+/) }
      : { ...whole, filters: { [facet]: { wanted: [value], unwanted: [] } } }
  return { text: text.trim(), points: Number(points), selection }
}

export interface InterestScores {
  /** Points for each half hour, by session id. Sessions without a match are missing. */
  readonly points: ReadonlyMap<string, number>
  readonly met: ReadonlyMap<string, readonly string[]>
  readonly problems: readonly UsageProblem[]
  readonly unmatched: readonly Interest[]
}

/** The part of its points that an interest is worth where only the abstract has its words. */
const BY_ABSTRACT = 0.5

/** What words are worth by the id of a session: 1 where the abstract is not needed for any of them. */
async function worthOfWords(words: readonly string[], catalogue: Catalogue): Promise<ReadonlyMap<string, number>> {
  const { search } = await import('./word-search.js')
  const sessions = inTimeOrder(catalogue.sessions)
  const named = new Set(search(sessions, words, () => undefined).sessions)
  const found = search(sessions, words, (id) => catalogue.details(id).abstract).sessions
  return new Map(found.map((session) => [session.id, named.has(session) ? 1 : BY_ABSTRACT]))
}

async function worthOf({ selection }: Interest, catalogue: Catalogue) {
  const words = selection.words.filter((word) => fold(word) !== '')
  if (words.length > 0) return { worth: await worthOfWords(words, catalogue), problems: [] }
  const { sessions, problems } = await select(catalogue, selection, new Map())
  return { worth: new Map(sessions.map(({ id }) => [id, 1])), problems }
}

/** Adds up the points of every interest for the sessions it matches. */
export async function scoreInterests(interests: readonly Interest[], catalogue: Catalogue): Promise<InterestScores> {
  const points = new Map<string, number>()
  const met = new Map<string, string[]>()
  const problems: UsageProblem[] = []
  const unmatched: Interest[] = []
  for (const interest of interests) {
    const found = await worthOf(interest, catalogue)
    problems.push(...found.problems)
    if (found.worth.size === 0 && found.problems.length === 0) unmatched.push(interest)
    const name = interest.text.replace(/:\s*[1-5]$/, '')
    for (const [id, worth] of found.worth) {
      points.set(id, (points.get(id) ?? 0) + worth * interest.points)
      appendTo(met, id, name)
    }
  }
  return { points, met, problems, unmatched }
}

/** Points by length, so that ten lightning talks do not outweigh a tutorial. 0 for untimed sessions. */
export function pointsFor({ when }: Session, perHalfHour: number): number {
  return when.kind === 'timed' ? (perHalfHour * (when.end - when.start)) / HALF_HOUR : 0
}

const HALF_HOUR = 1_800_000
