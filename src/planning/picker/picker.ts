import {
  type Agenda,
  type AgendaPick,
  DEFAULT_PRIORITY,
  isInPassing,
  LONGEST,
  pattern,
  type Session,
  type Stage,
} from '../../model/index.js'
import type { Day, Instant } from '../../model/time.js'
import { addPick, dropPick, saveNote, seenOf } from '../agenda/picks.js'
import { isOver } from '../agenda/relative-to-now.js'
import {
  dayOf,
  keepRows,
  type Listing,
  type Page,
  type PickerProgramme,
  rowsOf,
  tracksOn,
  wordsIn,
} from './picker-rows.js'

/** A key of a terminal by its name, or the text that it types. */
export type Key =
  | { readonly name: string }
  /** Pasted text never counts as commands. */
  | { readonly text: string; readonly pasted?: true }

/** What the person sees and is typing. */
export interface Picker extends Listing {
  /** What keys do: choose, type words or a note, or scroll something that fills the screen. */
  readonly mode: 'keys' | 'search' | 'note' | 'details' | 'help'
  /** The page to come back to from `all`. */
  readonly day: Page
  /** The note that is being typed. */
  readonly draft: string
  /** The first row of the list that is visible. */
  readonly top: number
  /** The first visible line of what fills the screen. */
  readonly scroll: number
  /** Picks that were taken off here, so that they can come back with their words. */
  readonly dropped: ReadonlyMap<string, AgendaPick>
  /** Why the last key did nothing. */
  readonly refusal?: 'not-picked' | undefined
}

/** How much is visible, and when. */
export interface PickerWindow {
  /** Rows of the list. */
  readonly rows: number
  /** Lines of what fills the screen, and the last line that it can begin with. */
  readonly height: number
  readonly lastScroll: number
  readonly now: Instant
}

/** What else a key asks for. A change must be saved, and shows at once. */
export type Wish =
  | { readonly what: 'change'; readonly change: (agenda: Agenda) => Agenda }
  | { readonly what: 'undo' | 'redo' | 'leave' | 'interrupt' | 'suspend' | 'redraw' }

export interface Step {
  readonly picker: Picker
  readonly wish?: Wish
}

/**
 * The list at its beginning: on `today` if it has sessions, or else on the first day with more than registration and the
 * like, at what is on or next; with words on all days.
 */
export function newPicker(
  programme: PickerProgramme,
  agenda: Agenda,
  { today, words, ...window }: PickerWindow & { readonly today: Day | undefined; readonly words: string },
): Picker {
  const talks = new Set(programme.sessions.flatMap((one) => (isInPassing(one.kind) ? [] : dayOf(one))))
  const { days } = programme
  const day = days.find((one) => one === today) ?? days.find((one) => talks.has(one)) ?? days[0] ?? 'all'
  const page = wordsIn(words).length > 0 ? 'all' : day
  const empty = { mode: 'keys', draft: '', folds: true, top: 0, scroll: 0, dropped: new Map() } as const
  return settled(turnedTo(page, { ...empty, words, page, day, agenda }, programme, window), programme, window)
}

/** The picker with another agenda, or in another window. */
export function settled(picker: Picker, programme: PickerProgramme, { rows: room }: PickerWindow, near = 0): Picker {
  const rows = rowsOf(picker, programme)
  const { sessions } = rows
  const found = sessions.findIndex(({ id }) => id === picker.selected)
  const index = found >= 0 ? found : Math.min(near, sessions.length - 1)
  const last = Math.max(0, sessions.length - Math.max(1, room))
  const top = Math.min(Math.max(picker.top, index - Math.max(1, room) + 1), Math.max(0, index), last)
  const selected = sessions[index]?.id
  if (selected === picker.selected && top === picker.top) return picker
  const moved = { ...picker, selected, top }
  // The selection was not listed or stays the same: neither adds a row.
  keepRows(moved, programme, rows)
  return moved
}

