import { Option } from 'commander'
import { type AgendaPick, badValue, Exit, fail, LONGEST, type Note, type Session } from '../../model/index.js'
import { layOutAgenda } from '../../planning/agenda/agenda-days.js'
import { type Noted, type NoteWish, saveNote, seenOf } from '../../planning/agenda/picks.js'
import { safeBlock } from '../../render/screen/terminal.js'
import type { App, Command } from '../app.js'
import { chooseSessions, inMyWords, type SelectionOptions, selects, withSelection } from '../flags/selection.js'
import { certainSessions, pickedSessions, referredPick, whichSession } from '../flags/session-args.js'
import { repeated, typedProse, wholeNumber, within } from '../flags/values.js'

/** On a note, `--rating` and `--attended` are what is noted. */
type Filters = Omit<SelectionOptions, 'rating' | 'attended'>

interface NoteOptions extends Filters {
  readonly rating?: number
  readonly attended?: true
  readonly missed?: true
  /** `true`: the words are the take. */
  readonly take?: string | true
  readonly takeaway?: readonly string[]
  readonly replace?: true
}

type Given = Pick<NoteWish, 'text' | 'take' | 'rating' | 'attended' | 'takeaways'>

export const command: Command<NoteOptions> = {
  configure: (command) =>
    withSelection(
      command
        .argument(
          '[session]',
          'a row of the last list, an id or the start of one, or words of a title in quotes; or now, next, last; without one, filters choose among your going picks',
        )
        .argument('[text...]', 'add this to your note (- reads stdin; with nothing at all, your editor opens)')
        .option(
          '--rating <number>',
          'rate it from 1 (poor) to 5 (great)',
          wholeNumber('--rating', [1, 5], '1 (poor) to 5 (great)'),
        )
        .addOption(new Option('--attended', 'mark it as attended').conflicts('missed'))
        .option('--missed', 'mark it as missed')
        .option('--take [text]', 'say why you recommend it, for others to read')
        .option('--takeaway <text>', 'add something you learned; may be repeated', repeated)
        .option('--replace', 'replace note, take or takeaways instead of adding; empty ones remove them'),
    ),

  async run([reference, ...words], options, app) {
    const { rating, attended, missed, take, takeaway, replace = false, ...filters } = options
    const given = await readGiven(words, options, app)
    const isEmpty = Object.keys(given).length === 0
    if (reference === undefined) {
      if (!selects(filters)) return whichSession('note', pickedSessions(await app.agenda(), await app.catalogue()))
      if (isEmpty) return fail(Exit.usage, { code: 'bad-arguments', detail: NOTHING_GIVEN, command: 'note' })
      const sessions = await picksFor(filters, app)
      // What was cancelled nobody attended.
      const held = sessions.filter(({ status }) => !attended || status !== 'cancelled')
      if (held.length > 0) await keep(held, { ...given, replace }, app)
      return Exit.done
    }
    const session = await sessionFor(reference, filters, app)
    if (isEmpty && app.world.stdin.isTerminal && app.world.stdout.isTerminal) await edit(session, app)
    else if (isEmpty) await tell(session, app)
    else await keep([session], { ...given, replace }, app)
    return Exit.done
  },
}

const NOTHING_GIVEN = 'say what to note: --attended, --missed, --rating, --take or --takeaway'

/** The sessions that the filters choose: among those I am going to, unless they name a stage or the very sessions. */
async function picksFor(filters: Filters, app: App): Promise<readonly Session[]> {
  const isNamed = filters.stage || filters.notStage || filters.id
  const chosen = isNamed ? filters : { ...filters, stage: ['going'] }
  const { sessions } = await chooseSessions(chosen, [], app, await app.agenda(), inMyWords)
  return sessions
}

/** The session that an argument refers to; with filters, among those they choose. */
async function sessionFor(reference: string, filters: Filters, app: App): Promise<Session> {
  if (!selects(filters)) return referredPick(reference, app, await app.catalogue())
  const { catalogue, sessions } = await chooseSessions(filters, [], app, await app.agenda())
  const [session] = await certainSessions([reference], app, { ...catalogue, sessions })
  return session ?? fail(Exit.bug)
}

async function readGiven(words: readonly string[], options: NoteOptions, app: Pick<App, 'world'>): Promise<Given> {
  const { rating, attended, missed, take, takeaway } = options
  const text = words.length === 1 && words[0] === '-' ? await readInput(app) : words.join(' ')
  return {
    ...(words.length > 0 && take !== true && { text: typedProse('a note', text) }),
    ...(take !== undefined && { take: typedProse('--take', takeOf(take, words, text)) }),
    ...(rating !== undefined && { rating }),
    ...((attended || missed) && { attended: attended ?? false }),
    ...(takeaway && { takeaways: takeaway.map((point) => typedProse('--takeaway', point)) }),
  }
}

