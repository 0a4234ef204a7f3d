import type { Command as Arguments } from 'commander'
import type { Assumed } from '../formats/published/assemble.js'
import {
  type Agenda,
  type Block,
  badValue,
  type Catalogue,
  type Conference,
  definedFields,
  Exit,
  emptyAgenda,
  Failure,
  fail,
  type Note,
  type Problem,
} from '../model/index.js'
import { type Day, type Instant, instant, NOW_FORM, readNow } from '../model/time.js'
import type { Ledger } from '../planning/agenda/ledger.js'
import type { NamedRows, Rows } from '../planning/sessions/resolve.js'
import { renderPieces } from '../render/render.js'
import type { Format, View } from '../render/views.js'
import { readAgenda } from '../store/agenda/read-agenda.js'
import { catalogueFile, conferenceInUse, loadCatalogue, namesFile } from '../store/catalogue/library.js'
import type { Loaded } from '../store/catalogue/read-catalogue.js'
import { agendaPath, agendaToRead, hasHome } from '../store/files/paths.js'
import type { Pager, World } from '../world.js'
import { type Globals, screenFor } from './flags/globals.js'
import { zoneNamed } from './flags/values.js'

/** A subcommand: its arguments, and what it does (load, decide, render, exit code). */
export interface Command<Options extends object = object> {
  configure(command: Arguments): Arguments
  /** The values of `--format`, if they differ from those of a listing; the first is used for stdout. */
  readonly formats?: readonly string[]
  /** Whether, with these options, it keeps writing or asks questions, so that nothing may wait for a pager. */
  isLive?(options: Options): boolean
  run(args: readonly string[], options: Options, app: App): Promise<Exit>
}

export const FORMATS: readonly Format[] = ['table', 'tsv', 'csv', 'json', 'yaml', 'ids']
/** Prose and drawings keep their form in a pipe. */
const PROSE: ReadonlySet<View['kind']> = new Set<View['kind']>(['session', 'problems', 'timetable'])

/** What a command works on, by the global flags and the environment. Each file is read once, on first use. */
export class App {
  readonly #answer: Answer
  /** Printed, but not shown yet. */
  #printed: { readonly of: Conference; readonly rows: Rows } | undefined

  /** `words` are the command as typed. `piped` is the programme from a pipe, which can be read only once. */
  constructor(
    readonly globals: Globals,
    readonly world: World,
    readonly words: readonly string[],
    private readonly piped?: Loaded,
  ) {
    this.#answer = answerOn(world, globals)
  }

  /** A file, `-` or a slug, from `-c`, the environment or the last `use`. */
  readonly reference = once(async () => {
    const named = this.globals.catalogue ?? (this.world.environment['KUBEPLAN_CATALOGUE'] || undefined)
    return named ?? conferenceInUse(this.world)
  })

