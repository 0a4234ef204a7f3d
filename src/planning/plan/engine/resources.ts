import { at, int, type Rest, restAfter, restFrom, touches } from '../lineup.js'
import type { Timeline } from './timeline.js'

/** At most `most` of these sessions (places, ascending), each counted once or by its amount. */
export interface Quota {
  readonly members: readonly number[]
  readonly amounts?: readonly number[]
  readonly most: number
}

/** How much of a quota some sessions use. */
export function usedOf({ members, amounts }: Quota, taken: (place: number) => boolean): number {
  let used = 0
  for (let index = 0; index < members.length; index++) {
    if (taken(members[index] ?? -1)) used += amounts?.[index] ?? 1
  }
  return used
}

/** Bits of a word, so few that it stays a small integer when something is added. */
const WORD = 30

/** Where a number is in a state: these bits of a word, and a guard bit above them. */
interface Field {
  readonly word: number
  readonly shift: number
  /** The largest number that it holds. */
  readonly top: number
}

interface Resting extends Field {
  readonly rest: Rest
  /** When it may begin, ascending, and first that it was had; a state has the index of one of them. */
  readonly moments: readonly number[]
}

/** The index in a rest's moments before any session touches its window. */
const UNTOUCHED = 1

/**
 * What a way along a timeline has used of its resources. A state is a few words of packed numbers: for each quota what is
 * used of it, counted so that one more than it allows sets the guard bit; for each rest how early it may begin. So all of a word
 * are added or compared at once. What can bind nobody any more is not looked at.
 */
export class Resources {
  /** Of the empty way. */
  readonly start: Int32Array
  /** Nothing is used, and every rest was had. */
  private readonly least: Int32Array
  /** Words of a state. */
  readonly size: number
  /** The state after what was taken last. */
  readonly taken: Int32Array
  private readonly guards: Int32Array
  /** What each place adds to each word. */
  private readonly uses: Int32Array
  /** The bits of each word that still matter at each position. */
  private readonly open: Int32Array
  private readonly rests: readonly Resting[]
  private readonly restsAt: (readonly Resting[] | undefined)[] = []
  private readonly rated: readonly (Field & { readonly rate: number; readonly last: number })[]

  /** `rests` are those of the timeline: see `mirrored`. `rates` are what each quota charges for a unit that is used of it. */
  constructor(
    private readonly timeline: Timeline,
    quotas: readonly Quota[],
    rests: readonly Rest[],
    rates: readonly number[] = [],
  ) {
    const [start, guards]: [number[], number[]] = [[], []]
    const { position, ends } = timeline
    let shift = WORD
    const fieldFor = (most: number): Field => {
      const bits = 32 - Math.clz32(most)
      if (shift + bits >= WORD) {
        start.push(0)
        guards.push(0)
        shift = 0
      }
      const field = { word: start.length - 1, shift, top: 2 ** bits - 1 }
      guards[field.word] = (guards[field.word] ?? 0) | (1 << (shift + bits))
      shift += bits + 1
      return field
    }
    const fields = quotas.map(({ most }) => fieldFor(most))
    // Quotas are in the same bits of the same words in both directions of time; rests follow in words of their own.
    shift = WORD
    const places = [...position.keys()]
    const touching = rests.map((rest) => places.filter((place) => touches(rest, timeline, place)))
    this.rests = rests.map((rest, index) => {
      const begins = [rest.start, ...(touching[index] ?? []).map((place) => at(ends, place))]
      const moments = new Set(begins.map((moment) => restFrom(rest, moment)).filter(Number.isFinite))
      const had = Number.NEGATIVE_INFINITY
      return { ...fieldFor(moments.size), rest, moments: [had, ...[...moments].sort((a, b) => a - b)] }
    })
    this.size = start.length
    this.uses = new Int32Array(position.length * this.size)
    const closing = new Map<number, Field[]>()
    const closeAfter = (last: number, field: Field) => closing.set(last, [...(closing.get(last) ?? []), field])
    const lastOf = (members: readonly number[]) => Math.max(-1, ...members.map((place) => int(position, place)))
    for (const [index, { members, amounts, most }] of quotas.entries()) {
      const field = fields[index] ?? NO_FIELD
      start[field.word] = (start[field.word] ?? 0) + ((field.top - most) << field.shift)
      for (const [member, place] of members.entries()) {
        const cell = place * this.size + field.word
        this.uses[cell] = int(this.uses, cell) + (Math.min(amounts?.[member] ?? 1, most + 1) << field.shift)
      }
      closeAfter(lastOf(members), field)
    }
    for (const [index, resting] of this.rests.entries()) {
      start[resting.word] = (start[resting.word] ?? 0) + (UNTOUCHED << resting.shift)
      for (const place of touching[index] ?? []) this.restsAt[place] = [...(this.restsAt[place] ?? []), resting]
      closeAfter(lastOf(touching[index] ?? []), resting)
    }
    this.open = new Int32Array((position.length + 1) * this.size)
    for (let here = position.length - 1; here >= 0; here--) {
      for (let word = 0; word < this.size; word++) {
        this.open[here * this.size + word] = int(this.open, (here + 1) * this.size + word)
      }
      for (const { word, shift: low, top } of closing.get(here) ?? []) {
        const cell = here * this.size + word
        this.open[cell] = int(this.open, cell) | ((2 * top + 1) << low)
      }
    }
    this.rated = fields.flatMap((field, index) => {
      const rate = rates[index] ?? 0
      return rate > 0 ? { ...field, rate, last: lastOf(quotas[index]?.members ?? []) } : []
    })
    this.start = Int32Array.from(start)
    this.least = this.start.map((own, word) => (word < (this.rests[0]?.word ?? start.length) ? own : 0))
    this.guards = Int32Array.from(guards)
    this.taken = this.start.slice()
  }

