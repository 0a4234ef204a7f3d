import type { Minutes } from '../model/time.js'

export const DURATION_FORM = '35m, 1h 30m or 1:30'

/** In minutes; nothing in a programme lasts longer. */
const LONGEST = 31 * 24 * 60

/**
 * A length in minutes: `35m`, `1h`, `1h30m`, `1h 30m`, `90` (minutes), `1:30` and `00:25` (hours and minutes), and RFC
 * 5545's `PT1H30M`. Undefined for any other text, for more than 59 minutes after hours, and above 31 days.
 */
export function readDuration(text: string): Minutes | undefined {
  const found = hoursAndMinutes(text.trim().toLowerCase())
  if (found === undefined) return undefined
  const [hours, minutes] = found
  if (hours !== undefined && Number(minutes ?? 0) > 59) return undefined
  const length = Number(hours ?? 0) * 60 + Number(minutes ?? 0)
  return length <= LONGEST ? length : undefined
}

function hoursAndMinutes(text: string): readonly [string | undefined, string | undefined] | undefined {
  for (const form of FORMS) {
    const { hours, minutes } = form.exec(text)?.groups ?? {}
    if (hours !== undefined || minutes !== undefined) return [hours, minutes]
  }
  return undefined
}

const FORMS: readonly RegExp[] = [
  /^(?<minutes>\d{1,5})$/,
  /^(?<hours>\d{1,3}):(?<minutes>\d{2})$/,
  /^(?:(?<hours>\d{1,3})h)? ?(?:(?<minutes>\d{1,5})m)?$/,
  /^pt(?:(?<hours>\d{1,3})h)?(?:(?<minutes>\d{1,5})m)?$/,
]
