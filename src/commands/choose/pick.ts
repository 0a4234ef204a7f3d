import {
  type Agenda,
  type Catalogue,
  EXIT_AFTER,
  Exit,
  Failure,
  fail,
  type Problem,
  type Session,
} from '../../model/index.js'
import { conferenceDay, type Day, type Instant, instant } from '../../model/time.js'
import { clashesWithin, goingEntries } from '../../planning/agenda/clashes.js'
import { type Prospects, prospectsAmong } from '../../planning/agenda/prospect.js'
import { knownOffsets } from '../../planning/now.js'
import {
  type Key,
  newPicker,
  type Picker,
  type PickerWindow,
  press,
  settled,
  type Wish,
} from '../../planning/picker/picker.js'
import { type PickerProgramme, pickerProgramme } from '../../planning/picker/picker-rows.js'
import { keyReader } from '../../render/screen/keys.js'
import { withSheet } from '../../render/screen/sheet.js'
import { CLOSE_KEY_SCREEN, OPEN_KEY_SCREEN, redrawnLines } from '../../render/screen/status-line.js'
import { noteSentence } from '../../render/sentences/notes.js'
import { pickerWindow, pickFrame, type Size } from '../../render/views/pick/pick.js'
import { timesOn } from '../../render/words/labels.js'
import { agendaStamp } from '../../store/agenda/read-agenda.js'
import { type Interruption, type Keyboard, remark, type TerminalEvent } from '../../world.js'
import type { App, Command } from '../app.js'
import { calledWith, clockOf, screenFor, suggestingFor } from '../flags/globals.js'
import {
  chooseSessions,
  type SelectionOptions,
  type WalkOptions,
  walksFor,
  withSelection,
  withWalk,
} from '../flags/selection.js'
import { problemLines } from '../messages.js'
import { type Saved, type SaveQueue, saveQueue } from './save-queue.js'
import { differences } from './undo.js'

type PickOptions = SelectionOptions & WalkOptions

export const command: Command<PickOptions> = {
  configure: (command) =>
    withSelection(withWalk(command.argument('[words...]', 'search for these first; / changes them'))),
  isLive: () => true,

  async run(words, options, app) {
    const { stdin, stdout, environment } = app.world
    const isTerminal = stdin.isTerminal && stdout.isTerminal && environment['TERM'] !== 'dumb'
    if (!isTerminal || app.format('sessions') !== 'table') {
      const suggest = suggestingFor(app.globals)
      const { flags } = calledWith(words, options, [])
      const instead = `${suggest('list', words, flags)} | fzf -m | ${suggest('add', ['-'])}`
      return fail(Exit.usage, { code: 'needs-terminal', what: 'pick', instead })
    }
    // Ends the run before the screen opens if nothing could be saved.
    const [path, agenda] = [await app.agendaPath(), await app.agenda()]
    const { catalogue, sessions } = await chooseSessions(options, [], app, agenda)
    if (sessions.length === 0) return Exit.done
    return pickOnScreen({ path, agenda, catalogue, sessions, words, options }, app)
  },
}

/** In milliseconds: how often to look whether somebody else changed the agenda. */
const LOOK_EVERY = 1000
/** After this time, in milliseconds, Escape is the key and not the beginning of a sequence. */
const ESCAPE_WAIT = 40

const USUAL_HEIGHT = 24

interface Chosen {
  /** The agenda file, and what it says. */
  readonly path: string
  readonly agenda: Agenda
  readonly catalogue: Catalogue
  /** Those that can be picked. */
  readonly sessions: readonly Session[]
  /** To search for at once. */
  readonly words: readonly string[]
  readonly options: WalkOptions
}

interface Task extends Chosen {
  readonly zone: string
  readonly today: Day | undefined
  /** Lets keys and signals arrive. */
  readonly turn: () => Promise<void>
  /** Adds an event after this many milliseconds. */
  readonly later: (milliseconds: number, event: 'look' | 'escape') => void
}

type Event = TerminalEvent | { readonly signal: Interruption } | { readonly saved: Saved } | 'look' | 'escape'

/** Lets the person pick on the screen until they leave. Everything is saved by then, or reported. */
async function pickOnScreen(chosen: Chosen, app: App): Promise<Exit> {
  const { world } = app
  const events = eventQueue<Event>()
  const stop = new AbortController()
  const [begun, started] = [await app.now(), world.now()]
  const clock = () => instant(begun + world.now() - started)
  const later = (milliseconds: number, event: 'look' | 'escape') => {
    world.sleep(milliseconds, stop.signal).then(() => stop.signal.aborted || events.push(event), events.fail)
  }
  const task = {
    ...chosen,
    zone: await app.zone(),
    today: todayAt(begun, chosen.catalogue),
    later,
    turn: () => world.sleep(0, stop.signal),
  }
  const picking = new Picking(task, app, events, clock)
  const deafen = world.onInterruption((signal) => events.push({ signal }))
  try {
    const keyboard = await world.keyboard(events.push)
    later(LOOK_EVERY, 'look')
    try {
      await picking.untilLeft(keyboard)
    } finally {
      keyboard.close()
    }
  } finally {
    stop.abort()
    deafen()
  }
  return picking.report()
}

