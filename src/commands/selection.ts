import { type Command, Option } from 'commander'
import { CLOCK_FORM, readClock } from '../clock/times.js'
import { STAGES, type Stage } from '../model/agenda.js'
import { Exit } from '../model/exit.js'
import type { Note } from '../model/note.js'
import { fail } from '../model/problem.js'
import type { Minutes } from '../model/time.js'
import { FILTERS, type Filter, type Selection, SORTS, type Sort, type Values } from '../planning/selection.js'
import type { App } from './app.js'
import { readDayFlags } from './day-flags.js'
import { repeated } from './repeated.js'

type Texts = readonly string[]

/** The shared filter flags as commander hands them over. */
export interface SelectionOptions {
  readonly day?: Texts
  readonly notDay?: Texts
  readonly track?: Texts
  readonly notTrack?: Texts
  readonly speaker?: Texts
  readonly notSpeaker?: Texts
  readonly room?: Texts
  readonly notRoom?: Texts
  readonly org?: Texts
  readonly notOrg?: Texts
  readonly kind?: Texts
  readonly notKind?: Texts
  readonly level?: Texts
  readonly notLevel?: Texts
  readonly tag?: Texts
  readonly notTag?: Texts
  readonly id?: Texts
  readonly notId?: Texts
  readonly at?: Texts
  readonly after?: string
  readonly before?: string
  readonly stage?: Stage | 'any'
  readonly unscheduled?: true
  readonly sort?: Sort
  readonly limit?: string
}

/** Adds the filter flags that mean the same on every command. */
export function withSelection(command: Command): Command {
  const wanted: readonly [flags: string, help: string][] = [
    ['-d, --day <day>', 'fri, 2020-11-20, 11-20, nov 20, day 4, today, wed..fri'],
    ['-t, --track <track>', 'in this track'],
    ['-s, --speaker <name>', 'given by this person'],
    ['-r, --room <room>', 'in this room'],
    ['--org <organization>', 'given by somebody of this organization'],
    ['--kind <kind>', 'talk, panel, keynote, workshop, tutorial, lightning, break, social, umbrella, other'],
    ['--level <level>', 'of this level, or for any'],
    ['--tag <tag>', 'with this tag'],
    ['--id <id>', 'exactly this session'],
  ]
  command.optionsGroup('Which sessions (a repeated flag or a comma means or; --not-track and its like exclude):')
  for (const [flags, help] of wanted) command.option(flags, help, repeated)
  for (const [flags] of wanted) {
    const long = flags.replace(/^-., /, '').replace('--', '--not-')
    command.addOption(new Option(long).argParser(repeated).hideHelp())
  }
  return command
    .option('--at <time>', 'running at this time, such as 16:00 or 4pm', repeated)
    .option('--after <time>', 'starting at this time or later')
    .option('--before <time>', 'over by this time')
    .addOption(new Option('--stage <stage>', 'on my agenda').choices([...STAGES, 'any']))
    .option('--unscheduled', 'with a day or time: also those that have neither (else they are in anyway)')
}

/** Adds the flags for the order and the number of the sessions that are shown. */
export function withOrder(command: Command): Command {
  return command
    .addOption(new Option('--sort <order>', 'order').choices([...SORTS]))
    .option('--limit <number>', 'no more than this many')
}

/** Whether any flag was given that narrows the programme; `--unscheduled` alone only adds to what others leave. */
export function selects(options: SelectionOptions): boolean {
  const flags: readonly (keyof SelectionOptions)[] = ['day', 'notDay', 'at', 'after', 'before', 'stage', 'id', 'notId']
  return (
    flags.some((flag) => options[flag] !== undefined) ||
    FILTERS.some((filter) => valuesOf(options, filter) !== undefined)
  )
}

/** The flags, read against the programme: days found in its calendar, times in minutes. Wrong values end the run. */
export async function readSelection(
  options: SelectionOptions,
  words: readonly string[],
  app: App,
): Promise<{ readonly selection: Selection; readonly notes: readonly Note[] }> {
  const wantedDays = both(options.day, options.notDay)
  const days = wantedDays && (await readDayFlags(wantedDays, await app.outline(), app))
  const ids = both(options.id, options.notId)
  const filters: Partial<Record<Filter, Values>> = {}
  for (const filter of FILTERS) {
    const values = valuesOf(options, filter)
    if (values) filters[filter] = values
  }
  const selection: Selection = {
    words,
    filters,
    unscheduled: options.unscheduled ?? false,
    ...(days && { days: days.chosen }),
    ...(options.at && { at: options.at.flatMap((text) => text.split(',')).map((text) => clock('--at', text)) }),
    ...(options.after !== undefined && { after: clock('--after', options.after) }),
    ...(options.before !== undefined && { before: clock('--before', options.before) }),
    ...(options.stage !== undefined && { stage: options.stage }),
    ...(ids && { ids }),
    ...(options.sort !== undefined && { sort: options.sort }),
  }
  return { selection, notes: days?.notes ?? [] }
}

function valuesOf(options: SelectionOptions, filter: Filter): Values | undefined {
  const not = `not${filter[0]?.toUpperCase()}${filter.slice(1)}` as `not${Capitalize<Filter>}`
  return both(options[filter], options[not])
}

/** A leading `!` excludes, like the `--not-` flag. */
function both(wanted: Texts = [], unwanted: Texts = []): Values | undefined {
  if (wanted.length + unwanted.length === 0) return undefined
  return {
    wanted: wanted.filter((value) => !value.startsWith('!')),
    unwanted: [...unwanted, ...wanted.filter((value) => value.startsWith('!')).map((value) => value.slice(1))],
  }
}

function clock(flag: string, text: string): Minutes {
  return readClock(text.trim()) ?? fail(Exit.usage, { code: 'bad-value', flag, value: text, form: CLOCK_FORM })
}

/** `--limit`, where it is given. */
export function readLimit(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text)
  return fail(Exit.usage, { code: 'bad-value', flag: '--limit', value: text, form: 'a number, such as 20' })
}
