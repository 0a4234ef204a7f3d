import { type Day, type Instant, instant, type Minutes, parseDay } from '../../model/time.js'
import { momentLabel, timeLabel, zoneLabel } from '../text/moments.js'
import { type Card, readTime } from './cards.js'
import { all, byId, inside, make } from './elements.js'

export interface Clock {
  /** Minutes ahead of UTC at a moment. */
  readonly offsetAt: (moment: Instant) => Minutes
}

interface Shown {
  readonly element: HTMLElement
  readonly moment: Instant
  readonly offset: Minutes
  readonly day: Day
}

/** Lets the viewer choose between the page's clock, the conference's and their own, if these differ. */
export function openZones(cards: readonly Card[], changed: () => void): Clock {
  const { zone = 'UTC', venue = zone } = document.body.dataset
  const mine = new Intl.DateTimeFormat().resolvedOptions().timeZone
  const times = readTimes()
  const written = new Map(times.map(({ moment, offset }) => [moment, offset]))
  const asWritten = (moment: Instant) => written.get(moment) ?? offsetIn(zone, moment)
  const label = byId('clock', HTMLElement).textContent ?? ''
  let offsetAt: (moment: Instant) => Minutes = asWritten

  const choices = new Map<string, string>([[zone, zone === venue ? 'Conference time' : zone]])
  for (const [name, title] of [[venue, 'Conference time'] as const, [mine, `My time: ${mine}`] as const]) {
    if (choices.has(name) || !isKnown(name)) continue
    if (times.some(({ moment, offset }) => offsetIn(name, moment) !== offset)) choices.set(name, title)
  }
  const select = byId('zone', HTMLSelectElement)
  for (const [name, title] of choices) select.append(make('option', title, { value: name }))
  const box = select.closest('label')
  if (box) box.hidden = choices.size < 2

  select.addEventListener('change', () => {
    const name = select.value
    offsetAt = name === zone ? asWritten : (moment) => offsetIn(name, moment)
    for (const time of times) show(time, offsetAt(time.moment))
    for (const { element, box } of cards) {
      const span = box && inside(box, '.span')
      if (span)
        span.textContent = all(element, '.when time')
          .map(({ textContent }) => textContent)
          .join('–')
    }
    const offsets = times.map(({ moment }) => offsetAt(moment))
    byId('clock', HTMLElement).textContent = name === zone ? label : `Times in ${zoneLabel(name, offsets)}`
    changed()
  })
  return { offsetAt: (moment) => offsetAt(moment) }
}

function readTimes(): readonly Shown[] {
  return all(document, 'section.day').flatMap((section) => {
    const day = parseDay(section.dataset['day'] ?? '')
    if (day === undefined) return []
    return all(section, 'time').map((element) => ({ element, day, ...readTime(element) }))
  })
}

function show({ element, moment, day }: Shown, offset: Minutes): void {
  // An unknown end stays unknown on every clock.
  if (element.classList.contains('unknown')) return
  element.textContent = element.classList.contains('end') ? momentLabel(moment, offset) : timeLabel(moment, offset, day)
}

/** Some zones are newer than the browser, and some machines have an unknown one (`Etc/Unknown`). */
function isKnown(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone })
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

const formats = new Map<string, Intl.DateTimeFormat>()
const known = new Map<string, Minutes>()

/** In minutes ahead of UTC, as the browser knows the zone. */
function offsetIn(zone: string, moment: Instant): Minutes {
  const key = `${moment} ${zone}`
  const before = known.get(key)
  if (before !== undefined) return before
  let format = formats.get(zone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'iso8601',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    })
    formats.set(zone, format)
  }
  const parts = new Map(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]))
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0
  const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'))
  const offset = Math.round((shown - instant(Math.floor(moment / 60_000) * 60_000)) / 60_000)
  known.set(key, offset)
  return offset
}