/** With a bare `--take` the words are the take, and there must be some. */
function takeOf(take: string | true, words: readonly string[], text: string): string {
  if (take !== true) return take
  if (words.length > 0) return text
  const form = "why you recommend it: --take 'my words'"
  return badValue('--take', '', form)
}

/** Text in another encoding would be saved wrongly. */
async function readInput({ world }: Pick<App, 'world'>): Promise<string> {
  const { decodeText } = await import('../../formats/text/decode-text.js')
  const decoded = decodeText(world.stdin.read(), 'stdin')
  return decoded.ok ? decoded.text : fail(Exit.usage, decoded.problem)
}

/** One change of the agenda, however many sessions it is about. */
async function keep(
  sessions: readonly Session[],
  wish: Given & { readonly replace: boolean },
  app: Pick<App, 'changeAgenda' | 'note'>,
  unless: (present: AgendaPick | undefined) => void = () => undefined,
): Promise<void> {
  let notes: readonly Note[] = []
  await app.changeAgenda((agenda) => {
    notes = []
    let changed = agenda
    for (const session of sessions) {
      unless(agenda.picks.find((pick) => pick.session === session.id))
      const noted = saveNote(changed, { ...wish, session, seen: seenOf(session) })
      refuseLong(noted)
      changed = noted.agenda
      notes = [...notes, ...notesOf(session, noted)]
    }
    return changed
  })
  await app.note(...notes)
}

function refuseLong({ pick, changed }: Noted): void {
  const texts = [
    { what: 'a note', text: changed.includes('note') ? (pick?.note ?? '') : '' },
    { what: 'a take', text: changed.includes('take') ? (pick?.take ?? '') : '' },
    ...(changed.includes('takeaways') ? (pick?.takeaways ?? []) : []).map((text) => ({ what: 'a takeaway', text })),
  ]
  for (const { what, text } of texts) within(what, text, LONGEST)
}

function notesOf(session: Session, noted: Noted): readonly Note[] {
  if (!noted.pick || noted.changed.length === 0) return [{ code: 'nothing-noted', session }]
  const { before, pick, picked, changed } = noted
  return [
    ...(picked ? [{ code: 'picked', session, stage: picked } as const] : []),
    {
      code: 'noted',
      session,
      ...(changed.includes('note') && { note: changeOf(before?.note, pick.note) }),
      ...(changed.includes('take') && { take: changeOf(before?.take, pick.take) }),
      ...(changed.includes('rating') && pick.rating !== undefined && { rating: pick.rating }),
      ...(changed.includes('attended') && pick.attended !== undefined && { attended: pick.attended }),
      ...(changed.includes('takeaways') && { takeaways: pick.takeaways.length }),
    },
  ]
}

function changeOf(was: string | undefined, is: string | undefined): 'added' | 'replaced' | 'removed' {
  if (is === undefined) return 'removed'
  return was === undefined || is.startsWith(`${was}\n\n`) ? 'added' : 'replaced'
}

/** As in git; POSIX asks for it on every system. */
const USUAL_EDITOR = 'vi'

async function edit(session: Session, app: Pick<App, 'agenda' | 'changeAgenda' | 'note' | 'world'>): Promise<void> {
  const { environment } = app.world
  const editor = environment['VISUAL'] || environment['EDITOR'] || USUAL_EDITOR
  const present = (await pickOf(session, app))?.note
  const { editDraft } = await import('../../store/edit-draft.js')
  await editDraft({ name: session.id, text: present ?? '', editor }, app.world, (text) => {
    return keep([session], { text: typedProse('a note', text), replace: true }, app, (pick) => {
      if (pick?.note !== present) fail(Exit.usage, { code: 'note-changed', session })
    })
  })
}

/** The note, for a pipe; in another format the pick with everything that was noted. */
async function tell(session: Session, app: App): Promise<void> {
  const { format, json } = app.globals
  const agenda = await app.agenda()
  const pick = await pickOf(session, app)
  if (format !== undefined || json) {
    const catalogue = await app.catalogue()
    const mine = { ...agenda, picks: pick ? [pick] : [], blocks: [] }
    const days = layOutAgenda(mine, catalogue, new Set([session.id]))
    return app.print({ kind: 'agenda', catalogue, zone: await app.zone(), agenda: mine, ...days })
  }
  if (pick?.note === undefined) return app.note({ code: 'no-note', session })
  app.write(`${safeBlock(pick.note)}\n`)
}

async function pickOf({ id }: Session, app: Pick<App, 'agenda'>): Promise<AgendaPick | undefined> {
  return (await app.agenda()).picks.find(({ session }) => session === id)
}