/** What a key does. */
export function press(picker: Picker, key: Key, programme: PickerProgramme, window: PickerWindow): Step {
  const rows = rowsOf(picker, programme)
  const index = rows.sessions.findIndex(({ id }) => id === picker.selected)
  const context = { picker: { ...picker, refusal: undefined }, key, programme, window, rows: rows.sessions, index }
  const step = (MODES[picker.mode](context) ?? actionOf(key, picker.mode)?.(context)) || { picker }
  return { ...step, picker: settled(step.picker, programme, window, Math.max(0, index)) }
}

interface Context {
  readonly picker: Picker
  readonly key: Key
  readonly programme: PickerProgramme
  readonly window: PickerWindow
  readonly rows: readonly Session[]
  /** Of the selected row; -1 without rows. */
  readonly index: number
}

type Action = (context: Context) => Step | undefined

/** What a key does in one mode only. */
const MODES: Readonly<Record<Picker['mode'], Action>> = {
  keys: () => undefined,
  search: (context) => {
    const { picker, key, programme } = context
    if (isNamed(key, 'enter', 'escape')) {
      const quiet = { ...context, picker: { ...picker, mode: 'keys' } as const }
      const { sessions, elsewhere } = rowsOf(picker, programme)
      return turnedBy(quiet, isNamed(key, 'enter') && sessions.length === 0 && elsewhere > 0 ? 'all' : picker.page)
    }
    const words = typedInto(picker.words, key, LONGEST_SEARCH)
    if (words === undefined) return undefined
    const [best] = rowsOf({ ...picker, words }, programme).sessions
    return { picker: { ...picker, words, selected: best?.id, top: 0 } }
  },
  note: ({ picker, key, rows, index }) => {
    const quiet = { ...picker, mode: 'keys', draft: '' } as const
    if (isNamed(key, 'escape')) return { picker: quiet }
    const session = rows[index]
    const text = picker.draft.trim()
    if (isNamed(key, 'enter')) {
      if (text === '' || !session) return { picker: quiet }
      const wish = { session, seen: seenOf(session), text, replace: false }
      return changing(quiet, (agenda) => saveNote(agenda, wish).agenda)
    }
    const draft = typedInto(picker.draft, key, LONGEST)
    return { picker: draft === undefined ? picker : { ...picker, draft } }
  },
  details: (context) => {
    const scrolled = scrolling(context)
    if (scrolled) return scrolled
    const by = MOVED_TO[nameOf(context.key)]
    const next = by === undefined ? undefined : moving(() => by)(context)
    return next && { picker: { ...next.picker, scroll: 0 } }
  },
  help: scrolling,
}

/** In details, the keys for days lead to the sessions before and after. */
const MOVED_TO: Readonly<Record<string, number>> = { left: -1, right: 1 }

/** The keys that work while something fills the screen. Those that change the list do not, because nobody would see it. */
const EVERYWHERE: Readonly<Record<'details' | 'help', ReadonlySet<string>>> = {
  details: new Set([
    ' ',
    'p',
    '1',
    '2',
    '3',
    '4',
    '5',
    'n',
    'u',
    'U',
    'ctrl-r',
    '?',
    'q',
    'ctrl-c',
    'ctrl-z',
    'ctrl-l',
  ]),
  help: new Set(['q', 'ctrl-c', 'ctrl-z', 'ctrl-l']),
}

/** In characters; nobody types more. */
const LONGEST_SEARCH = 200

function isNamed(key: Key, ...names: readonly string[]): boolean {
  return 'name' in key && names.includes(key.name)
}

/** A line of text after one more key; undefined if the key does not edit. */
function typedInto(text: string, key: Key, most: number): string | undefined {
  if ('text' in key) return [...(text + key.text.replace(/\s/g, ' '))].slice(0, most).join('')
  switch (key.name) {
    case 'backspace':
      return text.replace(LAST_LETTER(), '')
    case 'ctrl-w':
      return text.replace(/\S*\s*$/, '')
    case 'ctrl-u':
      return ''
    default:
      return undefined
  }
}

