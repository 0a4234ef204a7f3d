import type { Session } from '../../model/conference.js'
import type { Day } from '../../model/time.js'
import { safe } from '../terminal.js'
import type { Setting } from '../views.js'
import type { Part } from './flow.js'
import { daysLabel, zoneLabel } from './moments.js'

/** The headline of every table: the conference, its days, the clock, and whatever else there is to say. */
export function headlineOf(
  { catalogue, zone }: Setting,
  days: readonly Day[],
  timed: Iterable<Pick<Session, 'when'>>,
  ...more: readonly string[]
): readonly Part[] {
  const offsets = [...timed].flatMap(({ when }) => (when.kind === 'timed' ? [when.offset] : []))
  return [
    { text: safe(catalogue.conference.name), tone: 'strong' },
    { text: daysLabel(days) },
    { text: safe(zoneLabel(zone, offsets)) },
    ...more.map((text) => ({ text })),
  ]
}
