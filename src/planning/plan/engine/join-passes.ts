import { at, int } from '../lineup.js'
import type { Labels } from './labels.js'
import { ascending, labelsOf, type Network, type Relaxation, refund, valuesTo } from './network.js'

/** A way by what it differs in from a plan: places, ascending. */
export interface Change {
  /** The value of the way, with what multipliers refund. */
  readonly value: number
  readonly gain: readonly number[]
  readonly lose: readonly number[]
}

/**
 * Labels up to each session and labels from each one on. The best way that holds a session is a label up to it and one from it
 * on, so two passes give the best ways with and without every session.
 */
export class JoinedPasses {
  /** The labels that both passes have set. */
  readonly count: number
  private readonly plan: readonly number[]
  private readonly inPlan: ReadonlySet<number>
  /** Labels that are the first sessions of the plan, or the last ones, with how many these are. */
  private readonly before: ReadonlyMap<number, number>
  private readonly behind: ReadonlyMap<number, number>
  private readonly held = new Map<number, Change | undefined>()

  constructor(
    private readonly earlier: Labels,
    private readonly later: Labels,
    chosen: readonly number[],
    /** What multipliers give back to every way. */
    private readonly refund: number,
  ) {
    const { position } = earlier.pass.timeline
    this.count = earlier.count + later.count
    this.plan = [...chosen].sort((a, b) => int(position, a) - int(position, b))
    this.inPlan = new Set(chosen)
    this.before = partsOf(earlier, this.plan)
    this.behind = partsOf(later, [...this.plan].reverse())
  }

  /** The most that ways are worth before and behind each place. */
  get completion(): Completion {
    return { earlier: valuesTo(this.earlier), later: valuesTo(this.later) }
  }

  /** The best way that holds a place; undefined if there is none, or if all are worth too little. */
  with(place: number): Change | undefined {
    if (!this.held.has(place)) {
      this.held.set(place, this.meet(this.earlier.of(place), this.later.of(place), place))
    }
    return this.held.get(place)
  }

  /** The best way without a place of the relaxation's cuts: nothing takes place when it begins, or another session does. */
  without(place: number): Change | undefined {
    const { earlier, later } = this
    const { lineup, timeline, demand } = earlier.pass
    const moment = at(timeline.starts, place)
    let best = this.meet([...(earlier.fronts.get(place) ?? [])], [...(later.fronts.get(place) ?? [])])
    const stage = timeline.stages.find(({ places }) => places.includes(place))
    for (const other of stage?.places ?? []) {
      if (other === place || at(timeline.starts, other) > moment || at(timeline.ends, other) <= moment) continue
      const way = this.with(other)
      if (!way) continue
      // A poster can be left out from beside another one on the same wall.
      const isBeside = int(lineup.posters, other) >= 0 && int(lineup.posters, other) === int(lineup.posters, place)
      const isHeld = isBeside && !way.lose.includes(place)
      const value = isHeld ? way.value - at(demand.weights, place) : way.value
      if (value <= (best?.value ?? Number.NEGATIVE_INFINITY)) continue
      best = isHeld ? { ...way, value, lose: [...way.lose, place].sort(ascending) } : way
    }
    return best
  }

  /** The best way made of a label of either list; both hold `place`, if one is given. */
  private meet(ones: number[], others: number[], place = -1): Change | undefined {
    const { earlier, later } = this
    const { resources } = earlier.pass
    bestFirst(earlier, ones)
    bestFirst(later, others)
    let worth = Number.NEGATIVE_INFINITY
    let one = -1
    let other = -1
    const most = at(later.value, others[0] ?? 0)
    for (const first of ones) {
      if (at(earlier.value, first) + most <= worth) break
      for (const second of others) {
        const sum = at(earlier.value, first) + at(later.value, second)
        if (sum <= worth) break
        if (place < 0 && this.isTooFar(int(earlier.place, first), int(later.place, second))) continue
        const { words, pass } = later
        const cell = first * resources.size
        if (!resources.joins(earlier.words, cell, pass.resources, words, second * resources.size, place)) continue
        worth = sum
        one = first
        other = second
      }
    }
    if (one < 0) return undefined
    const twice = place < 0 ? 0 : at(later.pass.demand.weights, place)
    return { value: worth - twice + this.refund, ...this.changeOf(place < 0 ? one : int(earlier.before, one), other) }
  }

  /** What a way adds between the parts of the plan that it begins and ends with, and what it leaves out there. */
  private changeOf(one: number, other: number): Pick<Change, 'gain' | 'lose'> {
    const { earlier, later, before, behind, plan } = this
    const between: number[] = []
    let first = one
    let last = other
    for (; !before.has(first); first = int(earlier.before, first)) between.push(int(earlier.place, first))
    for (; !behind.has(last); last = int(later.before, last)) between.push(int(later.place, last))
    const passed = plan.slice(before.get(first), plan.length - (behind.get(last) ?? 0))
    return {
      gain: between.filter((place) => !this.inPlan.has(place)).sort(ascending),
      lose: passed.filter((place) => !between.includes(place)).sort(ascending),
    }
  }

  private isTooFar(last: number, next: number): boolean {
    const { lineup, timeline } = this.earlier.pass
    if (last < 0 || next < 0 || at(timeline.starts, next) === Number.NEGATIVE_INFINITY) return false
    return at(timeline.ends, last) + lineup.walk(last, next) > at(timeline.starts, next)
  }
}

type Completion = Readonly<Record<'earlier' | 'later', Float64Array>>

/** Labels up to each session and from each one on; undefined if that takes more labels than the relaxation allows. */
export function joinPasses(
  network: Network,
  asked: Relaxation,
  chosen: readonly number[],
  completion?: Completion,
): JoinedPasses | undefined {
  const later = labelsOf(network, network.backward, { ...asked, completion: completion?.earlier })
  const earlier = later && labelsOf(network, network.forward, { ...asked, completion: completion?.later })
  if (!earlier) return undefined
  return new JoinedPasses(earlier, later, chosen, refund(asked.multipliers, new Set(asked.kept)))
}

/** Where resources refund something, labels are not in the order of their values. */
function bestFirst({ value, pass }: Labels, labels: number[]): void {
  if (pass.resources.isCharged) labels.sort((a, b) => at(value, b) - at(value, a))
}

function partsOf(labels: Labels, plan: readonly number[]): ReadonlyMap<number, number> {
  const parts = new Map([[0, 0]])
  let known = 0
  for (const place of plan) {
    const next = labels.of(place).find((label) => int(labels.before, label) === known)
    if (next === undefined) break
    known = next
    parts.set(known, parts.size)
  }
  return parts
}
