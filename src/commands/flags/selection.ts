import { type Command, Option } from 'commander'
import {
  type Agenda,
  type Catalogue,
  definedFields,
  Exit,
  Failure,
  fail,
  isDuring,
  type Note,
  nearest,
  type Session,
  STAGES,
  type Stage,
} from '../../model/index.js'
import { CLOCK_FORM, type Day, type Instant, type Minutes } from '../../model/time.js'
import { ownNotesOf } from '../../planning/agenda/picks.js'
import { type Walks, walksOf } from '../../planning/agenda/walks.js'
import { select } from '../../planning/selection/select.js'
import {
  FILTERS,
  type Filter,
  type RatingValues,
  readFlagValues,
  type Selection,
  SORTS,
  type Sort,
  type StageValues,
  type Times,
  type TypedTime,
  type Values,
} from '../../planning/selection/selection.js'
import type { Sought } from '../../planning/selection/word-search.js'
import type { Format } from '../../render/views.js'
import type { App } from '../app.js'
import { readDayFlags } from './days.js'
import { partsOf, repeated, typedClock, typedLength, valuesOf, wholeNumber } from './values.js'

type Texts = readonly string[]

const TIMES = ['at', 'after', 'before'] as const

/** The flags with values; each of them also excludes, as `--not-…`. */
type Narrowing = Filter | (typeof TIMES)[number] | 'day' | 'id' | 'stage' | 'rating'

export type SelectionOptions = { readonly [F in Narrowing | `not${Capitalize<Narrowing>}`]?: Texts } & {
  readonly attended?: true
  readonly notAttended?: true
  readonly recorded?: true
  readonly notRecorded?: true
  readonly unscheduled?: true
  readonly notUnscheduled?: true
  /** Not a flag: see `Selection`. */
  readonly eachSpeaker?: true
  readonly sort?: Sort
  readonly limit?: number
}

/** Adds the filter flags that mean the same for every command. */
export function withSelection(command: Command): Command {
  const wanted: readonly [flags: string, help: string][] = [
    ['-d, --day <day>', 'on this day: fri, 2020-11-20, 11-20, nov 20, day 4, today, wed..fri'],
    ['-t, --track <track>', 'in this track'],
    ['-s, --speaker <name>', 'by this speaker'],
    ['-r, --room <room>', 'in this room'],
    ['--org <organization>', 'by a speaker from this organization'],
    [
      '--kind <kind>',
      'of this kind: talk, panel, keynote, workshop, tutorial, lightning, break, social, umbrella, other',
    ],
    ['--level <level>', 'at this level, or open to any'],
    ['--tag <tag>', 'with this tag'],
    ['--language <language>', 'in this language'],
    ['--id <id>', 'only this session'],
    ['--at <time>', 'running at this time, such as 16:00, 4pm or now'],
    ['--after <time>', 'starting at this time or later (now: all that is still to come)'],
    ['--before <time>', 'ending by this time'],
    ['--stage <stage>', 'on your agenda: going, maybe or any'],
    ['--rating <number>', 'rated by you: 5, or 4..5'],
  ]
  // Commands that plan have --not-before and --not-after for the hours of a day; note sets --rating and --attended.
  const planned = new Set(command.options.map(({ long }) => long))
  const add = (option: Option) => (planned.has(option.long ?? '') ? command : command.addOption(option))
  command.optionsGroup('Filters (repeat a flag or use commas for "or"; --not-track and so on exclude):')
  for (const [flags, help] of wanted) add(new Option(flags, help).argParser(repeated))
  for (const [flags] of wanted)
    add(new Option(flags.replace(/^-., /, '').replace('--', '--not-')).argParser(repeated).hideHelp())
  add(new Option('--attended', 'marked as attended'))
  return command
    .addOption(new Option('--not-attended').hideHelp())
    .option('--unscheduled', 'only sessions without a day or time (with --day or a time: add them)')
    .addOption(new Option('--not-unscheduled').hideHelp())
    .option('--recorded', 'not those known to be unrecorded (--not-recorded: only those)')
    .addOption(new Option('--not-recorded').hideHelp())
}

export function withOrder(command: Command): Command {
  return command
    .addOption(new Option('--sort <order>', 'sort by this').choices([...SORTS]))
    .option(
      '--limit <number>',
      'show at most this many',
      wholeNumber('--limit', [1, 9_999_999], 'a number, such as 20'),
    )
}

const OTHERS = ['day', 'id', 'stage', 'rating', 'attended', 'unscheduled', 'recorded'] as const

/** Whether any flag was given that narrows the programme. */
export function selects(options: SelectionOptions): boolean {
  return [...FILTERS, ...TIMES, ...OTHERS].some(
    (name) => options[name] !== undefined || options[not(name)] !== undefined,
  )
}

/** Whether a day or a time is asked for, so that sessions without one are left out. */
export function asksWhen({ day, at, after, before }: SelectionOptions): boolean {
  return [day, at, after, before].some((values) => values?.some((value) => !value.startsWith('!')))
}

