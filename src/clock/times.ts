import type { Minutes } from '../model/time.js'

export const CLOCK_FORM = '16:00 or 4pm'

/**
 * The minute of the day (0-1440) meant by `16:00`, `9:05`, `4pm`, `4:30 pm`, `noon` or `midnight` (the beginning of the
 * day); `24:00` is its end. Undefined for any other text: `16` could be an hour or a day.
 */
export function readClock(text: string): Minutes | undefined {
  const typed = text.trim().toLowerCase()
  if (typed === 'noon') return 720
  if (typed === 'midnight') return 0
  if (typed === '24:00') return 1440
  return twelveHours(typed) ?? twentyFourHours(typed)
}

function twentyFourHours(text: string): Minutes | undefined {
  const [, hour, minute] = /^(\d{1,2}):(\d{2})$/.exec(text) ?? []
  const [hours, minutes] = [Number(hour), Number(minute)]
  return hours <= 23 && minutes <= 59 ? hours * 60 + minutes : undefined
}

function twelveHours(text: string): Minutes | undefined {
  const [, hour, minute = '00', half] = /^(\d{1,2})(?::(\d{2}))? ?([ap]m)$/.exec(text) ?? []
  const [hours, minutes] = [Number(hour), Number(minute)]
  const exists = hours >= 1 && hours <= 12 && minutes <= 59
  return exists ? (hours % 12) * 60 + minutes + (half === 'pm' ? 720 : 0) : undefined
}
