import { appendTo, linkOf } from '../../model/index.js'
import type { Change } from '../../planning/changes/changes.js'
import { heading, list, type Prose, paragraph, part, strong } from '../prose/prose.js'
import type { ChangesView } from '../views.js'
import { listed, TIMES } from '../words/labels.js'
import { valuesOf } from './documents.js'
import { element } from './frab-xml.js'

/** A feed in Atom (RFC 4287). Times are ISO 8601 in UTC, and ids are the same in every run. */
export interface Feed {
  readonly id: string
  readonly title: string
  readonly updated: string
  readonly author: string
  readonly link?: string | undefined
  /** The newest first. */
  readonly entries: readonly FeedEntry[]
}

export interface FeedEntry {
  readonly id: string
  readonly updated: string
  readonly title: string
  readonly text: string
  readonly link?: string
}

export function atomFeed({ id, title, updated, author, link, entries }: Feed): string {
  const own = linkOf(link)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n',
    element(2, 'id', id) + element(2, 'title', title) + element(2, 'updated', updated),
    `  <author>\n${element(4, 'name', author)}  </author>\n`,
    own === undefined ? '' : element(2, 'link', '', { rel: 'alternate', href: own }),
    ...entries.map(entryText),
    '</feed>\n',
  ].join('')
}

/** An entry without a link needs a content (section 4.1.1), so all have one. */
function entryText({ id, updated, title, text, link }: FeedEntry): string {
  return [
    '  <entry>\n',
    element(4, 'id', id) + element(4, 'title', title) + element(4, 'updated', updated),
    link === undefined ? '' : element(4, 'link', '', { rel: 'alternate', href: link }),
    element(4, 'content', text, { type: 'text' }),
    '  </entry>\n',
  ].join('')
}

/** Everything that changed as a document, by what happened, for the people who decide on a change of the programme. */
export function changesProse({ changes, catalogue }: Pick<ChangesView, 'changes' | 'catalogue'>): Prose {
  const found = new Map<Change['what'], Change[]>()
  for (const change of changes) appendTo(found, change.what, change)
  const parts = WHATS.flatMap((what) => {
    const own = found.get(what) ?? []
    const items = own.map((change) => {
      const { subject, text } = newsOf(change)
      return { line: [strong(subject), ` ${text}`] }
    })
    return own.length === 0 ? [] : part(what, heading(2, [`${VERBS[what]} (${own.length})`]), list(items))
  })
  const { name } = catalogue.conference
  const none = part('none', paragraph(['Nothing changed.']))
  return { title: `Changes of ${name}`, parts: parts.length === 0 ? none : parts }
}

const VERBS: Readonly<Record<Change['what'], string>> = {
  added: 'New',
  removed: 'Removed',
  cancelled: 'Cancelled',
  replaced: 'Replaced',
  moved: 'Moved',
  room: 'Other room',
  title: 'Other title',
  speakers: 'Other speakers',
  other: 'Changed',
}

const WHATS = ['cancelled', 'removed', 'replaced', 'moved', 'room', 'added', 'title', 'speakers', 'other'] as const

/** A change as news for somebody who knows the programme: what happened to which session, and when it is now. */
export function newsOf(change: Change): { readonly title: string; readonly subject: string; readonly text: string } {
  const { what, before, after, details } = change
  const session = after ?? before
  const { from, to } = valuesOf(change, (when) => ({ start: TIMES.when(when) }))
  const isPlace = what === 'moved' || what === 'room' || what === 'speakers' || what === 'title' || what === 'replaced'
  const news = isPlace
    ? `${from ?? 'none'} -> ${to ?? 'none'}. `
    : details
      ? `Its ${listed(details, 'and')} changed. `
      : ''
  const where = [TIMES.when(session.when), ...(session.room === undefined ? [] : [session.room])].join(' · ')
  return { title: `${VERBS[what]}: ${session.title}`, subject: session.title, text: `${news}${where}` }
}
