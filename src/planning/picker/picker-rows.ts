import type { Agenda, Session } from '../../model/index.js'
import type { Day } from '../../model/time.js'
import { ownNotesOf } from '../agenda/picks.js'
import { fold } from '../selection/fold-text.js'
import { searcher } from '../selection/word-index.js'
import { foldAway } from '../sessions/foldable.js'
import { compareText, inTimeOrder } from '../sessions/order.js'

/** What the list shows: one day, the sessions without a day (`''`), or all. */
export type Page = Day | '' | 'all'

/** What is listed. */
export interface Listing {
  readonly page: Page
  readonly track?: string | undefined
  /** The words to search for, as typed. */
  readonly words: string
  /** Whether breaks, sponsors' demos and the like are left out. */
  readonly folds: boolean
  /** The id of the selected session, which is never left out; undefined if none is listed. */
  readonly selected?: string | undefined
  readonly agenda: Agenda
}

/** The sessions that can be picked, and the search among them. */
export interface PickerProgramme {
  /** In order of time. */
  readonly sessions: readonly Session[]
  /** The days that have some of them, and `''` if some have no day. */
  readonly days: readonly (Day | '')[]
  /** Reads some texts for the first search; true if all are read. */
  readonly prepare: () => boolean
  /** Those with every word, best first; all of them, in order of time, without words. */
  readonly find: (words: string, agenda: Agenda) => readonly Session[]
}

export function pickerProgramme(
  chosen: readonly Session[],
  abstractOf: (id: string) => string | undefined,
): PickerProgramme {
  const sessions = inTimeOrder(chosen)
  const { prepare, search } = searcher(sessions, abstractOf)
  let last: { readonly words: string; readonly agenda: Agenda; readonly found: readonly Session[] } | undefined
  return {
    sessions,
    days: [...new Set(sessions.map(dayOf))].sort((a, b) => compareText(a || '~', b || '~')),
    prepare,
    find(words, agenda) {
      const wanted = wordsIn(words)
      if (wanted.length === 0) return sessions
      if (last?.words !== words || last.agenda !== agenda)
        last = { words, agenda, found: search(wanted, ownNotesOf(agenda).wordsOf).sessions }
      return last.found
    },
  }
}

/** The words in a text that is typed. */
export function wordsIn(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => fold(word) !== '')
}

export function dayOf({ when }: Session): Day | '' {
  return when.kind === 'unscheduled' ? '' : when.day
}

/** The rows of the list. */
export interface PickerRows {
  readonly sessions: readonly Session[]
  /** How many sessions the page has, and how many of them are left out as breaks and the like. */
  readonly all: number
  readonly folded: number
  /** How many sessions with these words other pages have. */
  readonly elsewhere: number
}

export function rowsOf(listing: Listing, programme: PickerProgramme): PickerRows {
  const known = ROWS.get(programme) ?? new WeakMap()
  ROWS.set(programme, known)
  const rows = known.get(listing) ?? computeRows(listing, programme)
  known.set(listing, rows)
  return rows
}

/** Keeps the rows for a listing that only differs by another selection among them. */
export function keepRows(listing: Listing, programme: PickerProgramme, rows: PickerRows): void {
  ROWS.get(programme)?.set(listing, rows)
}

/** A key and its frame ask for the same rows several times. */
const ROWS = new WeakMap<PickerProgramme, WeakMap<Listing, PickerRows>>()

function computeRows(listing: Listing, { sessions, find }: PickerProgramme): PickerRows {
  const { page, track, words, folds, agenda, selected } = listing
  const isHere = (session: Session) => page === 'all' || dayOf(session) === page
  const isAsked = ({ tracks }: Session) => track === undefined || tracks.includes(track)
  const asksWords = wordsIn(words).length > 0
  const found = asksWords ? find(words, agenda).filter(isAsked) : sessions.filter(isAsked)
  const here = found.filter(isHere)
  const mine = new Set([...agenda.picks.map(({ session }) => session), selected])
  // As in `list`: what was searched for is shown, whatever it is.
  const { shown } = folds && !asksWords ? foldAway(here, ({ id }) => mine.has(id)) : { shown: here }
  return {
    sessions: shown,
    all: page === 'all' ? sessions.length : sessions.filter(isHere).length,
    folded: here.length - shown.length,
    elsewhere: asksWords ? found.length - here.length : 0,
  }
}

/** The tracks of the sessions on the page, in alphabetical order. */
export function tracksOn({ page }: Listing, { sessions }: PickerProgramme): readonly string[] {
  const here = sessions.filter((session) => page === 'all' || dayOf(session) === page)
  return [...new Set(here.flatMap(({ tracks }) => tracks))].sort(compareText)
}
