import { dayLabel, durationLabel } from '../../clock/iso.js'
import type { Day } from '../../model/day.js'
import type { Session } from '../../model/session.js'
import type { Instant } from '../../model/time.js'
import type { AgendaEntry } from '../../planning/agenda-days.js'
import { type Folding, foldAway } from '../../planning/foldable.js'
import type { Gap } from '../../planning/gaps.js'
import { foldedLabel } from '../text/folded.js'
import { timeLabel } from '../text/moments.js'
import { dayAnchor } from './anchors.js'
import { blockCard } from './block-card.js'
import { html, type Markup } from './markup.js'
import { isoMoment } from './moment.js'
import type { PageFacts } from './page-facts.js'
import { printClass } from './print-class.js'
import { sessionCard } from './session-card.js'
import { timetable } from './timetable.js'

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
export function daySection(page: PageDay, facts: PageFacts): Markup {
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
  const away =
    folded.length > 0 &&
    html`<details class="folded"><summary>Also ${foldedLabel(folding.folded)}</summary>
${slots(folded, [], [], day, facts)}</details>
`
  return html`<section class="${printClass(mine)}" id="${anchor}"${day !== undefined && html` data-day="${day}"`} data-mine="${mine.length}" aria-labelledby="${anchor}-name">
<h2 id="${anchor}-name">${dayName(day)}</h2>
${timetable(page, facts)}${slots(folding.shown, blocks, gaps, day, facts)}${away}</section>
`
}

interface Slot {
  readonly start: Instant | undefined
  readonly offset: number
  readonly cards: Markup[]
}

function slots(
  sessions: readonly Session[],
  blocks: readonly AgendaEntry[],
  gaps: readonly Gap[],
  day: Day | undefined,
  facts: PageFacts,
): Markup {
  const found = new Map<Instant | undefined, Slot>()
  const put = (start: Instant | undefined, offset: number, card: Markup) => {
    const slot = found.get(start) ?? { start, offset, cards: [] }
    slot.cards.push(card)
    found.set(start, slot)
  }
  for (const session of sessions) {
    const { when } = session
    const timed = when.kind === 'timed'
    put(timed ? when.start : undefined, timed ? when.offset : 0, sessionCard(session, day, facts))
  }
  for (const block of blocks) put(block.entry.start, block.entry.offset, blockCard(block, facts))
  const ordered = [...found.values()].sort((a, b) => (a.start ?? Infinity) - (b.start ?? Infinity))
  return html`${ordered.map((slot) => html`${gapBefore(slot, gaps)}${slotMarkup(slot, day)}`)}`
}

function slotMarkup({ start, offset, cards }: Slot, day: Day | undefined): Markup {
  const heading =
    start === undefined || day === undefined
      ? html`${day === undefined ? 'No day yet' : 'No time yet'}`
      : html`<time datetime="${isoMoment(start, offset)}">${timeLabel(start, offset, day)}</time>`
  return html`<div class="slot"><h3>${heading}</h3><div class="cards">
${cards}</div></div>
`
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
