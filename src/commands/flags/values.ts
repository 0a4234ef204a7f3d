import { badValue, Exit, fail, LONGEST } from '../../model/index.js'
import { DAY_MINUTES, type Minutes, readDuration, readTypedClock } from '../../model/time.js'
import type { Values } from '../../planning/selection/selection.js'
import type { World } from '../../world.js'

const BREAKS = /[\n\v\f\r\u0085\u2028\u2029]/

/**
 * A text from the command line as stored in files: trimmed, not empty, on one line, at most `limit` code points. Other
 * texts end the run; `flag` is named in the message.
 */
export function typedLine(flag: string, text: string, limit: number): string {
  const line = text.trim()
  if (line === '') return badValue(flag, text, 'some text')
  if (BREAKS.test(line)) return badValue(flag, text, 'one line')
  return within(flag, line, limit)
}

/** `typedLine` for prose, which may have several lines or be empty. Line ends become `\n`. */
export function typedProse(flag: string, text: string): string {
  return within(flag, text.replace(/\r\n?/g, '\n').trim(), LONGEST)
}

/** A text of at most `limit` code points. Longer ones end the run; `what` is named in the message. */
export function within(what: string, text: string, limit: number): string {
  const length = text.length > limit ? [...text].length : 0
  return length > limit ? fail(Exit.usage, { code: 'text-too-long', what, length, limit }) : text
}

/** A parser for commander, for whole numbers in a range. Other values end the run; `form` says what to type. */
export function wholeNumber(flag: string, [least, most]: readonly [number, number], form: string) {
  return (text: string): number => {
    const number = /^(?:0|[1-9]\d{0,6})$/.test(text) ? Number(text) : -1
    return number >= least && number <= most ? number : badValue(flag, text, form)
  }
}

/** A length of a day at the most. Other values end the run. */
export function typedLength(flag: string, text: string, examples: string): Minutes {
  const minutes = readDuration(text)
  return minutes !== undefined && minutes <= DAY_MINUTES ? minutes : badValue(flag, text, `${examples}, at most 24h`)
}

/** A time of day. Other values end the run. */
export function typedClock(flag: string, text: string, form: string): Minutes {
  const minute = readTypedClock(text)
  if (minute !== undefined) return minute
  // A lone number could be a day as well.
  const hour = withMinutes(text.trim())
  return badValue(flag, text, form, readTypedClock(hour) === undefined ? [] : [hour])
}

/** In minutes. A window that ends on the next day must be shorter; otherwise it is a typo. */
const NIGHT: Minutes = 720

type Window = readonly [from: Minutes, to: Minutes]

/** Two times of day, such as `13:00-15:00`, as all or part of the `text` of a flag. Other values end the run. */
export function typedWindow(flag: string, window: string, form: string, text = window): Window {
  const [first = '', last = '', ...more] = window.trim().split(/\s*(?:-|–|—|\.\.|\bto\b)\s*/)
  const to = readTypedClock(withMinutes(last))
  const from = windowStart(first, to, HALF.exec(last)?.[1]?.toLowerCase())
  if (from === undefined || to === undefined || more.length > 0) return badValue(flag, text, form)
  const isTypo = to <= from && windowLength([from, to]) > NIGHT
  return isTypo ? fail(Exit.usage, { code: 'ends-too-early', flag, value: text }) : [from, to]
}

const HALF = /\d ?([ap])[. m]*$/i
const TWELVE_HOURS = /^(?:[1-9]|1[0-2])(?:[:.]\d{2})?$/

function withMinutes(text: string): string {
  return /^\d{1,2}$/.test(text) ? `${text}:00` : text
}

/** In `1-3pm` both are after noon, in `11-1pm` only the end. */
function windowStart(first: string, to: Minutes | undefined, half: string | undefined): Minutes | undefined {
  if (to === undefined || half === undefined || !TWELVE_HOURS.test(first)) return readTypedClock(withMinutes(first))
  const same = readTypedClock(`${first}${half}m`)
  return same !== undefined && same < to ? same : readTypedClock(`${first}${half === 'p' ? 'a' : 'p'}m`)
}

/** A window that ends no later than it begins ends on the next day. */
export function windowLength([from, to]: Window): Minutes {
  return to - from + (to <= from ? DAY_MINUTES : 0)
}

/** The zone named by a flag: an IANA name in any case, or `local` for the machine's own. */
export async function zoneNamed(
  flag: '--tz' | '--timezone',
  text: string,
  world: Pick<World, 'machineZone'>,
): Promise<string> {
  const { readZone } = await import('../../clock/zone.js')
  const reading = readZone(text.toLowerCase() === 'local' ? world.machineZone() : text)
  if (reading.ok) return reading.zone
  const nearest = reading.why === 'abbreviation' ? reading.likely : reading.nearest
  const form =
    reading.why === 'abbreviation' ? 'an Area/City name (an abbreviation can mean several)' : 'Area/City, UTC or local'
  return badValue(flag, text, form, nearest)
}

/** Collects the values of a repeatable flag, as a parser for commander. */
export function repeated(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value]
}

/** The values of a flag and of its `--not-` flag. A leading `!` excludes like the latter. */
export function valuesOf(wanted: readonly string[] = [], unwanted: readonly string[] = []): Values | undefined {
  if (wanted.length + unwanted.length === 0) return undefined
  const marked = wanted.filter((value) => value.startsWith('!')).map((value) => value.slice(1))
  return { wanted: wanted.filter((value) => !value.startsWith('!')), unwanted: [...unwanted, ...marked] }
}

/** The same, each value cut at commas. */
export function partsOf({ wanted, unwanted }: Values): Values {
  const parts = (texts: readonly string[]) => texts.flatMap((text) => text.split(',')).map((text) => text.trim())
  return valuesOf(parts(wanted), parts(unwanted)) ?? { wanted: [], unwanted: [] }
}
