import { NOW_FORM, readNow } from '../clock/now.js'
import { type Agenda, type Block, emptyAgenda } from '../model/agenda.js'
import type { Catalogue, Conference, Outline } from '../model/conference.js'
import type { Day } from '../model/day.js'
import { Exit } from '../model/exit.js'
import type { Note } from '../model/note.js'
import { Failure, fail, type Problem } from '../model/problem.js'
import { type Instant, instant } from '../model/time.js'
import { renderPieces } from '../render/index.js'
import { screenOf } from '../render/screen.js'
import type { Format, View } from '../render/views.js'
import { readAgenda } from '../store/agenda/reading.js'
import { catalogueFile, loadCatalogue, namesFile } from '../store/catalogue.js'
import { agendaPath, agendaToRead as agendaPathToRead } from '../store/files/places.js'
import { conferenceInUse } from '../store/in-use.js'
import type { Loaded } from '../store/reading.js'
import type { World } from '../world.js'
import { answerOn } from './answer.js'
import { type Globals, screenOptions } from './globals.js'

/** What a command works with: the programme, the agenda, and a way to answer. */
export interface App {
  readonly world: World
  readonly globals: Globals
  /** What is known of the programme without reading its sessions. */
  outline(): Promise<Outline>
  /** The programme, on the clock the person wants to see. Read once. */
  catalogue(): Promise<Catalogue>
  /** At least its sessions of some days (`''`: those without a day), perhaps all: quick to have. */
  catalogueOn(days: readonly (Day | '')[]): Promise<Catalogue>
  /** The file in which the programme is written; `-` for stdin. */
  catalogueFile(): Promise<string>
  /** What `-c`, the environment or the last `use` says: a file, `-` or a slug. */
  reference(): Promise<string>
  /** IANA name of the zone in which times are shown. */
  zone(): Promise<string>
  /** The same for a conference that is not the one in use. */
  zoneFor(conference: Conference): Promise<string>
  /** A programme on the clock the person wants to see. */
  onClock(catalogue: Catalogue): Promise<Catalogue>
  /** What puts a block of mine on the clock shown: the agenda file keeps it on the venue's. */
  onShownClock(): Promise<(block: Block) => Block>
  agenda(): Promise<Agenda>
  /** The same for what only shows what is mine among other things: none of it, and a word on stderr, where it cannot be read. */
  marks(): Promise<Agenda>
  /** The file that holds the agenda, to change it; without a home, and without a name for it, the run ends. */
  agendaPath(): Promise<string>
  /** The same to read it; nothing where there is no place for one. */
  agendaToRead(): Promise<string | undefined>
  /** Lets a change work on the agenda as it is now, under a lock, and saves what it answers. */
  changeAgenda(change: (agenda: Agenda) => Agenda): Promise<Agenda>
  /** The moment the run happens in, or `KUBEPLAN_NOW`. */
  now(): Promise<Instant>
  /** The answer, to stdout, in the format asked for. */
  print(view: View): Promise<void>
  /** The format in which a view of this kind will be printed. */
  format(kind: View['kind']): Format
  /** Brings out what was printed so far: a long answer on a terminal waits, whole, for the pager. */
  show(): Promise<void>
  /** Commentary, to stderr. */
  note(...notes: readonly Note[]): Promise<void>
  /** What is doubtful, to stderr; `shown` is what is said of one that is told. */
  warn(problems: readonly Problem[], shown?: (problem: Problem) => Problem): Promise<void>
  write(text: string): void
  /** The same on its files as they are by now, for runs that last; doubts about them are not told again. */
  anew(): Promise<App>
}

const FORMATS: readonly Format[] = ['table', 'tsv', 'csv', 'json', 'yaml']

