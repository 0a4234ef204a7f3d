import type { AgendaPick, Kind, Session, Speaker } from '../../model/index.js'
import { type Day, durationLabel, minutesOf } from '../../model/time.js'
import type { AgendaEntry } from '../../planning/agenda/agenda-days.js'
import { ownUid } from '../../planning/agenda/calendar-identity.js'
import { type Clash, type Entry, entryKey } from '../../planning/agenda/clashes.js'
import { whenLabel } from '../words/labels.js'
import { anchorOf, blockAnchor, type Content, hrefOf, html, type Markup, spanMarkup, stageMark } from './markup.js'
import { keyOf, type PageFacts } from './page-facts.js'

/**
 * A session in the list. The page's script reads it back by the names of classes and data attributes: what is shown,
 * searched and exported to a calendar is the same text.
 */
export function sessionCard(session: Session, day: Day | undefined, facts: PageFacts): Markup {
  const { id, title, url, status } = session
  const pick = facts.pickOf(id)
  const href = hrefOf(url)
  const heading = href === undefined ? html`${title}` : html`<a href="${href}">${title}</a>`
  const off = status === 'cancelled' && html`<b class="off">Cancelled</b> `
  return html`<article class="s" id="${anchorOf(id)}"${dataOf(session, facts)}><h4>${heading}</h4>
<p class="when">${off}${stageMark(pick?.stage)}${whenMarkup(session, day)}</p>
${placeMarkup(session)}${speakersMarkup(session.speakers)}${clashesMarkup(session, facts)}${textsMarkup(session, facts)}</article>
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

function clashesMarkup(own: Session | Entry, facts: PageFacts): Markup {
  const lines = facts.clashesOf(own).map((clash) => {
    const { before, other, after } = clashWords(clash, (one) => entryKey(one) === keyOf(own))
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

/** The longer texts of a session, behind a summary line. Empty if there are none. */
function textsMarkup(session: Session, facts: PageFacts): Markup {
  const { abstract, takes, takeaways } = facts.view.catalogue.details(session.id)
  const pick = facts.pickOf(session.id)
  const video = hrefOf(session.video)
  const parts: readonly Content[] = [
    abstract !== undefined && html`<p class="abstract">${abstract.trim()}</p>`,
    ...takes.map(
      ({ by, text, source }) =>
        html`<blockquote class="take"><p>${text}</p><footer>${named(by, source)}’s take</footer></blockquote>`,
    ),
    pick?.take !== undefined &&
      html`<blockquote class="my-take"><p>${pick.take}</p><footer>${facts.view.agenda.person === undefined ? 'My' : `${facts.view.agenda.person}’s`} take</footer></blockquote>`,
    ...takeaways.map(
      ({ by, points, source }) =>
        html`<div class="takeaways"><p>What ${named(by, source)} took away:</p>${pointsMarkup(points)}</div>`,
    ),
    pick && notesMarkup(pick),
    session.tags.length > 0 &&
      html`<p class="tags">${session.tags.map((tag) => html`<span class="tag">${tag}</span> `)}</p>`,
    repeatsMarkup(session, facts),
    video !== undefined && html`<p><a href="${video}">Video</a></p>`,
  ]
  const body = html`${parts.filter((part) => part !== undefined && part !== false).map((part) => html`${part}`)}`
  return body.markup === '' ? html`` : html`<details><summary>Details</summary>${body}</details>`
}

function repeatsMarkup(session: Session, facts: PageFacts): Markup {
  const lines = facts
    .repeatsOf(session)
    .map(
      (other) =>
        html`<p class="again">The same content: <a href="#${anchorOf(other.id)}">${whenLabel(other.when)}</a></p>`,
    )
  return html`${lines}`
}

function notesMarkup({ note, rating, takeaways }: AgendaPick): Markup {
  return html`${note !== undefined && html`<p class="note"><b>My note:</b> <span>${note}</span></p>`}${
    rating !== undefined && html`<p class="rating">My rating: ${rating} of 5</p>`
  }${takeaways.length > 0 && html`<div class="takeaways"><p>What I took away:</p>${pointsMarkup(takeaways)}</div>`}`
}

function pointsMarkup(points: readonly string[]): Markup {
  return html`<ul>${points.map((point) => html`<li>${point.trim()}</li>`)}</ul>`
}

function named(by: string, source: string | undefined): Markup {
  const href = hrefOf(source)
  return href === undefined ? html`<b class="by">${by}</b>` : html`<a class="by" href="${href}">${by}</a>`
}

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

/** A clash in words before and after the name of the other entry: `Clashes with` X `, 30 min`. */
interface ClashWords {
  readonly before: string
  readonly other: Entry
  readonly after: string
}

/** The words for the entry that `isMe` recognises. Shared by the page's markup and its script. */
export function clashWords(clash: Clash, isMe: (entry: Entry) => boolean): ClashWords {
  const { entries, reason, minutes, endAssumed } = clash
  const [a, b] = entries
  const other = isMe(a) ? b : a
  const length = durationLabel(minutes)
  const walk = reason === 'walk'
  const before = walk ? 'Too far from ' : 'Clashes with '
  if (endAssumed) return { before, other, after: '' }
  return { before, other, after: walk ? `: ${length} short for the walk` : `, ${length}` }
}
