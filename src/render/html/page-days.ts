import type { Session, ShownSpan } from '../../model/index.js'
import { type Day, dayLabel, durationLabel, type Instant } from '../../model/time.js'
import type { AgendaEntry, Gap } from '../../planning/agenda/agenda-days.js'
import { type Folding, foldAway } from '../../planning/sessions/foldable.js'
import { foldedLabel } from '../words/headline.js'
import type { Times } from '../words/labels.js'
import { type Content, dayAnchor, html, type Markup, printClass, timeMarkup } from './markup.js'
import { blockCard, type PageFacts, sessionCard } from './session-card.js'

export interface PageDay {
  readonly day: Day | undefined
  readonly folding: Folding
  readonly folded: readonly Session[]
  readonly blocks: readonly AgendaEntry[]
  readonly gaps: readonly Gap[]
}

/** The days with content, in order, then what is not scheduled. */
export function pageDays({ view, pickOf }: PageFacts): readonly PageDay[] {
  const blocks = view.entries.filter(({ stage }) => stage === 'block')
  const dayOf = ({ when }: Session) => (when.kind === 'unscheduled' ? undefined : when.day)
  const days = new Set([...view.sessions.flatMap((session) => dayOf(session) ?? []), ...blocks.map(({ day }) => day)])
  const loose = view.sessions.some((session) => dayOf(session) === undefined)
  return [...[...days].sort(), ...(loose ? [undefined] : [])].map((day): PageDay => {
    const sessions = view.sessions.filter((session) => dayOf(session) === day)
    const folding = foldAway(sessions, ({ id }) => pickOf(id) !== undefined)
    const shown = new Set(folding.shown)
    const own = view.entries.filter((one) => one.day === day && one.stage !== 'maybe')
    const starts = new Set(own.map(({ entry }) => entry.start))
    return {
      day,
      folding,
      folded: sessions.filter((session) => !shown.has(session)),
      blocks: blocks.filter((block) => block.day === day),
      gaps: view.all ? [] : view.gaps.filter(({ end }) => starts.has(end)),
    }
  })
}

export function dayName(day: Day | undefined): string {
  return day === undefined ? 'Not scheduled' : dayLabel(day)
}

/** A day: its sessions by start, then what is folded. */
export function* dayPieces(page: PageDay, facts: PageFacts): Generator<string> {
  const { day, folding, folded, blocks, gaps } = page
  const anchor = dayAnchor(day)
  const picked = folding.shown.filter(({ id }) => facts.pickOf(id))
  const mine = [
    ...picked.map((session) => {
      return { title: session.title, people: session.speakers.length, clashes: facts.clashesOf(session).length > 0 }
    }),
    ...blocks.map(({ entry }) => ({ title: entry.title, people: 0, clashes: facts.clashesOf(entry).length > 0 })),
  ]
  yield html`<section class="${printClass(mine)}" id="${anchor}"${day !== undefined && html` data-day="${day}"`} data-mine="${mine.length}" aria-labelledby="${anchor}-name">
<h2 id="${anchor}-name">${dayName(day)}</h2>
`.markup
  yield* slotPieces(folding.shown, blocks, gaps, day, facts)
  if (folded.length > 0) {
    yield html`<details class="folded"><summary>Also ${foldedLabel(folding.folded)}</summary>
`.markup
    yield* slotPieces(folded, [], [], day, facts)
    yield html`</details>
`.markup
  }
  yield html`</section>
`.markup
}

/** Cards with the same start, made one at a time; those without a time come last. */
interface Slot {
  readonly when: ShownSpan | undefined
  readonly cards: (() => Markup)[]
}

function* slotPieces(
  sessions: readonly Session[],
  blocks: readonly AgendaEntry[],
  gaps: readonly Gap[],
  day: Day | undefined,
  facts: PageFacts,
): Generator<string> {
  const slots = new Map<Instant | undefined, Slot>()
  const put = (when: ShownSpan | undefined, card: () => Markup) => {
    const slot = slots.get(when?.start) ?? { when, cards: [] }
    slot.cards.push(card)
    slots.set(when?.start, slot)
  }
  for (const session of sessions)
    put(session.when.kind === 'timed' ? session.when : undefined, () => sessionCard(session, day, facts))
  for (const block of blocks) put(block.entry, () => blockCard(block, facts))
  const ordered = [...slots.values()].sort((a, b) => (a.when?.start ?? Infinity) - (b.when?.start ?? Infinity))
  for (const { when, cards } of ordered) {
    yield html`${when && gapsBefore(when.start, gaps)}<div class="slot"><h3>${slotHeading(when, day, facts.times)}</h3><div class="cards">
`.markup
    for (const card of cards) yield card().markup
    yield html`</div></div>
`.markup
  }
}

function slotHeading(when: ShownSpan | undefined, day: Day | undefined, times: Times): Content {
  if (day === undefined) return 'No day yet'
  return when === undefined ? 'No time yet' : timeMarkup(when.start, when.offset, day, times)
}

/** In minutes; a shorter gap is only a change of rooms, unless there is a walk. */
const WORTH_TELLING = 10

function gapsBefore(start: Instant, gaps: readonly Gap[]): readonly Markup[] {
  return gaps
    .filter(({ end, minutes, walk }) => end === start && (minutes >= WORTH_TELLING || walk !== undefined))
    .map(({ minutes, walk }) => {
      const way = walk !== undefined && html`, ${durationLabel(walk)} of it to walk`
      return html`<p class="gap">Free for ${durationLabel(minutes)}${way}</p>
`
    })
}