  /** Adds a session to a state, which begins at a cell of `words`; false where a resource does not allow it. */
  take(words: Int32Array, cell: number, place: number): boolean {
    const { size, open, start, uses, guards, taken } = this
    if (size === 0) return true
    const here = int(this.timeline.position, place) * size
    const own = place * size
    let full = 0
    for (let word = 0; word < size; word++) {
      const mask = int(open, here + word)
      const sum = ((int(words, cell + word) & mask) | (int(start, word) & ~mask)) + int(uses, own + word)
      full |= sum & int(guards, word)
      taken[word] = sum
    }
    if (full !== 0) return false
    for (const { word, shift, top, rest, moments } of this.restsAt[place] ?? NO_RESTS) {
      const before = (int(taken, word) >> shift) & top
      const begins = restAfter(rest, at(moments, before), this.timeline, place)
      if (begins === Number.POSITIVE_INFINITY) return false
      taken[word] = int(taken, word) + ((moments.indexOf(begins) - before) << shift)
    }
    return true
  }

  /** Whether everything that can follow `other` from a position on can also follow `one`. */
  covers(one: Int32Array, cell: number, other: Int32Array, otherCell: number, position: number): boolean {
    const { size, open, guards } = this
    for (let word = 0; word < size; word++) {
      const mask = int(open, position * size + word)
      if (mask === 0) continue
      const guard = int(guards, word) & mask
      const left = ((int(other, otherCell + word) & mask) | guard) - (int(one, cell + word) & mask)
      if ((left & guard) !== guard) return false
    }
    return true
  }

  /** Whether quotas give something back. */
  get isCharged(): boolean {
    return this.rated.length > 0
  }

  /** Whether what was taken last covers every other state from a position on. */
  isLeast(position: number): boolean {
    return this.size === 0 || this.covers(this.taken, 0, this.least, 0, position)
  }

  /** What quotas give back at most to what follows a state from a position on. */
  refund(words: Int32Array, cell: number, position: number): number {
    let sum = 0
    for (const { word, shift, top, rate, last } of this.rated) {
      if (last >= position) sum += rate * (top - ((int(words, cell + word) >> shift) & top))
    }
    return sum
  }

  /**
   * Whether a way up to a session and one along the other direction (`later`) from it on, both with the session, can be one
   * plan; where no session is said, one up to a moment and one from it on.
   */
  joins(words: Int32Array, cell: number, later: Resources, others: Int32Array, other: number, place = -1): boolean {
    const { size, start, guards, uses, rests } = this
    const first = rests[0]?.word ?? size
    for (let word = 0; word < first; word++) {
      const own = place < 0 ? 0 : int(uses, place * size + word)
      if (((int(words, cell + word) + int(others, other + word) - int(start, word) - own) & int(guards, word)) !== 0)
        return false
    }
    let index = 0
    for (const resting of rests) {
      const begins = momentIn(resting, words, cell)
      const ends = momentIn(later.rests[index++] ?? resting, others, other)
      if (begins + resting.rest.length > -ends) return false
    }
    return true
  }
}

function momentIn({ word, shift, top, moments }: Resting, words: Int32Array, cell: number): number {
  return at(moments, (int(words, cell + word) >> shift) & top)
}

const NO_RESTS: readonly Resting[] = []
const NO_FIELD: Field = { word: 0, shift: 0, top: 0 }

/** A rest as it is for a timeline that runs backward. */
export function mirrored({ start, end, length, busy }: Rest): Rest {
  const turned = busy.map((span) => ({ start: -span.end, end: -span.start }))
  return { start: -end, end: -start, length, busy: turned.sort((a, b) => a.start - b.start) }
}
