import type { Speaker } from '../../model/session.js'
import { cleanText } from './text.js'
import type { CalendarEvent } from './view.js'

/**
 * What a calendar shows under an event, as plain text: speakers, abstract, takes, my note and the link, with an empty line
 * between them. Empty where there is none of these. `link` is the checked URL.
 */
export function descriptionOf(event: CalendarEvent, link: string | undefined): string {
  const { session, details, note } = event
  const paragraphs = [
    speakersLine(session?.speakers ?? []),
    details.abstract,
    ...details.takes.map(({ by, text }) => `Take by ${by}: ${text}`),
    note === undefined ? undefined : `My note: ${note}`,
    link,
  ]
  return paragraphs.flatMap((paragraph) => cleanText(paragraph ?? '').trim() || []).join('\n\n')
}

function speakersLine(speakers: readonly Speaker[]): string | undefined {
  if (speakers.length === 0) return undefined
  const names = speakers.map(({ name, organization }) => (organization ? `${name} (${organization})` : name))
  return `${speakers.length === 1 ? 'Speaker' : 'Speakers'}: ${names.join(', ')}`
}
