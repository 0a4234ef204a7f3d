import { isoWithOffset } from '../../clock/iso.js'
import type { Day } from '../../model/day.js'
import type { Timed } from '../../model/session.js'
import type { Instant, Minutes } from '../../model/time.js'
import { endLabel, isLong, timeLabel } from '../text/moments.js'
import { html, type Markup } from './markup.js'

/** A moment for `datetime`: ISO 8601 with offset, its seconds only where there are any. */
export function isoMoment(moment: Instant, offset: Minutes): string {
  return isoWithOffset(moment, offset).replace(/:00(?=[+-])/, '')
}

/** A span as `16:00–16:35`; the page's script finds both moments and can set them on another clock. */
export function spanMarkup({ start, end, offset, endOffset }: Span, day: Day): Markup {
  const from = html`<time datetime="${isoMoment(start, offset)}">${timeLabel(start, offset, day)}</time>`
  if (start === end) return from
  const long = isLong({ start, end })
  const mark = long ? html` class="over"` : html` class="end"`
  return html`${from}–<time${mark} datetime="${isoMoment(end, endOffset)}">${endLabel(end, endOffset, day, long)}</time>`
}

/** The same as mere text. */
export function spanText({ start, end, offset, endOffset }: Span, day: Day): string {
  const from = timeLabel(start, offset, day)
  return start === end ? from : `${from}–${endLabel(end, endOffset, day, isLong({ start, end }))}`
}

type Span = Pick<Timed, 'start' | 'end' | 'offset' | 'endOffset'>
