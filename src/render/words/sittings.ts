import type { Day } from '../../model/time.js'
import type { RoomChanges } from '../../planning/agenda/agenda-days.js'
import { type Again, bestSitting, type Sitting } from '../../planning/agenda/sittings.js'
import type { Part } from '../layout/paragraph.js'
import type { Sheet } from '../screen/sheet.js'
import { safe } from '../screen/terminal.js'
import { listed, type Times } from './labels.js'

/** `given again Thu 10:00, free`, for an entry listed under `day`; empty if there is no other sitting. */
export function givenAgain(sittings: readonly Sitting[], day: Day, times: Times): string {
  const best = bestSitting(sittings)
  if (!best) return ''
  const { start, offset } = best.entry
  return `given again ${times.time(start, offset, day)}, ${best.free ? 'free' : 'not free'}`
}

/** How many are named before the others are counted. */
const NAMED = 3

/** A sentence for each session of which I am going to several sittings, with the command that drops one. */
export function twiceSentences(
  { twice }: Pick<Again, 'twice'>,
  { suggest, times }: Pick<Sheet, 'suggest' | 'times'>,
): readonly string[] {
  const sentences = twice.slice(0, NAMED).flatMap(({ sittings, spare }) => {
    const [first] = sittings
    if (!first) return []
    const moments = sittings.map(({ start, offset }) => times.dayTime(start, offset, first.day))
    const number = sittings.length === 2 ? 'twice' : `${sittings.length} times`
    return [
      `Going ${number}: ${safe(first.title)}, ${listed(moments, 'and')}. Attend one: ${suggest('drop', [spare.id])}`,
    ]
  })
  return twice.length > NAMED
    ? [...sentences, `and ${twice.length - NAMED} more that you are going to twice`]
    : sentences
}

/** Says that some walks are unknown, with the flag that helps; empty if all are known. */
export function unknownWalks(changes: RoomChanges | undefined): Part {
  if (!changes || changes.unknown === 0) return { text: '' }
  const { unknown, all } = changes
  return {
    text: `walks between rooms are not known and count as 0 (${unknown} of ${all} room ${all === 1 ? 'change' : 'changes'}): --walk 5m`,
    brief: `walks not known (${unknown} of ${all}), counted as 0: --walk 5m`,
  }
}
