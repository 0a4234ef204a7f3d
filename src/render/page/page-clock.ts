import type { Timed } from '../../model/index.js'
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
import { timesOn, zoneLabel } from '../words/labels.js'
import type { Remembered } from './address.js'
import { type Card, readTime } from './cards.js'
import { all, byId, inside, keep, kept, make } from './elements.js'
import type { Picks } from './page-picks.js'

export const times = timesOn(document.body.dataset['clock'] === '12' ? 12 : 24)

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

/** Lets the viewer choose a clock: the page's, the conference's, their own, or any other. The browser remembers it. */
export function openZones(changed: () => void): Clock & Remembered {
  const { zone = 'UTC', venue = zone, slug = '' } = document.body.dataset
  const mine = new Intl.DateTimeFormat().resolvedOptions().timeZone
  const moments = readTimes()
  const written = new Map(moments.map(({ moment, offset }) => [moment, offset]))
  const asWritten = (moment: Instant) => written.get(moment) ?? offsetIn(zone, moment)
  const label = byId('clock', HTMLElement).textContent ?? ''
  let offsetAt: (moment: Instant) => Minutes = asWritten

  const choices = new Map<string, string>([[zone, zone === venue ? 'Conference time' : zone]])
  for (const [name, title] of [[venue, 'Conference time'] as const, [mine, `My time: ${mine}`] as const]) {
    if (choices.has(name) || !isKnown(name)) continue
    if (moments.some(({ moment, offset }) => offsetIn(name, moment) !== offset)) choices.set(name, title)
  }
  const select = byId('zone', HTMLSelectElement)
  for (const [name, title] of choices) select.append(make('option', title, { value: name }))
  const others = make('optgroup', '', { label: 'Other zones' })
  for (const name of Intl.supportedValuesOf('timeZone'))
    if (!choices.has(name)) others.append(make('option', name, { value: name }))
  select.append(others)
  const box = select.closest('label')
  if (box) box.hidden = false
  const isOffered = (name: string) => [...select.options].some(({ value }) => value === name)

  const choose = (name: string) => {
    if (!isOffered(name)) return
    select.value = name
    offsetAt = name === zone ? asWritten : (moment) => offsetIn(name, moment)
    const offsets = moments.map((time) => {
      const offset = offsetAt(time.moment)
      show(time, offset)
      return offset
    })
    byId('clock', HTMLElement).textContent = name === zone ? label : `Times in ${zoneLabel(name, offsets)}`
  }
  const remembered = `kubeplan zone ${slug}`
  choose(kept(remembered) ?? zone)
  select.addEventListener('change', () => {
    choose(select.value)
    keep(remembered, select.value === zone ? undefined : select.value)
    changed()
  })
  return {
    offsetAt: (moment) => offsetAt(moment),
    write(params) {
      if (select.value !== zone) params.set('zone', select.value)
    },
    read: (params) => choose(params.get('zone') ?? zone),
  }
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
  element.textContent = element.classList.contains('end')
    ? times.moment(moment, offset)
    : times.time(moment, offset, day)
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

/** In minutes ahead of UTC, as the browser knows the zone. */
function offsetIn(zone: string, moment: Instant): Minutes {
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
  return Math.round((shown - Math.floor(moment / MINUTE) * MINUTE) / MINUTE)
}

interface Placed {
  readonly card: Card
  readonly when: Timed
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
    return when.kind === 'timed' && status !== 'cancelled' ? [{ card, when }] : []
  })
  placed.sort(({ when: a }, { when: b }) => a.start - b.start || a.end - b.end)
  const first = placed[0]?.when.start ?? 0
  const last = Math.max(0, ...placed.map(({ when }) => when.end))
  const isDuring = (moment: Instant) => first <= moment && moment < last
  const isMine = ({ card }: Placed) => card.isBlock || picks.stageOf(card) === 'going'
  const attended = ({ card }: Placed) => card.element.closest('.folded') === null
  const relevant = () => {
    const mine = placed.filter(isMine)
    return mine.length > 0 ? mine : placed.filter(attended)
  }
  const nowAnd = (moment: Instant, entries: readonly Placed[]) => {
    const start = entries.find(({ when }) => when.start > moment && when.start - moment < SOON_MS)?.when.start
    return {
      current: entries.filter(({ when }) => isOn(when, moment)),
      next: entries.filter(({ when }) => when.start === start),
    }
  }

  const tell = (word: string, { card, when }: Placed, moment: Instant) => {
    const { title, room } = card.session
    const [at, until] = [when.start, when.end].map((time) => times.time(time, clock.offsetAt(time), when.day))
    const running = when.start <= moment
    const left = durationLabel(minutesBetween(moment, instant((running ? when.end : when.start) + 59_999)))
    const still = when.endAssumed ? `since ${at}, end not known` : `until ${until}, ${left} left`
    const line = make('p', '')
    line.append(make('b', word), ' ', make('a', title, { href: `#${card.element.id}` }), ' ')
    line.append(make('span', [running ? still : `${at}, in ${left}`, room].filter(Boolean).join(' · ')))
    return line
  }

  const refresh = () => {
    const moment = instant(Date.now())
    for (const { card, when: time } of placed) {
      const on = isOn(time, moment)
      const { element } = card
      if (element.hasAttribute('data-now') === on) continue
      element.toggleAttribute('data-now', on)
      const when = inside(element, '.when')
      if (on) when?.prepend(make('b', 'On now', { class: 'on' }), ' ')
      else for (const mark of all(element, '.on')) mark.remove()
    }
    const { current, next } = nowAnd(moment, relevant())
    panel.hidden = !isDuring(moment) || current.length + next.length === 0
    if (panel.hidden) return
    const few = (word: string, entries: readonly Placed[]) => [
      ...entries.slice(0, 3).map((entry) => tell(word, entry, moment)),
      ...(entries.length > 3 ? [make('p', `and ${entries.length - 3} more`)] : []),
    ]
    panel.replaceChildren(...few('Now', current), ...few('Next', next))
  }
  return {
    refresh,
    openAt() {
      const moment = instant(Date.now())
      if (!isDuring(moment)) return undefined
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

function isOn({ start, end }: Timed, moment: Instant): boolean {
  return start <= moment && moment < end
}
