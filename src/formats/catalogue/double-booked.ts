import type { Session } from '../../model/conference.js'
import { findDoubleBookings, type Hold } from '../../planning/agenda/clashes.js'
import type { Findings } from '../fields/findings.js'
import type { Range } from '../fields/place.js'
import type { Draft } from './session.js'
import { SESSION } from './session-fields.js'

export function reportDoubleBookings(sessions: readonly Session[], drafts: readonly Draft[], findings: Findings): void {
  for (const { what, holds, minutes } of findDoubleBookings(sessions)) {
    const [first, second, ...others] = holds
    const speaker = second.speaker === undefined ? undefined : second.session.speakers[second.speaker]
    const name = speaker ? [speaker.name, speaker.organization].filter(Boolean).join(', ') : (second.session.room ?? '')
    const [title, other] = [second.session.title, first.session.title]
    findings.warn(rangeOf(second, drafts), (at) => {
      const place = findings.place(rangeOf(first, drafts))
      return { code: 'double-booked', at, what, name, title, other, first: place, minutes, more: others.length }
    })
  }
}

function rangeOf({ order, speaker }: Hold, drafts: readonly Draft[]): Range {
  const row = drafts[order]?.row
  const range = speaker === undefined ? row?.at(SESSION.room) : row?.items(SESSION.speakers)[speaker]
  return range ?? row?.at(SESSION.id) ?? [0, 0]
}
