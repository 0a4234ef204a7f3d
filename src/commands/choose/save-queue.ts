import { type Agenda, Exit, Failure, LONGEST, type Note, type Problem } from '../../model/index.js'
import type { App } from '../app.js'
import { within } from '../flags/values.js'
import { differences, stepAgenda, type Way } from './undo.js'

/** What became of a save: notes about an undo, or the problems of one that failed. */
export interface Saved {
  readonly notes: readonly Note[]
  readonly problems: readonly Problem[]
}

/** Saves changes of the agenda one after another, while others are already shown. */
export interface SaveQueue {
  /** The agenda in the file, with the changes that are still to be saved. */
  readonly shown: () => Agenda
  readonly change: (change: (agenda: Agenda) => Agenda) => void
  /** Undoes the last change that was saved, or makes one again that was undone. */
  readonly step: (way: Way) => void
  /** Reads what somebody else saved; not while a save is under way, which does that itself. */
  readonly refresh: () => Promise<readonly Problem[]>
  /** Resolves when all is saved, or could not be; rejects with an error that is no Failure. */
  readonly idle: () => Promise<void>
  /** Of the changes that could not be saved. */
  readonly failures: readonly Failure[]
}

interface Job {
  readonly change: (agenda: Agenda) => Agenda
  readonly save: () => Promise<{ readonly agenda: Agenda; readonly notes: readonly Note[] }>
  /** Set for an undo or redo: that there is nothing to undo is no failure of a save. */
  readonly isStep?: true
}

interface QueueHooks {
  readonly titleOf: (id: string) => string
  /** Resolves when what is shown has been drawn, because saving waits for the disk. */
  readonly turn: () => Promise<void>
  /** Called after each save. */
  readonly done: (saved: Saved) => void
  /** Called with an error that is no Failure, which ends the queue. */
  readonly broken: (error: unknown) => void
}

export function saveQueue(app: App, agenda: Agenda, { titleOf, turn, done, broken }: QueueHooks): SaveQueue {
  let stored = agenda
  const waiting: Job[] = []
  const failures: Failure[] = []
  let running: Promise<void> | undefined
  let bug: { readonly error: unknown } | undefined
  const shown = () => waiting.reduce((mine, { change }) => change(mine), stored)

  async function saveAll(): Promise<void> {
    for (let job = waiting[0]; job; job = waiting[0]) {
      const saved = await saveOne(job)
      waiting.shift()
      done(saved)
    }
    running = undefined
  }

  async function saveOne({ save, isStep }: Job): Promise<Saved> {
    try {
      const { agenda: is, notes } = await save()
      stored = is
      return { notes, problems: [] }
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      const isTold = error.problems.length === 0 || (isStep && error.exit === Exit.usage)
      if (!isTold) failures.push(error)
      // What waits would wait for the same lock, or fail on the same disk.
      if (error.exit === Exit.disk) waiting.length = 1
      // It may have been saved nevertheless, for example if the disk did not confirm it.
      await reread()
      return { notes: [], problems: error.problems }
    }
  }

  async function reread(): Promise<readonly Problem[]> {
    try {
      stored = (await app.agendaInFile()).agenda
      return []
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      return error.problems
    }
  }

  function add(job: Job): void {
    waiting.push(job)
    running ??= turn()
      .then(saveAll)
      .catch((error: unknown) => {
        bug = { error }
        broken(error)
      })
  }

  return {
    shown,
    failures,
    change: (change) =>
      add({
        change,
        save: async () => ({ agenda: await app.asShown(await app.changeAgenda(withoutLongNotes(change))), notes: [] }),
      }),
    step: (way) =>
      add({
        change: (mine) => mine,
        isStep: true,
        async save() {
          const { was, is } = await stepAgenda(way, app)
          const notes = differences(was, is, titleOf)
          return { agenda: await app.asShown(is), notes: notes.length > 0 ? notes : [{ code: 'details-changed' }] }
        },
      }),
    refresh: async () => (running ? [] : reread()),
    async idle() {
      await running
      if (bug) throw bug.error
    },
  }
}

/** A note grows by what is added to it, and one that is too long could not be read again. */
function withoutLongNotes(change: (agenda: Agenda) => Agenda): (agenda: Agenda) => Agenda {
  return (agenda) => {
    const changed = change(agenda)
    const before = new Set(agenda.picks)
    for (const pick of changed.picks) if (!before.has(pick)) within('a note', pick.note ?? '', LONGEST)
    return changed
  }
}