/** The conference day at the venue; undefined if the conference is not on at that moment. */
function todayAt(now: Instant, { conference, sessions }: Catalogue): Day | undefined {
  const offsets = knownOffsets(sessions, now)
  return offsets && conferenceDay(now, offsets.venue, conference.dayChange)
}

interface EventQueue<T> {
  readonly push: (event: T) => void
  /** Lets whoever waits for the next event fail. */
  readonly fail: (error: unknown) => void
  readonly next: () => Promise<T>
  readonly isEmpty: () => boolean
}

function eventQueue<T>(): EventQueue<T> {
  const waiting: (() => T)[] = []
  let wake: () => void = () => undefined
  const add = (event: () => T) => {
    waiting.push(event)
    wake()
  }
  return {
    push: (event) => add(() => event),
    fail: (error) =>
      add(() => {
        throw error
      }),
    async next() {
      for (let event = waiting.shift(); ; event = waiting.shift()) {
        if (event) return event()
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    },
    isEmpty: () => waiting.length === 0,
  }
}

/** One run of the picker: what is shown, and what happens at each event. */
class Picking {
  readonly #programme: PickerProgramme
  readonly #queue: SaveQueue
  readonly #reader = keyReader()
  readonly #titles: ReadonlyMap<string, string>
  #picker: Picker
  /** The lines on the screen; undefined if they are not known. */
  #drawn: readonly string[] | undefined
  #lastScroll = 0
  #status: string | undefined
  /** Of the agenda file, as it was read last. */
  #stamp: string | undefined
  #beside: Beside | undefined
  #end: 'left' | Interruption | undefined

  constructor(
    private readonly task: Task,
    private readonly app: App,
    private readonly events: EventQueue<Event>,
    private readonly clock: () => Instant,
  ) {
    const { catalogue, sessions, agenda, path, words, today } = task
    this.#titles = new Map(catalogue.sessions.map(({ id, title }) => [id, title]))
    this.#programme = pickerProgramme(sessions, (id) => catalogue.details(id).abstract)
    this.#queue = saveQueue(app, agenda, {
      titleOf: this.#titleOf,
      turn: task.turn,
      done: (saved) => events.push({ saved }),
      broken: events.fail,
    })
    this.#stamp = agendaStamp(path)
    this.#picker = newPicker(this.#programme, agenda, { ...this.#window(), today, words: words.join(' ') })
  }

  readonly #titleOf = (id: string) => this.#titles.get(id) ?? id

  /** Shows the screen and obeys keys until the person leaves or a signal comes; then waits until all is saved. */
  async untilLeft(keyboard: Keyboard): Promise<void> {
    const { stdout } = this.app.world
    stdout.write(OPEN_KEY_SCREEN)
    try {
      await this.#draw()
      while (this.#end === undefined) {
        // Texts for the first search are read while nobody types.
        while (this.events.isEmpty() && !this.#programme.prepare()) await this.task.turn()
        do await this.#handle(await this.events.next(), keyboard)
        while (this.#end === undefined && !this.events.isEmpty())
        if (this.#end === undefined) await this.#draw()
      }
    } finally {
      // After a hang-up there may be no terminal any more, which is no error.
      remark(stdout, CLOSE_KEY_SCREEN)
      await this.#queue.idle()
    }
  }

  /** Says what changed, and what could not be saved; ends the run if something could not, or with the signal. */
  async report(): Promise<Exit> {
    const [first] = this.#queue.failures
    const end = this.#end === 'left' || this.#end === undefined ? undefined : EXIT_AFTER[this.#end]
    if (this.#end !== 'SIGHUP') {
      await this.app.note(...differences(this.task.agenda, this.#queue.shown(), this.#titleOf))
    }
    const problems = this.#queue.failures.flatMap((failure) => failure.problems)
    if (first || end !== undefined) throw new Failure(end ?? first?.exit ?? Exit.bug, problems)
    return Exit.done
  }

  async #handle(event: Event, keyboard: Keyboard): Promise<void> {
    if (event === 'resized') this.#drawn = undefined
    else if (event === 'ended') this.#end = 'left'
    else if (event === 'stopped') await this.#suspend(keyboard)
    else if (event === 'continued') this.#reopen(keyboard.again)
    else if (event === 'escape') await this.#press(this.#reader.isOpen() ? this.#reader.flush() : [], keyboard)
    else if (event === 'look') await this.#look()
    else if ('signal' in event) this.#end = event.signal
    else if ('saved' in event) await this.#tell(event.saved)
    else {
      await this.#press(this.#reader.read(event.typed), keyboard)
      if (this.#reader.isOpen()) this.task.later(ESCAPE_WAIT, 'escape')
    }
  }

  async #press(keys: readonly Key[], keyboard: Keyboard): Promise<void> {
    for (const key of keys) {
      this.#status = undefined
      const { picker, wish } = press(this.#picker, key, this.#programme, this.#window())
      this.#picker = picker
      if (wish) await this.#obey(wish, keyboard)
      if (this.#end !== undefined) return
    }
  }

  async #obey(wish: Wish, keyboard: Keyboard): Promise<void> {
    switch (wish.what) {
      case 'change':
        return this.#queue.change(wish.change)
      case 'undo':
      case 'redo':
        return this.#queue.step(wish.what)
      case 'leave':
        this.#end = 'left'
        return
      case 'interrupt':
        this.#end = 'SIGINT'
        return
      case 'suspend':
        return this.#suspend(keyboard)
      case 'redraw':
        this.#drawn = undefined
    }
  }

  /** Others must not wait for a lock of a run that is stopped, so all is saved before. */
  async #suspend(keyboard: Keyboard): Promise<void> {
    await this.#queue.idle()
    this.app.world.stdout.write(CLOSE_KEY_SCREEN)
    await keyboard.suspend()
    this.#reopen(() => undefined)
  }

  #reopen(again: () => void): void {
    again()
    this.app.world.stdout.write(OPEN_KEY_SCREEN)
    this.#drawn = undefined
  }

  async #tell({ notes, problems }: Saved): Promise<void> {
    this.#showAgenda()
    const [first, ...others] = notes
    const more = others.length > 0 ? `, and ${others.length} more` : ''
    if (first)
      this.#status = `${noteSentence(first, suggestingFor(this.app.globals), timesOn(clockOf(this.app.globals)))}${more}`
    if (problems.length > 0) await this.#complain(problems)
  }

  async #complain(problems: readonly Problem[]): Promise<void> {
    const { globals, world } = this.app
    const screen = { ...screenFor(globals, world.environment, world.stdout), colour: 0 } as const
    const lines = await problemLines(problems, screen, true)
    this.#status = lines.join(' ').replace(/\s+/g, ' ')
  }

  /** Takes over what somebody else saved. */
  async #look(): Promise<void> {
    const stamp = agendaStamp(this.task.path)
    if (stamp !== this.#stamp) {
      this.#stamp = stamp
      const problems = await this.#queue.refresh()
      this.#showAgenda()
      if (problems.length > 0) await this.#complain(problems)
    }
    this.task.later(LOOK_EVERY, 'look')
  }

  #showAgenda(): void {
    const agenda = this.#queue.shown()
    this.#picker = settled({ ...this.#picker, agenda }, this.#programme, this.#window())
  }

  #window(): PickerWindow {
    return { ...pickerWindow(this.#size()), lastScroll: this.#lastScroll, now: this.clock() }
  }

  #size(): Size {
    const { globals, world } = this.app
    const { width } = screenFor(globals, world.environment, world.stdout)
    return { width, height: world.stdout.rows || USUAL_HEIGHT }
  }

  async #draw(): Promise<void> {
    const { globals, world } = this.app
    const { catalogue, zone } = this.task
    const screen = screenFor(globals, world.environment, world.stdout)
    const size = this.#size()
    this.#picker = settled(this.#picker, this.#programme, this.#window())
    const { prospects, clashes } = this.#besideAgenda()
    const view = { catalogue, zone, picker: this.#picker, programme: this.#programme, prospects, clashes }
    const { lines, lastScroll } = await withSheet(screen, (sheet) =>
      pickFrame({ ...view, now: this.clock(), status: this.#status }, size, sheet),
    )
    world.stdout.write(redrawnLines(lines, this.#drawn))
    this.#drawn = lines
    this.#lastScroll = lastScroll
  }

  /** Computed again only when the agenda changes. */
  #besideAgenda(): Beside {
    const { catalogue, options } = this.task
    const { agenda } = this.#picker
    if (this.#beside?.agenda === agenda) return this.#beside
    const going = goingEntries(agenda, catalogue, { maybe: false })
    const walks = walksFor(options, agenda, catalogue)
    const { clashes, unmade } = clashesWithin(going, walks)
    const prospects = prospectsAmong({ sessions: catalogue.sessions, going, walks, now: this.clock() })
    this.#beside = { agenda, prospects, clashes: clashes.length + unmade }
    return this.#beside
  }
}

/** What sessions would mean beside an agenda. */
interface Beside {
  readonly agenda: Agenda
  readonly prospects: Prospects
  readonly clashes: number
}
