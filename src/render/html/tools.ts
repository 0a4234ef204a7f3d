import { facetOf } from '../../planning/selection/facets.js'
import { html, type Markup } from './markup.js'
import type { PageView } from './view.js'

/** The controls that need the page's script are hidden until it runs. */
export function tools(view: PageView): Markup {
  const tracks = facetOf(view.sessions, 'tracks').values
  return html`<form class="tools" id="tools" role="search" hidden>
<label class="find"><span class="label">Search</span><input type="search" id="find" placeholder="Title, speaker, room" autocomplete="off" spellcheck="false"></label>
<div class="set" role="group" aria-label="View"><button type="button" data-view="list" aria-pressed="true">List</button><button type="button" data-view="grid" aria-pressed="false">Timetable</button></div>
<label class="zones" hidden><span class="label">Times</span><select id="zone"></select></label>
<div class="chips" role="group" aria-label="Show only">${view.all && html`<button type="button" id="mine" aria-pressed="false">My picks</button>`}<button type="button" id="clashing" aria-pressed="false" hidden>Clashes</button></div>
<button type="button" id="theme"></button>
${tracks.length > 1 && tracksMarkup(tracks)}<p role="status" id="status"></p>
</form>
`
}

function tracksMarkup(tracks: readonly { readonly name: string; readonly sessions: number }[]): Markup {
  const chips = tracks.map(
    ({ name, sessions }) =>
      html`<button type="button" aria-pressed="false" data-track="${name}">${name} <small>${sessions}</small></button>`,
  )
  return html`<details class="tracks" id="tracks"><summary>Tracks</summary><div class="chips" role="group" aria-label="Tracks">${chips}</div></details>
`
}

/** The picks made on the page, and how to take them along; shown by the script once there are any. */
export function tray({ all }: PageView): Markup {
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