/** `piped` is the programme that came through a pipe: it can be read but once. */
export function openApp(globals: Globals, world: World, piped?: Loaded): App {
  const { environment } = world
  const answer = answerOn(world, globals)
  const once = <T>(work: () => Promise<T>) => {
    let result: Promise<T> | undefined
    return () => {
      result ??= work()
      return result
    }
  }

  const reference = once(async () => {
    const named = globals.catalogue ?? (environment['KUBEPLAN_CATALOGUE'] || undefined)
    return named ?? conferenceInUse(world)
  })

  const tell: App['warn'] = async (warnings, shown) => {
    if (globals.quiet || warnings.length === 0) return
    await answer.show()
    const { tellProblems } = await import('./telling.js')
    await tellProblems(warnings, globals, world, shown)
  }

  const published = once(async () => {
    if (piped) return piped
    const loaded = await loadCatalogue(await reference(), world)
    await tell(loaded.warnings)
    return loaded
  })

  const zoneFor = async (conference: Conference) => {
    const wanted = globals.tz ?? (environment['KUBEPLAN_TZ'] || undefined)
    if (wanted === undefined) return conference.timezone
    const { zoneNamed } = await import('./zone.js')
    return zoneNamed('--tz', wanted, world)
  }

  const onClock = async (found: Catalogue) => {
    const zone = await zoneFor(found.conference)
    if (zone === found.conference.timezone) return found
    const { stampZone } = await import('../clock/zone.js')
    return { ...found, sessions: stampZone(found.sessions, zone) }
  }

  const outline = async () => (await published()).outline
  const zone = once(async () => zoneFor((await outline()).conference))
  const catalogue = once(async () => onClock(await (await published()).whole()))

  const agendaToRead = once(async () => {
    return agendaPathToRead(world, (await outline()).conference.slug, globals.agenda)
  })

  // What was imported is followed by its update; a file changes under the agenda, whoever writes it.
  const following = once(async () => {
    const file = await reference()
    if (file === '-' || !namesFile(file)) return (mine: Agenda) => mine
    const { sessions } = await (await published()).whole()
    const { followIds } = await import('../planning/follow-picks.js')
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
    await tell(warnings)
    const followed = read.picks.length === 0 ? read : (await following())(read)
    return followed.blocks.length === 0 ? followed : { ...followed, blocks: followed.blocks.map(await onShownClock()) }
  })

  const marks = once(async () => {
    try {
      return await agenda()
    } catch (error) {
      if (!(error instanceof Failure) || error.exit !== Exit.disk) throw error
      await tell(error.problems)
      await note({ code: 'agenda-left-out' })
      return emptyAgenda((await outline()).conference.slug)
    }
  })

  const note = async (...notes: readonly Note[]) => {
    if (globals.quiet || notes.length === 0) return
    await answer.show()
    const { tellNotes } = await import('./telling.js')
    await tellNotes(notes, world)
  }

  return {
    world,
    globals,
    reference,
    outline,
    catalogue,
    catalogueOn: async (days) => onClock(await (await published()).on(days)),
    catalogueFile: async () => catalogueFile(await reference(), world),
    zone,
    zoneFor,
    onClock,
    onShownClock,
    agenda,
    marks,
    agendaPath: async () => agendaPath(world, (await outline()).conference.slug, globals.agenda),
    agendaToRead,
    async changeAgenda(change) {
      const { conference } = await outline()
      const follow = await following()
      const path = agendaPath(world, conference.slug, globals.agenda)
      const { changeAgenda } = await import('../store/agenda/file.js')
      return changeAgenda(path, conference, world, (written) => {
        const mine = follow(written)
        const changed = change(mine)
        return changed === mine ? written : changed
      })
    },
    async now() {
      const text = environment['KUBEPLAN_NOW']
      if (!text) return instant(world.now())
      return readNow(text) ?? fail(Exit.usage, { code: 'bad-value', flag: 'KUBEPLAN_NOW', value: text, form: NOW_FORM })
    },
    async print(view) {
      const format = formatOf(view.kind, globals, world)
      const screen = screenOf(screenOptions(globals), environment, world.stdout)
      for await (const text of renderPieces(view, format, screen)) answer.write(text)
    },
    show: answer.show,
    format: (kind) => formatOf(kind, globals, world),
    note,
    warn: tell,
    write: answer.write,
    async anew() {
      const catalogue = await reference()
      return openApp({ ...globals, catalogue, quiet: true }, world, catalogue === '-' ? await published() : undefined)
    },
  }
}

/** What is prose or a drawing and no list: it stays so in a pipe. */
const PROSE: ReadonlySet<View['kind']> = new Set<View['kind']>(['session', 'problems', 'timetable'])

/** `--format`, `--json`, else a table on a terminal and tsv in a pipe. */
function formatOf(kind: View['kind'], globals: Globals, world: World): Format {
  if (globals.format !== undefined) {
    const format = FORMATS.find((known) => known === globals.format)
    return format ?? fail(Exit.usage, { code: 'unknown-format', format: globals.format, allowed: FORMATS })
  }
  if (globals.json) return 'json'
  return world.stdout.isTerminal || PROSE.has(kind) ? 'table' : 'tsv'
}
