import { offsetAt } from '../../clock/zone.js'
import { fetchTimes, type Session, type ShownSpan } from '../../model/index.js'
import { clockAt, type Day, dayLabel, durationLabel, type Instant } from '../../model/time.js'
import type { AgendaEntry, Gap } from '../../planning/agenda/agenda-days.js'
import { type Folding, foldAway } from '../../planning/sessions/foldable.js'
import { inPieces } from '../documents/fields.js'
import { foldedLabel } from '../words/headline.js'
import { clashCount, count, daysLabel, kindWord, type Times, tally, zoneLabel } from '../words/labels.js'
import {
  type Content,
  dayAnchor,
  hrefOf,
  html,
  linked,
  type Markup,
  own,
  pagePolicy,
  printClass,
  timeMarkup,
} from './markup.js'
import { blockCard, factsOf, type PageFacts, type PageView, sessionCard } from './session-card.js'

/**
 * A programme or an agenda as one file that fetches nothing and runs only its own script (the policy has its hash).
 * Everything is in the markup; the script only adds convenience. Equal views give equal bytes. In pieces of some sessions each.
 */
export function renderPage(view: PageView): Generator<string> {
  return inPieces(pageTexts(view))
}

function* pageTexts(view: PageView): Generator<string> {
  const facts = factsOf(view)
  const days = pageDays(facts)
  const empty =
    days.length === 0 &&
    html`<p class="none">Nothing here yet. In the terminal: <code>kubeplan list</code>, then <code>kubeplan add</code>.</p>`
  yield html`<!doctype html>
<html lang="en">
${head(facts)}<body${dataOf(facts)}>
<a class="skip" href="#programme">Skip to the programme</a>
${masthead(facts)}<section id="now" aria-label="Now and next" hidden></section>
${tools(view)}${days.length > 1 && dayTabs(days)}<main id="programme" tabindex="-1">
`.markup
  for (const day of days) yield* dayPieces(day, facts)
  yield html`${empty}<p class="none" id="none" hidden>Nothing matches. <button type="button" id="reset">Show everything</button></p>
</main>
${tray(view)}<footer><p>Made with kubeplan, a conference planner for the terminal. ${view.calendar === undefined ? 'This file works offline.' : 'Reload the page to see changes to the agenda.'}</p></footer>
<script>${own(view.parts.script)}</script>
</body>
</html>
`.markup
}

/** A star on a page of a calendar. */
const ICON = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#1f4bb8"/><path fill="#fff" d="m16 5 3.3 7.2 7.7.9-5.7 5.3 1.5 7.8L16 22.3l-6.8 3.9 1.5-7.8L5 13.1l7.7-.9z"/></svg>')}`

function head({ view, times }: PageFacts): Markup {
  const description = [...mastheadFacts(view, times), zoneOf(view)].filter(Boolean).join(' · ')
  return html`<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${pagePolicy(view.parts.scriptHash)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="kubeplan">
<meta name="theme-color" content="#fbfaf7" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#141518" media="(prefers-color-scheme: dark)">
<meta name="description" content="${description}">
<meta property="og:title" content="${titleOf(view)}">
<meta property="og:description" content="${description}">
<meta property="og:type" content="website">
<link rel="icon" href="${ICON}">
<title>${titleOf(view)}</title>
<style>${own(view.parts.style)}</style>
</head>
`
}

function dataOf({ view, changed }: PageFacts): Markup {
  const { conference, rooms } = view.catalogue
  const walks = JSON.stringify({ rooms, walks: view.agenda.walks })
  const zones = html`data-zone="${view.zone}" data-venue="${conference.timezone}"${view.clock === 12 && html` data-clock="12"`}`
  return html` data-slug="${conference.slug}" data-name="${conference.name}" ${zones} data-walks="${walks}" data-changed="${changed}"${view.all && html` data-all`}`
}

function dayTabs(days: readonly PageDay[]): Markup {
  const links = days.map(({ day, folding, blocks }) => {
    const number = folding.shown.length + blocks.length
    return html`<li><a href="#${dayAnchor(day)}">${dayName(day)} <small>${number}</small></a></li>`
  })
  return html`<nav class="days" aria-label="Days"><ul>${links}</ul></nav>
`
}

function titleOf({ catalogue, agenda, all }: PageView): string {
  const { name } = catalogue.conference
  if (all) return name
  return agenda.person === undefined ? `My agenda: ${name}` : `${agenda.person}: ${name}`
}

function masthead({ view, times }: PageFacts): Markup {
  const { catalogue, agenda, all, calendar } = view
  const { name, url } = catalogue.conference
  // An ordinary address that any browser can follow; the page's script makes it one to subscribe to.
  const subscription =
    calendar !== undefined &&
    html`<p id="subscribe"><a href="${calendar}">Subscribe to my agenda in a calendar app</a></p>
`
  const whose = all ? undefined : agenda.person === undefined ? 'My agenda' : `Agenda of ${agenda.person}`
  const parts = [whose, ...mastheadFacts(view, times)].filter((part) => part !== undefined && part !== '')
  return html`<header>
<h1>${linked(name, hrefOf(url))}</h1>
<p class="facts">${parts.map((part) => html`<span>${part}</span> `)}<span id="clock">Times in ${zoneOf(view)}</span></p>
${subscription}</header>
`
}

