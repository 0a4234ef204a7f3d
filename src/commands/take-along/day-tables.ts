import type { Agenda, Session } from '../../model/conference.js'
import { defined } from '../../model/defined.js'
import { layOutDayTables } from '../../planning/export/day-tables.js'
import { keepsTime } from '../../planning/selection/time-filters.js'
import type { App } from '../app.js'
import { type Choice, walksFor } from '../flags/selection.js'

export interface DayTablesOptions {
  readonly all?: true
}

export async function dayTablesText(
  { catalogue, selection }: Choice,
  sessions: readonly Session[],
  agenda: Agenda,
  options: DayTablesOptions,
  app: App,
): Promise<string> {
  const { dayTablesProse } = await import('../../render/prose/day-tables.js')
  const { markdownOf } = await import('../../render/prose/prose.js')
  const blocks = agenda.blocks.filter(keepsTime(catalogue, selection))
  const tables = layOutDayTables(sessions, { ...agenda, blocks }, walksFor({}, agenda, catalogue))
  const { person } = agenda
  const all = options.all ?? false
  return markdownOf(dayTablesProse(defined({ catalogue, zone: await app.zone(), tables, all, person })))
}
