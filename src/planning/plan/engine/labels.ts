import { at, int, type Lineup } from '../lineup.js'
import type { Resources } from './resources.js'
import type { Timeline } from './timeline.js'

/** What is asked of a pass. */
export interface Demand {
  /** What each place is worth; -Infinity rules it out. */
  readonly weights: Float64Array
  /** Places that every way holds. */
  readonly fixed: ReadonlySet<number>
}

/** What lets a pass leave out ways that lead nowhere. */
export interface Cutoff {
  /** The most that can still come to a way that ends at each place, without what resources give back. */
  readonly completion: Float64Array
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

/** A label is held against so many others: what is dominated by none of them seldom is by any. */
const COMPARED = 64

/** So few labels that can be extended are not looked through for dominated ones. */
const LEAST_SWEPT = 16

const NONE: readonly number[] = []

/**
 * The labels of one pass, in lists with one number for each. A label is the best way to come to a session in one state of the
 * resources; label 0 is the empty way.
 */
export class Labels {
  /** The last session; -1 for the empty way. */
  readonly place = [-1]
  /** What the sessions of the way are worth, the last one included. */
  readonly value = [0]
  /** The value and what resources can give back to what follows: no less than that of a label that it dominates. */
  readonly potential: number[]
  /** The label that was extended; -1 for the empty way. */
  readonly before = [-1]
  /** Their states, one after the other. */
  readonly words: number[]
  /** The labels of each place, the best first. */
  readonly of: (readonly number[])[] = []
  /** Before each stage, and after the last one: the labels that can be extended, the best first. */
  readonly borders: (readonly number[])[] = [[0]]

  private readonly hasIdle: boolean

  constructor(readonly pass: Pass) {
    this.words = [...pass.resources.start]
    this.potential = [pass.resources.refund(this.words, 0, 0)]
    // What has no length and uses nothing is on every way that is worth as much.
    const { ends } = pass.timeline
    this.hasIdle = ends.some((end, place) => end === Number.POSITIVE_INFINITY && pass.resources.usesAny(place))
  }

  /** The best way to the end; -1 where none holds all that is fixed. */
  get best(): number {
    const [first = -1, ...others] = this.borders.at(-1) ?? []
    return others.reduce((best, label) => (this.isBetter(label, best) ? label : best), first)
  }

  /** Where the state of a label begins. */
  cell(label: number): number {
    return label * this.pass.resources.size
  }

  /** The places of a way, ascending. */
  way(label: number): number[] {
    const way: number[] = []
    for (let own = label; own > 0; own = at(this.before, own)) way.push(at(this.place, own))
    return way.sort((a, b) => a - b)
  }

  /** Whether a place can be on the way to others: not where that is worth nothing. */
  isPassed(place: number): boolean {
    const { weights, fixed } = this.pass.demand
    return at(weights, place) > 0 || fixed.has(place)
  }

  /**
   * Whether a way is worth more than another one, or as much and, backward, takes the earlier session where they part. Forward
   * nobody asks which of them it is.
   */
  isBetter(one: number, other: number): boolean {
    const more = at(this.value, one) - at(this.value, other)
    if (more !== 0 || !this.pass.timeline.backward) return more > 0
    let [a, b] = [one, other]
    while (a !== b) {
      const [mine, theirs] = [at(this.place, a), at(this.place, b)]
      // What has no length is before all others, wherever it is among them.
      if (mine !== theirs)
        return this.hasIdle ? isBefore(this.way(a), this.way(b)) : theirs < 0 || (mine >= 0 && mine < theirs)
      a = at(this.before, a)
      b = at(this.before, b)
    }
    return false
  }

  /** Extends a label by a session, after which resources are as they are `taken`, and give back so much. */
  extend(label: number, place: number, refund: number): number {
    const value = at(this.value, label) + at(this.pass.demand.weights, place)
    this.place.push(place)
    this.before.push(label)
    for (const word of this.pass.resources.taken) this.words.push(word)
    this.potential.push(value + refund)
    return this.value.push(value) - 1
  }

  /** Whether one label is looked at before another one, as it must be where it dominates it. */
  isAhead(one: number, other: number): boolean {
    const more = at(this.potential, one) - at(this.potential, other)
    return more === 0 ? this.isBetter(one, other) : more > 0
  }

  /** Takes back the last label. */
  drop(): void {
    this.place.pop()
    this.before.pop()
    this.potential.pop()
    this.value.pop()
    this.words.length -= this.pass.resources.size
  }

