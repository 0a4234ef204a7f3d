import {
  type Agenda,
  type AgendaPick,
  appendTo,
  DEFAULT_PRIORITY,
  type Kind,
  type Session,
  type Speaker,
} from '../../model/index.js'
import { type Day, durationLabel, minutesOf } from '../../model/time.js'
import type { AgendaDays, AgendaEntry } from '../../planning/agenda/agenda-days.js'
import { type Clash, type Entry, entryKey } from '../../planning/agenda/clashes.js'
import { ownUid } from '../../planning/agenda/ledger.js'
import { repeatFinder } from '../../planning/sessions/repeats.js'
import type { Setting } from '../views.js'
import { type ClockHours, type Times, timesOn } from '../words/labels.js'
import {
  anchorOf,
  blockAnchor,
  type Content,
  hrefOf,
  html,
  linked,
  type Markup,
  type PageParts,
  spanMarkup,
  stageMark,
} from './markup.js'

interface GivenEvent {
  readonly uid: string
  readonly sequence: number
  /** ISO 8601 in UTC. */
  readonly changed: string
}

export interface PageView extends Setting, AgendaDays {
  /** As far as it may be disclosed to readers of the page. */
  readonly agenda: Agenda
  /** Shown besides the blocks, in order of time. */
  readonly sessions: readonly Session[]
  /** Whether it is the whole programme to choose from, or only my agenda. */
  readonly all: boolean
  /** The event of each session that has a day, by id, the same as in `export my.ics`. */
  readonly given: ReadonlyMap<string, GivenEvent>
  readonly parts: PageParts
  readonly clock?: ClockHours | undefined
  /** The path of my agenda as a calendar, on the server of the page. */
  readonly calendar?: string
}

/** Prepared once for the whole page, so that every lookup takes constant time. */
export interface PageFacts {
  readonly view: PageView
  readonly times: Times
  readonly pickOf: (id: string) => AgendaPick | undefined
  readonly clashesOf: (one: Session | Entry) => readonly Clash[]
  readonly repeatsOf: (session: Session) => readonly Session[]
  /** The anchor of an entry; undefined if it is not on the page. */
  readonly placeOf: (entry: Entry) => string | undefined
  /** Default for events without a time of change, ISO 8601 in UTC. */
  readonly changed: string
}

export function factsOf(view: PageView): PageFacts {
  const { agenda, catalogue, sessions, clashes } = view
  const picks = new Map(agenda.picks.map((pick) => [pick.session, pick]))
  const byEntry = new Map<string, Clash[]>()
  for (const clash of clashes) for (const entry of clash.entries) appendTo(byEntry, entryKey(entry), clash)
  const shown = new Set(sessions.map(({ id }) => id))
  const blocks = new Set(view.entries.flatMap(({ entry, stage }) => (stage === 'block' ? entryKey(entry) : [])))
  const [first] = view.given.values()
  return {
    view,
    times: timesOn(view.clock),
    pickOf: (id) => picks.get(id),
    clashesOf: (one) => byEntry.get(keyOf(one)) ?? [],
    repeatsOf: repeatFinder(catalogue.sessions, sessions),
    placeOf: (entry) =>
      blocks.has(entryKey(entry)) ? blockAnchor(entry) : shown.has(entry.id) ? anchorOf(entry.id) : undefined,
    changed: first?.changed ?? '',
  }
}

/** A session without a time clashes with nothing. */
function keyOf(one: Session | Entry): string {
  if (!('when' in one)) return entryKey(one)
  return one.when.kind === 'timed' ? entryKey({ id: one.id, ...one.when }) : ''
}

/**
 * A session in the list. The page's script reads it back by the names of classes and data attributes: what is shown,
 * searched and exported to a calendar is the same text.
 */
export function sessionCard(session: Session, day: Day | undefined, facts: PageFacts): Markup {
  const { id, title, url, status } = session
  const pick = facts.pickOf(id)
  const off = status === 'cancelled' && html`<b class="off">Cancelled</b> `
  return html`<article class="s" id="${anchorOf(id)}"${dataOf(session, facts)}><h4>${linked(title, hrefOf(url))}</h4>
<p class="when">${off}${stageMark(pick?.stage)}${whenMarkup(session, day, facts.times)}</p>
${placeMarkup(session)}${speakersMarkup(session.speakers)}${clashesMarkup(session, facts)}${textsMarkup(session, facts)}</article>
`
}

