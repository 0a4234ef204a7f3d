import { at, int, type Lineup } from '../lineup.js'
import type { Border, Labels, Pass } from './labels.js'
import type { Resources } from './resources.js'
import type { Timeline } from './timeline.js'

const NOBODY: readonly number[] = []

/** A label is held against so many others: what is dominated by none of them seldom is by any, and is only longer in the way. */
const COMPARED = 32

/** The labels that can be extended at a moment of a pass. */
export class Fronts {
  /** By state, the most valuable label last. */
  private byState: Map<number, number[]>
  private byRoom = new Map<number, number[]>()
  /** Labels of sessions that are not over, and when the first of them is. */
  private running: number[] = []
  private nextEnd = Number.POSITIVE_INFINITY

  private readonly lineup: Lineup
  private readonly timeline: Timeline
  private readonly resources: Resources

  /** As they are at the beginning of a stage. */
  constructor(
    private readonly labels: Labels,
    border: Border,
    { lineup, timeline, resources }: Pick<Pass, 'lineup' | 'timeline' | 'resources'>,
  ) {
    this.byState = new Map([...border].map(([state, label]) => [state, [label]]))
    this.lineup = lineup
    this.timeline = timeline
    this.resources = resources
  }

  states(): ReadonlyMap<number, readonly number[]> {
    return this.byState
  }

  /** The most valuable label of a front from which a session can be reached, or -1. */
  reaching(front: readonly number[], place: number): number {
    const start = at(this.timeline.starts, place)
    for (let index = front.length - 1; index >= 0; index--) {
      const label = front[index] ?? 0
      const last = at(this.labels.place, label)
      if (last < 0 || at(this.timeline.ends, last) + this.lineup.walk(last, place) <= start) return label
    }
    return -1
  }

  /** Labels of posters that hang beside one: whoever looks at them can look at it, too. */
  beside(place: number): readonly number[] {
    const wall = int(this.lineup.posters, place)
    return wall < 0
      ? NOBODY
      : this.running.filter((label) => int(this.lineup.posters, at(this.labels.place, label)) === wall)
  }

  /** Sessions begin of which these are the labels. */
  run(labels: readonly number[]): void {
    for (const label of labels) {
      this.running.push(label)
      this.nextEnd = Math.min(this.nextEnd, this.endOf(label))
    }
  }

  /** What is over by a moment can be extended. */
  release(moment: number): void {
    if (this.nextEnd > moment) return
    const over: number[] = []
    const still: number[] = []
    this.nextEnd = Number.POSITIVE_INFINITY
    for (const label of this.running) {
      const end = this.endOf(label)
      if (end <= moment) over.push(label)
      else {
        still.push(label)
        if (end < this.nextEnd) this.nextEnd = end
      }
    }
    this.running = still
    if (over.length > 1)
      over.sort((a, b) => this.endOf(a) - this.endOf(b) || at(this.labels.place, b) - at(this.labels.place, a))
    for (const label of over) this.admit(label)
  }

  /** At the end of a stage: what follows clashes with nothing before, and one label of each state is enough. */
  border(position: number): Border {
    this.release(Number.POSITIVE_INFINITY)
    const best = new Map<number, number>()
    for (const [state, front] of this.byState) {
      const [settled, label] = [this.resources.settle(state, position), front.at(-1) ?? 0]
      const known = best.get(settled)
      if (known === undefined || this.labels.isBetter(label, known)) best.set(settled, label)
    }
    return new Map(this.undominated(best))
  }

  /** Whatever follows must follow a session that is yet to run. */
  clear(): void {
    this.byState = new Map()
    this.byRoom = new Map()
    this.running = []
    this.nextEnd = Number.POSITIVE_INFINITY
  }

  /** Of states with their labels those that no other one dominates: it is worth as much and covers them. The best first. */
  undominated(found: ReadonlyMap<number, number>): readonly (readonly [state: number, label: number])[] {
    if (found.size < 2) return [...found]
    const kept: (readonly [state: number, label: number])[] = []
    for (const one of [...found].sort(([, a], [, b]) => at(this.labels.value, b) - at(this.labels.value, a))) {
      const [state, label] = one
      const isDominated = kept.slice(0, COMPARED).some(([other, better]) => {
        return this.resources.covers(other, state) && !this.labels.isBetter(label, better)
      })
      if (!isDominated) kept.push(one)
    }
    return kept
  }

  private endOf(label: number): number {
    return at(this.timeline.ends, at(this.labels.place, label))
  }

  /** Not where the same room was left before in a state that is as good, for more. */
  private admit(label: number): void {
    const { value, state, place } = this.labels
    const [own, worth] = [at(state, label), at(value, label)]
    const room = int(this.lineup.rooms, at(place, label))
    const others = this.byRoom.get(room) ?? []
    for (let index = others.length - 1; index >= 0 && index >= others.length - COMPARED; index--) {
      const other = others[index] ?? 0
      const more = at(value, other) - worth
      if ((more > 0 || (more === 0 && !this.timeline.backward)) && this.resources.covers(at(state, other), own)) return
    }
    this.byRoom.set(room, others)
    others.push(label)
    const front = this.byState.get(own) ?? []
    this.byState.set(own, front)
    let index = front.length
    while (index > 0 && this.labels.isBetter(front[index - 1] ?? 0, label)) index--
    front.splice(index, 0, label)
  }
}
