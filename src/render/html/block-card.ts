import { durationLabel, minutesOf } from '../../model/time.js'
import type { AgendaEntry } from '../../planning/agenda/agenda-days.js'
import { blockAnchor } from './anchors.js'
import { html, type Markup } from './markup.js'
import { spanMarkup } from './moment.js'
import type { PageFacts } from './page-facts.js'
import { clashesMarkup } from './session-card.js'
import { stageMark } from './stage.js'

export function blockCard({ entry, day }: AgendaEntry, facts: PageFacts): Markup {
  const { title, room } = entry
  const place =
    room !== undefined &&
    html`<p class="where"><span class="room">${room}</span></p>
`
  return html`<article class="s block" id="${blockAnchor(entry)}" data-stage="block"><h4>${title}</h4>
<p class="when">${stageMark('block')}${spanMarkup(entry, day)} <span class="long">${durationLabel(minutesOf(entry))}</span></p>
${place}${clashesMarkup(entry, facts)}</article>
`
}