function dataOf(session: Session, facts: PageFacts): Markup {
  const { id, kind, status, language } = session
  const pick = facts.pickOf(id)
  const { uid, sequence = 0, changed } = facts.view.given.get(id) ?? {}
  const isOwn = uid === ownUid(id, facts.view.catalogue.conference.slug)
  return html`${data('uid', isOwn ? undefined : uid)}${data('stage', pick?.stage)}${data('priority', pick?.priority === DEFAULT_PRIORITY ? undefined : pick?.priority)}${data('kind', kind === 'talk' ? undefined : kind)}${data('language', language)}${data('status', status === 'cancelled' ? status : undefined)}${data('sequence', sequence === 0 ? undefined : String(sequence))}${data('changed', changed === facts.changed ? undefined : changed)}`
}

function data(name: string, value: string | number | undefined): Content {
  return value !== undefined && html` data-${name}="${value}"`
}

function whenMarkup({ when }: Session, day: Day | undefined, times: Times): Markup {
  if (when.kind !== 'timed') return html`${when.kind === 'dated' ? 'Time not known yet' : 'Not scheduled yet'}`
  const minutes = minutesOf(when)
  return html`${spanMarkup(when, day ?? when.day, times)}${minutes > 0 && !when.endAssumed && html` <span class="long">${durationLabel(minutes)}</span>`}`
}

const PLAIN: ReadonlySet<Kind> = new Set<Kind>(['talk', 'umbrella', 'other'])

function placeMarkup({ room, tracks, kind, level }: Session): Content {
  const parts = [
    room !== undefined && html`<span class="room">${room}</span>`,
    ...tracks.map((track) => html`<span class="track">${track}</span>`),
    !PLAIN.has(kind) && html`<span class="kind">${kind}</span>`,
    level !== undefined && html`<span class="level">${level}</span>`,
  ]
  const known = parts.filter((part) => part !== false)
  return (
    known.length > 0 &&
    html`<p class="where">${joined(known, ' ')}</p>
`
  )
}

function speakersMarkup(speakers: readonly Speaker[]): Content {
  if (speakers.length === 0) return undefined
  const people = speakers.map(({ name, organization }) => {
    const of = organization !== undefined && html`, <span class="org">${organization}</span>`
    return html`<span><span class="name">${name}</span>${of}</span>`
  })
  return html`<p class="who">${joined(people, '; ')}</p>
`
}

function clashesMarkup(own: Session | Entry, facts: PageFacts): Content {
  const lines = facts.clashesOf(own).map((clash) => {
    const { before, other, after } = clashWords(clash, (one) => entryKey(one) === keyOf(own))
    const place = facts.placeOf(other)
    return html`<li>${before}${linked(other.title, place && `#${place}`)}${after}</li>`
  })
  return (
    lines.length > 0 &&
    html`<ul class="clashes">${lines}</ul>
`
  )
}

function joined(parts: readonly Markup[], between: string): Content {
  return parts.flatMap((part, index) => (index === 0 ? [part] : [between, part]))
}

/** The longer texts of a session, behind a summary line. Empty if there are none. */
function textsMarkup(session: Session, facts: PageFacts): Content {
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
    facts.repeatsOf(session).map(({ id, when }) => {
      return html`<p class="again">Given again: <a href="#${anchorOf(id)}">${facts.times.when(when)}</a></p>`
    }),
    video !== undefined && html`<p><a href="${video}">Video</a></p>`,
  ]
  const body = html`${parts}`
  return body.markup !== '' && html`<details><summary>Details</summary>${body}</details>`
}

function notesMarkup({ note, rating, takeaways }: AgendaPick): Content {
  return [
    note !== undefined && html`<p class="note"><b>My note:</b> <span>${note}</span></p>`,
    rating !== undefined && html`<p class="rating">My rating: ${rating} of 5</p>`,
    takeaways.length > 0 && html`<div class="takeaways"><p>What I took away:</p>${pointsMarkup(takeaways)}</div>`,
  ]
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
<p class="when">${stageMark('block')}${spanMarkup(entry, day, facts.times)} <span class="long">${durationLabel(minutesOf(entry))}</span></p>
${place}${clashesMarkup(entry, facts)}</article>
`
}

/**
 * A clash in words before and after the name of the other entry than the one that `isMe` recognises: `Clashes with` X
 * `, 30 min`. Shared by the page's markup and its script.
 */
export function clashWords(clash: Clash, isMe: (entry: Entry) => boolean) {
  const { entries, reason, minutes, endAssumed } = clash
  const [a, b] = entries
  const other = isMe(a) ? b : a
  const length = durationLabel(minutes)
  const walk = reason === 'walk'
  const before = walk ? 'Too far from ' : 'Clashes with '
  if (endAssumed) return { before, other, after: '' }
  return { before, other, after: walk ? `: ${length} short for the walk` : `, ${length}` }
}
