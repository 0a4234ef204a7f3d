import { renderCalendar } from '../../src/render/calendar/calendar.js'
import { everySort, view } from './calendar-samples.js'

/** Prints both kinds of calendar with every kind of event, for runs in other environments. */
export async function everyCalendar(): Promise<string> {
  const utc = await renderCalendar(view(everySort, { alarm: 10 }))
  const local = await renderCalendar(view(everySort, { alarm: 10, tzid: true }))
  return utc + local
}

if (process.argv[2] === 'print') everyCalendar().then((text) => process.stdout.write(text))