/** Reads the flags against the programme: days from its calendar, times in minutes. Wrong values end the run. */
async function readSelection(
  options: SelectionOptions,
  words: readonly string[],
  app: App,
): Promise<{ readonly selection: Selection; readonly notes: readonly Note[] }> {
  const typedDays = flagValues(options, 'day')
  const days = typedDays && (await readDayFlags(typedDays, app))
  const stage = readStages(options)
  const times: Partial<Record<(typeof TIMES)[number], Times>> = {}
  for (const name of TIMES) {
    const values = flagValues(options, name)
    if (values) times[name] = await readTimes(name, values, app)
  }
  const filters: Partial<Record<Filter, Values>> = {}
  for (const filter of FILTERS) {
    const values = flagValues(options, filter)
    if (values) filters[filter] = values
  }
  const { unscheduled, notUnscheduled, eachSpeaker, sort } = options
  const recorded = options.recorded || options.notRecorded ? options.recorded === true : undefined
  const attended = options.attended || options.notAttended ? options.attended === true : undefined
  const noted = { attended, ratings: readRatings(options) }
  const ids = flagValues(options, 'id')
  const more = { ...noted, unscheduled, notUnscheduled, recorded, days: days?.chosen, stage, ids, eachSpeaker, sort }
  return { selection: definedFields({ words, filters, ...times, ...more }), notes: days?.notes ?? [] }
}

function not<T extends string>(name: T): `not${Capitalize<T>}` {
  return `not${name[0]?.toUpperCase()}${name.slice(1)}` as `not${Capitalize<T>}`
}

function flagValues(options: SelectionOptions, name: Narrowing): Values | undefined {
  return valuesOf(options[name], options[not(name)])
}

const STAGE_FORM = `${STAGES.join(', ')} or any`

/** The meaning of `--stage` and `--not-stage`; undefined without them. Wrong values end the run. */
export function readStages(options: Pick<SelectionOptions, 'stage' | 'notStage'>): StageValues | undefined {
  const values = flagValues(options, 'stage')
  if (!values) return undefined
  const { wanted, unwanted, missing } = readFlagValues('stage', values, (text) => {
    const asked = text.trim().toLowerCase()
    return new Set<string>(asked === 'any' ? STAGES : STAGES.filter((stage) => stage === asked))
  })
  const bad = missing.map(({ flag, value }) => ({
    code: 'bad-value' as const,
    flag,
    value,
    form: STAGE_FORM,
    nearest: nearest(value, [...STAGES, 'any']),
  }))
  if (bad.length > 0) return fail(Exit.usage, ...bad)
  const those = (found: ReadonlySet<string>) => new Set(STAGES.filter((stage) => found.has(stage)))
  return { ...(wanted && { wanted: those(wanted) }), unwanted: those(unwanted) }
}

const RATING_FORM = '1 (poor) to 5 (great), or 4..5'

/** The meaning of `--rating` and `--not-rating`; undefined without them. Wrong values end the run. */
function readRatings(options: SelectionOptions): RatingValues | undefined {
  const values = flagValues(options, 'rating')
  if (!values) return undefined
  const { wanted, unwanted, missing } = readFlagValues('rating', values, (text) => {
    const [, from = '', to = from] = /^\s*([1-5])\s*(?:(?:\.\.|-|–)\s*([1-5])\s*)?$/.exec(text) ?? []
    return new Set(['1', '2', '3', '4', '5'].filter((rating) => rating >= from && rating <= to))
  })
  const bad = missing.map(({ flag, value }) => ({ code: 'bad-value' as const, flag, value, form: RATING_FORM }))
  if (bad.length > 0) return fail(Exit.usage, ...bad)
  const numbers = (found: ReadonlySet<string>) => new Set([...found].map(Number))
  return { ...(wanted && { wanted: numbers(wanted) }), unwanted: numbers(unwanted) }
}

async function readTimes(name: (typeof TIMES)[number], values: Values, app: Pick<App, 'now'>): Promise<Times> {
  const { wanted, unwanted } = partsOf(values)
  const read = (flag: string, texts: Texts): Promise<readonly TypedTime[]> =>
    Promise.all(
      texts.map(async (text) =>
        /^now$/i.test(text) ? { now: await app.now() } : typedClock(flag, text, `${CLOCK_FORM}, or now`),
      ),
    )
  return { wanted: await read(`--${name}`, wanted), unwanted: await read(`--not-${name}`, unwanted) }
}

export interface Choice {
  readonly catalogue: Catalogue
  readonly selection: Selection
  readonly sessions: readonly Session[]
  readonly ranked: boolean
  /** How the words are written in the sessions. */
  readonly sought?: readonly Sought[]
}

/**
 * The sessions selected by words and flags. Says on stderr why there are none (`explain` adapts the notes to a
 * command). A value that no session has ends the run.
 */
export async function chooseSessions(
  options: SelectionOptions,
  words: readonly string[],
  app: App,
  agenda: Agenda,
  explain: (notes: readonly Note[]) => readonly Note[] = (notes) => notes,
): Promise<Choice> {
  const { selection, notes } = await readSelection(options, words, app)
  const choice = await choiceAmong(await app.catalogue(), selection, agenda)
  await app.note(...(await explained(explain([...notes, ...choice.notes]), choice, agenda, app)))
  return choice
}

