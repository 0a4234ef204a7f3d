import { type Command as Arguments, Option } from 'commander'
import { Exit, fail, firstOf, type Session } from '../../model/index.js'
import { clashesWithin, goingEntries } from '../../planning/agenda/clashes.js'
import { whyNotAmong } from '../../planning/agenda/prospect.js'
import type { Selection } from '../../planning/selection/selection.js'
import { mayFold } from '../../planning/sessions/foldable.js'
import {
  ACROSS,
  type Across,
  acrossFor,
  type TimetableDays,
  timetableDays,
} from '../../planning/timetable/timetable.js'
import type { App, Command } from '../app.js'
import { calledWith } from '../flags/globals.js'
import {
  agendaFor,
  chooseSessions,
  nowIn,
  type SelectionOptions,
  selects,
  stagesOf,
  type WalkOptions,
  walksFor,
  withSelection,
  withWalk,
} from '../flags/selection.js'

interface GridOptions extends SelectionOptions, WalkOptions {
  readonly across?: Across
}

export const command: Command<GridOptions> = {
  configure: (command: Arguments) =>
    withSelection(
      withWalk(command.argument('[words...]', 'show only sessions with all these words')).addOption(
        new Option('--across <facet>', 'put these across the top (default: what the sessions have)').choices([
          ...ACROSS,
        ]),
      ),
    ),

  async run(words, options, app) {
    const agenda = await agendaFor(options, app)
    const { catalogue, selection, sessions } = await chooseSessions(options, words, app, agenda)
    const across = acrossOf(options.across, catalogue.sessions, sessions)
    const stages = stagesOf(agenda)
    const { blocks } = agenda
    const narrowed = selects(options) || words.length > 0
    const walks = walksFor(options, agenda, catalogue)
    const present = await nowIn(catalogue, app)
    await app.print({
      kind: 'timetable',
      catalogue,
      zone: await app.zone(),
      sessions,
      ...(await daysOf({ sessions, stages, blocks }, selection, narrowed, app)),
      ...(across && { across }),
      stages,
      blocks,
      clashes: clashesWithin(goingEntries(agenda, catalogue, { maybe: false }), walks).clashes,
      fold: mayFold(selection),
      called: calledWith(words, options, ['day', 'notDay']),
      ...present,
      whyNot: whyNotAmong(agenda, { sessions: catalogue.sessions, walks, ...present }),
      onTerminal: app.world.stdout.isTerminal,
    })
    return Exit.done
  },
}

function acrossOf(
  asked: Across | undefined,
  programme: readonly Session[],
  chosen: readonly Session[],
): Across | undefined {
  if (asked === undefined) return acrossFor(chosen.filter(({ when }) => when.kind === 'timed'))
  if (programme.some((session) => firstOf(session, asked) !== undefined)) return asked
  return fail(Exit.usage, { code: 'facet-lacking', flag: `--across ${asked}`, facet: `${asked}s` })
}

async function daysOf(
  input: Parameters<typeof timetableDays>[0],
  { days }: Selection,
  narrowed: boolean,
  app: Pick<App, 'catalogue' | 'now'>,
): Promise<TimetableDays> {
  if (narrowed) return timetableDays(input, { narrowed, asked: days?.days ?? [] })
  const { todayIn } = await import('../../clock/zone.js')
  const { timezone, dayChange } = (await app.catalogue()).conference
  return timetableDays(input, { narrowed, today: todayIn(await app.now(), timezone, dayChange) })
}
