import { type Agenda, type Catalogue, Exit } from '../../model/index.js'
import { roomChanges } from '../../planning/agenda/agenda-days.js'
import { attendable, blockEntry, type Entry, eachClash, entryKey, goingEntries } from '../../planning/agenda/clashes.js'
import { whyNotAmong } from '../../planning/agenda/prospect.js'
import { type Again, againAmong } from '../../planning/agenda/sittings.js'
import type { Walks } from '../../planning/agenda/walks.js'
import { passesEveryStage, type Selection } from '../../planning/selection/selection.js'
import { keepsTime } from '../../planning/selection/time-filters.js'
import type { ClashesView } from '../../render/views.js'
import type { App, Command } from '../app.js'
import {
  agendaFor,
  chooseOnDays,
  nowIn,
  type SelectionOptions,
  selects,
  type WalkOptions,
  walksFor,
  withSelection,
  withWalk,
} from '../flags/selection.js'

interface ClashesOptions extends SelectionOptions, WalkOptions {
  readonly all?: true
  readonly exitCode?: true
}

/**
 * Blocks have no track or room to select by, only a time. Those at other times are not compared with each other, and
 * are only listed if they clash with a selected session.
 */
function atOtherTimes(
  entries: readonly Entry[],
  { blocks }: Agenda,
  catalogue: Catalogue,
  selection: Selection,
): readonly Entry[] {
  const keeps = keepsTime(catalogue, selection)
  const away = new Set(blocks.filter((block) => !keeps(block)).map((block) => entryKey(blockEntry(block))))
  return entries.map((entry) => (away.has(entryKey(entry)) ? { ...entry, posters: 'blocks' } : entry))
}

/** Whether flags other than those about days leave anything out. All stages together are the whole agenda. */
function leavesOut(options: ClashesOptions, scope: ClashesView['scope'], stages: Selection['stage']): boolean {
  const { day, notDay, stage, notStage, ...others } = options
  return selects(others) || (stages !== undefined && !(scope === 'agenda' && passesEveryStage(stages)))
}

export const command: Command<ClashesOptions> = {
  configure: (command) =>
    withSelection(
      withWalk(command)
        .argument('[words...]', 'look only at sessions with all these words')
        .option('--all', 'look at the whole programme, not only your picks')
        .option('--exit-code', 'exit 1 if there are any'),
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
    const walks = walksFor(options, agenda, catalogue)
    const found = scope === 'agenda' ? atOtherTimes(entries, agenda, catalogue, selection) : entries
    const again = scope === 'agenda' && (await againIn(found, agenda, walks, app))
    const present = { sessions: catalogue.sessions, walks, ...(await nowIn(catalogue, app)) }
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
      ...(again && { again, roomChanges: roomChanges(entries, walks) }),
      whyNot: whyNotAmong(agenda, present),
      leftOut,
    })
    return options.exitCode && !eachClash(found, walks).next().done ? Exit.findings : Exit.done
  },
}

/** Other sittings of my picks on any day, regardless of the flags. */
async function againIn(
  shown: readonly Entry[],
  agenda: Agenda,
  walks: Walks,
  app: Pick<App, 'catalogue' | 'now'>,
): Promise<Again> {
  const { sessions } = await app.catalogue()
  const going = goingEntries(agenda, { sessions }, { maybe: false })
  return againAmong(new Set(shown.map(({ id }) => id)), { sessions, going, walks, now: await app.now() })
}
