import { instant } from '../../src/model/time.js'
import { renderCalendar } from '../../src/render/calendar/calendar.js'
import { lintCalendar } from '../render/calendar-lint.js'
import { event, friday, view } from '../render/calendar-samples.js'

const HOUR = 3_600_000

export interface ZoneYear {
  readonly zone: string
  readonly year: number
  readonly text: string
  /** Without the name, so that zones with the same clocks have the same definition. */
  readonly definition: string
}

/** With an event of an hour at each of these moments (UTC). */
export async function zoneYear(
  zone: string,
  year: number,
  moments: readonly number[] = [Date.UTC(year, 4, 15, 12)],
): Promise<ZoneYear> {
  const events = moments.map((moment, index) => {
    const when = { ...friday, start: instant(moment), end: instant(moment + HOUR) }
    return event({ uid: `${index}`, title: `${index}`, when })
  })
  const text = await renderCalendar(view(events, { tzid: true, timezone: zone }))
  const faults = lintCalendar(text)
  if (faults.length > 0) throw new Error(`${zone}: ${faults.join('\n')}`)
  const definition = /BEGIN:VTIMEZONE\r\nTZID:[^\r]*\r\n(.*)END:VTIMEZONE/s.exec(text)?.[1] ?? ''
  return { zone, year, text, definition }
}

/** Whether the clocks change in that year, by its definition; in other zones one look a day is enough. */
export function changes({ definition }: ZoneYear): boolean {
  return definition.includes('BEGIN:DAYLIGHT') || definition.split('BEGIN:STANDARD').length > 2
}

/** Every hour of the year, or every `step`-th, in epoch milliseconds. */
export function hoursOf(year: number, step = 1): readonly number[] {
  const [start, end] = [Date.UTC(year, 0), Date.UTC(year + 1, 0)]
  return Array.from({ length: Math.floor((end - start) / HOUR / step) }, (_, index) => start + index * step * HOUR)
}

/** Minutes that a zone is ahead of UTC, according to the engine. */
export function offsetsIn(zone: string): (moment: number) => number {
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset', hour: 'numeric' })
  return (moment) => {
    const [, sign, hours, minutes] = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(format.format(moment)) ?? []
    return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0))
  }
}
