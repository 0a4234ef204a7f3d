import { type Agenda, type Dropped, nextSequence, type Pick } from '../model/agenda.js'

/**
 * What was on the agenda before a change, on the agenda as it is now. Calendars may have heard of the change, so nothing
 * goes back to an old sequence: what returns counts on, and what goes is dropped and not forgotten (RFC 5545 section
 * 3.8.7.4). Blocks and walks are as they were. `now` is ISO 8601 in UTC.
 */
export function takeBack(current: Agenda, before: Agenda, now: string): Agenda {
  const picked = new Map(current.picks.map((pick) => [pick.session, pick]))
  const dropped = new Map(current.dropped.map((drop) => [drop.session, drop]))
  const picks = before.picks.map((pick): Pick => {
    const is = picked.get(pick.session)
    if (is && sameChoice(is, pick)) return is
    if (is && sameEvent(is, pick)) return countedAs(is, pick)
    const last = Math.max(pick.sequence, is?.sequence ?? 0, dropped.get(pick.session)?.sequence ?? 0)
    return { ...pick, sequence: nextSequence(last), changed: now }
  })
  const kept = new Set(picks.map(({ session }) => session))
  const gone = current.picks.filter(({ session }) => !kept.has(session))
  const drops = gone.map(
    ({ session, seen, sequence }): Dropped => ({
      session,
      ...(seen && { seen }),
      sequence: nextSequence(sequence),
      changed: now,
    }),
  )
  const others = current.dropped.filter(
    ({ session }) => !kept.has(session) && !gone.some((pick) => pick.session === session),
  )
  return { ...current, picks, dropped: [...others, ...drops], blocks: before.blocks, walks: before.walks }
}

/** Whether two picks are the same in calendars, which never hear of ratings, attendance and takeaways. */
function sameEvent(one: Pick, other: Pick): boolean {
  const event = ({ rating: _rating, attended: _attended, ...rest }: Pick) => ({ ...rest, takeaways: [] })
  return sameChoice(event(one), event(other))
}

/** A pick that counts on from where another one is. */
function countedAs({ sequence, changed }: Pick, { changed: _changed, ...pick }: Pick): Pick {
  return { ...pick, sequence, ...(changed !== undefined && { changed }) }
}

/** Whether two picks are the same but for what calendars count. */
function sameChoice(one: Pick, other: Pick): boolean {
  const choice = ({ sequence: _sequence, changed: _changed, ...rest }: Pick) =>
    JSON.stringify(Object.entries(rest).sort())
  return choice(one) === choice(other)
}
