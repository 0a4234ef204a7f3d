import { at, int, type Lineup } from '../lineup.js'
import type { Resources } from './resources.js'
import type { Timeline } from './timeline.js'

/** The problem that a pass solves. */
export interface Demand {
  /** What each place is worth; -Infinity rules it out. */
  readonly weights: Float64Array
  /** Places that every way holds. */
  readonly fixed: ReadonlySet<number>
}

/** Completion bounds, by which a pass leaves out ways that cannot become good enough. */
export interface Cutoff {
  /** The most that a way can still gain after each place, refunds not counted. */
  readonly completion: Float64Array
  /** Ways that cannot become worth this are left out. */
  readonly least: number
}

/** What one run of label setting works on. */
export interface Pass {
  readonly lineup: Lineup
  readonly timeline: Timeline
  readonly resources: Resources
  readonly demand: Demand
  readonly cutoff?: Cutoff | undefined
  /** Places for which the labels that can be extended when they begin are kept. */
  readonly cuts?: ReadonlySet<number> | undefined
  /** The pass is given up if it sets more labels. */
  readonly most?: number | undefined
}

/** A label is compared with so many others at most: if none of them dominates it, the rest seldom do. */
const COMPARED = 64

/** A front with fewer labels is not searched for dominated ones. */
const LEAST_SWEPT = 16

/**
 * The labels of one pass, in flat lists. A label is the best way to come to a session in one state of the resources; label 0 is
 * the empty way.
 */
export class Labels {
  count = 1
  /** The last session; -1 for the empty way. */
  place = new Int32Array(1).fill(-1)
  /** The label that was extended; -1 for the empty way. */
  before = new Int32Array(1).fill(-1)
  /** What the sessions of the way are worth, including the last one. */
  value = new Float64Array(1)
  /** The value and the most that can be refunded later on: no less than that of any label it dominates. */
  potential: Float64Array
  /** The states of all labels, one after another. */
  words: Int32Array
  /** The labels of each place are those from the first one on up to another; -1 where none were set yet. */
  readonly firstOf: Int32Array
  readonly endOf: Int32Array
  /** The labels that can be extended after the stages so far. */
  rest: readonly number[] = [0]
  /** The labels that can be extended when each of the cuts begins. */
  readonly fronts = new Map<number, readonly number[]>()

  constructor(readonly pass: Pass) {
    const { resources, lineup } = pass
    this.words = Int32Array.from(resources.start)
    this.potential = new Float64Array(1).fill(resources.refund(this.words, 0, 0))
    this.firstOf = new Int32Array(lineup.candidates.length).fill(-1)
    this.endOf = new Int32Array(lineup.candidates.length)
  }

  /** The best way to the end; -1 where none holds all that is fixed. */
  get best(): number {
    const [first = -1, ...others] = this.rest
    return others.reduce((best, label) => (this.isBetter(label, best) ? label : best), first)
  }

  /** The places of a way, ascending. */
  way(label: number): number[] {
    const way: number[] = []
    for (let own = label; own > 0; own = int(this.before, own)) way.push(int(this.place, own))
    return way.sort((a, b) => a - b)
  }

  /** The labels of a place. */
  of(place: number): number[] {
    const labels: number[] = []
    for (let label = Math.max(0, int(this.firstOf, place)); label < int(this.endOf, place); label++) labels.push(label)
    return labels
  }

  /** Whether a way may go on after a place: there is no reason to, if it is worth nothing. */
  isPassed(place: number): boolean {
    const { weights, fixed } = this.pass.demand
    return at(weights, place) > 0 || fixed.has(place)
  }

  /**
   * Whether a way is worth more than another, or as much and takes the earlier session where they part. That second rule
   * applies backward only; forward passes give prices, which do not depend on it.
   */
  isBetter(one: number, other: number): boolean {
    const more = at(this.value, one) - at(this.value, other)
    const { backward, starts } = this.pass.timeline
    if (more !== 0 || !backward) return more > 0
    let a = one
    for (let b = other; a !== b; a = int(this.before, a), b = int(this.before, b)) {
      const mine = int(this.place, a)
      const theirs = int(this.place, b)
      if (mine === theirs) continue
      // Backward, sessions without length come after all others of their stage, so their order says nothing.
      const isIdle = at(starts, mine) === Number.POSITIVE_INFINITY || at(starts, theirs) === Number.POSITIVE_INFINITY
      if (isIdle) return isBefore(this.way(a), this.way(b))
      return theirs < 0 || (mine >= 0 && mine < theirs)
    }
    return false
  }

  isAhead(one: number, other: number): boolean {
    const more = at(this.potential, one) - at(this.potential, other)
    return more === 0 ? this.isBetter(one, other) : more > 0
  }

