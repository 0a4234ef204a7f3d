import { byId, type Conference, Exit, Failure, KINDS, type Session, STAGES } from '../../model/index.js'
import { type Day, dayLabel, instant, readNow, weekdayOf } from '../../model/time.js'
import { filterValues } from '../../planning/selection/filters.js'
import { fold } from '../../planning/selection/fold-text.js'
import { findAtWordStart } from '../../planning/selection/match.js'
import { FILTERS, type Filter } from '../../planning/selection/selection.js'
import { safe } from '../../render/screen/terminal.js'
import { readAgenda } from '../../store/agenda/read-agenda.js'
import { conferenceInUse, librarySlugs, loadCatalogue } from '../../store/catalogue/library.js'
import { agendaToRead, readShipped } from '../../store/files/paths.js'
import { rowsNamedAt } from '../../store/shown-rows.js'
import type { World } from '../../world.js'
import type { CommandDefinition, Definitions, Flag } from './definitions.js'
import { quotedFor, readTypedLine, type TypedLine } from './typed-line.js'

interface Candidate {
  readonly value: string
  readonly about?: string
}

/** What may follow. */
interface Completion {
  readonly candidates: readonly Candidate[]
  /** Whether the name of a file may, too, which the shell knows best. */
  readonly orFiles?: boolean
}

const NOTHING: Completion = { candidates: [] }
const FILES: Completion = { candidates: [], orFiles: true }

/**
 * Answers the script of a shell. After a `--`, `bash` gives the line up to the cursor and COMP_WORDBREAKS, `zsh` and
 * `fish` the words up to the cursor, of which the last may have quotes. Writes `files` or `words`, then a value a line,
 * for zsh and fish with a tab and what it is. Loads no command, because a person waits for it at every Tab.
 */
export async function complete([shell = '', _end, ...typed]: readonly string[], world: World): Promise<Exit> {
  const { words, current } = shell === 'bash' ? ofBash(typed) : ofWords(typed)
  const definitions = JSON.parse(readShipped('commands.json', world)) as Definitions
  const state = stateAfter(words, definitions)
  const [, flag = '', text = current.text] = state.ended || state.pending ? [] : (EQUALS.exec(current.text) ?? [])
  const { candidates, orFiles = false } = await completionOf(state, { flag, text }, definitions, world)
  // fish chooses itself, and forgives more.
  const chosen = shell === 'fish' ? candidates : matching(candidates, text)
  const before = flag === '' ? '' : `${flag}=`
  const lines = chosen.flatMap(({ value, about = '' }) => {
    // Nobody can type these, and some act on the terminal.
    if (safe(value) !== value) return []
    if (shell !== 'bash') return [`${before}${value}\t${safe(about)}`]
    const whole = `${before}${value}`
    return whole.startsWith(current.kept) ? [quotedFor(current.quote, whole.slice(current.kept.length))] : []
  })
  world.stdout.write(`${[orFiles ? 'files' : 'words', ...lines].join('\n')}\n`)
  return Exit.done
}

const EQUALS = /^(--[a-z-]+)=(.*)$/s

function ofBash([line = '', breaks = '']: readonly string[]): TypedLine {
  const { words, current } = readTypedLine(line, breaks)
  return { words: words.slice(1), current }
}

function ofWords(typed: readonly string[]): TypedLine {
  return { words: typed.slice(0, -1), current: readTypedLine(typed.at(-1) ?? '').current }
}

/** What the words before the cursor say. */
interface State {
  readonly command?: CommandDefinition
  readonly isHelp: boolean
  /** The number of arguments so far. */
  readonly arguments: number
  /** The flag whose value comes next. */
  readonly pending?: Flag
  /** Whether `--` has ended the flags. */
  readonly ended: boolean
  readonly catalogue?: string
  readonly agenda?: string
}

function stateAfter(words: readonly string[], definitions: Definitions): State {
  let state: State = { isHelp: false, arguments: 0, ended: false }
  for (const word of words) {
    const { pending, command, ended } = state
    if (pending) {
      const { pending: _, ...rest } = state
      state = { ...rest, ...named(pending, word) }
    } else if (!ended && word === '--') state = { ...state, ended: true }
    else if (!ended && /^-./s.test(word)) {
      const [, long, value] = EQUALS.exec(word) ?? []
      const flag = flagsFor(command, definitions).find((one) => one.short === word || one.long === (long ?? word))
      if (flag?.value !== undefined && value === undefined) state = { ...state, pending: flag }
      else if (flag && value !== undefined) state = { ...state, ...named(flag, value) }
    } else if (!command) {
      const found = definitions.commands.find(({ name }) => name === word)
      state = { ...state, isHelp: state.isHelp || word === 'help', ...(found && { command: found }) }
    } else state = { ...state, arguments: state.arguments + 1 }
  }
  return state
}