/** A letter with its marks, or an emoji of several parts. */
const LAST_LETTER = pattern(String.raw`(?:\P{M}\u200d)*(?:\P{M}[\p{M}\u200d\u{1f3fb}-\u{1f3ff}]*|\p{M}+)$`, 'u')

function scrolling({ picker, key, window: { height, lastScroll } }: Context): Step | undefined {
  const by: Readonly<Record<string, number>> = {
    up: -1,
    down: 1,
    'page-up': -height,
    'page-down': height,
    home: -lastScroll,
    end: lastScroll,
  }
  const name = nameOf(key)
  const isHelpKey = picker.mode === 'help' && name === '?'
  if (name === 'escape' || name === 'enter' || isHelpKey) return { picker: { ...picker, mode: 'keys', scroll: 0 } }
  const lines = by[name]
  if (lines === undefined) return undefined
  const from = Math.min(picker.scroll, lastScroll)
  return { picker: { ...picker, scroll: Math.max(0, Math.min(from + lines, lastScroll)) } }
}

/** Letters, for terminals and people without arrows. */
const MOVES: Readonly<Record<string, string>> = {
  j: 'down',
  k: 'up',
  h: 'left',
  l: 'right',
  g: 'home',
  G: 'end',
}

/** The name of a key, or the letter that it types; empty for pasted text, which is no command. */
function nameOf(key: Key): string {
  if ('name' in key) return key.name
  return key.pasted ? '' : (MOVES[key.text] ?? key.text)
}

function actionOf(key: Key, mode: Picker['mode']): Action | undefined {
  // While somebody types, a letter is a letter.
  if ('text' in key && (mode === 'search' || mode === 'note')) return undefined
  const name = nameOf(key)
  const works = (mode !== 'details' && mode !== 'help') || EVERYWHERE[mode].has(name)
  return works && Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined
}

/** By the names of keys and the texts of letters. */
const ACTIONS: Readonly<Record<string, Action>> = {
  up: moving(() => -1),
  down: moving(() => 1),
  'page-up': moving(({ rows }) => -rows),
  'page-down': moving(({ rows }) => rows),
  'ctrl-b': moving(({ rows }) => -rows),
  'ctrl-f': moving(({ rows }) => rows),
  home: moving(() => Number.NEGATIVE_INFINITY),
  end: moving(() => Number.POSITIVE_INFINITY),
  left: turning(-1),
  right: turning(1),
  a: (context) => turnedBy(context, context.picker.page === 'all' ? context.picker.day : 'all'),
  t: otherTrack(1),
  T: otherTrack(-1),
  f: ({ picker }) => ({ picker: { ...picker, folds: !picker.folds } }),
  '/': ({ picker }) => ({ picker: { ...picker, mode: 'search' } }),
  '?': ({ picker }) => ({ picker: { ...picker, mode: 'help', scroll: 0 } }),
  enter: ({ picker, index }) => ({ picker: index < 0 ? picker : { ...picker, mode: 'details', scroll: 0 } }),
  escape: ({ picker }) => ({ picker: widened(picker) }),
  ' ': cycleStage,
  p: prioritizing((priority) => (priority % MOST) + 1),
  ...Object.fromEntries([1, 2, 3, 4, 5].map((priority) => [`${priority}`, prioritizing(() => priority)])),
  n: ({ picker, index }) => ({ picker: index < 0 ? picker : { ...picker, mode: 'note', draft: '' } }),
  u: asking('undo'),
  U: asking('redo'),
  'ctrl-r': asking('redo'),
  q: asking('leave'),
  'ctrl-c': asking('interrupt'),
  'ctrl-z': asking('suspend'),
  'ctrl-l': asking('redraw'),
}

/** The highest priority. */
const MOST = 5

