import { type Catalogue, KINDS, type Note, type Session } from '../../model/index.js'
import { readDays } from '../../model/time.js'
import { fold } from '../../planning/selection/fold-text.js'
import { FILTERS, type Filter, type Selection } from '../../planning/selection/selection.js'
import { withFlag } from '../../render/words/shell.js'
import type { App } from '../app.js'
import { daysContext } from './days.js'
import { VALUED } from './global-flags.js'

/** Speakers and organizations are found by words just as well. */
const FACETS: readonly Filter[] = FILTERS.filter((facet) => facet !== 'speaker' && facet !== 'org')

interface Chosen {
  readonly catalogue: Catalogue
  readonly selection: Selection
  readonly sessions: readonly Session[]
}

/**
 * The notes on a choice, and one more if typed words are a day or a kind or, where nothing was found, a value of another
 * facet, and their flag finds something else. `choose` makes the other choice.
 */
export async function withValueMeant(
  notes: readonly Note[],
  chosen: Chosen,
  choose: (selection: Selection) => Promise<Pick<Chosen, 'sessions'>>,
  app: Pick<App, 'now' | 'outline' | 'words'>,
): Promise<readonly Note[]> {
  const { words } = chosen.selection
  const meaningOf = await meanings(chosen, app)
  for (const { begin, end } of runsOf(words)) {
    const run = words.slice(begin, end)
    const value = run.join(' ')
    const meaning = await meaningOf(value)
    const command = meaning && withValue(app.words, run, meaning.flag)
    if (!meaning || !command) continue
    const { sessions } = await choose({
      ...chosen.selection,
      ...meaning.as,
      words: words.toSpliced(begin, end - begin),
    })
    const found = new Set(chosen.sessions.map(({ id }) => id))
    if (sessions.length === found.size && sessions.every(({ id }) => found.has(id))) continue
    if (sessions.length === 0) continue
    const told = notes.map((note) => (note.code === 'nothing-for-words' ? { ...note, explained: true as const } : note))
    return [...told, { code: 'words-are-value', value, flag: meaning.flag, command }]
  }
  return notes
}

/** Neighbouring words, more of them first: `nov 20` is a day, and `cloud native` may be a track. */
function runsOf({ length }: readonly string[]): readonly { readonly begin: number; readonly end: number }[] {
  const most = Math.min(length, LONGEST)
  return Array.from({ length: most }, (_, index) => most - index).flatMap((size) =>
    Array.from({ length: length - size + 1 }, (_, begin) => ({ begin, end: begin + size })),
  )
}

/** In words; the names of tracks and rooms are seldom longer. */
const LONGEST = 6

interface Meaning {
  readonly flag: string
  readonly as: Partial<Selection>
}

/** A flag that was given already would find more with a second value, not less. */
async function meanings(
  { catalogue, selection, sessions }: Chosen,
  app: Pick<App, 'now' | 'outline'>,
): Promise<(value: string) => Promise<Meaning | undefined>> {
  const context = await daysContext([selection.words.join(' ')], app)
  const facets = FACETS.filter((facet) => selection.filters[facet] === undefined)
  return async (value) => {
    const days = selection.days ? undefined : readDays(value, context)
    if (days) return { flag: '--day', as: { days: { asked: value, days, unwanted: [] } } }
    if (sessions.length > 0 && !KINDS.some((kind) => kind === fold(value))) return undefined
    const { facetWith } = await import('../../planning/selection/filters.js')
    const facet = facetWith(
      value,
      sessions.length > 0 ? facets.filter((one) => one === 'kind') : facets,
      catalogue.sessions,
    )
    const filters = { ...selection.filters, ...(facet && { [facet]: { wanted: [value], unwanted: [] } }) }
    return facet && { flag: `--${facet}`, as: { filters } }
  }
}

/** The same command line with these words as the value of a flag; undefined if they are not together in it. */
function withValue(argv: readonly string[], run: readonly string[], flag: string): readonly string[] | undefined {
  const places = argv.flatMap((_, at) =>
    at > 0 && !VALUED.has(argv[at - 1] ?? '') && run.every((word, index) => argv[at + index] === word) ? [at] : [],
  )
  // A word after a flag may be its value.
  const at = places.find((place) => place === 1 || !argv[place - 1]?.startsWith('-')) ?? places[0]
  return at === undefined ? undefined : withFlag(argv.toSpliced(at, run.length), flag, run.join(' '))
}
