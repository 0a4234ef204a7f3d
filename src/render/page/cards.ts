import {
  DEFAULT_PRIORITY,
  definedFields,
  KINDS,
  type Session,
  type Stage,
  type Timed,
  type When,
} from '../../model/index.js'
import { type Day, type Instant, instant, parseDay } from '../../model/time.js'
import { ownUid } from '../../planning/agenda/ledger.js'
import { all, inside, make, textIn } from './elements.js'

/** What somebody has chosen of a session. */
export interface Choice {
  readonly stage: Stage
  /** From 1 (nice) to 5 (must). */
  readonly priority: number
}

export interface Card {
  readonly element: HTMLElement
  readonly section: HTMLElement
  /** As far as the page shows it; the id of a block is its anchor. */
  readonly session: Session
  readonly isBlock: boolean
  readonly written: Choice | undefined
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

/** Titles open the sessions' own views, which have the links to elsewhere. */
export function linkTitles(cards: readonly Card[]): void {
  for (const { element, session } of cards) {
    const link = inside(element, 'h4 a') ?? make('a', session.title)
    link.setAttribute('href', `#${element.id}`)
    if (!link.isConnected) inside(element, 'h4')?.replaceChildren(link)
  }
}

function cardOf(element: HTMLElement, section: HTMLElement): Card {
  const { uid, stage, priority = DEFAULT_PRIORITY, kind, status, sequence, changed, language } = element.dataset
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
    url: inside(element, 'h4 a')?.getAttribute('href') ?? undefined,
  })
  return {
    element,
    section,
    session,
    isBlock,
    written: stage === 'going' || stage === 'maybe' ? { stage, priority: Number(priority) } : undefined,
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
