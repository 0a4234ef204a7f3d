import { appendTo, type Session } from '../../model/index.js'
import { type Day, dateRangeLabel, longDayLabel } from '../../model/time.js'
import { type Guide, type GuideEntry, guideEntries } from '../../planning/export/guide.js'
import type { Setting } from '../views.js'
import { type ClockHours, count, listed } from '../words/labels.js'
import { daysIn, titleOf } from '../words/session-rows.js'
import {
  type Block,
  type Clock,
  clockOf,
  clockSentence,
  facts,
  framed,
  type Heading,
  heading,
  type Line,
  link,
  named,
  type Part,
  type Prose,
  paragraph,
  part,
  type Surroundings,
  sessionLine,
  sourceOf,
  startLabel,
  strong,
  textBlocks,
  whenLine,
  whose,
} from './prose.js'

export interface GuideView extends Setting, Surroundings {
  readonly clock?: ClockHours | undefined
  readonly guide: Guide
  /** Whose guide it is; empty if the person has not given a name. */
  readonly authors: readonly string[]
  /** Whether the sessions are those of an agenda, and not recommendations of others. */
  readonly picked: boolean
  readonly title?: string
}

/** A guide by day: for each session who, when, what, and why to go there; then what its authors give themselves. */
export function guideProse(view: GuideView): Prose {
  const { catalogue, guide, authors, title } = view
  const host = listed(authors, 'and') || undefined
  const sessions = sessionsIn(guide)
  const clock = clockOf(sessions, view.zone, view.clock)
  const { entries, own } = guide
  const [isDivided, level] = own.length > 0 ? [true, 3 as const] : [false, 2 as const]
  const recommended = `Sessions that ${did(view)}`
  return {
    title: title ?? `${whose(host, 'guide to')} ${catalogue.conference.name}`,
    parts: framed(view, introduction(view), sessions.length, [
      ...(isDivided && entries.length > 0 ? part('recommended', heading(2, [recommended])) : []),
      ...dayParts('', entries, level, clock, view),
      ...own.flatMap(({ by, entries: theirs }) => {
        const section = named('with', by)
        return [
          ...part(section, heading(2, [`Connect with ${by}`])),
          ...dayParts(`${section}/`, theirs, level, clock, view),
        ]
      }),
    ]),
  }
}

function sessionsIn(guide: Guide): readonly Session[] {
  return guideEntries(guide).map(({ session }) => session)
}

/** `Ana picked`, `Datadog recommends`. */
function did({ authors, picked }: GuideView): string {
  const who = listed(authors, 'and') || 'I'
  return `${who} ${picked ? 'picked' : authors.length === 1 ? 'recommends' : 'recommend'}`
}

/** `6 sessions that Datadog recommends and 4 of its own at DemoConf, March 24-26, 2026. Times are in …`. */
function introduction(view: GuideView): Line {
  const { catalogue, guide, zone, authors } = view
  const { name, url } = catalogue.conference
  const sessions = sessionsIn(guide)
  const recommended = guide.entries.length
  const own = sessions.length - recommended
  const also = own === 0 ? '' : ` and ${own} of ${authors.length === 1 ? 'its' : 'their'} own`
  const what =
    recommended === 0 && own > 0
      ? `${count(own, 'session')} by ${listed(authors, 'and')}`
      : `${count(recommended, 'session')} that ${did(view)}${also}`
  const days = dateRangeLabel(daysIn(sessions))
  return [`${what} at `, link(name, url), `${days === '' ? '' : `, ${days}`}.${clockSentence(sessions, zone)}`]
}

/** A heading for each day, in order of time; what has no day comes last. `name` tells these days from others. */
function dayParts(
  name: string,
  entries: readonly GuideEntry[],
  level: 2 | 3,
  clock: Clock,
  view: GuideView,
): readonly Part[] {
  const days = new Map<Day | undefined, GuideEntry[]>()
  for (const entry of entries) {
    const { when } = entry.session
    appendTo(days, when.kind === 'unscheduled' ? undefined : when.day, entry)
  }
  return [...days].flatMap(([day, theirs]) => [
    ...part(
      `${name}day/${day ?? 'none'}`,
      heading(level, [day === undefined ? 'Not scheduled yet' : longDayLabel(day)]),
    ),
    ...theirs.flatMap((entry) => entryPart(entry, level === 2 ? 3 : 4, clock, view)),
  ])
}

function entryPart(
  { session, stage, takes }: GuideEntry,
  level: Heading['level'],
  clock: Clock,
  { catalogue }: GuideView,
): readonly Part[] {
  const { when, room, tracks } = session
  // `Friday, November 20 · 16:00-16:35 EST · Hall A · Operations · maybe`
  const known = facts(whenLine(when, clock), room, tracks.join(', '), stage === 'maybe' ? stage : undefined)
  return part(
    named('session', session.id),
    heading(level, sessionLine(session), [startLabel(when, clock), titleOf(session)].join(' ').trim()),
    ...(known === '' ? [] : [paragraph([known], 'known')]),
    ...textBlocks(catalogue.details(session.id).abstract),
    ...takes.flatMap(({ by, text, source }) =>
      textBlocks(text, [strong(`${whose(by, 'take')}:`), ' '], sourceOf(source)).map(asTake),
    ),
  )
}

function asTake(block: Block): Block {
  return block.kind === 'paragraph' ? paragraph(block.line, 'take') : block
}
