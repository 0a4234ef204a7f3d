import type { Speaker } from '../../model/conference.js'
import { cleanText } from './text.js'
import type { CalendarEvent } from './view.js'

/**
 * The description of an event as plain text: speakers, abstract, takes, my note and the link, separated by empty lines.
 * Empty if there are none. `link` is the checked URL.
 */
export function descriptionOf(event: CalendarEvent, link: string | undefined): string {
  const { details, note } = event
  return joined([
    ...beginningOf(event),
    ...details.takes.map(({ by, text }) => `Take by ${by}: ${text}`),
    note === undefined ? undefined : `My note: ${note}`,
    link,
  ])
}

function beginningOf({ session, details }: CalendarEvent): readonly (string | undefined)[] {
  return [speakersLine(session?.speakers ?? []), details.abstract]
}

function joined(paragraphs: readonly (string | undefined)[]): string {
  return paragraphs.flatMap((paragraph) => cleanText(paragraph ?? '').trim() || []).join('\n\n')
}

/**
 * Facts without a property in RFC 5545, as JSON, so that kubeplan can read its own calendars: the session's id and
 * kind, how many categories are tracks, its speakers, and the position and length of the abstract in the description.
 */
export function ownFacts(event: CalendarEvent): string | undefined {
  const { session, details } = event
  if (!session) return undefined
  const { id, kind, tracks, tags, speakers } = session
  const abstract = joined([details.abstract]).length
  return JSON.stringify({
    id,
    kind,
    ...(tracks.length + tags.length > 0 && { tracks: new Set(tracks).size }),
    ...(speakers.length > 0 && {
      speakers: speakers.map(({ name, organization }) => (organization === undefined ? [name] : [name, organization])),
    }),
    ...(abstract > 0 && { abstract: [joined(beginningOf(event)).length - abstract, abstract] }),
  })
}

function speakersLine(speakers: readonly Speaker[]): string | undefined {
  if (speakers.length === 0) return undefined
  const names = speakers.map(({ name, organization }) => (organization ? `${name} (${organization})` : name))
  return `${speakers.length === 1 ? 'Speaker' : 'Speakers'}: ${names.join(', ')}`
}
