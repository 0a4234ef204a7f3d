import { dayAnchor } from './anchors.js'
import { dayName, dayPieces, type PageDay, pageDays } from './day-sections.js'
import { html, type Markup, own } from './markup.js'
import { masthead, titleOf } from './masthead.js'
import { factsOf, type PageFacts } from './page-facts.js'
import { pagePolicy } from './policy.js'
import { tools, tray } from './tools.js'
import type { PageView } from './view.js'

/**
 * A programme or an agenda as one file that fetches nothing and runs only its own script (the policy has its hash).
 * Everything is in the markup; the script only adds convenience. Equal views give equal bytes. In pieces of some sessions each.
 */
export function* renderPage(view: PageView): Generator<string> {
  let text = ''
  for (const piece of pagePieces(view)) {
    text += piece
    if (text.length < PIECE) continue
    yield text
    text = ''
  }
  yield text
}

const PIECE = 65_536

function* pagePieces(view: PageView): Generator<string> {
  const facts = factsOf(view)
  const days = pageDays(facts)
  const empty =
    days.length === 0 &&
    html`<p class="none">Nothing here yet. In the terminal: <code>kubeplan list</code>, then <code>kubeplan add</code>.</p>`
  yield html`<!doctype html>
<html lang="en">
${head(view)}<body${dataOf(facts)}>
<a class="skip" href="#programme">Skip to the programme</a>
${masthead(view)}<section id="now" aria-label="Now and next" hidden></section>
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
  const zones = html`data-zone="${view.zone}" data-venue="${conference.timezone}"`
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
