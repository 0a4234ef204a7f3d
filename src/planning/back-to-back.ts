import type { Session, ShownSpan, Timed } from '../model/conference.js'

/** In sessions; shorter runs are listed one by one. */
const FEWEST = 3
/** In milliseconds; after a longer pause people have left the hall. */
const LONGEST_PAUSE = 15 * 60_000

/** One item, or the items of a run, which lasts from its first start to its last end. */
export interface Line<T> {
  readonly items: readonly [T, ...T[]]
  readonly run?: ShownSpan & Pick<Timed, 'kind' | 'day'>
}

/** A session that may be part of a run. All sessions of a run share a trait; without one it is never in a run. */
export interface Member {
  readonly session: Session
  readonly trait: string | undefined
}

/**
 * Items in order of time, with runs of keynotes in one line, at the position of their first item. A run is three or
 * more consecutive keynotes in one room (or none) on one conference day, all confirmed and with one trait, each
 * beginning at most 15 minutes after the previous one has ended (half-open spans), and not before. Items between them
 * may be other kinds, untimed, in other rooms or not sessions (`memberOf` returns undefined). O(n).
 */
export function backToBack<T>(items: readonly T[], memberOf: (item: T) => Member | undefined): readonly Line<T>[] {
  const latest = new Map<string, Chain<T>>()
  const chains = items.map((item) => {
    const link = linkOf(item, memberOf(item))
    if (!link) return undefined
    const lane = JSON.stringify([link.when.day, link.room])
    const chain = latest.get(lane)
    const last = chain?.at(-1)
    if (chain && last && follows(link, last)) {
      chain.push(link)
      return chain
    }
    const own: Chain<T> = [link]
    latest.set(lane, own)
    return own
  })
  const told = new Set<Chain<T>>()
  return items.flatMap((item, index): readonly Line<T>[] => {
    const chain = chains[index]
    if (!chain || chain.length < FEWEST) return [{ items: [item] }]
    if (told.has(chain)) return []
    told.add(chain)
    return [lineOf(chain)]
  })
}

function lineOf<T>([first, ...others]: Chain<T>): Line<T> {
  const { kind, start, offset, day } = first.when
  const { end, endOffset, endAssumed } = (others.at(-1) ?? first).when
  const run = { kind, start, end, offset, endOffset, ...(endAssumed && { endAssumed }), day }
  return { items: [first.item, ...others.map((link) => link.item)], run }
}

type Chain<T> = [Link<T>, ...Link<T>[]]

interface Link<T> {
  readonly item: T
  readonly when: Timed
  readonly room: string | undefined
  readonly trait: string | undefined
}

function linkOf<T>(item: T, member: Member | undefined): Link<T> | undefined {
  if (!member) return undefined
  const { kind, when, room, status } = member.session
  if (kind !== 'keynote' || when.kind !== 'timed') return undefined
  return { item, when, room, trait: status === 'confirmed' ? member.trait : undefined }
}

function follows<T>({ when, trait }: Link<T>, before: Link<T>): boolean {
  const pause = when.start - before.when.end
  return trait !== undefined && trait === before.trait && pause >= 0 && pause <= LONGEST_PAUSE
}
