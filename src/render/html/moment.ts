import { clockLabel, isoWithOffset } from '../../clock/iso.js'
import { clockAt, type Day } from '../../model/day.js'
import type { Timed } from '../../model/session.js'
import type { Instant, Minutes } from '../../model/time.js'
import { dateHint } from '../text/moments.js'
import { html, type Markup } from './markup.js'

/** `16:00`, or `Sat 01:00` where that falls on another date than `day`, under which it stands. */
export function startText(moment: Instant, offset: Minutes, day: Day): string {
  const { day: date, minute } = clockAt(moment, offset)
  return date === day ? clockLabel(minute) : `${dateHint(date, day)} ${clockLabel(minute)}`
}

/** The same for an end, which names its date only where that is hard to guess. */
export function endText(moment: Instant, offset: Minutes, day: Day, long: boolean): string {
  return long ? startText(moment, offset, day) : clockLabel(clockAt(moment, offset).minute)
}

/** The end of something that takes a day or more. */
const DAY_LONG = 86_400_000

/** A moment for `datetime`: ISO 8601 with offset, its seconds only where there are any. */
export function isoMoment(moment: Instant, offset: Minutes): string {
  return isoWithOffset(moment, offset).replace(/:00(?=[+-])/, '')
}

/** A span as `16:00–16:35`; the page's script finds both moments and can set them on another clock. */
export function spanMarkup({ start, end, offset, endOffset }: Span, day: Day): Markup {
  const from = html`<time datetime="${isoMoment(start, offset)}">${startText(start, offset, day)}</time>`
  if (start === end) return from
  const long = end - start >= DAY_LONG
  const mark = long ? html` class="over"` : html` class="end"`
  return html`${from}–<time${mark} datetime="${isoMoment(end, endOffset)}">${endText(end, endOffset, day, long)}</time>`
}

/** The same as mere text. */
export function spanText({ start, end, offset, endOffset }: Span, day: Day): string {
  const from = startText(start, offset, day)
  return start === end ? from : `${from}–${endText(end, endOffset, day, end - start >= DAY_LONG)}`
}

type Span = Pick<Timed, 'start' | 'end' | 'offset' | 'endOffset'>
