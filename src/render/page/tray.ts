import { type Details, definedFields, nextSequence, type Rooms, type Session } from '../../model/index.js'
import { instant, SECOND } from '../../model/time.js'
import type { Clash } from '../../planning/agenda/clashes.js'
import { addressOf } from '../../planning/agenda/walks.js'
import type { CalendarEvent } from '../../planning/export/calendar-events.js'
import { composeCalendar, type Layout } from '../calendar/compose-calendar.js'
import { count } from '../words/labels.js'
import type { Card } from './cards.js'
import { all, byId, inside, make, textIn } from './elements.js'
import type { Picks } from './page-picks.js'

/** The tray for taking picks along, shown once there are any changes. */
export function openTray(
  cards: readonly Card[],
  picks: Picks,
  rooms: Rooms,
): { readonly show: (clashes: readonly Clash[]) => void } {
  const tray = byId('tray', HTMLElement)
  const tally = byId('tally', HTMLElement)
  const keptNote = byId('kept', HTMLElement)
  const command = inside(tray, '#command')
  const copy = inside(tray, '#copy')
  byId('calendar', HTMLElement).addEventListener('click', () => {
    const { slug = '' } = document.body.dataset
    save(calendarOf(cards, picks, rooms), `${slug.replace(/[^a-z0-9-]/gi, '').slice(0, 60) || 'agenda'}.ics`)
  })
  if (copy && command) copy.addEventListener('click', () => void copyText(command, copy))
  return {
    show(clashes) {
      const mine = cards.filter((card) => !card.isBlock && picks.stageOf(card) !== undefined)
      const loose = mine.filter(({ session }) => session.when.kind === 'unscheduled').length
      const line = commandLine(cards, picks)
      tray.hidden = mine.length === 0 && line === ''
      tally.textContent = [
        count(mine.length, 'pick'),
        command && clashes.length > 0 ? count(clashes.length, 'clash', 'clashes') : '',
        loose > 0 ? `${loose} without a day, so not in the calendar yet` : '',
      ]
        .filter(Boolean)
        .join(', ')
      if (command) command.textContent = line
      const box = command?.closest('details')
      if (box) box.hidden = line === ''
      if (copy) copy.textContent = 'Copy'
      keptNote.hidden = picks.isKept()
      keptNote.textContent = 'This browser does not save stars in a local file. Export them before you close the page.'
    },
  }
}

function save(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/calendar;charset=utf-8' }))
  make('a', '', { href: url, download: name }).click()
  // Some browsers start the download only after the click event has ended.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

/** Copies to the clipboard or, if the browser does not allow it, selects the text to be copied by hand. */
async function copyText(source: HTMLElement, button: HTMLElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(source.textContent ?? '')
    button.textContent = 'Copied'
  } catch {
    getSelection()?.selectAllChildren(source)
    source.focus()
    button.textContent = 'Selected: copy it now'
  }
}

/** Inserted by the build, so that no library is needed. */
declare const CALENDAR_LAYOUT: Layout

/**
 * My picks as the same events as in `kubeplan export my.ics`, so that importing both makes no duplicates. Picks removed
 * on the page are cancelled.
 */
function calendarOf(cards: readonly Card[], picks: Picks, rooms: Rooms): string {
  const { name = '', venue = 'UTC' } = document.body.dataset
  const events = cards.flatMap((card) => eventOf(card, picks, rooms) ?? [])
  return composeCalendar({ name, timezone: venue, events }, CALENDAR_LAYOUT, undefined)
}

function eventOf(card: Card, picks: Picks, rooms: Rooms): CalendarEvent | undefined {
  const { element, isBlock, written, session, changed, sequence } = card
  const stage = picks.stageOf(card)
  const { when, status, kind } = session
  if (isBlock || (stage === undefined && written === undefined) || when.kind === 'unscheduled') return undefined
  const off = stage === undefined
  const last = Date.parse(changed ?? document.body.dataset['changed'] ?? '')
  return definedFields({
    uid: card.uid,
    status: off || status === 'cancelled' ? 'CANCELLED' : stage === 'maybe' ? 'TENTATIVE' : 'CONFIRMED',
    stamp: instant(off ? last + SECOND : last),
    sequence: off ? nextSequence(sequence) : sequence,
    when,
    title: session.title,
    session: wholeSession(card),
    details: detailsOf(element),
    transparent: kind === 'umbrella' || when.kind === 'dated',
    room: session.room,
    address: addressOf(session.room, rooms),
    note: textIn(element, '.note span'),
  })
}

function wholeSession({ element, session }: Card): Session {
  const url = inside(element, 'h4 a')?.getAttribute('href')
  return { ...session, ...(url && { url }) }
}

function detailsOf(element: HTMLElement): Details {
  const takes = all(element, '.take').map((take) => ({ by: textIn(take, '.by') ?? '', text: textIn(take, 'p') ?? '' }))
  return definedFields({ abstract: textIn(element, '.abstract'), takes, takeaways: [] })
}

/** The command that applies the changes made on the page to the agenda; empty if there are none. */
function commandLine(cards: readonly Card[], picks: Picks): string {
  const added = cards.filter((card) => card.written === undefined && picks.stageOf(card) !== undefined)
  const dropped = cards.filter((card) => card.written !== undefined && picks.stageOf(card) === undefined)
  return [line('kubeplan add', added), line('kubeplan drop', dropped)].filter((text) => text !== '').join(' && ')
}

/** The ids are exact, unlike in `words/shell`, which makes them safe to print. */
function line(command: string, cards: readonly Card[]): string {
  if (cards.length === 0) return ''
  const ids = cards.map(({ session }) => session.id)
  return [command, ...(ids.some((id) => id.startsWith('-')) ? ['--'] : []), ...ids.map(quoted)].join(' ')
}

function quoted(word: string): string {
  return /^[\w./:@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}

/** On a server the page links to its calendar for subscribing; a saved file has no such link. */
export function offerCalendar(): void {
  const offer = inside(document, '#subscribe')
  const link = offer && inside(offer, 'a')
  if (!offer || !(link instanceof HTMLAnchorElement)) return
  const address = link.href
  offer.hidden = !/^https?:/.test(address)
  link.href = address.replace(/^http/, 'webcal')
  offer.append(' or, if that opens nothing, give it this address: ', make('code', address))
}
