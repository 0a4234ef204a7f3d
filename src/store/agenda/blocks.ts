import type { Block, Conference } from '../../model/index.js'
import { addMinutes, clockAt, conferenceDay, type Instant, type Minutes } from '../../model/time.js'
import type { WriteSpan } from './fields.js'
import type { WrittenBlock } from './shape.js'

/** Blocks on the conference's clock, without those whose times cannot be. luxon is loaded only when there are blocks. */
export async function placeBlocks(
  written: readonly WrittenBlock[],
  { timezone: zone, dayChange }: Conference,
): Promise<readonly Block[]> {
  if (written.length === 0) return []
  const { readMoment } = await import('../../formats/own/field-times.js')
  const { offsetAt } = await import('../../clock/zone.js')
  return written.flatMap(({ title, start, end, duration, room }) => {
    const begins = readMoment(start, zone)
    const ends = begins && end && readMoment(end, zone, begins)
    const stops = ends?.instant ?? (begins && duration !== undefined && addMinutes(begins.instant, duration))
    if (!begins || stops === undefined || stops === false) return []
    if (end && stops < begins.instant) {
      const { range, findings } = end.spot
      findings.report(range, (at) => ({ code: 'ends-before-start', at, start: start.text, end: end.text }))
      return []
    }
    const endOffset = ends?.offset ?? offsetAt(stops, zone)
    const day = conferenceDay(begins.instant, begins.offset, dayChange)
    const span = { start: begins.instant, end: stops, day, offset: begins.offset, endOffset, shift: 0 }
    return [{ kind: 'timed', title, ...span, ...(room !== undefined && { room }) }]
  })
}

/**
 * How blocks are written so that they read back the same: on the conference's clock where that is unambiguous, with the
 * offset where the clocks show a time twice, and only the time of day for an end on the same day.
 */
export async function spanWriter(zone: string): Promise<WriteSpan> {
  const { readWall } = await import('../../clock/wall.js')
  const { clockLabel, isoWithOffset } = await import('../../model/time.js')
  const write = (moment: Instant, offset: Minutes) => {
    const { day, minute } = clockAt(moment, offset)
    const wall = readWall(`${day} ${clockLabel(minute)}`, zone)
    const exact = wall.ok && wall.instant === moment && !wall.overlap
    return exact ? { day, minute, text: `${day} ${clockLabel(minute)}` } : { text: isoWithOffset(moment, offset) }
  }
  return ({ start, end, offset, endOffset }) => {
    const [begins, ends] = [write(start, offset), write(end, endOffset)]
    const sameDay = begins.day !== undefined && begins.day === ends.day && begins.minute <= ends.minute
    return { start: begins.text, end: sameDay ? clockLabel(ends.minute) : ends.text }
  }
}
