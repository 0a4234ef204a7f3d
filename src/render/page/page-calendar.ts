import { type Details, definedFields, nextSequence, type Rooms, type Stage } from '../../model/index.js'
import { type Instant, instant, SECOND } from '../../model/time.js'
import { addressOf } from '../../planning/agenda/walks.js'
import type { CalendarEvent } from '../../planning/export/calendar-events.js'
import { composeCalendar, type Layout } from '../calendar/compose-calendar.js'
import type { Card } from './cards.js'
import { all, keep, keptList, make, textIn } from './elements.js'
import type { Picks } from './page-picks.js'

/** Inserted by the build, so that no library is needed. */
declare const CALENDAR_LAYOUT: Layout

export interface PageCalendar {
  /** Downloads my picks, and cancels what was a pick when the page or the agenda last handed it out. */
  readonly savePicks: () => void
  /** How many events that were handed out as mine `savePicks` would cancel. */
  readonly toCancel: () => number
  /** Downloads one session. */
  readonly saveOne: (card: Card) => void
  /** The session as the event that `saveOne` makes; undefined if it has no day. */
  readonly eventOf: (card: Card) => CalendarEvent | undefined
}

/**
 * Makes the same events as `kubeplan export my.ics`, so that importing both makes no duplicates. What the page hands out
 * it remembers in the browser: an event that has changed since goes out with a higher sequence.
 */
export function openCalendar(cards: readonly Card[], picks: Picks, rooms: Rooms): PageCalendar {
  const { slug = '', name = '', venue = 'UTC' } = document.body.dataset
  const remembered = `kubeplan given ${slug}`
  const given = readGiven(remembered)
  const fileName = (words: string) => `${words.replace(/[^a-z0-9-]/gi, '').slice(0, 60) || 'agenda'}.ics`
  const compose = (events: readonly CalendarEvent[]) =>
    composeCalendar({ name, timezone: venue, events }, CALENDAR_LAYOUT, undefined)

  const make = (card: Card, stage: Stage | undefined) => eventOf(card, stage, given.get(card.uid), rooms)
  const remember = (events: readonly CalendarEvent[]) => {
    for (const event of events) {
      const { uid, sequence, stamp } = event
      given.set(uid, { content: contentOf(event), sequence, stamp })
    }
    const entries = [...given].map(([uid, { content, sequence, stamp }]) => [uid, content, sequence, stamp])
    keep(remembered, JSON.stringify(entries))
  }
  const eventAlone = (card: Card) => make(card, picks.stageOf(card) ?? 'going')

  return {
    savePicks() {
      const mine = cards.filter(
        (card) => picks.stageOf(card) !== undefined || card.written !== undefined || given.has(card.uid),
      )
      const events = mine.flatMap((card) => make(card, picks.stageOf(card)) ?? [])
      remember(events)
      save(compose(events), fileName(slug))
    },
    toCancel: () =>
      cards.filter((card) => {
        const before = given.get(card.uid)
        return before !== undefined && picks.stageOf(card) === undefined && !before.content.startsWith(CANCELLED)
      }).length,
    saveOne(card) {
      const event = eventAlone(card)
      if (!event) return
      // What is no pick is not mine to cancel later.
      if (picks.stageOf(card) !== undefined) remember([event])
      save(compose([event]), fileName(card.session.id))
    },
    eventOf: eventAlone,
  }
}

interface GivenEvent {
  /** As `contentOf`. */
  readonly content: string
  readonly sequence: number
  readonly stamp: Instant
}

/** By uid. Anything else than what `remember` writes is ignored. */
function readGiven(name: string): Map<string, GivenEvent> {
  const given = new Map<string, GivenEvent>()
  for (const entry of keptList(name)) {
    if (!Array.isArray(entry)) continue
    const [uid, content, sequence, stamp]: unknown[] = entry
    if (typeof uid !== 'string' || typeof content !== 'string') continue
    if (typeof sequence !== 'number' || typeof stamp !== 'number') continue
    given.set(uid, { content, sequence, stamp: instant(stamp) })
  }
  return given
}

/** What makes an event another one for its reader. */
function contentOf({ status, when, title, room }: Omit<CalendarEvent, 'stamp' | 'sequence'>): string {
  const time = when.kind === 'dated' ? [when.day] : [when.start, when.endAssumed ? '?' : when.end]
  return JSON.stringify([status, ...time, title, room])
}

/** How the content of a cancelled event begins. */
const CANCELLED = '["CANCELLED"'

function eventOf(
  card: Card,
  stage: Stage | undefined,
  before: GivenEvent | undefined,
  rooms: Rooms,
): CalendarEvent | undefined {
  const { element, isBlock, session } = card
  const { when, kind } = session
  if (isBlock || when.kind === 'unscheduled') return undefined
  const event = definedFields({
    uid: card.uid,
    status: statusOf(card, stage),
    when,
    title: session.title,
    session,
    details: detailsOf(element),
    transparent: kind === 'umbrella' || when.kind === 'dated',
    room: session.room,
    address: addressOf(session.room, rooms),
    note: textIn(element, '.note span'),
  })
  return { ...event, ...revisionOf(card, event, before) }
}

function statusOf({ session }: Card, stage: Stage | undefined): CalendarEvent['status'] {
  if (stage === undefined || session.status === 'cancelled') return 'CANCELLED'
  return stage === 'maybe' ? 'TENTATIVE' : 'CONFIRMED'
}

/** The revision that the page was written with, or the next one if calendars have got something else. */
function revisionOf(
  card: Card,
  event: Omit<CalendarEvent, 'stamp' | 'sequence'>,
  before: GivenEvent | undefined,
): Pick<CalendarEvent, 'stamp' | 'sequence'> {
  const { written, sequence, changed } = card
  const stamp = instant(Date.parse(changed ?? document.body.dataset['changed'] ?? ''))
  if (before && before.sequence >= sequence) {
    if (before.content === contentOf(event)) return { sequence: before.sequence, stamp: before.stamp }
    const later = Math.max(Date.now(), before.stamp + SECOND)
    return { sequence: nextSequence(before.sequence), stamp: instant(later) }
  }
  const isSame = written === undefined || statusOf(card, written.stage) === event.status
  return isSame ? { sequence, stamp } : { sequence: nextSequence(sequence), stamp: instant(stamp + SECOND) }
}

function detailsOf(element: HTMLElement): Details {
  const takes = all(element, '.take').map((take) => ({ by: textIn(take, '.by') ?? '', text: textIn(take, 'p') ?? '' }))
  return definedFields({ abstract: textIn(element, '.abstract'), takes, takeaways: [] })
}

function save(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/calendar;charset=utf-8' }))
  make('a', '', { href: url, download: name }).click()
  // Some browsers start the download only after the click event has ended.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
