import { definedFields, KINDS, type Session, type Stage, type Timed, type When } from '../../model/index.js'
import { type Day, type Instant, instant, parseDay } from '../../model/time.js'
import { ownUid } from '../../planning/agenda/calendar-identity.js'
import { all, inside, make, textIn } from './elements.js'

export interface Card {
  readonly element: HTMLElement
  readonly section: HTMLElement
  /** As far as the page shows it; the id of a block is its anchor. */
  readonly session: Session
  readonly isBlock: boolean
  readonly written: Stage | undefined
  readonly uid: string
  readonly sequence: number
  readonly changed: string | undefined
  /** Clashes with entries that are not on the page, in words. */
  readonly elsewhere: readonly string[]
}

export function readCards(): readonly Card[] {
  return all(document, 'section.day').flatMap((section) =>
    all(section, 'article.s').map((element) => cardOf(element, section)),
  )
}

function cardOf(element: HTMLElement, section: HTMLElement): Card {
  const { uid, stage, kind, status, sequence, changed, language } = element.dataset
  const isBlock = stage === 'block'
  const room = textIn(element, '.room')
  const session: Session = definedFields({
    id: isBlock ? element.id : decodeURIComponent(element.id.slice('s-'.length)),
    title: textIn(element, 'h4') ?? '',
    kind: KINDS.find((known) => known === kind) ?? 'talk',
    tracks: all(element, '.track').map((track) => track.textContent ?? ''),
    tags: all(element, '.tag').map((tag) => tag.textContent ?? ''),
    speakers: all(element, '.who > span').map((person) => {
      const organization = textIn(person, '.org')
      return definedFields({ name: textIn(person, '.name') ?? '', organization })
    }),
    level: textIn(element, '.level'),
    language,
    status: status === 'cancelled' ? status : 'confirmed',
    when: whenOf(element, parseDay(section.dataset['day'] ?? '')),
    room,
  })
  return {
    element,
    section,
    session,
    isBlock,
    written: stage === 'going' || stage === 'maybe' ? stage : undefined,
    uid: uid ?? ownUid(session.id, document.body.dataset['slug'] ?? ''),
    sequence: Number(sequence ?? 0),
    changed,
    elsewhere: all(element, '.clashes li').flatMap((line) => (inside(line, 'a') ? [] : (line.textContent ?? ''))),
  }
}

function whenOf(element: HTMLElement, day: Day | undefined): When {
  const [start, end = start] = all(element, '.when time')
  if (day === undefined) return { kind: 'unscheduled' }
  if (!start || !end) return { kind: 'dated', day }
  const [from, to] = [readTime(start), readTime(end)]
  const timed: Timed = {
    kind: 'timed',
    day,
    start: from.moment,
    end: to.moment,
    offset: from.offset,
    endOffset: to.offset,
    shift: 0,
    ...(end.classList.contains('unknown') && { endAssumed: true }),
  }
  return timed
}

/** The moment of a `time` element, and the offset it was written with. */
export function readTime(element: HTMLElement): { readonly moment: Instant; readonly offset: number } {
  const text = element.getAttribute('datetime') ?? ''
  const [, sign, hours, minutes] = /([+-])(\d{2}):(\d{2})$/.exec(text) ?? []
  const ahead = Number(hours ?? 0) * 60 + Number(minutes ?? 0)
  return { moment: instant(Date.parse(text)), offset: sign === '-' ? -ahead : ahead }
}

export interface Sheet {
  readonly show: (card: Card) => void
  readonly close: () => void
  /** The card that it shows. */
  readonly shown: () => Card | undefined
}

/**
 * Shows a card of the list over the timetable. The card itself is moved, so that its buttons work, and is put back
 * afterwards; then `closed` is called with it.
 */
export function openSheet(closed: (card: Card) => void): Sheet {
  const dialog = make('dialog', '', { class: 'sheet', 'aria-label': 'Session' })
  const close = make('button', 'Close', { type: 'button', class: 'close' })
  dialog.append(close)
  document.body.append(dialog)
  let putBack: () => void = () => undefined
  let shown: Card | undefined
  close.addEventListener('click', () => dialog.close())
  dialog.addEventListener('click', (event) => {
    const link = event.target instanceof HTMLElement && event.target.closest('a[href^="#"]')
    if (event.target === dialog || link) dialog.close()
  })
  dialog.addEventListener('close', () => {
    // It has been opened again since.
    if (dialog.open) return
    putBack()
    const card = shown
    shown = undefined
    if (card) closed(card)
  })
  return {
    close: () => dialog.close(),
    shown: () => shown,
    show(card) {
      const { element } = card
      shown = undefined
      if (dialog.open) dialog.close()
      putBack()
      shown = card
      const place = document.createComment('')
      const details = inside(element, 'details')
      const wasOpen = details?.hasAttribute('open') ?? false
      element.replaceWith(place)
      details?.setAttribute('open', '')
      dialog.append(element)
      putBack = () => {
        putBack = () => undefined
        details?.toggleAttribute('open', wasOpen)
        place.replaceWith(element)
      }
      dialog.showModal()
    },
  }
}
