import type { AgendaPick, Session } from '../../model/conference.js'
import { whenLabel } from '../text/moments.js'
import { anchorOf } from './anchors.js'
import { hrefOf } from './link.js'
import { type Content, html, type Markup } from './markup.js'
import type { PageFacts } from './page-facts.js'

/** The longer texts of a session, behind a summary line. Empty if there are none. */
export function textsMarkup(session: Session, facts: PageFacts): Markup {
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
