import type { Agenda } from '../../model/agenda.js'
import type { Session } from '../../model/session.js'
import { layOutTimetable } from '../../planning/timetable.js'
import type { App } from '../app.js'
import type { Choice } from '../choosing.js'
import { walksFor } from '../walking.js'

export interface TimetableOptions {
  readonly all?: true
  readonly blocks?: true
}

/** The sessions day by day as tables in Markdown. */
export async function timetableText(
  { catalogue, selection }: Choice,
  sessions: readonly Session[],
  agenda: Agenda,
  options: TimetableOptions,
  app: App,
): Promise<string> {
  const { timetableProse } = await import('../../render/prose/timetable.js')
  const { markdownOf } = await import('../../render/markdown/prose.js')
  const days = selection.days && new Set(selection.days.days)
  const blocks = options.blocks ? agenda.blocks.filter(({ day }) => !days || days.has(day)) : []
  const timetable = layOutTimetable(sessions, { ...agenda, blocks }, walksFor({}, agenda, catalogue))
  const { person } = agenda
  const all = options.all ?? false
  return markdownOf(
    timetableProse({ catalogue, zone: await app.zone(), timetable, all, ...(person !== undefined && { person }) }),
  )
}