/** Why none of my picks was chosen, without mentioning that they are picks. */
export function inMyWords(notes: readonly Note[]): readonly Note[] {
  return notes.map((note) => (note.code === 'nothing-in-common' ? { code: 'nothing-of-mine' } : note))
}

/**
 * `chooseSessions` on a catalogue that may lack the sessions of other days, so that of a large programme only those
 * asked for are read. For commands that only show what was chosen.
 */
export async function chooseOnDays(
  options: SelectionOptions,
  words: readonly string[],
  app: App,
  agenda: Agenda,
): Promise<Choice> {
  const { selection, notes } = await readSelection(options, words, app)
  const days = daysAlone(selection)
  const some = days && (await choiceAmong(await app.catalogueOn(days, !isBrief(app)), selection, agenda))
  const choice = some && isEnough(some, app) ? some : await choiceAmong(await app.catalogue(), selection, agenda)
  await app.note(...(await explained([...notes, ...choice.notes], choice, agenda, app)))
  return choice
}

/**
 * The other days are needed to say why there is nothing, and to resolve repeats in formats for programs: the original
 * may be on another day.
 */
function isEnough({ sessions }: Choice, app: Pick<App, 'format' | 'globals'>): boolean {
  return sessions.length > 0 && (isBrief(app) || !sessions.some(({ repeatOf }) => repeatOf !== undefined))
}

/** Whether the answer is silent on repeats and has no long texts. */
function isBrief(app: Pick<App, 'format' | 'globals'>): boolean {
  return app.globals.fields === undefined && BRIEF.includes(app.format('sessions'))
}

const BRIEF: readonly Format[] = ['table', 'tsv', 'ids']

/** The only days that need to be read; undefined if words or values are looked up in the whole programme. */
function daysAlone({ days, at, words, filters, ids, unscheduled }: Selection): readonly (Day | '')[] | undefined {
  // A session that is running at a given time may have begun on an earlier day.
  const alone =
    days && days.asked !== '' && !at && words.length === 0 && ids === undefined && Object.keys(filters).length === 0
  return alone ? [...days.days, ...(unscheduled ? ([''] as const) : [])] : undefined
}

/** With a note on words that are a value of a flag. */
async function explained(notes: readonly Note[], choice: Choice, agenda: Agenda, app: App): Promise<readonly Note[]> {
  if (choice.selection.words.length === 0) return notes
  const { withValueMeant } = await import('./words-as-values.js')
  return withValueMeant(notes, choice, (selection) => choiceAmong(choice.catalogue, selection, agenda), app)
}

async function choiceAmong(
  catalogue: Catalogue,
  selection: Selection,
  agenda: Agenda,
): Promise<Choice & { readonly notes: readonly Note[] }> {
  const { problems, ...chosen } = await select(catalogue, selection, stagesOf(agenda), ownNotesOf(agenda))
  if (problems.length > 0) throw new Failure(Exit.usage, problems)
  return { catalogue, selection, ...chosen }
}

/** My agenda, for a command that shows the programme. It may be unreadable, unless the flags refer to it. */
export function agendaFor(options: SelectionOptions, app: Pick<App, 'agenda' | 'marks'>): Promise<Agenda> {
  const { stage, notStage, rating, notRating, attended, notAttended } = options
  return stage || notStage || rating || notRating || attended || notAttended ? app.agenda() : app.marks()
}

export function stagesOf(agenda: Agenda): ReadonlyMap<string, Stage> {
  return new Map(agenda.picks.map((pick) => [pick.session, pick.stage]))
}

export function among(sessions: readonly Session[]): (session: Session) => boolean {
  const ids = new Set(sessions.map(({ id }) => id))
  return ({ id }) => ids.has(id)
}

/** The present moment, on a terminal during the conference; a pipe gets the same bytes at any time. */
export async function nowIn(
  catalogue: Pick<Catalogue, 'conference' | 'sessions'>,
  app: Pick<App, 'now' | 'world'>,
): Promise<{ readonly now?: Instant }> {
  if (!app.world.stdout.isTerminal) return {}
  const now = await app.now()
  return isDuring(catalogue, now) ? { now } : {}
}

export interface WalkOptions {
  readonly walk?: string
}

export function withWalk(command: Command): Command {
  return command.option('--walk <length>', 'assume this walk between rooms, such as 5m')
}

/** The walks that apply: the flag's for all rooms, or else what I wish for, or else the agenda's and the catalogue's. */
export function walksFor({ walk }: WalkOptions, agenda: Agenda, catalogue: Catalogue): Walks {
  if (walk === undefined) return walksOf(agenda, catalogue, agenda.wishes?.walk)
  return walksOf(agenda, catalogue, typedWalk(walk))
}

export function typedWalk(walk: string): Minutes {
  return typedLength('--walk', walk, '5m, 0m or 1h')
}
