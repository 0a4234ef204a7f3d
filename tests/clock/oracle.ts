/** An independent way to know what clocks show: the engine's own calendar, moment by moment. */

const calendars = new Map<string, Intl.DateTimeFormat>()

/** The time on the clock of `zone`, `YYYY-MM-DDTHH:MM`. */
export function wallAt(moment: number, zone: string): string {
  let calendar = calendars.get(zone)
  if (calendar === undefined) {
    const two = '2-digit'
    const parts = { year: 'numeric', month: two, day: two, hour: two, minute: two } as const
    calendar = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, hourCycle: 'h23', ...parts })
    calendars.set(zone, calendar)
  }
  return calendar.format(moment).replace(' ', 'T')
}

const QUARTER = 15 * 60_000

/**
 * Every moment at which the clock of `zone` shows `wall`, in order, by trial: since 1972 offsets are multiples of a
 * quarter of an hour from 13 hours behind to 15 hours ahead.
 */
export function ticksOf(wall: string, zone: string): readonly number[] {
  const asIfUtc = Date.parse(`${wall}Z`)
  const moments: number[] = []
  for (let ahead = 15 * 4; ahead >= -13 * 4; ahead--) {
    const moment = asIfUtc - ahead * QUARTER
    if (wallAt(moment, zone) === wall) moments.push(moment)
  }
  return moments
}
