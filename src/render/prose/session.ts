import type { Session, Speaker } from '../../model/conference.js'
import { zoneLabel } from '../text/moments.js'
import { titleOf } from '../text/session-rows.js'
import { type Block, type Line, link, paragraph, passages } from './prose.js'

/** The heading of a session: its title, with a link to its page, and its speakers. */
export function sessionLine(session: Session, url = session.url): Line {
  const people = speakersTogether(session.speakers)
  return [link(titleOf(session), url), ...(people === '' ? [] : [` - ${people}`])]
}

/** `Ana Lima & Bo Chen, Acme; Cem Kaya, Borealis`: speakers of one organization share its name. */
export function speakersTogether(speakers: readonly Speaker[]): string {
  const groups: { readonly organization: string | undefined; readonly names: string[] }[] = []
  for (const { name, organization } of speakers) {
    const last = groups.at(-1)
    if (last && last.organization === organization) last.names.push(name)
    else groups.push({ organization, names: [name] })
  }
  return groups
    .map(({ organization, names }) => {
      const together = [names.slice(0, -1).join(', '), names.at(-1) ?? ''].filter((part) => part !== '').join(' & ')
      return organization === undefined ? together : `${together}, ${organization}`
    })
    .join('; ')
}

export function textBlocks(text: string | undefined): readonly Block[] {
  return passages(text ?? '').map((lines) => paragraph(...lines.map((line) => [line])))
}

export function sourceOf(source: string | undefined): Line {
  return source === undefined ? [] : [' (', link('source', source), ')']
}

/** The clock of these sessions' times, as a sentence after another; empty if none has a time. */
export function clockSentence(sessions: readonly Session[], zone: string): string {
  const offsets = sessions.flatMap(({ when }) => (when.kind === 'timed' ? [when.offset] : []))
  return offsets.length === 0 ? '' : ` Times are in ${zoneLabel(zone, offsets)}.`
}
