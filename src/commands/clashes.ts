import { Exit } from '../model/exit.js'
import { attendable, goingEntries } from '../planning/attending.js'
import { type Entry, eachClash } from '../planning/clash.js'
import { passesEveryStage, type Selection } from '../planning/selection.js'
import type { ClashesView } from '../render/views.js'
import { agendaFor, chooseOnDays } from './choosing.js'
import type { Command } from './command.js'
import { type SelectionOptions, selects, withSelection } from './selection.js'
import { type WalkOptions, walksFor, withWalk } from './walking.js'

interface ClashesOptions extends SelectionOptions, WalkOptions {
  readonly all?: true
  readonly exitCode?: true
}

/** Blocks are on no list that flags choose from: they show up where a chosen session clashes with them. */
const isSession = ({ id }: Entry) => !id.startsWith('block:')

/** Whether flags other than days leave something out. All stages are all that an agenda has. */
function leavesOut(options: ClashesOptions, scope: ClashesView['scope'], stages: Selection['stage']): boolean {
  const { day, notDay, stage, notStage, ...others } = options
  return selects(others) || (stages !== undefined && !(scope === 'agenda' && passesEveryStage(stages)))
}

export const clashes: Command<ClashesOptions> = {
  configure: (command) =>
    withSelection(
      withWalk(command)
        .argument('[words...]', 'only among sessions with all these words')
        .option('--all', 'in the whole programme, whatever I picked')
        .option('--exit-code', 'exit 1 when there are any'),
    ),

  async run(words, options, app) {
    const agenda = await (options.all ? agendaFor(options, app) : app.agenda())
    const picked = agenda.picks.length > 0
    const scope = picked && !options.all ? 'agenda' : 'programme'
    const { catalogue, selection, sessions } = await chooseOnDays(options, words, app, agenda)
    const maybe = selection.stage !== undefined
    const { entries, leftOut } =
      scope === 'agenda'
        ? {
            entries: goingEntries(agenda, { ...catalogue, sessions }, { maybe }),
            leftOut: new Map(),
          }
        : attendable(sessions)
    const narrowed = selects(options) || words.length > 0
    const walks = walksFor(options, agenda, catalogue)
    // Two blocks are then compared no more than two posters of one wall.
    const found = narrowed
      ? entries.map((entry) => (isSession(entry) ? entry : { ...entry, posters: 'blocks' }))
      : entries
    await app.print({
      kind: 'clashes',
      catalogue,
      zone: await app.zone(),
      scope,
      picked,
      maybe,
      ...(selection.days && { days: selection.days.days }),
      narrowed: words.length > 0 || leavesOut(options, scope, selection.stage),
      entries: found,
      walks,
      leftOut,
    })
    return options.exitCode && !eachClash(found, walks).next().done ? Exit.findings : Exit.done
  },
}
