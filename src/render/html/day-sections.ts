import type { Session } from '../../model/conference.js'
import { type Day, dayLabel, durationLabel, type Instant } from '../../model/time.js'
import type { AgendaEntry, Gap } from '../../planning/agenda/agenda-days.js'
import { type Folding, foldAway } from '../../planning/sessions/foldable.js'
import { foldedLabel } from '../text/folded.js'
import { timeLabel } from '../text/moments.js'
import { dayAnchor } from './anchors.js'
import { blockCard } from './block-card.js'
import { html, type Markup } from './markup.js'
import { isoMoment } from './moment.js'
import type { PageFacts } from './page-facts.js'
import { printClass } from './print-class.js'
import { sessionCard } from './session-card.js'
import { timetablePieces } from './timetable.js'

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

/** A day: its timetable, its sessions by start, then what is folded. */
export function* dayPieces(page: PageDay, facts: PageFacts): Generator<string> {
  const { day, folding, folded, blocks, gaps } = page
  const anchor = dayAnchor(day)
  const picked = folding.shown.filter(({ id }) => facts.pickOf(id))
  const mine = [
    ...picked.map(({ id, title, speakers, when }) => {
      const clashes = when.kind === 'timed' && facts.clashesOf({ id, ...when }).length > 0
      return { title, people: speakers.length, clashes }
    }),
    ...blocks.map(({ entry }) => ({ title: entry.title, people: 0, clashes: facts.clashesOf(entry).length > 0 })),
  ]
  yield html`<section class="${printClass(mine)}" id="${anchor}"${day !== undefined && html` data-day="${day}"`} data-mine="${mine.length}" aria-labelledby="${anchor}-name">
<h2 id="${anchor}-name">${dayName(day)}</h2>
`.markup
  yield* timetablePieces(page, facts)
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

interface Slot {
  readonly start: Instant | undefined
  readonly offset: number
  readonly content: (Session | AgendaEntry)[]
}

function* slotPieces(
  sessions: readonly Session[],
  blocks: readonly AgendaEntry[],
  gaps: readonly Gap[],
  day: Day | undefined,
  facts: PageFacts,
): Generator<string> {
  const found = new Map<Instant | undefined, Slot>()
  const put = (start: Instant | undefined, offset: number, one: Session | AgendaEntry) => {
    const slot = found.get(start) ?? { start, offset, content: [] }
    slot.content.push(one)
    found.set(start, slot)
  }
  for (const session of sessions) {
    const { when } = session
    const timed = when.kind === 'timed'
    put(timed ? when.start : undefined, timed ? when.offset : 0, session)
  }
  for (const block of blocks) put(block.entry.start, block.entry.offset, block)
  const ordered = [...found.values()].sort((a, b) => (a.start ?? Infinity) - (b.start ?? Infinity))
  for (const slot of ordered) {
    yield html`${gapBefore(slot, gaps)}<div class="slot"><h3>${slotHeading(slot, day)}</h3><div class="cards">
`.markup
    for (const one of slot.content) yield ('entry' in one ? blockCard(one, facts) : sessionCard(one, day, facts)).markup
    yield html`</div></div>
`.markup
  }
}

function slotHeading({ start, offset }: Slot, day: Day | undefined): Markup {
  if (start === undefined || day === undefined) return html`${day === undefined ? 'No day yet' : 'No time yet'}`
  return html`<time datetime="${isoMoment(start, offset)}">${timeLabel(start, offset, day)}</time>`
}

/** In minutes; a shorter gap is only a change of rooms, unless there is a walk. */
const WORTH_TELLING = 10

function gapBefore({ start }: Slot, gaps: readonly Gap[]): Markup {
  const lines = gaps
    .filter(({ end, minutes, walk }) => end === start && (minutes >= WORTH_TELLING || walk !== undefined))
    .map(({ minutes, walk }) => {
      const way = walk !== undefined && html`, ${durationLabel(walk)} of it to walk`
      return html`<p class="gap">Free for ${durationLabel(minutes)}${way}</p>
`
    })
  return html`${lines}`
}