  /** Extends a label by the session that the resources have just `taken`. */
  extend(label: number, place: number, value: number, refund: number): number {
    const { size, taken } = this.pass.resources
    const own = this.count++
    if (own === this.place.length) this.grow(size)
    this.place[own] = place
    this.before[own] = label
    this.value[own] = value
    this.potential[own] = value + refund
    for (let word = 0; word < size; word++) this.words[own * size + word] = taken[word] ?? 0
    return own
  }

  private grow(size: number): void {
    const room = Math.max(1024, 2 * this.count)
    const widened = <T extends Int32Array | Float64Array>(wider: T, list: T): T => {
      wider.set(list)
      return wider
    }
    this.place = widened(new Int32Array(room), this.place)
    this.before = widened(new Int32Array(room), this.before)
    this.value = widened(new Float64Array(room), this.value)
    this.potential = widened(new Float64Array(room), this.potential)
    this.words = widened(new Int32Array(room * size), this.words)
  }

  /** Whether one of the last of `others` dominates a label, as far as sessions from a position on are concerned. */
  isDominated(label: number, others: readonly number[], position: number): boolean {
    const { words, value } = this
    const { resources } = this.pass
    const { size } = resources
    const worth = at(value, label)
    for (let index = others.length - 1; index >= 0 && index >= others.length - COMPARED; index--) {
      const other = others[index] ?? 0
      if (at(value, other) < worth || !resources.covers(words, other * size, words, label * size, position)) continue
      if (!this.isBetter(label, other)) return true
    }
    return false
  }
}

/** Of plans worth the same, whether one takes the earlier session where they part. */
function isBefore(one: readonly number[], other: readonly number[]): boolean {
  const part = one.findIndex((place, index) => place !== other[index])
  return part >= 0 && at(one, part) < (other[part] ?? Number.POSITIVE_INFINITY)
}

/**
 * Label setting along a timeline (Desrochers and Soumis 1988): each session extends the best ways from which it can be reached.
 * Of its labels those are kept that no other one dominates: one that is worth as much and has used no more. Sessions of a way
 * do not clash with their neighbours; they may clash with others if a walk is longer than a detour. Returns nothing if the
 * pass is given up.
 */
export function setLabels(pass: Pass): Labels | undefined {
  const labels = new Labels(pass)
  const { timeline, demand, cuts, most = Number.POSITIVE_INFINITY } = pass
  const { starts, ends, position, stages, backward } = timeline
  const cutAt = (place: number) => (backward ? at(ends, place) - 0.5 : at(starts, place))
  for (const { places, ending } of stages) {
    const front = new Front(labels, ending)
    const asked = cuts ? places.filter((place) => cuts.has(place)).sort((a, b) => cutAt(a) - cutAt(b)) : []
    let cut = 0
    const cutUntil = (moment: number, here: number) => {
      for (; cut < asked.length && cutAt(asked[cut] ?? 0) <= moment; cut++) {
        front.release(cutAt(asked[cut] ?? 0), here)
        labels.fronts.set(asked[cut] ?? 0, [...front.all])
      }
    }
    for (const place of places) {
      const start = at(starts, place)
      const here = int(position, place)
      cutUntil(start, here)
      front.release(start, here)
      labels.firstOf[place] = labels.count
      if (at(demand.weights, place) > Number.NEGATIVE_INFINITY) front.extend(place)
      labels.endOf[place] = labels.count
      if (labels.count > most) return undefined
      if (demand.fixed.has(place)) front.clear(place)
    }
    const behind = int(position, places.at(-1) ?? 0) + 1
    cutUntil(Number.POSITIVE_INFINITY, behind)
    labels.rest = front.close(behind)
  }
  return labels
}

/** The labels that can be extended at a moment of a stage. */
class Front {
  /** The best first. */
  all: number[]
  /** How many labels were left after the last sweep. */
  private swept = LEAST_SWEPT
  private byRoom: (number[] | undefined)[] = []
  /** How many sessions of the stage are over. */
  private over = 0
  /** Ways that end before this position lack a fixed session. */
  private since = -1
  /** Posters that have begun. */
  private posters: number[] = []

  constructor(
    private readonly labels: Labels,
    private readonly ending: readonly number[],
  ) {
    this.all = [...labels.rest]
  }