  readonly #published = once(async () => {
    if (this.piped) return this.piped
    const loaded = await this.load(await this.reference())
    await this.warn(loaded.warnings)
    const { timezone } = this.globals
    if (timezone !== undefined && !namesFile(await this.reference())) await this.note({ code: 'zone-unused', timezone })
    return loaded
  })

  /** What the flags say of files that do not say it themselves. */
  readonly assumed = once(async (): Promise<Assumed> => {
    const { timezone, year, dateOrder } = this.globals
    const zone = timezone === undefined ? undefined : await zoneNamed('--timezone', timezone, this.world)
    const hasDates = year !== undefined || dateOrder !== undefined
    return definedFields({ timezone: zone, dates: hasDates ? definedFields({ year, dateOrder }) : undefined })
  })

  /** Another programme than the one in use: a file, `-` or a slug. */
  async load(reference: string): Promise<Loaded> {
    return loadCatalogue(reference, this.world, { ...(await this.assumed()), command: this.words })
  }

  readonly outline = async () => (await this.#published()).outline

  /** The programme on the displayed clock. */
  readonly catalogue = once(async () => this.onClock(await (await this.#published()).whole()))

  /** At least the sessions of these days (`''`: those without a day), perhaps all; faster than `catalogue`. */
  readonly catalogueOn = async (days: readonly (Day | '')[], withDetails: boolean) =>
    this.onClock(await (await this.#published()).on(days, withDetails))

  readonly catalogueFile = async () => catalogueFile(await this.reference(), this.world)

  /** The IANA name of the displayed zone. */
  readonly zone = once(async () => this.zoneFor((await this.outline()).conference))

  /** The displayed zone for a conference that is not the one in use. */
  async zoneFor(conference: Conference): Promise<string> {
    const wanted = this.globals.tz ?? (this.world.environment['KUBEPLAN_TZ'] || this.globals.config?.tz)
    if (wanted === undefined) return conference.timezone
    return zoneNamed('--tz', wanted, this.world)
  }

  /** On the clock displayed for that conference, by default its own. */
  async onClock(catalogue: Catalogue, conference = catalogue.conference): Promise<Catalogue> {
    const zone = await this.zoneFor(conference)
    if (zone === catalogue.conference.timezone) return catalogue
    const { stampZone } = await import('../clock/zone.js')
    return { ...catalogue, sessions: stampZone(catalogue.sessions, zone) }
  }

  /** Puts a block on the displayed clock; the agenda file has it on the venue's. */
  async onShownClock(): Promise<(block: Block) => Block> {
    const [shown, { conference }] = [await this.zone(), await this.outline()]
    if (shown === conference.timezone) return (block) => block
    const { stampTimed } = await import('../clock/zone.js')
    return (block) => stampTimed(block, shown)
  }

  readonly agenda = once(async (): Promise<Agenda> => {
    const { agenda, warnings } = await this.agendaInFile()
    await this.warn(warnings)
    return agenda
  })

  /** The agenda as it is in the file now, for long runs, and what is doubtful about the file. */
  async agendaInFile(): Promise<{ readonly agenda: Agenda; readonly warnings: readonly Problem[] }> {
    const { conference } = await this.outline()
    const path = await this.agendaToRead()
    if (path === undefined) return { agenda: emptyAgenda(conference.slug), warnings: [] }
    const { agenda, warnings } = await readAgenda(path, conference, this.world)
    return { agenda: await this.asShown(agenda), warnings }
  }

  /** The agenda as its file has it, without what config.yaml adds. */
  async written(): Promise<Agenda> {
    const { conference } = await this.outline()
    const path = await this.agendaToRead()
    return path === undefined ? emptyAgenda(conference.slug) : (await readAgenda(path, conference, this.world)).agenda
  }

  /** With the wishes of config.yaml, where the agenda has none. */
  #withWishes(agenda: Agenda): Agenda {
    const { walk, like, breaks } = this.globals.config ?? {}
    const wishes = definedFields({ walk, like, breaks })
    return Object.keys(wishes).length === 0 ? agenda : { ...agenda, wishes: { ...wishes, ...agenda.wishes } }
  }

  /** An agenda as the file has it, followed into the current programme and on the displayed clock. */
  async asShown(written: Agenda): Promise<Agenda> {
    const wished = this.#withWishes(written)
    const followed = wished.picks.length === 0 ? wished : (await this.#following())(wished)
    if (followed.blocks.length === 0) return followed
    return { ...followed, blocks: followed.blocks.map(await this.onShownClock()) }
  }

  /** The agenda, for commands that only mark what is on it. If it cannot be read it is empty, with a note on stderr. */
  readonly marks = once(async (): Promise<Agenda> => {
    try {
      return await this.agenda()
    } catch (error) {
      if (!(error instanceof Failure) || error.exit !== Exit.disk) throw error
      await this.warn(error.problems)
      await this.note({ code: 'agenda-left-out' })
      return emptyAgenda((await this.outline()).conference.slug)
    }
  })

  // An imported conference changes only by `update`, which the agenda follows; a file may change at any time.
  readonly #following = once(async () => {
    const file = await this.reference()
    if (file === '-' || !namesFile(file)) return (mine: Agenda) => mine
    const { sessions } = await (await this.#published()).whole()
    const { followIds } = await import('../planning/changes/follow-picks.js')
    return (mine: Agenda) => (mine.picks.length === 0 ? mine : followIds(mine, sessions))
  })

  /** The agenda file, for changing it. Ends the run if there is neither a home nor a name for the file. */
  async agendaPath(): Promise<string> {
    return agendaPath(this.world, (await this.outline()).conference.slug, this.globals.agenda)
  }

  /** The agenda file, for reading it; undefined if there is no place for one. */
  readonly agendaToRead = once(async () =>
    agendaToRead(this.world, (await this.outline()).conference.slug, this.globals.agenda),
  )

  /**
   * Applies a change to the current agenda under a lock, and saves and returns the result. `given` then changes what is
   * remembered of calendars, even if the disk did not confirm that the agenda was saved.
   */
  async changeAgenda(change: (agenda: Agenda) => Agenda, given?: (ledger: Ledger) => Ledger): Promise<Agenda> {
    const [{ conference }, follow, path] = [await this.outline(), await this.#following(), await this.agendaPath()]
    const { changeAgenda } = await import('../store/agenda/file.js')
    const save = () =>
      changeAgenda(path, conference, this.world, (written) => {
        const mine = follow(written)
        const changed = change(mine)
        return changed === mine ? written : changed
      })
    if (!given) return save()
    const { thenEvenIfUnconfirmed } = await import('../store/files/write.js')
    return thenEvenIfUnconfirmed(save, () => this.changeLedger(given))
  }

  /** Applies a change to what calendars were given, as remembered beside the agenda. */
  async changeLedger(change: (ledger: Ledger) => Ledger): Promise<void> {
    const [{ conference }, path] = [await this.outline(), await this.agendaPath()]
    const { changeLedger } = await import('../store/agenda/ledger-file.js')
    await changeLedger(path, conference.slug, change, this.world)
  }

  /** The moment of the run, or `KUBEPLAN_NOW`. */
  async now(): Promise<Instant> {
    const text = this.world.environment['KUBEPLAN_NOW']
    if (!text) return instant(this.world.now())
    return readNow(text) ?? badValue('KUBEPLAN_NOW', text, NOW_FORM)
  }

  /** `--format`, `--json`, for lists also what config.yaml says, or else a table on a terminal and tsv in a pipe. */
  format(kind: View['kind']): Format {
    const { json, fields, excel } = this.globals
    const asked = this.globals.format ?? (json ? 'json' : undefined)
    if (excel && (asked ?? 'csv') !== 'csv') badValue('--format', asked ?? '', 'csv together with --excel')
    if (asked !== undefined) {
      const format = FORMATS.find((known) => known === asked)
      return format ?? fail(Exit.usage, { code: 'unknown-format', format: asked, allowed: FORMATS })
    }
    if (excel) return 'csv'
    if (fields !== undefined) return 'tsv'
    if (PROSE.has(kind)) return 'table'
    return this.globals.config?.format ?? (this.world.stdout.isTerminal ? 'table' : 'tsv')
  }

  async print(view: View): Promise<void> {
    const { environment, stdout } = this.world
    const screen = {
      ...screenFor(this.globals, environment, stdout),
      numbered: stdout.device !== undefined && hasHome(this.world),
    }
    const onRows = (rows: Rows) => {
      if ('catalogue' in view) this.#printed = { of: view.catalogue.conference, rows }
    }
    const options = { onRows, excel: this.globals.excel ?? false, ...this.#choice(view.kind) }
    for await (const text of renderPieces(view, this.format(view.kind), screen, options)) this.write(text)
  }

  /** `--fields` and `--no-header`. */
  #choice(kind: View['kind']) {
    const { fields, header, config } = this.globals
    const isOfSessions = kind === 'sessions' && ['tsv', 'csv'].includes(this.format(kind))
    if (fields === undefined) return { header, ...(isOfSessions && config?.columns && { fields: config.columns }) }
    const names = fields.split(',').map((name) => name.trim().toLowerCase())
    if (names.includes('')) return badValue('--fields', fields, 'names of fields, such as id,title,start')
    const format = this.format(kind)
    if (format !== 'table' && format !== 'ids') return { header, fields: names }
    return badValue('--format', format, 'tsv, csv, json or yaml together with --fields')
  }

  write(text: string): void {
    this.#answer.write(text)
  }

  /** Writes out what has been printed so far; a long answer on a terminal waits for the pager. */
  async show(): Promise<void> {
    await this.#answer.show()
    const [printed, { device }] = [this.#printed, this.world.stdout]
    this.#printed = undefined
    if (!printed || device === undefined) return
    const { keepRows } = await import('../store/shown-rows.js')
    keepRows(device, printed.of, { at: await this.now(), rows: printed.rows }, this.world)
  }

  /** The rows that this terminal last showed of the conference; undefined if nobody types at one. */
  readonly rowsShown = once(async (): Promise<NamedRows | undefined> => {
    const { device } = this.world.stdin
    if (device === undefined) return undefined
    const { rowsNamedAt } = await import('../store/shown-rows.js')
    return rowsNamedAt(device, (await this.outline()).conference.slug, await this.now(), this.world)
  })

  async note(...notes: readonly Note[]): Promise<void> {
    if (this.globals.quiet || notes.length === 0) return
    await this.show()
    const { writeNotes } = await import('./messages.js')
    await writeNotes(notes, this.globals, this.world)
  }

  /** Reports warnings on stderr. `shown` transforms each one that is listed. */
  async warn(problems: readonly Problem[], shown?: (problem: Problem) => Problem): Promise<void> {
    if (this.globals.quiet || problems.length === 0) return
    await this.show()
    const { writeProblems } = await import('./messages.js')
    await writeProblems(problems, this.globals, this.world, shown)
  }

  /** A new App on the current files, for long runs. Warnings about the files are not repeated. */
  async anew(): Promise<App> {
    const catalogue = await this.reference()
    const piped = catalogue === '-' ? await this.#published() : undefined
    return new App({ ...this.globals, catalogue, quiet: true }, this.world, this.words, piped)
  }
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined
  return () => {
    result ??= work()
    return result
  }
}

interface Answer {
  readonly write: (text: string) => void
  readonly show: () => Promise<void>
}

/** On a terminal an answer is collected, because a long one goes through a pager; elsewhere it is written at once. */
function answerOn(world: World, globals: Pick<Globals, 'pager'>): Answer {
  let waiting = ''
  return {
    write(text) {
      if (isPaged(globals, world)) waiting += text
      else world.stdout.write(text)
    },
    async show() {
      const text = waiting
      waiting = ''
      if (text === '') return
      const pager = pagerFor(text, world)
      const end = pager ? await world.page(text, pager) : 'missing'
      if (end === 'shown') return
      if (end === 'missing') return world.stdout.write(text)
      const { interrupted } = await import('../store/files/temporary.js')
      throw interrupted(end)
    },
  }
}

type Terminal = Pick<World, 'stdout' | 'environment'>

/** Whether a long answer goes through a pager: on a terminal that can show one, unless turned off. */
function isPaged({ pager }: Pick<Globals, 'pager'>, { stdout, environment }: Terminal): boolean {
  return pager !== false && stdout.isTerminal && environment['TERM'] !== 'dumb' && commandOf(environment) !== undefined
}

/** The pager for a text; undefined if the text fits on the terminal together with the prompt. */
function pagerFor(text: string, { stdout, environment }: Terminal): Pager | undefined {
  const command = commandOf(environment)
  const { rows, columns } = stdout
  if (command === undefined || !rows || heightOf(text, columns) < rows) return undefined
  const { LESS = 'FRX', LV = '-c' } = environment
  return { command, environment: { ...environment, LESS, LV } }
}

/** As in git: kubeplan's variable before the general one; an empty value or `cat` means no pager. */
function commandOf({ KUBEPLAN_PAGER: own, PAGER: usual }: World['environment']): string | undefined {
  const command = (own ?? usual ?? 'less').trim()
  return command === '' || command === 'cat' ? undefined : command
}

/** Colours and links, which take no room. */
const UNSEEN = /\x1b\[[0-9;]*m|\x1b\]8;[^\x07\x1b]*(?:\x07|\x1b\\)/g

function heightOf(text: string, columns: number | undefined): number {
  const lines = text.replace(UNSEEN, '').split('\n')
  const ended = lines.at(-1) === '' ? lines.slice(0, -1) : lines
  return ended.reduce((height, line) => height + (columns ? Math.max(1, Math.ceil(line.length / columns)) : 1), 0)
}
