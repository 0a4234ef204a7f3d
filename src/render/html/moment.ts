import type { ShownSpan } from '../../model/conference.js'
import { type Day, type Instant, isoWithOffset, type Minutes } from '../../model/time.js'
import { endLabel, isLong, timeLabel } from '../text/moments.js'
import { html, type Markup } from './markup.js'

/** A moment for `datetime`: ISO 8601 with an offset, and with seconds only if there are any. */
export function isoMoment(moment: Instant, offset: Minutes): string {
  return isoWithOffset(moment, offset).replace(/:00(?=[+-])/, '')
}

/**
 * A span as `16:00–16:35`. The page's script finds both moments and can show them on another clock. An assumed end is
 * shown as unknown and only the script can see it.
 */
export function spanMarkup(when: ShownSpan, day: Day): Markup {
  const { start, end, offset, endOffset, endAssumed } = when
  const from = html`<time datetime="${isoMoment(start, offset)}">${timeLabel(start, offset, day)}</time>`
  if (start === end) return from
  const mark = endAssumed ? 'unknown' : isLong(when) ? 'over' : 'end'
  return html`${from}–<time class="${mark}" datetime="${isoMoment(end, endOffset)}">${endLabel(when, day)}</time>`
}

export function spanText(when: ShownSpan, day: Day): string {
  const from = timeLabel(when.start, when.offset, day)
  return when.start === when.end ? from : `${from}–${endLabel(when, day)}`
}