  /** Whether one of the last of some labels dominates one for what comes from a position on. */
  isDominated(label: number, others: readonly number[], position: number): boolean {
    const { words, value } = this
    const { resources } = this.pass
    const cell = this.cell(label)
    const worth = at(value, label)
    for (let index = others.length - 1; index >= 0 && index >= others.length - COMPARED; index--) {
      const other = at(others, index)
      if (at(value, other) < worth || !resources.covers(words, this.cell(other), words, cell, position)) continue
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
 * do not clash with their neighbours; where a walk is longer than a detour they may clash with others. Nothing where it is
 * given up.
 */
export function setLabels(pass: Pass): Labels | undefined {
  const labels = new Labels(pass)
  for (const [index, { places, ending }] of pass.timeline.stages.entries()) {
    const front = new Front(labels, labels.borders[index] ?? NONE, ending)
    for (const place of places) {
      front.release(at(pass.timeline.starts, place), int(pass.timeline.position, place))
      labels.of[place] = at(pass.demand.weights, place) === Number.NEGATIVE_INFINITY ? NONE : front.labelsFor(place)
      if (pass.most !== undefined && labels.place.length > pass.most) return undefined
      if (pass.demand.fixed.has(place)) front.clear(place)
    }
    labels.borders.push(front.border(int(pass.timeline.position, places.at(-1) ?? 0) + 1))
  }
  return labels
}

/** The labels that can be extended at a moment of a stage. */
class Front {
  /** In the order in which they are looked at, backward. */
  private all: number[]
  /** How many they were when those were left out last that others dominate. */
  private swept = LEAST_SWEPT
  private byRoom = new Map<number, number[]>()
  /** How many sessions of the stage are over. */
  private over = 0
  /** What is before this position does not hold what is fixed. */
  private since = -1
  /** Posters that have begun. */
  private posters: number[] = []

  constructor(
    private readonly labels: Labels,
    border: readonly number[],
    private readonly ending: readonly number[],
  ) {
    this.all = [...border].reverse()
  }

  /** The labels of a session, the best first. */
  labelsFor(place: number): readonly number[] {
    const { labels } = this
    const { lineup, timeline, resources, demand, cutoff } = labels.pass
    const { ends } = timeline
    const start = at(timeline.starts, place)
    const after = int(timeline.position, place) + 1
    const least = cutoff ? cutoff.least - at(demand.weights, place) - at(cutoff.completion, place) : -Infinity
    const beside = this.beside(place)
    const all =
      beside.length === 0
        ? this.all
        : [...this.all, ...beside].sort((a, b) => Number(labels.isAhead(a, b)) - Number(labels.isAhead(b, a)))
    const kept: number[] = []
    for (let index = all.length - 1; index >= 0; index--) {
      const label = at(all, index)
      const value = at(labels.value, label)
      const last = at(labels.place, label)
      if (at(labels.potential, label) < least) break
      if (last >= 0 && at(ends, last) + lineup.walk(last, place) > start && !beside.includes(label)) continue
      if (!resources.take(labels.words, labels.cell(label), place)) continue
      const refund = resources.refund(resources.taken, 0, after)
      if (value + refund < least) continue
      const own = labels.extend(label, place, refund)
      if (labels.isDominated(own, kept, after)) labels.drop()
      else kept.push(own)
      // Without charges the others are worth no more.
      if (!resources.isCharged && resources.isLeast(resources.taken, after)) break
    }
    return kept.sort((a, b) => at(labels.value, b) - at(labels.value, a))
  }

  /** Labels of posters that hang beside one: whoever looks at them can look at it, too. */
  private beside(place: number): readonly number[] {
    const { lineup } = this.labels.pass
    const wall = int(lineup.posters, place)
    if (wall < 0) return NONE
    const others = this.posters.filter((other) => int(lineup.posters, other) === wall && this.labels.isPassed(other))
    this.posters.push(place)
    return others.flatMap((other) => this.labels.of[other] ?? NONE)
  }

  /** What is over by a moment can be extended by what comes from a position on. */
  release(moment: number, position: number): void {
    const { timeline } = this.labels.pass
    for (; this.over < this.ending.length; this.over++) {
      const place = this.ending[this.over] ?? 0
      const labels = this.labels.of[place]
      // What has no length is over before it has begun.
      if (!labels || at(timeline.ends, place) > moment) break
      if (int(timeline.position, place) < this.since || !this.labels.isPassed(place)) continue
      for (const label of labels) this.admit(label, place)
    }
    if (this.all.length > 2 * this.swept) this.sweep(moment, position)
  }

  /** Not where the same room was left before in a state that is as good, for more. */
  private admit(label: number, place: number): void {
    const { labels, all } = this
    const { lineup, timeline } = labels.pass
    const [room, after] = [int(lineup.rooms, place), int(timeline.position, place) + 1]
    const others = this.byRoom.get(room) ?? []
    if (labels.isDominated(label, others, after)) return
    this.byRoom.set(room, others)
    others.push(label)
    let [low, high] = [0, all.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (labels.isAhead(at(all, middle), label)) high = middle
      else low = middle + 1
    }
    all.splice(low, 0, label)
  }

  /** Whatever follows must follow a session that is fixed, or what comes after it. */
  clear(fixed: number): void {
    this.since = int(this.labels.pass.timeline.position, fixed)
    this.all = []
    this.byRoom = new Map()
    this.posters = this.posters.filter((place) => place === fixed)
  }

  /** Leaves out what is dominated from a moment on, whatever room it is in: by a label from which every room is reached by then. */
  private sweep(moment: number, position: number): void {
    const { labels } = this
    const { lineup, timeline } = labels.pass
    const kept: number[] = []
    const reaching: number[] = []
    for (let index = this.all.length - 1; index >= 0; index--) {
      const label = at(this.all, index)
      if (labels.isDominated(label, reaching, position)) continue
      kept.push(label)
      const last = at(labels.place, label)
      if (last < 0 || at(timeline.ends, last) + at(lineup.reach, last) <= moment) reaching.push(label)
    }
    this.all = kept.reverse()
    this.swept = Math.max(LEAST_SWEPT, kept.length)
  }

  /** At the end of a stage: what follows clashes with nothing before, so the rooms do not matter any more. */
  border(position: number): readonly number[] {
    this.release(Number.POSITIVE_INFINITY, position)
    this.sweep(Number.POSITIVE_INFINITY, position)
    return this.all.reverse()
  }
}
