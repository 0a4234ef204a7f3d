import type { Kind, Session, Speaker } from '../../model/conference.js'
import { type Day, durationLabel, minutesOf } from '../../model/time.js'
import { entryKey } from '../../planning/agenda/clashes.js'
import { ownUid } from '../../planning/agenda/others.js'
import { anchorOf } from './anchors.js'
import { clashWords } from './clash-words.js'
import { hrefOf } from './link.js'
import { type Content, html, type Markup } from './markup.js'
import { spanMarkup } from './moment.js'
import type { PageFacts, Pinned } from './page-facts.js'
import { textsMarkup } from './session-texts.js'
import { stageMark } from './stage.js'

/**
 * A session in the list. The page's script reads it back by the names of classes and data attributes: what is shown,
 * searched and exported to a calendar is the same text.
 */
export function sessionCard(session: Session, day: Day | undefined, facts: PageFacts): Markup {
  const { id, title, url, status, when } = session
  const clashes = when.kind === 'timed' && clashesMarkup({ id, ...when }, facts)
  const pick = facts.pickOf(id)
  const href = hrefOf(url)
  const heading = href === undefined ? html`${title}` : html`<a href="${href}">${title}</a>`
  const off = status === 'cancelled' && html`<b class="off">Cancelled</b> `
  return html`<article class="s" id="${anchorOf(id)}"${dataOf(session, facts)}><h4>${heading}</h4>
<p class="when">${off}${stageMark(pick?.stage)}${whenMarkup(session, day)}</p>
${placeMarkup(session)}${speakersMarkup(session.speakers)}${clashes}${textsMarkup(session, facts)}</article>
`
}

function dataOf(session: Session, facts: PageFacts): Markup {
  const { id, kind, status } = session
  const pick = facts.pickOf(id)
  const { uid, sequence = 0, changed } = facts.givenOf(id) ?? {}
  const isOwn = uid === ownUid(id, facts.view.catalogue.conference.slug)
  return html`${data('uid', isOwn ? undefined : uid)}${data('stage', pick?.stage)}${data('kind', kind === 'talk' ? undefined : kind)}${data('status', status === 'cancelled' ? status : undefined)}${data('sequence', sequence === 0 ? undefined : String(sequence))}${data('changed', changed === facts.changed ? undefined : changed)}`
}

function data(name: string, value: string | undefined): Content {
  return value !== undefined && html` data-${name}="${value}"`
}

function whenMarkup({ when }: Session, day: Day | undefined): Markup {
  if (when.kind !== 'timed') return html`${when.kind === 'dated' ? 'Time not known yet' : 'Not scheduled yet'}`
  const minutes = minutesOf(when)
  return html`${spanMarkup(when, day ?? when.day)}${minutes > 0 && !when.endAssumed && html` <span class="long">${durationLabel(minutes)}</span>`}`
}

const PLAIN: ReadonlySet<Kind> = new Set<Kind>(['talk', 'umbrella', 'other'])

function placeMarkup({ room, tracks, kind, level }: Session): Markup {
  const parts: readonly Content[] = [
    room !== undefined && html`<span class="room">${room}</span>`,
    ...tracks.map((track) => html`<span class="track">${track}</span>`),
    !PLAIN.has(kind) && html`<span class="kind">${kind}</span>`,
    level !== undefined && html`<span class="level">${level}</span>`,
  ]
  const known = parts.filter((part) => part !== false)
  return known.length === 0
    ? html``
    : html`<p class="where">${joined(known, ' ')}</p>
`
}

function speakersMarkup(speakers: readonly Speaker[]): Markup {
  if (speakers.length === 0) return html``
  const people = speakers.map(({ name, organization }) => {
    const of = organization !== undefined && html`, <span class="org">${organization}</span>`
    return html`<span><span class="name">${name}</span>${of}</span>`
  })
  return html`<p class="who">${joined(people, '; ')}</p>
`
}

export function clashesMarkup(entry: Pinned, facts: PageFacts): Markup {
  const lines = facts.clashesOf(entry).map((clash) => {
    const { before, other, after } = clashWords(clash, (one) => entryKey(one) === entryKey(entry))
    const place = facts.placeOf(other)
    const name = place === undefined ? html`${other.title}` : html`<a href="#${place}">${other.title}</a>`
    return html`<li>${before}${name}${after}</li>`
  })
  return lines.length === 0
    ? html``
    : html`<ul class="clashes">${lines}</ul>
`
}

function joined(parts: readonly Content[], between: string): Markup {
  return html`${parts.map((part, index) => html`${index > 0 && between}${part}`)}`
}
