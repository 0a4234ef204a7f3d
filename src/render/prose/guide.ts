import type { GuideEntry } from '../../planning/export/guide.js'
import type { Setting } from '../views.js'
import { type ClockHours, count, daysLabel, listed, timesOn, zoneLabel } from '../words/labels.js'
import { daysIn } from '../words/session-rows.js'
import {
  type Block,
  clockSentence,
  facts,
  heading,
  type Line,
  link,
  type Prose,
  paragraph,
  sessionLine,
  sourceOf,
  strong,
  textBlocks,
  whose,
} from './prose.js'

export interface GuideView extends Setting {
  readonly clock?: ClockHours | undefined
  readonly entries: readonly GuideEntry[]
  /** The guide's authors; empty if the person has not given a name. */
  readonly authors: readonly string[]
  /** Whether the sessions are those of an agenda, and not recommendations of others. */
  readonly picked: boolean
  readonly title?: string
}

/** A guide: an introduction, then for each session who, when, what, and why to go there. */
export function guideProse(view: GuideView): Prose {
  const { catalogue, entries, authors, title } = view
  const named = listed(authors, 'and') || undefined
  return {
    title: title ?? `${whose(named, 'guide to')} ${catalogue.conference.name}`,
    blocks: [paragraph(introduction(view)), ...entries.flatMap((entry) => entryBlocks(entry, view))],
  }
}

/** `3 sessions that Ana picked at DemoConf, Tue 24 Mar. Times are those of Europe/Amsterdam (UTC+1).` */
function introduction(view: GuideView): Line {
  const { catalogue, entries, zone, authors, picked } = view
  const { name, url } = catalogue.conference
  const sessions = entries.map(({ session }) => session)
  const days = daysLabel(daysIn(sessions))
  const who = listed(authors, 'and') || 'I'
  const did = picked ? 'picked' : authors.length === 1 ? 'recommends' : 'recommend'
  return [
    `${count(entries.length, 'session')} that ${who} ${did} at `,
    link(name, url),
    `${days === '' ? '' : `, ${days}`}.${clockSentence(sessions, zone)}`,
  ]
}

function entryBlocks({ session, stage, takes }: GuideEntry, view: GuideView): readonly Block[] {
  const { when, room, tracks } = session
  const clock = when.kind === 'timed' ? `, ${zoneLabel(view.zone, [when.offset])}` : ''
  const maybe = stage === 'maybe' ? stage : undefined
  return [
    heading(2, sessionLine(session)),
    // `Fri 20 Nov 16:00-16:35, America/New_York (UTC-5) · Hall A · Operations · maybe`
    paragraph([facts(timesOn(view.clock).when(when) + clock, room, tracks.join(', '), maybe)]),
    ...textBlocks(view.catalogue.details(session.id).abstract),
    ...takes.flatMap(({ by, text, source }) =>
      textBlocks(text, [strong(`${whose(by, 'take')}:`), ' '], sourceOf(source)),
    ),
  ]
}
