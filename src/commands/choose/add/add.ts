import { Option } from 'commander'
import {
  badValue,
  DEFAULT_PRIORITY,
  definedFields,
  Exit,
  type Note,
  type Session,
  type Stage,
} from '../../../model/index.js'
import { timeTakenBy } from '../../../planning/agenda/clashes.js'
import { addPick, type Picked, seenOf } from '../../../planning/agenda/picks.js'
import type { Command } from '../../app.js'
import { type WithOptions, withOthers } from '../../flags/other-agendas.js'
import { type SelectionOptions, type WalkOptions, walksFor, withSelection, withWalk } from '../../flags/selection.js'
import { sessionsToChange } from '../../flags/session-args.js'
import { clashNotesFor } from '../clash-notes.js'

interface AddOptions extends SelectionOptions, WalkOptions, WithOptions {
  readonly maybe?: true
  readonly priority?: string
  readonly insteadOf?: string
}

export const command: Command<AddOptions> = {
  configure: (command) =>
    withSelection(
      withOthers(withWalk(command), "pick as maybe what is on somebody's agenda (an agenda file or .ics calendar)")
        .argument('[session...]', 'an id or the start of one, or words of a title; - reads ids from stdin')
        .option('-m, --maybe', 'pick as maybe: it may clash')
        .option('-p, --priority <number>', 'set the priority, from 1 (nice) to 5 (must)')
        .addOption(
          new Option('--instead-of <session>', 'replace this pick, keeping its note, rating and so on').conflicts(
            'with',
          ),
        ),
    ),

  async run(references, options, app) {
    if (options.with) {
      const { takeFromOthers } = await import('./take-over.js')
      return takeFromOthers(references, options, readPriority(options.priority), app)
    }
    if (options.insteadOf !== undefined) {
      const { replaceOne } = await import('./instead-of.js')
      return replaceOne(references, { ...options, insteadOf: options.insteadOf }, readPriority(options.priority), app)
    }
    const catalogue = await app.catalogue()
    const sessions = await sessionsToChange(references, options, app, 'add')
    const stage: Stage = options.maybe ? 'maybe' : 'going'
    const priority = readPriority(options.priority)
    const clashNotes = await clashNotesFor(app)
    let notes: readonly Note[] = []

    await app.changeAgenda((before) => {
      let agenda = before
      const picked = sessions.map((session) => {
        const change = definedFields({ session, stage, seen: seenOf(session), priority })
        const added = addPick(agenda, change)
        agenda = added.agenda
        return { session, ...added }
      })
      const notesOn = clashNotes(agenda, walksFor(options, before, catalogue))
      notes = picked.flatMap(({ session, outcome, agenda: mine }) => {
        const entry = stage === 'maybe' || outcome === 'unchanged' ? undefined : timeTakenBy(session)
        return [noteOf(outcome, session, stage, priority), ...(entry ? notesOn(entry, mine) : [])]
      })
      return agenda
    })
    await app.note(...notes)
    return Exit.done
  },
}

function noteOf(outcome: Picked['outcome'], session: Session, stage: Stage, priority: number | undefined): Note {
  switch (outcome) {
    case 'added':
      return { code: 'picked', session, stage }
    case 'stage-changed':
      return { code: 'stage-changed', session, stage }
    case 'priority-changed':
      return { code: 'priority-changed', session, priority: priority ?? DEFAULT_PRIORITY }
    case 'unchanged':
      return { code: 'already-picked', session, stage }
  }
}

function readPriority(text: string | undefined): number | undefined {
  if (text === undefined || /^[1-5]$/.test(text)) return text === undefined ? undefined : Number(text)
  return badValue('--priority', text, '1 (nice) to 5 (must)')
}
