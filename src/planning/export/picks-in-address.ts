import { type AgendaPick, DEFAULT_PRIORITY, STAGES, type Stage } from '../../model/index.js'

/** A pick without the person's words about it. */
export type BarePick = Pick<AgendaPick, 'session' | 'stage' | 'priority'>

export interface AddressedPicks {
  /** The slug of their conference. */
  readonly of: string
  readonly picks: readonly BarePick[]
}

/**
 * Picks as the part of an address after `#`, which no server sees: `of=<slug>&going=<ids>&maybe=<ids>`. Ids are
 * percent-encoded, followed by `:` and the priority unless it is the default, and joined by commas.
 */
export function picksFragment({ of, picks }: AddressedPicks): string {
  const params = new URLSearchParams({ of })
  for (const stage of STAGES) {
    const ids = picks.filter((pick) => pick.stage === stage).map(written)
    if (ids.length > 0) params.set(stage, ids.join(','))
  }
  // Both may stand in a fragment as they are (RFC 3986, section 3.5), and a shorter address makes a smaller QR code.
  return params.toString().replaceAll('%2C', ',').replaceAll('%3A', ':')
}

/**
 * The picks in an address, or in its fragment alone; undefined if it names no conference. The first mention of a session
 * counts, and what is no pick is ignored.
 */
export function picksInAddress(address: string): AddressedPicks | undefined {
  const params = new URLSearchParams(address.slice(address.indexOf('#') + 1))
  const of = params.get('of')
  if (!of) return undefined
  const picks = new Map<string, BarePick>()
  for (const stage of STAGES) {
    for (const pick of params.getAll(stage).flatMap((ids) => ids.split(',').flatMap((text) => read(text, stage))))
      if (!picks.has(pick.session)) picks.set(pick.session, pick)
  }
  return { of, picks: [...picks.values()] }
}

/** Whether it is the address of a page with picks, and not the name of a file. */
export function holdsPicks(text: string): boolean {
  return /^(?:https?|file):/i.test(text) && URL.canParse(text) && picksInAddress(text) !== undefined
}

function written({ session, priority }: BarePick): string {
  const id = encodeURIComponent(session)
  return priority === DEFAULT_PRIORITY ? id : `${id}:${priority}`
}

function read(text: string, stage: Stage): readonly BarePick[] {
  const [, id = '', priority = DEFAULT_PRIORITY] = /^([^:]+)(?::([1-5]))?$/.exec(text) ?? []
  try {
    return id === '' ? [] : [{ session: decodeURIComponent(id), stage, priority: Number(priority) }]
  } catch (error) {
    if (error instanceof URIError) return []
    throw error
  }
}
