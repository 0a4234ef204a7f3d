import type { Day } from '../../model/day.js'
import type { Entry } from '../../planning/clash.js'
import { type Again, bestSitting, type Sitting } from '../../planning/sittings.js'
import { safe } from '../terminal.js'
import { listed } from './listed.js'
import { dayTimeLabel, timeLabel } from './moments.js'
import { typed } from './shell.js'

/** `given again Thu 10:00, free`: beside what stands under `day`; empty where it is given once. */
export function givenAgain(sittings: readonly Sitting[], day: Day): string {
  const best = bestSitting(sittings)
  if (!best) return ''
  const { start, offset } = best.entry
  return `given again ${timeLabel(start, offset, day)}, ${best.free ? 'free' : 'not free'}`
}

/** `10:00`, or `Thu 10:00` where that is another day than the one that it is told under. */
export function timesOf(entries: readonly Entry[], day: Day): readonly string[] {
  return entries.map(({ start, offset }) => timeLabel(start, offset, day))
}

/** So many are named before the others are only counted. */
const NAMED = 3

/** What I am going to more than once, a sentence each, with the command that leaves one of them. */
export function twiceSentences({ twice }: Pick<Again, 'twice'>): readonly string[] {
  const sentences = twice.slice(0, NAMED).flatMap(({ sittings, spare }) => {
    const [first] = sittings
    if (!first) return []
    const times = sittings.map(({ start, offset }) => dayTimeLabel(start, offset, first.day))
    const number = sittings.length === 2 ? 'twice' : `${sittings.length} times`
    return [
      `Going ${number}: ${safe(first.title)}, ${listed(times, 'and')}. Attend one: kubeplan drop ${typed(spare.id)}`,
    ]
  })
  return twice.length > NAMED
    ? [...sentences, `and ${twice.length - NAMED} more that you are going to twice`]
    : sentences
}
