import type { Session, Timed } from '../../model/conference.js'
import type { Stay } from './stay.js'

/** Shown across all columns: sessions with one title at one time, such as badge pick-up at each entrance. */
export interface Banner {
  readonly sessions: readonly [Session, ...Session[]]
  readonly when: Timed
}

export function bannersOf(stays: readonly Stay[]): readonly Banner[] {
  const found = new Map<string, { sessions: [Session, ...Session[]]; when: Timed }>()
  for (const { of, when } of stays) {
    if (of.kind !== 'session') continue
    const { title, status } = of.session
    const key = JSON.stringify([when.start, when.end, status, title])
    const same = found.get(key)
    if (same) same.sessions.push(of.session)
    else found.set(key, { sessions: [of.session], when })
  }
  return [...found.values()].sort((a, b) => a.when.start - b.when.start)
}
