import {
  type Agenda,
  type Block,
  badValue,
  type Catalogue,
  type Conference,
  Exit,
  emptyAgenda,
  Failure,
  fail,
  type Note,
  type Outline,
  type Problem,
} from '../model/index.js'
import { type Day, type Instant, instant, NOW_FORM, readNow } from '../model/time.js'
import { renderPieces } from '../render/render.js'
import { screenOf } from '../render/screen/screen.js'
import type { Format, View } from '../render/views.js'
import { readAgenda } from '../store/agenda/read-agenda.js'
import { catalogueFile, conferenceInUse, loadCatalogue, namesFile } from '../store/catalogue/library.js'
import type { Loaded } from '../store/catalogue/read-catalogue.js'
import { agendaPath, agendaToRead as agendaPathToRead } from '../store/files/paths.js'
import type { Pager, World } from '../world.js'
import { type Globals, screenOptions } from './flags/globals.js'

export interface App {
  readonly world: World
  readonly globals: Globals
  outline(): Promise<Outline>
  /** The programme on the displayed clock. Read only once. */
  catalogue(): Promise<Catalogue>
  /** At least the sessions of these days (`''`: those without a day), perhaps all; faster than `catalogue`. */
  catalogueOn(days: readonly (Day | '')[]): Promise<Catalogue>
  catalogueFile(): Promise<string>
  /** A file, `-` or a slug, from `-c`, the environment or the last `use`. */
  reference(): Promise<string>
  /** The IANA name of the displayed zone. */
  zone(): Promise<string>
  /** The displayed zone for a conference that is not the one in use. */
  zoneFor(conference: Conference): Promise<string>
  onClock(catalogue: Catalogue): Promise<Catalogue>
  /** Puts a block on the displayed clock; the agenda file has it on the venue's. */
  onShownClock(): Promise<(block: Block) => Block>
  agenda(): Promise<Agenda>
  /** The agenda, for commands that only mark what is on it. If it cannot be read it is empty, with a note on stderr. */
  marks(): Promise<Agenda>
  /** The agenda file, for changing it. Ends the run if there is neither a home nor a name for the file. */
  agendaPath(): Promise<string>
  /** The agenda file, for reading it; undefined if there is no place for one. */
  agendaToRead(): Promise<string | undefined>
  /** Applies a change to the current agenda under a lock, and saves and returns the result. */
  changeAgenda(change: (agenda: Agenda) => Agenda): Promise<Agenda>
  /** The moment of the run, or `KUBEPLAN_NOW`. */
  now(): Promise<Instant>
  print(view: View): Promise<void>
  format(kind: View['kind']): Format
  /** Writes out what has been printed so far; a long answer on a terminal waits for the pager. */
  show(): Promise<void>
  note(...notes: readonly Note[]): Promise<void>
  /** Reports warnings on stderr. `shown` transforms each one that is listed. */
  warn(problems: readonly Problem[], shown?: (problem: Problem) => Problem): Promise<void>
  write(text: string): void
  /** A new App on the current files, for long runs. Warnings about the files are not repeated. */
  anew(): Promise<App>
}

const FORMATS: readonly Format[] = ['table', 'tsv', 'csv', 'json', 'yaml']

/** `piped` is the programme from a pipe, which can be read only once. */
export function openApp(globals: Globals, world: World, piped?: Loaded): App {
  const { environment } = world
  const answer = answerOn(world, globals)
  const messages = messagesBeside(answer, globals, world)
  const { published, ...programme } = openProgramme(globals, world, messages.warn, piped)
  return {
    world,
    globals,
    ...messages,
    ...programme,
    ...openMine({ ...programme, published }, globals, world, messages),
    async now() {
      const text = environment['KUBEPLAN_NOW']
      if (!text) return instant(world.now())
      return readNow(text) ?? badValue('KUBEPLAN_NOW', text, NOW_FORM)
    },
    async print(view) {
      const format = formatOf(view.kind, globals, world)
      const screen = screenOf(screenOptions(globals), environment, world.stdout)
      for await (const text of renderPieces(view, format, screen)) answer.write(text)
    },
    show: answer.show,
    format: (kind) => formatOf(kind, globals, world),
    write: answer.write,
    async anew() {
      const catalogue = await programme.reference()
      return openApp({ ...globals, catalogue, quiet: true }, world, catalogue === '-' ? await published() : undefined)
    },
  }
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined
  return () => {
    result ??= work()
    return result
  }
}

type Messages = Pick<App, 'note' | 'warn'>

function messagesBeside(answer: Answer, globals: Globals, world: World): Messages {
  return {
    async note(...notes) {
      if (globals.quiet || notes.length === 0) return
      await answer.show()
      const { writeNotes } = await import('./messages.js')
      await writeNotes(notes, world)
    },
    async warn(warnings, shown) {
      if (globals.quiet || warnings.length === 0) return
      await answer.show()
      const { writeProblems } = await import('./messages.js')
      await writeProblems(warnings, globals, world, shown)
    },
  }
}

