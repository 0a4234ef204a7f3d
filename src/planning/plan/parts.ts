import { type Diagram, drawDiagram } from './diagram.js'
import { limitStates, type Quota } from './limits.js'
import { int, type Lineup } from './lineup.js'
import { nearSets } from './near.js'
import { type Rest, touches } from './rests.js'

/** A stretch of the order, mostly a day: no session, limit or rest of it has to do with another part. */
export interface Part {
  /** The place of its first session. */
  readonly first: number
  /** Its places begin at 0. */
  readonly diagram: Diagram
}

/**
 * A graph for each part, or nothing where they would cost more than `most` together. `onlyLast`: see `nearSets`. One graph of
 * all would say the same; but what is asked about one part is answered there, in a part of the time.
 */
export function drawParts(
  lineup: Lineup,
  quotas: readonly Quota[],
  rests: readonly Rest[],
  { onlyLast = false, most }: { readonly onlyLast?: boolean; readonly most: number },
): readonly Part[] | undefined {
  const parts: Part[] = []
  let left = most
  for (const [first, end] of stretches(lineup, quotas, rests)) {
    const own = cut(lineup, first, end)
    const counting = quotas
      .filter(({ members: [member = -1] }) => first <= member && member < end)
      .map(({ members, most: limit }) => ({ members: members.map((member) => member - first), most: limit }))
    const resting = rests.filter((rest) => own.starts.some((_, place) => touches(rest, own, place)))
    const diagram = drawDiagram(own, nearSets(own, onlyLast), limitStates(own, counting, resting), left)
    if (!diagram) return undefined
    left -= diagram.cost
    parts.push({ first, diagram })
  }
  return parts
}

/** Where each part begins and ends: the first place that is not in it any more. */
function stretches(
  lineup: Lineup,
  quotas: readonly Quota[],
  rests: readonly Rest[],
): readonly (readonly [number, number])[] {
  const until = lineup.lastRival.slice()
  const bind = (members: readonly number[]) => {
    const [first, last] = [members[0], members.at(-1)]
    if (first !== undefined && last !== undefined) until[first] = Math.max(int(until, first), last)
  }
  for (const { members } of quotas) bind(members)
  for (const rest of rests) bind([...lineup.candidates.keys()].filter((place) => touches(rest, lineup, place)))
  const found: [number, number][] = []
  let [first, last] = [0, -1]
  for (const [place, own] of until.entries()) {
    if (place > last && place > first) {
      found.push([first, place])
      first = place
    }
    last = Math.max(last, own)
  }
  return [...found, [first, until.length]]
}

function cut(lineup: Lineup, first: number, end: number): Lineup {
  const shifted = (places: Int32Array) => places.slice(first, end).map((place) => place - first)
  return {
    candidates: lineup.candidates.slice(first, end),
    starts: lineup.starts.subarray(first, end),
    ends: lineup.ends.subarray(first, end),
    weights: lineup.weights.subarray(first, end),
    lastRival: shifted(lineup.lastRival),
    firstAfter: shifted(lineup.firstAfter).map((place) => Math.min(place, end - first)),
    posters: lineup.posters.subarray(first, end),
    clash: (earlier, later) => lineup.clash(first + earlier, first + later),
    fixed: lineup.fixed.filter((place) => first <= place && place < end).map((place) => place - first),
  }
}
