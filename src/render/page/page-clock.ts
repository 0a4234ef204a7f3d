import {
  type Day,
  durationLabel,
  HOUR,
  type Instant,
  instant,
  MINUTE,
  type Minutes,
  minutesBetween,
  parseDay,
} from '../../model/time.js'
import { momentLabel, timeLabel, zoneLabel } from '../words/labels.js'
import { type Card, readTime } from './cards.js'
import { all, byId, inside, make } from './elements.js'
import type { Picks } from './page-picks.js'

interface Clock {
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
  const offset = Math.round((shown - instant(Math.floor(moment / MINUTE) * MINUTE)) / MINUTE)
  known.set(key, offset)
  return offset
}

interface Placed {
  readonly card: Card
  readonly start: Instant
  readonly end: Instant
}

interface Now {
  readonly refresh: () => void
  /** The card at which to open the page: during the conference what is on or next, mine first. */
  readonly openAt: () => Card | undefined
}

/** Later starts are not shown as next. */
const SOON_MS = 14 * HOUR

export function openNow(cards: readonly Card[], picks: Picks, clock: Clock): Now {
  const panel = byId('now', HTMLElement)
  const placed = cards.flatMap((card): Placed[] => {
    const { when, status } = card.session
    return when.kind === 'timed' && status !== 'cancelled' ? [{ card, start: when.start, end: when.end }] : []
  })
  placed.sort((a, b) => a.start - b.start || a.end - b.end)
  const first = placed[0]?.start ?? 0
  const last = Math.max(0, ...placed.map(({ end }) => end))
  const isOn = (moment: Instant) => first <= moment && moment < last
  const isMine = ({ card }: Placed) => card.isBlock || picks.stageOf(card) === 'going'
  const attended = ({ card }: Placed) => card.element.closest('.folded') === null
  const relevant = () => {
    const mine = placed.filter(isMine)
    return mine.length > 0 ? mine : placed.filter(attended)
  }
  const nowAnd = (moment: Instant, entries: readonly Placed[]) => {
    const current = entries.filter(({ start, end }) => start <= moment && moment < end)
    const start = entries.find((entry) => entry.start > moment && entry.start - moment < SOON_MS)?.start
    return { current, next: entries.filter((entry) => entry.start === start) }
  }

  const tell = (word: string, { card, start, end }: Placed, moment: Instant) => {
    const line = make('p', '')
    const { when, room } = card.session
    const at = when.kind === 'timed' ? timeLabel(start, clock.offsetAt(start), when.day) : ''
    const until = when.kind === 'timed' ? timeLabel(end, clock.offsetAt(end), when.day) : ''
    const open = when.kind === 'timed' && when.endAssumed
    const running = start <= moment
    const left = minutesBetween(moment, instant((running ? end : start) + 59_999))
    const still = open ? `since ${at}, end not known` : `until ${until}, ${durationLabel(left)} left`
    const time = running ? still : `${at}, in ${durationLabel(left)}`
    line.append(make('b', word), ' ', make('a', card.session.title, { href: `#${card.element.id}` }), ' ')
    line.append(make('span', [time, room].filter(Boolean).join(' · ')))
    return line
  }

  const refresh = () => {
    const moment = instant(Date.now())
    for (const { card, start, end } of placed) {
      const on = start <= moment && moment < end
      for (const element of [card.element, card.box]) {
        if (element === undefined || element.hasAttribute('data-now') === on) continue
        element.toggleAttribute('data-now', on)
        const when = inside(element, '.when')
        if (on) when?.prepend(make('b', 'On now', { class: 'on' }), ' ')
        else for (const mark of all(element, '.on')) mark.remove()
      }
    }
    const { current, next } = nowAnd(moment, relevant())
    panel.hidden = !isOn(moment) || current.length + next.length === 0
    if (panel.hidden) return
    const few = (entries: readonly Placed[]) => entries.slice(0, 3)
    panel.replaceChildren(
      ...few(current).map((entry) => tell('Now', entry, moment)),
      ...more(current),
      ...few(next).map((entry) => tell('Next', entry, moment)),
      ...more(next),
    )
  }
  return {
    refresh,
    openAt() {
      const moment = instant(Date.now())
      if (!isOn(moment)) return undefined
      // If nothing of mine is left today, the programme still has a day.
      for (const entries of [relevant(), placed.filter(attended)]) {
        const { current, next } = nowAnd(moment, entries)
        const entry = current.at(-1) ?? next[0]
        if (entry) return entry.card
      }
      return undefined
    },
  }
}

function more(entries: readonly Placed[]): readonly HTMLElement[] {
  return entries.length > 3 ? [make('p', `and ${entries.length - 3} more`)] : []
}