function named({ long }: Flag, value: string): Pick<State, 'catalogue' | 'agenda'> {
  if (long === '--catalogue') return { catalogue: value }
  return long === '--agenda' ? { agenda: value } : {}
}

function flagsFor(command: CommandDefinition | undefined, { flags, globals }: Definitions): readonly Flag[] {
  return [...(command?.flags ?? []), ...globals].flatMap((place) => flags[place] ?? [])
}

/** The word with the cursor: the flag before an equals sign, and what is typed of a value or a word. */
interface Typed {
  readonly flag: string
  readonly text: string
}

async function completionOf(state: State, typed: Typed, definitions: Definitions, world: World): Promise<Completion> {
  const { command, ended, isHelp, pending } = state
  const flags = flagsFor(command, definitions)
  const flag = pending ?? flags.find(({ long }) => typed.flag === long)
  if (flag) return valuesOf(flag, state, typed.text, world)
  if (!ended && typed.text.startsWith('-')) return flagCompletion(flags, typed.text)
  if (!command) {
    const known = definitions.commands.map(({ name, summary }) => ({ value: name, about: summary }))
    return { candidates: isHelp ? known : [...known, { value: 'help', about: 'show help' }] }
  }
  if (isHelp) return NOTHING
  const { arguments: args } = command
  const argument = args[state.arguments] ?? (args.at(-1)?.isVariadic ? args.at(-1) : undefined)
  if (!argument) return NOTHING
  if (argument.choices) return { candidates: argument.choices.map((value) => ({ value })) }
  const wanted = WANTED.get(command.name)
  const { candidates, ...rest } = await valuesNamed(argument.name, typed.text, { ...state, wanted }, world)
  // A value that looks like a flag would be taken for one.
  return { ...rest, candidates: candidates.filter(({ value }) => ended || !value.startsWith('-')) }
}

/** Flags that help does not show only once their beginning is typed. */
function flagCompletion(flags: readonly Flag[], text: string): Completion {
  const shown = flags.filter(({ isHidden }) => !isHidden || text.startsWith('--not-'))
  const help = { value: '--help', about: 'show help' }
  return { candidates: [...shown.map(({ long, help: about }) => ({ value: long, about })), help] }
}

/** The values of a flag. After a comma, those of the next part. */
async function valuesOf(flag: Flag, state: State, text: string, world: World): Promise<Completion> {
  if (flag.choices) return { candidates: flag.choices.map((value) => ({ value })) }
  const name = /^--(not-)?speaker$/.test(flag.long) ? 'speaker' : (flag.value ?? '')
  const wanted = flag.long === '--instead-of' ? 'picked' : undefined
  const completion = await valuesNamed(name, text, { ...state, wanted }, world)
  const [, before = ''] = /^(.*,)[^,]*$/s.exec(text) ?? []
  if (before === '' || !LISTED.has(name) || matching(completion.candidates, text).length > 0) return completion
  return { candidates: completion.candidates.map(({ value, ...rest }) => ({ value: `${before}${value}`, ...rest })) }
}

const LISTED: ReadonlySet<string> = new Set<string>([...FILTERS, 'organization', 'day', 'id', 'stage'])

/** The values that help calls by this name. */
async function valuesNamed(name: string, text: string, state: Wanting, world: World): Promise<Completion> {
  if (FILE_NAMES.has(name)) return FILES
  const plain = (values: Iterable<string>): Completion => ({ candidates: Array.from(values, (value) => ({ value })) })
  if (name === 'slug') return plain(librarySlugs(world))
  if (name === 'file|slug|-') return { ...plain(librarySlugs(world)), orFiles: true }
  if (name === 'zone') return plain(['local', ...Intl.supportedValuesOf('timeZone')])
  if (name === 'kind') return plain(KINDS)
  if (name === 'stage') return plain([...STAGES, 'any'])
  if (name === 'time') return plain(['now'])
  const reference = state.catalogue ?? (world.environment['KUBEPLAN_CATALOGUE'] || conferenceInUse(world))
  const facet = name === 'organization' ? 'org' : FILTERS.find((one) => one === name)
  if ((!facet && !FROM_CATALOGUE.has(name)) || reference === '-') return NOTHING
  const loaded = await loadCatalogue(reference, world)
  if (name === 'day') return { candidates: dayCandidates(loaded.outline.days, text) }
  const sessions = await loaded.sessions()
  if (name === 'interest')
    return plain(INTERESTS.flatMap((one) => facetValues(one, sessions).map((v) => `${one}:${v}`)))
  if (facet) return plain(facetValues(facet, sessions))
  const all = sessions.map(({ id, title }) => ({ value: id, about: title }))
  const titled = name === 'session' ? await likelySessions(all, text, state, loaded.outline.conference, world) : all
  if (name !== 'session' || !/^\d+$/.test(text)) return { candidates: titled }
  return { candidates: [...titled, ...rowCandidates(loaded.outline.conference.slug, sessions, world)] }
}

