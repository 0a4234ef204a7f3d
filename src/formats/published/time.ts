import { readWall } from '../../clock/wall.js'
import { offsetAt, readZone } from '../../clock/zone.js'
import type { Timed, When } from '../../model/conference.js'
import type { Problem } from '../../model/problem.js'
import { conferenceDay, type Instant, type Minutes } from '../../model/time.js'
import { openTime } from '../../planning/sessions/assume-ends.js'
import type { PublishedEntry } from './published.js'

export interface TimeReading {
  readonly when?: When
  readonly problems: readonly Problem[]
}

/** Reads the time of a published entry in the conference's zone. An unknown end stays open. */
export function whenOf(entry: PublishedEntry, zone: string, dayChange: Minutes): TimeReading {
  const { time, at, title } = entry
  if (time.kind === 'unscheduled' || time.kind === 'dated') return { when: time, problems: [] }
  const problems: Problem[] = []
  const clock = time.kind === 'wall' ? zoneOf(time.zone, zone) : zone
  if (clock === undefined) {
    const text = time.kind === 'wall' ? (time.zone ?? '') : ''
    return { problems: [{ code: 'entry-left-out', at, title, reason: 'unknown-zone', text }] }
  }
  const read = (moment: Instant | string): Instant | undefined =>
    typeof moment === 'string' ? readMoment(moment, clock, entry, problems) : moment
  const start = read(time.start)
  if (start === undefined) return { problems }
  if (time.end === undefined) return { when: openTime(timed(start, start, zone, dayChange)), problems }
  const end = read(time.end)
  if (end === undefined) return { problems }
  if (end < start) {
    const text = `${shown(time.start)} to ${shown(time.end)}`
    return { problems: [...problems, { code: 'entry-left-out', at, title, reason: 'ends-before-start', text }] }
  }
  if (end === start) problems.push({ code: 'zero-length', at, title })
  return { when: timed(start, end, zone, dayChange), problems }
}

function zoneOf(named: string | undefined, zone: string): string | undefined {
  if (named === undefined) return zone
  const reading = readZone(named)
  return reading.ok ? reading.zone : undefined
}

/** A clock time in a gap is read as the first one after it; one that occurs twice is read as the earlier. */
function readMoment(
  text: string,
  zone: string,
  { at, title }: PublishedEntry,
  problems: Problem[],
): Instant | undefined {
  const reading = readWall(text, zone)
  if (reading.ok) {
    if (reading.overlap) problems.push({ code: 'dst-overlap', at, text, zone, offset: reading.offset })
    return reading.instant
  }
  if (reading.why === 'gap') {
    problems.push({ code: 'dst-gap', at, text, zone, resumes: reading.resumes, severity: 'warning' })
    const resumed = readWall(`${text.slice(0, 11)}${reading.resumes}`, zone)
    return resumed.ok ? resumed.instant : undefined
  }
  problems.push({ code: 'entry-left-out', at, title, reason: 'bad-time', text })
  return undefined
}

function timed(start: Instant, end: Instant, zone: string, dayChange: Minutes): Timed {
  const offset = offsetAt(start, zone)
  const day = conferenceDay(start, offset, dayChange)
  return { kind: 'timed', start, end, day, offset, endOffset: offsetAt(end, zone), shift: 0 }
}

function shown(moment: Instant | string): string {
  return typeof moment === 'string' ? moment : new Date(moment).toISOString()
}
