import { appendTo } from '../../model/multimap.js'
import { clockAt, durationLabel } from '../../model/time.js'
import type { Unplaceable } from '../../planning/plan/candidates.js'
import type { Swap, UnmetBreak } from '../../planning/plan/problem.js'
import type { PlanView } from '../views.js'
import { count } from './count.js'
import type { Glyphs } from './glyphs.js'
import { listed } from './listed.js'
import { daysLabel, momentLabel } from './moments.js'
import type { Labelled } from './plan-lines.js'
import type { Names } from './plan-names.js'
import { pointsTold } from './points.js'
import { typed } from './shell.js'

/** How many of a kind are named without --full. */
const FEW = 3
const SOME = 5

/** Remarks on a plan besides its sessions, as lines that may be wrapped. All texts are safe. */
export interface Findings {
  readonly conflicts: readonly string[]
  readonly repair: readonly Labelled[]
  readonly others: readonly string[]
  readonly unplaced: readonly Labelled[]
}

export function findingsOf(view: PlanView, names: Names, glyphs: Glyphs): Findings {
  const { conflicts, unmet } = view.plan
  return {
    conflicts: conflicts.map(
      ({ drop, value }) => `drop ${listed(drop.map(names.nameOf), 'and')}: then worth ${pointsTold(value)}`,
    ),
    repair: repairLines(view, names, glyphs),
    others: [...swapLines(view, names), ...unmet.map((window) => unmetLine(window, names))],
    unplaced: unplacedLines(view, names),
  }
}

function repairLines(
  { plan: { repair }, full }: PlanView,
  { nameOf, namesOf }: Names,
  { arrow }: Glyphs,
): Findings['repair'] {
  if (!repair) return []
  const { kept, swapped, lost, gained } = repair
  const named = (ids: readonly string[]) => listed(ids.map(nameOf), 'and', full ? undefined : SOME)
  return [
    { label: 'kept', text: kept.length > 0 ? `${count(kept.length, 'pick')}: ${named(kept)}` : 'nothing' },
    ...swapped.map((swap) => {
      return { label: 'swapped', text: `${namesOf([swap.lost])[0]} ${arrow} ${namesOf([swap.gained])[0]}` }
    }),
    ...(lost.length > 0 ? [{ label: 'lost', text: named(lost) }] : []),
    ...(gained.length > 0 ? [{ label: 'gained', text: named(gained) }] : []),
  ]
}

/** Swaps that remove the same sessions are joined: `A or B instead of C costs nothing.` */
function swapLines({ plan: { zeroCostSwaps }, full }: PlanView, { namesOf }: Names): readonly string[] {
  const groups = new Map<string, Swap[]>()
  for (const swap of zeroCostSwaps) {
    const key = JSON.stringify(swap.lose)
    appendTo(groups, key, swap)
  }
  const shown = full ? [...groups.values()] : [...groups.values()].slice(0, FEW)
  const rest = groups.size - shown.length
  const lines = shown.map((swaps) => {
    const gains = swaps.map(({ gain }) => listed(namesOf(gain), 'and'))
    const lost = listed(namesOf(swaps[0]?.lose ?? []), 'and')
    return `${listed(gains, 'or', full ? undefined : FEW)} instead of ${lost} costs nothing.`
  })
  return rest > 0 ? [...lines, `${rest} more ${rest === 1 ? 'swap costs' : 'swaps cost'} nothing (--full).`] : lines
}

function unmetLine({ start, end, offset, endOffset, minutes, because }: UnmetBreak, { nameOf }: Names): string {
  const window = `${momentLabel(start, offset)}-${momentLabel(end, endOffset)}`
  const busy = listed(because.map(nameOf), 'and', SOME)
  const date = daysLabel([clockAt(start, offset).day])
  return `No break of ${durationLabel(minutes)} is left on ${date} ${window}${busy === '' ? '' : `, because of ${busy}`}.`
}

const REASONS: Readonly<Record<Unplaceable, string>> = {
  cancelled: 'cancelled',
  'outside-hours': 'outside your hours',
  'no-time': 'no time yet',
  umbrella: 'umbrella',
  'not-in-programme': 'gone',
  'going-elsewhere': 'going at another time',
  'not-selected': 'filtered out',
}

function unplacedLines({ unplaced, full }: PlanView, { nameOf }: Names): readonly Labelled[] {
  return Object.entries(REASONS).flatMap(([reason, label]) => {
    const ids = unplaced.flatMap(({ session, because }) => (because === reason ? session : []))
    if (ids.length === 0) return []
    const names = listed(ids.map(nameOf), 'and', full ? undefined : SOME)
    const help = reason === 'umbrella' ? ` (to keep the time free: kubeplan block ${typed(ids[0] ?? '')})` : ''
    return [{ label, text: names + help }]
  })
}