function asking(what: Exclude<Wish['what'], 'change'>): Action {
  return ({ picker }) => ({ picker, wish: { what } })
}

function changing(picker: Picker, change: (agenda: Agenda) => Agenda): Step {
  return { picker: { ...picker, agenda: change(picker.agenda) }, wish: { what: 'change', change } }
}

function moving(by: (window: PickerWindow) => number): Action {
  return ({ picker, rows, index, window }) => {
    const to = Math.max(0, Math.min(index + by(window), rows.length - 1))
    return { picker: { ...picker, selected: rows[to]?.id } }
  }
}

function turning(by: 1 | -1): Action {
  return (context) => {
    const { picker, programme } = context
    if (picker.page === 'all') return turnedBy(context, picker.day)
    const at = programme.days.indexOf(picker.page) + by
    return turnedBy(context, programme.days[at] ?? picker.page)
  }
}

function turnedBy({ picker, programme, window }: Context, page: Page): Step {
  return { picker: page === picker.page ? picker : turnedTo(page, picker, programme, window) }
}

/** Another page, at the best match or at what is on or next. */
function turnedTo(page: Page, picker: Picker, programme: PickerProgramme, { now }: PickerWindow): Picker {
  const turned = { ...picker, page, day: page === 'all' ? picker.day : page, top: 0 }
  const { sessions } = rowsOf({ ...turned, selected: undefined }, programme)
  const ahead = wordsIn(picker.words).length > 0 ? undefined : sessions.find(({ when }) => !isOver(when, now))
  return { ...turned, selected: (ahead ?? sessions[0])?.id }
}

function otherTrack(by: 1 | -1): Action {
  return ({ picker, programme }) => {
    const tracks = [undefined, ...tracksOn(picker, programme)]
    const at = tracks.indexOf(picker.track) + by + tracks.length
    return { picker: { ...picker, track: tracks[at % tracks.length], top: 0 } }
  }
}

/** Without the last of what narrows the list. */
function widened(picker: Picker): Picker {
  if (picker.words !== '') return { ...picker, words: '' }
  return picker.track === undefined ? picker : { ...picker, track: undefined }
}

function cycleStage({ picker, rows, index }: Context): Step {
  const session = rows[index]
  if (!session) return { picker }
  const pick = picker.agenda.picks.find((one) => one.session === session.id)
  const dropped = new Map(picker.dropped)
  if (pick?.stage === 'maybe') {
    dropped.set(session.id, pick)
    return changing({ ...picker, dropped }, (agenda) => dropPick(agenda, session.id))
  }
  const before = dropped.get(session.id)
  return changing(picker, (agenda) => withStage(agenda, session, pick ? 'maybe' : 'going', before))
}

/** `before` is what the pick was when it was taken off here. */
function withStage(agenda: Agenda, session: Session, stage: Stage, before: AgendaPick | undefined): Agenda {
  const isNew = !agenda.picks.some((pick) => pick.session === session.id)
  const { agenda: added } = addPick(agenda, { session, stage, seen: seenOf(session) })
  if (!isNew || !before) return added
  const { priority, takeaways } = before
  const picks = added.picks.map((pick) =>
    pick.session === session.id ? { ...before, ...pick, priority, takeaways } : pick,
  )
  return { ...added, picks }
}

function prioritizing(next: (priority: number) => number): Action {
  return ({ picker, rows, index }) => {
    const session = rows[index]
    const pick = picker.agenda.picks.find((one) => one.session === session?.id)
    if (!session || !pick) return { picker: { ...picker, refusal: 'not-picked' } }
    const priority = next(pick.priority ?? DEFAULT_PRIORITY)
    return changing(picker, (agenda) => {
      // Somebody else may have taken it off in the meantime.
      const stage = agenda.picks.find((one) => one.session === session.id)?.stage
      return stage ? addPick(agenda, { session, stage, priority, seen: seenOf(session) }).agenda : agenda
    })
  }
}
