import { at, int, type Lineup } from '../lineup.js'
import { Fronts } from './fronts.js'
import type { Resources } from './resources.js'
import type { Timeline } from './timeline.js'

/**
 * The labels of one pass along a timeline, in lists with one number for each. A label is the best way to come to a session in
 * one state of the resources; label 0 is the empty way.
 */
export class Labels {
  /** The last session; -1 for the empty way. */
  readonly place = [-1]
  readonly state = [0]
  /** What the sessions of the way are worth, the last one included. */
  readonly value = [0]
  /** The label that was extended; -1 for the empty way. */
  readonly before = [-1]
  /** The labels of each place, the most valuable first. */
  readonly of: (readonly number[] | undefined)[] = []
  /** Before each stage, and after the last one: the best label of each state, the best first. */
  readonly borders: Border[] = [new Map([[0, 0]])]

  constructor(
    private readonly backward: boolean,
    private readonly hasIdle: boolean,
  ) {}

  /** The best way to the end; -1 where none holds all that is fixed. */
  get best(): number {
    return this.borders.at(-1)?.get(0) ?? -1
  }

  extend(label: number, place: number, state: number, weight: number): number {
    this.place.push(place)
    this.state.push(state)
    this.before.push(label)
    return this.value.push(at(this.value, label) + weight) - 1
  }

  /** The places of a way, ascending. */
  way(label: number): number[] {
    const way: number[] = []
    for (let own = label; own > 0; own = at(this.before, own)) way.push(at(this.place, own))
    return way.sort((a, b) => a - b)
  }

  /**
   * Whether a way is worth more than another one, or as much and, backward, takes the earlier session where they part. Forward
   * nobody asks which of them it is.
   */
  isBetter(one: number, other: number): boolean {
    const more = at(this.value, one) - at(this.value, other)
    if (more !== 0 || !this.backward) return more > 0
    if (this.hasIdle) return isBefore(this.way(one), this.way(other))
    let [a, b] = [one, other]
    while (a !== b) {
      const [mine, theirs] = [at(this.place, a), at(this.place, b)]
      if (mine !== theirs) return theirs < 0 || (mine >= 0 && mine < theirs)
      a = at(this.before, a)
      b = at(this.before, b)
    }
    return false
  }
}

/** Of plans worth the same, whether one takes the earlier session where they part. */
export function isBefore(one: readonly number[], other: readonly number[]): boolean {
  const part = one.findIndex((place, index) => place !== other[index])
  return part >= 0 && at(one, part) < (other[part] ?? Number.POSITIVE_INFINITY)
}

/** Labels by their states. */
export type Border = ReadonlyMap<number, number>

/** What is asked of a pass. */
export interface Demand {
  /** What each place is worth; -Infinity rules it out. */
  readonly weights: Float64Array
  /** Places that every way holds. */
  readonly fixed: ReadonlySet<number>
}

/** What lets a pass leave out ways that lead nowhere. */
export interface Cutoff {
  /** The most that can still come to a way that ends in a state at a place. */
  readonly completion: (place: number, state: number) => number
  /** A way is left out that cannot become worth this. */
  readonly least: number
}

/** One way along a network: which sessions, what they use up, what is asked. */
export interface Pass {
  readonly lineup: Lineup
  readonly timeline: Timeline
  readonly resources: Resources
  readonly demand: Demand
  readonly cutoff?: Cutoff | undefined
  /** It is given up where it takes more labels. */
  readonly most?: number
}

/**
 * Label setting along a timeline (Desrochers and Soumis 1988): each session extends the best way from which it can be reached,
 * once for every state of the resources. Of a session's labels those are kept that no other one dominates. Sessions of a way
 * do not clash with their neighbours; where a walk is longer than a detour they may clash with others. Nothing where it is
 * given up. O(labels x states).
 */
export function setLabels(pass: Pass): Labels | undefined {
  const { starts, ends } = pass.lineup
  const hasIdle = starts.some((start, place) => start === at(ends, place))
  const labels = new Labels(pass.timeline.backward, hasIdle)
  for (const stage of pass.timeline.stages.keys()) {
    const border = passStage(labels, stage, pass)
    if (!border) return undefined
    labels.borders.push(border)
  }
  return labels
}

/** The labels at the end of a stage. It can be passed again where something else is asked of it. */
export function passStage(labels: Labels, stage: number, pass: Pass): Border | undefined {
  const { lineup, timeline, resources, demand, cutoff, most = Number.POSITIVE_INFINITY } = pass
  const { weights, fixed } = demand
  const places = timeline.stages[stage] ?? []
  const fronts = new Fronts(labels, labels.borders[stage] ?? new Map(), { lineup, timeline, resources })
  for (const place of places) {
    fronts.release(at(timeline.starts, place))
    const weight = at(weights, place)
    const mine = weight === Number.NEGATIVE_INFINITY ? [] : labelsFor(place, weight)
    // A stage that is passed again changes nothing of what is known of it.
    labels.of[place] ??= mine
    if (labels.place.length > most) return undefined
    if (fixed.has(place)) fronts.clear()
    // What is worth nothing is not attended on the way to something else.
    if (weight > 0 || fixed.has(place)) fronts.run(mine)
  }
  return fronts.border(int(timeline.position, places.at(-1) ?? 0) + 1)

  function labelsFor(place: number, weight: number): readonly number[] {
    const states = fronts.states()
    const beside = fronts.beside(place)
    const found = new Map<number, number>()
    for (const [state, front] of states) {
      const next = resources.take(state, place)
      if (next < 0) continue
      const label = extendable(next, front.at(-1) ?? 0, place, weight, found) ? fronts.reaching(front, place) : -1
      if (label < 0) continue
      // Mostly nothing is used up by anybody, and there is one way to come here.
      if (states.size === 1 && beside.length === 0) {
        return isWorth(label, next, place, weight) ? [labels.extend(label, place, next, weight)] : []
      }
      keep(next, label, place, weight, found)
    }
    for (const label of beside) {
      const next = resources.take(at(labels.state, label), place)
      if (next >= 0) keep(next, label, place, weight, found)
    }
    return fronts.undominated(found).map(([state, label]) => labels.extend(label, place, state, weight))
  }

  /** Whether a label that is worth so much can be the best one in a state. */
  function extendable(next: number, top: number, place: number, weight: number, found: Map<number, number>): boolean {
    const known = found.get(next)
    return (
      (known === undefined || at(labels.value, top) >= at(labels.value, known)) && isWorth(top, next, place, weight)
    )
  }

  function isWorth(label: number, next: number, place: number, weight: number): boolean {
    return !cutoff || at(labels.value, label) + weight + cutoff.completion(place, next) >= cutoff.least
  }

  function keep(next: number, label: number, place: number, weight: number, found: Map<number, number>): void {
    const known = found.get(next)
    if (!isWorth(label, next, place, weight)) return
    if (known === undefined || labels.isBetter(label, known)) found.set(next, label)
  }
}
