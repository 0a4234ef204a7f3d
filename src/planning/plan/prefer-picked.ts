import { appendTo } from '../../model/index.js'
import { at } from './lineup.js'
import { isPlan, type Prepared } from './prepare.js'

/** Which sittings were picked, and which are as good as others; places in the lineup. */
export interface Preference {
  readonly isPicked: (place: number) => boolean
  readonly contentOf: (place: number) => string | undefined
  readonly weightOf: (place: number) => number | undefined
}

/**
 * The same plan (places, ascending) with the sittings that were picked, if they are worth as much: nobody likes to be moved for
 * nothing.
 */
export function preferPicked(
  prepared: Prepared,
  chosen: readonly number[],
  { isPicked, contentOf, weightOf }: Preference = ownPreference(prepared),
): readonly number[] {
  const picked = new Map<string, number[]>()
  for (const place of prepared.lineup.candidates.keys()) {
    const content = contentOf(place)
    if (content !== undefined && isPicked(place)) appendTo(picked, content, place)
  }
  let best = chosen
  for (const place of chosen) {
    if (isPicked(place)) continue
    const alike = picked.get(contentOf(place) ?? '')?.filter((other) => weightOf(other) === weightOf(place)) ?? []
    const rest = best.filter((other) => other !== place)
    const plans = alike.map((other) => [...rest, other].sort((a, b) => a - b))
    best = plans.find((plan) => isPlan(prepared, plan)) ?? best
  }
  return best
}

function ownPreference({ lineup: { candidates, weights } }: Prepared): Preference {
  return {
    isPicked: (place) => candidates[place]?.picked === true,
    contentOf: (place) => candidates[place]?.group,
    weightOf: (place) => at(weights, place),
  }
}