  /** Sets the labels of a session. */
  extend(place: number): void {
    const { labels } = this
    const { lineup, timeline, resources, demand, cutoff } = labels.pass
    const start = at(timeline.starts, place)
    const weight = at(demand.weights, place)
    const after = int(timeline.position, place) + 1
    const least = cutoff ? cutoff.least - weight - at(cutoff.completion, place) : Number.NEGATIVE_INFINITY
    const beside = int(lineup.posters, place) < 0 ? [] : this.beside(place)
    const all =
      beside.length === 0
        ? this.all
        : [...this.all, ...beside].sort((a, b) => Number(labels.isAhead(b, a)) - Number(labels.isAhead(a, b)))
    const kept: number[] = []
    const extended: number[] = []
    // A session without length can follow any other.
    const isIdle = start === Number.NEGATIVE_INFINITY
    for (const label of all) {
      const value = at(labels.value, label)
      const last = int(labels.place, label)
      if (at(labels.potential, label) < least) break
      const isLate = !isIdle && last >= 0 && at(timeline.ends, last) + lineup.walk(last, place) > start
      if (isLate && !beside.includes(label)) continue
      // What is dominated before the session is also dominated after it.
      if (lineup.longestWalk > 0 && labels.isDominated(label, extended, after - 1)) continue
      if (!resources.take(labels.words, label * resources.size, place)) continue
      const refund = resources.refund(resources.taken, 0, after)
      if (value + refund < least) continue
      const own = labels.extend(label, place, value + weight, refund)
      if (labels.isDominated(own, kept, after)) labels.count--
      else {
        kept.push(own)
        extended.push(label)
      }
      // Without charges the others are worth no more.
      if (!resources.isCharged && resources.isLeast(after)) break
    }
  }

  /** The labels of other posters on the same wall, which can be visited together. */
  private beside(place: number): readonly number[] {
    const { labels } = this
    const { posters } = labels.pass.lineup
    const others = this.posters.filter((other) => int(posters, other) === int(posters, place) && labels.isPassed(other))
    this.posters.push(place)
    return others.flatMap((other) => labels.of(other))
  }

  /** Adds the labels of all sessions that are over by a moment. */
  release(moment: number, position: number): void {
    const { timeline } = this.labels.pass
    const fresh: number[] = []
    for (; this.over < this.ending.length; this.over++) {
      const place = this.ending[this.over] ?? 0
      // What has no length is over before it has begun.
      if (int(this.labels.firstOf, place) < 0 || at(timeline.ends, place) > moment) break
      if (int(timeline.position, place) >= this.since && this.labels.isPassed(place)) this.admit(place, fresh)
    }
    if (fresh.length > 0) this.merge(fresh)
    if (this.all.length > 2 * this.swept) this.sweep(moment, position)
  }

  /** Finds the labels of a session that none that left the same room earlier dominates. */
  private admit(place: number, fresh: number[]): void {
    const { labels } = this
    const { lineup, timeline, resources } = labels.pass
    if (resources.size === 0 && lineup.longestWalk === 0) {
      // The best way that is over is the only one to extend.
      const label = int(labels.firstOf, place)
      const isLast =
        label === int(labels.endOf, place) || (this.all.length > 0 && !labels.isBetter(label, this.all[0] ?? 0))
      if (!isLast) this.all = [label]
      return
    }
    // Without walks all is one room.
    const room = lineup.longestWalk === 0 ? 0 : int(lineup.rooms, place)
    const after = int(timeline.position, place) + 1
    let others = this.byRoom[room]
    if (!others) this.byRoom[room] = others = []
    for (let label = int(labels.firstOf, place); label < int(labels.endOf, place); label++) {
      if (labels.isDominated(label, others, after)) continue
      // Without resources the last one dominates those before it.
      if (resources.size === 0) others.length = 0
      others.push(label)
      fresh.push(label)
    }
  }

  private merge(fresh: number[]): void {
    const { labels, all } = this
    fresh.sort((a, b) => (labels.isAhead(a, b) ? -1 : 1))
    const merged: number[] = []
    let index = 0
    for (const label of fresh) {
      while (index < all.length && !labels.isAhead(label, all[index] ?? 0)) merged.push(all[index++] ?? 0)
      merged.push(label)
    }
    while (index < all.length) merged.push(all[index++] ?? 0)
    this.all = merged
  }

  /** From now on every way must hold a fixed session. */
  clear(fixed: number): void {
    this.since = int(this.labels.pass.timeline.position, fixed)
    this.all = []
    this.byRoom = []
    this.posters = this.posters.filter((place) => place === fixed)
  }

  /** Drops labels that are dominated by one from which every room can be reached by a moment, whatever rooms they are in. */
  private sweep(moment: number, position: number): void {
    const { labels } = this
    const { lineup, timeline } = labels.pass
    const kept: number[] = []
    const reaching: number[] = []
    for (const label of this.all) {
      if (labels.isDominated(label, reaching, position)) continue
      kept.push(label)
      const last = int(labels.place, label)
      if (last < 0 || at(timeline.ends, last) + at(lineup.reach, last) <= moment) reaching.push(label)
    }
    this.all = kept
    this.swept = Math.max(LEAST_SWEPT, kept.length)
  }

  /** Ends the stage: later sessions clash with nothing in it, so rooms no longer matter. */
  close(position: number): readonly number[] {
    this.release(Number.POSITIVE_INFINITY, position)
    this.sweep(Number.POSITIVE_INFINITY, position)
    return this.all
  }
}