interface Programme
  extends Pick<
    App,
    'reference' | 'outline' | 'catalogue' | 'catalogueOn' | 'catalogueFile' | 'zone' | 'zoneFor' | 'onClock'
  > {
  readonly published: () => Promise<Loaded>
}

function openProgramme(globals: Globals, world: World, warn: App['warn'], piped: Loaded | undefined): Programme {
  const { environment } = world
  const reference = once(async () => {
    const named = globals.catalogue ?? (environment['KUBEPLAN_CATALOGUE'] || undefined)
    return named ?? conferenceInUse(world)
  })
  const published = once(async () => {
    if (piped) return piped
    const loaded = await loadCatalogue(await reference(), world)
    await warn(loaded.warnings)
    return loaded
  })
  const outline = async () => (await published()).outline

  const zoneFor = async (conference: Conference) => {
    const wanted = globals.tz ?? (environment['KUBEPLAN_TZ'] || undefined)
    if (wanted === undefined) return conference.timezone
    const { zoneNamed } = await import('./flags/zone.js')
    return zoneNamed('--tz', wanted, world)
  }
  const onClock = async (found: Catalogue) => {
    const zone = await zoneFor(found.conference)
    if (zone === found.conference.timezone) return found
    const { stampZone } = await import('../clock/zone.js')
    return { ...found, sessions: stampZone(found.sessions, zone) }
  }
  return {
    reference,
    published,
    outline,
    catalogue: once(async () => onClock(await (await published()).whole())),
    catalogueOn: async (days) => onClock(await (await published()).on(days)),
    catalogueFile: async () => catalogueFile(await reference(), world),
    zone: once(async () => zoneFor((await outline()).conference)),
    zoneFor,
    onClock,
  }
}

function openMine(
  { reference, published, outline, zone }: Programme,
  globals: Globals,
  world: World,
  { note, warn }: Messages,
): Pick<App, 'agenda' | 'marks' | 'agendaPath' | 'agendaToRead' | 'changeAgenda' | 'onShownClock'> {
  const agendaToRead = once(async () => {
    return agendaPathToRead(world, (await outline()).conference.slug, globals.agenda)
  })
  const agendaToWrite = async () => agendaPath(world, (await outline()).conference.slug, globals.agenda)

  // An imported conference changes only by `update`, which the agenda follows; a file may change at any time.
  const following = once(async () => {
    const file = await reference()
    if (file === '-' || !namesFile(file)) return (mine: Agenda) => mine
    const { sessions } = await (await published()).whole()
    const { followIds } = await import('../planning/changes/follow-picks.js')
    return (mine: Agenda) => (mine.picks.length === 0 ? mine : followIds(mine, sessions))
  })

  const onShownClock = async () => {
    const [shown, { conference }] = [await zone(), await outline()]
    if (shown === conference.timezone) return (block: Block) => block
    const { stampTimed } = await import('../clock/zone.js')
    return (block: Block) => stampTimed(block, shown)
  }

  const agenda = once(async () => {
    const { conference } = await outline()
    const path = await agendaToRead()
    if (path === undefined) return emptyAgenda(conference.slug)
    const { agenda: read, warnings } = await readAgenda(path, conference, world)
    await warn(warnings)
    const followed = read.picks.length === 0 ? read : (await following())(read)
    return followed.blocks.length === 0 ? followed : { ...followed, blocks: followed.blocks.map(await onShownClock()) }
  })

  return {
    agenda,
    marks: once(async () => {
      try {
        return await agenda()
      } catch (error) {
        if (!(error instanceof Failure) || error.exit !== Exit.disk) throw error
        await warn(error.problems)
        await note({ code: 'agenda-left-out' })
        return emptyAgenda((await outline()).conference.slug)
      }
    }),
    agendaPath: agendaToWrite,
    agendaToRead,
    onShownClock,
    async changeAgenda(change) {
      const [{ conference }, follow, path] = [await outline(), await following(), await agendaToWrite()]
      const { changeAgenda } = await import('../store/agenda/file.js')
      return changeAgenda(path, conference, world, (written) => {
        const mine = follow(written)
        const changed = change(mine)
        return changed === mine ? written : changed
      })
    },
  }
}

/** Prose and drawings keep their form in a pipe. */
const PROSE: ReadonlySet<View['kind']> = new Set<View['kind']>(['session', 'problems', 'timetable'])

/** `--format`, `--json`, or else a table on a terminal and tsv in a pipe. */
function formatOf(kind: View['kind'], globals: Globals, world: Pick<World, 'stdout'>): Format {
  if (globals.format !== undefined) {
    const format = FORMATS.find((known) => known === globals.format)
    return format ?? fail(Exit.usage, { code: 'unknown-format', format: globals.format, allowed: FORMATS })
  }
  if (globals.json) return 'json'
  return world.stdout.isTerminal || PROSE.has(kind) ? 'table' : 'tsv'
}

interface Answer {
  readonly write: (text: string) => void
  /** Writes out what has been printed so far, and waits until the person has left the pager. */
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