async function likelySessions(
  all: readonly Candidate[],
  text: string,
  { command, agenda, wanted }: Wanting,
  conference: Conference,
  world: World,
): Promise<readonly Candidate[]> {
  const path = wanted && agendaToRead(world, conference.slug, agenda)
  const picks = path === undefined ? undefined : await picksIn(path, conference, world)
  if (picks === undefined) return all
  const likely = all.filter(({ value }) => picks.has(value) === (wanted === 'picked'))
  // The programme may no longer have what is to be dropped, and nothing else can be.
  const known = new Set(all.map(({ value }) => value))
  if (command?.name === 'drop')
    return [...likely, ...Array.from(picks, (value) => ({ value })).filter(({ value }) => !known.has(value))]
  return matching(likely, text).length > 0 ? likely : all
}

/** With what sessions are probably meant: those on the agenda, or those that are not. */
interface Wanting extends State {
  readonly wanted: 'picked' | 'new' | undefined
}

const WANTED: ReadonlyMap<string, Wanting['wanted']> = new Map([
  ['drop', 'picked'],
  ['note', 'picked'],
  ['add', 'new'],
])

/** Undefined if the agenda cannot be read: the command itself will say why. */
async function picksIn(path: string, conference: Conference, world: World): Promise<ReadonlySet<string> | undefined> {
  try {
    const { agenda } = await readAgenda(path, conference, world)
    return new Set(agenda.picks.map(({ session }) => session))
  } catch (error) {
    if (error instanceof Failure) return undefined
    throw error
  }
}

const FILE_NAMES: ReadonlySet<string> = new Set(['file', 'folder', 'source', 'old', 'new', 'target'])
const FROM_CATALOGUE: ReadonlySet<string> = new Set(['day', 'session', 'id', 'interest'])
const INTERESTS = ['track', 'tag'] as const

/** The rows that this terminal last showed, with the titles of their sessions. */
function rowCandidates(slug: string, sessions: readonly Session[], world: World): readonly Candidate[] {
  const { device } = world.stdin
  if (device === undefined) return []
  const now = readNow(world.environment['KUBEPLAN_NOW'] ?? '') ?? instant(world.now())
  const named = rowsNamedAt(device, slug, now, world)
  if (named.state !== 'shown') return []
  const known = byId(sessions)
  return named.rows.map((ids, index) => {
    const titles = ids.flatMap((id) => known.get(id)?.title ?? [])
    return { value: String(index + 1), about: titles.join('; ') }
  })
}

function facetValues(facet: Filter, sessions: readonly Session[]): readonly string[] {
  return [...filterValues(facet, sessions)].sort()
}

/** Weekdays that only one day has, or dates once a number is typed; and words for days. */
function dayCandidates(days: readonly Day[], text: string): readonly Candidate[] {
  const short = (day: Day) => weekdayOf(day).slice(0, 3)
  const isAlone = (day: Day) => days.filter((other) => short(other) === short(day)).length === 1
  const dated = days.map((day) => ({
    value: isAlone(day) && !/^\d/.test(text) ? short(day) : day,
    about: dayLabel(day),
  }))
  return [...dated, { value: 'today' }, { value: 'tomorrow' }]
}

/**
 * The candidates that begin with a text, or else those with a word that does, if the shell need not shorten what is
 * typed to insert what they share.
 */
function matching(candidates: readonly Candidate[], text: string): readonly Candidate[] {
  const wanted = fold(text)
  if (wanted === '') return candidates
  const beginning = candidates.filter(({ value }) => fold(value).startsWith(wanted))
  if (beginning.length > 0) return beginning
  const inside = candidates.filter(({ value }) => findAtWordStart(fold(value), wanted) >= 0)
  const initials = new Set(inside.map(({ value }) => value.charAt(0)))
  return inside.length === 1 || initials.size > 1 ? inside : []
}
