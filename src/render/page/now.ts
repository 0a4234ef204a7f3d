import { durationLabel, type Instant, instant, minutesBetween } from '../../model/time.js'
import { timeLabel } from '../text/moments.js'
import type { Card } from './cards.js'
import { all, byId, inside, make } from './elements.js'
import type { Picks } from './picks.js'
import type { Clock } from './zones.js'

interface Placed {
  readonly card: Card
  readonly start: Instant
  readonly end: Instant
}

export interface Now {
  readonly refresh: () => void
  /** The card at which to open the page: during the conference what is on or next, mine first. */
  readonly openAt: () => Card | undefined
}

/** Later starts are not shown as next. */
const SOON_MS = 14 * 3_600_000

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
