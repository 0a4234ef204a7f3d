import { overlapOf, type Span } from '../../model/time.js'
import type { Stay } from './stay.js'
import { weightOf } from './stay.js'

/** A stay in lanes `from` (included) to `to` (not included) of its column; `more` found no lane beside it. */
export interface InLanes extends Stay {
  readonly from: number
  readonly to: number
  readonly more: number
}

/** The most that run at the same time. O(n log n). */
export function depthOf(spans: readonly Span[]): number {
  const turns = spans.flatMap(({ start, end }) => [
    { at: start, by: 1 },
    { at: end, by: -1 },
  ])
  let now = 0
  let most = 0
  // An end makes room for a start at the same time.
  for (const { by } of turns.sort((a, b) => a.at - b.at || a.by - b.by)) {
    now += by
    most = Math.max(most, now)
  }
  return most
}

/**
 * Places the stays of one column in `lanes` lanes without overlaps: by start, longer ones first, then as given. If
 * there are too many at once, mine take precedence. A stay also takes free lanes to its right.
 */
export function placeInLanes(stays: readonly Stay[], lanes: number): readonly InLanes[] {
  const kept = depthOf(stays) <= lanes ? stays : withinDepth(stays, lanes)
  const until: number[] = []
  const placed = [...kept]
    .sort((a, b) => a.start - b.start || b.end - a.end)
    .map((stay) => {
      const free = until.findIndex((end) => end <= stay.start)
      const from = free < 0 ? until.length : free
      until[from] = stay.end
      return { ...stay, from, to: from + 1, more: 0 }
    })
  const boxes = placed.map((box) => ({ ...box, to: rightEnd(box, placed, lanes) }))
  const shown = new Set(kept)
  for (const stay of stays) {
    if (shown.has(stay)) continue
    const [first, ...others] = boxes.filter((box) => overlap(box, stay))
    if (first) others.reduce((one, other) => (other.to > one.to ? other : one), first).more++
  }
  return boxes
}

/** As many as possible with never more than `lanes` at once: those that matter more to me first, then as given. */
function withinDepth(stays: readonly Stay[], lanes: number): readonly Stay[] {
  const kept: Stay[] = []
  for (const weight of [2, 1, 0]) {
    for (const stay of stays) {
      if (weightOf(stay) !== weight) continue
      const beside = kept.filter((other) => overlap(other, stay)).flatMap((other) => overlapOf(other, stay) ?? [])
      if (depthOf(beside) < lanes) kept.push(stay)
    }
  }
  return kept
}

function rightEnd(box: InLanes, placed: readonly InLanes[], lanes: number): number {
  if (box.to === lanes) return lanes
  const beside = placed.filter((other) => other.from > box.from && overlap(box, other))
  return beside.reduce((end, { from }) => Math.min(end, from), lanes)
}

/** Like `overlapOf`, but without allocating a span, because it is called very often. */
function overlap(one: Span, other: Span): boolean {
  return one.start < other.end && other.start < one.end
}