function mastheadFacts(
  { sessions, entries, clashes, untimed, catalogue, all, zone }: PageView,
  times: Times,
): readonly (string | undefined)[] {
  const days = [
    ...sessions.flatMap(({ when }) => (when.kind === 'unscheduled' ? [] : [when.day])),
    ...entries.map(({ day }) => day),
  ]
  const stages = [...entries, ...untimed].map(({ stage }) => stage)
  const [fetched] = fetchTimes(catalogue.conference)
  return [
    daysLabel(days),
    all ? count(sessions.length, 'session') : undefined,
    ...tally(stages),
    clashCount(clashes),
    fetched === undefined ? undefined : fetchedLabel(fetched, zone, times),
  ]
}

/** The age of the schedule, not of the page: the same agenda gives the same page on any day. */
function fetchedLabel(fetched: Instant, zone: string, times: Times): string {
  const offset = offsetAt(fetched, zone)
  return `Schedule of ${dayLabel(clockAt(fetched, offset).day)}, ${times.moment(fetched, offset)}`
}

function zoneOf({ sessions, entries, zone }: PageView): string {
  const offsets = sessions.flatMap(({ when }) => (when.kind === 'timed' ? [when.offset] : []))
  return zoneLabel(zone, [...offsets, ...entries.map(({ entry }) => entry.offset)])
}

/** The controls that need the page's script are hidden until it runs. */
function tools(view: PageView): Markup {
  return html`<form class="tools" id="tools" role="search" hidden>
<label class="find"><span class="label">Search</span><input type="search" id="find" placeholder="Title, speaker, room" autocomplete="off" spellcheck="false"></label>
<div class="set" role="group" aria-label="View"><button type="button" data-view="list" aria-pressed="true">List</button><button type="button" data-view="grid" aria-pressed="false">Timetable</button></div>
<label class="zones" hidden><span class="label">Times</span><select id="zone"></select></label>
<div class="chips" role="group" aria-label="Show only">${view.all && html`<button type="button" id="mine" aria-pressed="false">My picks</button>`}<button type="button" id="clashing" aria-pressed="false" hidden>Clashes</button></div>
<button type="button" id="more" aria-expanded="false" aria-label="Views, filters, time zone">☰</button>
<button type="button" id="jump" hidden>Jump to now</button>
<button type="button" id="theme"></button>
<details class="filters" id="filters" hidden><summary>Filter</summary></details><div class="pills" id="pills" role="group" aria-label="Filters"></div><p role="status" id="status"></p>
</form>
`
}

/** The picks made on the page, and how to take them along; shown by the script once there are any. */
function tray({ all }: PageView): Markup {
  const command =
    all &&
    html`<details class="command"><summary>For the terminal</summary><div><code id="command" tabindex="0" role="textbox" aria-readonly="true" aria-label="Command line"></code> <button type="button" id="copy">Copy</button></div></details>`
  const phone =
    all &&
    html`<button type="button" id="phone">Open on my phone</button>
`
  return html`<aside class="tray" id="tray" aria-label="Take along" hidden>
<p id="tally" role="status"></p>
<button type="button" id="calendar">Calendar (.ics)</button>
${phone}${command}<p id="kept" hidden></p>
</aside>
`
}

interface PageDay {
  readonly day: Day | undefined
  readonly folding: Folding
  readonly folded: readonly Session[]
  readonly blocks: readonly AgendaEntry[]
  readonly gaps: readonly Gap[]
}

/** The days with content, in order, then what is not scheduled. */
function pageDays({ view, pickOf }: PageFacts): readonly PageDay[] {
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

function dayName(day: Day | undefined): string {
  return day === undefined ? 'Not scheduled' : dayLabel(day)
}

/** A day: its sessions by start, then what is folded. */
function* dayPieces(page: PageDay, facts: PageFacts): Generator<string> {
  const { day, folding, folded, blocks, gaps } = page
  const anchor = dayAnchor(day)
  const picked = folding.shown.filter(({ id }) => facts.pickOf(id))
  const mine = [
    ...picked.map((session) => {
      return { title: session.title, people: session.speakers.length, clashes: facts.clashesOf(session).length > 0 }
    }),
    ...blocks.map(({ entry }) => ({ title: entry.title, people: 0, clashes: facts.clashesOf(entry).length > 0 })),
  ]
  yield html`<section class="${facts.view.all ? 'day' : printClass(mine)}" id="${anchor}"${day !== undefined && html` data-day="${day}"`} data-mine="${mine.length}" aria-labelledby="${anchor}-name">
<h2 id="${anchor}-name">${dayName(day)}</h2>
`.markup
  yield* slotPieces(folding.shown, blocks, gaps, day, facts)
  if (folded.length > 0) {
    yield html`<details class="folded"><summary>Also ${foldedLabel(folding.folded).replaceAll('umbrella', kindWord('umbrella'))}</summary>
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
