import { offsetAt } from '../../clock/zone.js'
import { fetchTimes } from '../../model/index.js'
import { clockAt, dayLabel, type Instant } from '../../model/time.js'
import { inPieces } from '../documents/fields.js'
import { clashCount, count, daysLabel, type Times, tally, zoneLabel } from '../words/labels.js'
import { dayAnchor, hrefOf, html, linked, type Markup, own, pagePolicy } from './markup.js'
import { dayName, dayPieces, type PageDay, pageDays } from './page-days.js'
import { factsOf, type PageFacts, type PageView } from './session-card.js'

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
${head(view)}<body${dataOf(facts)}>
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

function head(view: PageView): Markup {
  return html`<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${pagePolicy(view.parts.scriptHash)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="kubeplan">
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
  return html`<aside class="tray" id="tray" aria-label="Take along" hidden>
<p id="tally" role="status"></p>
<button type="button" id="calendar">Calendar (.ics)</button>
${command}<p id="kept" hidden></p>
</aside>
`
}
