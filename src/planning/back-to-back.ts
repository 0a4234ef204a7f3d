import type { Session, ShownSpan, Timed } from '../model/session.js'

/** Fewer are as quickly read one by one. */
const FEWEST = 3
/** Milliseconds: after a longer pause one has left the hall. */
const LONGEST_PAUSE = 15 * 60_000

/** One item, or the items of a run, which lasts from its first start to its last end. */
export interface Line<T> {
  readonly items: readonly [T, ...T[]]
  /** Only of a run. */
  readonly run?: ShownSpan & Pick<Timed, 'kind' | 'day'>
}

/** An item that is a session, and what all of a run have in common beside the rule; without a trait it stands alone. */
export interface Member {
  readonly session: Session
  readonly trait: string | undefined
}

/**
 * Items in time order as lines, runs of keynotes in one: each line stands where its first item stood. A run is three or more
 * keynotes of one conference day and one room (or of none), neighbours there, all confirmed and of one trait, each beginning
 * at most 15 minutes after the one before has ended (half-open spans), and not sooner. Between them may stand what is no
 * keynote, has no time, is in another room or is no session at all (`memberOf` gives nothing). O(n).
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

/** Keynotes that follow each other, as far as they have come. */
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
