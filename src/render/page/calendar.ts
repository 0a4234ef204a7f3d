import { nextSequence, type Session, type Take } from '../../model/conference.js'
import { defined } from '../../model/defined.js'
import { instant, SECOND } from '../../model/time.js'
import type { CalendarEvent } from '../../planning/export/calendar-events.js'
import { composeCalendar, keyOf } from '../calendar/compose.js'
import type { Layout } from '../calendar/layout.js'
import type { Card } from './cards.js'
import { all, inside, textIn } from './elements.js'
import type { Picks } from './picks.js'

/** The layout of every shape of event, by `keyOf`. Inserted by the build, so that no library is needed. */
declare const CALENDAR_LAYOUTS: Readonly<Record<string, Layout>>

/**
 * My picks as the same events as in `kubeplan export my.ics`, so that importing both makes no duplicates. Picks removed
 * on the page are cancelled.
 */
export function calendarOf(cards: readonly Card[], picks: Picks): string {
  const { name = '', venue = 'UTC' } = document.body.dataset
  const events = cards.flatMap((card) => eventOf(card, picks) ?? [])
  const layoutFor = (shape: Parameters<typeof keyOf>[0]) => {
    const layout = CALENDAR_LAYOUTS[keyOf(shape)]
    if (!layout) throw new Error(`no layout for ${keyOf(shape)}`)
    return layout
  }
  return composeCalendar({ name, timezone: venue, events }, layoutFor, undefined)
}

function eventOf(card: Card, picks: Picks): CalendarEvent | undefined {
  const { element, isBlock, written, session, changed, sequence } = card
  const stage = picks.stageOf(card)
  const { when, status, kind } = session
  if (isBlock || (stage === undefined && written === undefined) || when.kind === 'unscheduled') return undefined
  const off = stage === undefined
  const note = textIn(element, '.note span')
  const last = Date.parse(changed ?? document.body.dataset['changed'] ?? '')
  return defined({
    uid: card.uid,
    status: off || status === 'cancelled' ? 'CANCELLED' : stage === 'maybe' ? 'TENTATIVE' : 'CONFIRMED',
    stamp: instant(off ? last + SECOND : last),
    sequence: off ? nextSequence(sequence) : sequence,
    when,
    title: session.title,
    session: wholeSession(card),
    details: { takes: all(element, '.take').map(takeOf), takeaways: [], ...abstractOf(element) },
    transparent: kind === 'umbrella' || when.kind === 'dated',
    room: session.room,
    note,
  })
}

function wholeSession({ element, session }: Card): Session {
  const url = inside(element, 'h4 a')?.getAttribute('href')
  return {
    ...session,
    tags: all(element, '.tag').map((tag) => tag.textContent ?? ''),
    speakers: all(element, '.who > span').map((person) => {
      const organization = textIn(person, '.org')
      return defined({ name: textIn(person, '.name') ?? '', organization })
    }),
    ...(url && { url }),
  }
}

function abstractOf(element: HTMLElement): { abstract?: string } {
  const abstract = textIn(element, '.abstract')
  return abstract === undefined ? {} : { abstract }
}

function takeOf(element: HTMLElement): Take {
  return { by: textIn(element, '.by') ?? '', text: textIn(element, 'p') ?? '' }
}
