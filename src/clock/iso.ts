import { clockAt, type Day, weekdayOf } from '../model/day.js'
import type { Instant, Minutes } from '../model/time.js'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** ISO 8601 with an offset and whole seconds: `2020-11-20T16:00:00-05:00`. A zero offset is written `+00:00`. */
export function isoWithOffset(moment: Instant, offset: Minutes): string {
  const { day, minute } = clockAt(moment, offset)
  const [sign, ahead] = offset < 0 ? ['-', -offset] : ['+', offset]
  return `${day}T${clockLabel(minute)}:${secondsOf(moment)}${sign}${clockLabel(ahead)}`
}

/** ISO 8601 in UTC, whole seconds: `2020-11-18T12:00:00Z`. */
export function isoUtc(moment: Instant): string {
  const { day, minute } = clockAt(moment, 0)
  return `${day}T${clockLabel(minute)}:${secondsOf(moment)}Z`
}

/** The time at that minute of the day: `16:00`; 1440, the end of the day, is `24:00`. */
export function clockLabel(minuteOfDay: Minutes): string {
  return `${twoDigits(Math.floor(minuteOfDay / 60))}:${twoDigits(minuteOfDay % 60)}`
}

/** `UTC-5`, `UTC+5:30`, or just `UTC` for a zero offset. */
export function offsetLabel(offset: Minutes): string {
  if (offset === 0) return 'UTC'
  const ahead = Math.abs(offset)
  const minutes = ahead % 60 === 0 ? '' : `:${twoDigits(ahead % 60)}`
  return `UTC${offset < 0 ? '-' : '+'}${Math.floor(ahead / 60)}${minutes}`
}

/** `Fri 20 Nov`. */
export function dayLabel(day: Day): string {
  const weekday = weekdayOf(day).slice(0, 3)
  const month = MONTHS[Number(day.slice(5, 7)) - 1] ?? ''
  return `${weekday.charAt(0).toUpperCase()}${weekday.slice(1)} ${Number(day.slice(8))} ${month}`
}

export function durationLabel(minutes: Minutes): string {
  if (minutes < 60) return `${minutes} min`
  const hours = `${Math.floor(minutes / 60)} h`
  return minutes % 60 === 0 ? hours : `${hours} ${twoDigits(minutes % 60)}`
}

function secondsOf(moment: Instant): string {
  const second = Math.floor(moment / 1000) % 60
  return twoDigits(second < 0 ? second + 60 : second)
}

function twoDigits(count: number): string {
  return String(count).padStart(2, '0')
}
