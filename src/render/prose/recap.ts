import type { Session } from '../../model/index.js'
import { dateRangeLabel } from '../../model/time.js'
import {
  type Figures,
  type Recap,
  type RecapEntry,
  type RecapTrack,
  recapEntries,
} from '../../planning/export/recap.js'
import type { Attendance } from '../../planning/export/share-agenda.js'
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
  heading,
  type Item,
  joined,
  type Line,
  link,
  list,
  named,
  type Part,
  type Prose,
  paragraph,
  part,
  pointItems,
  type Surroundings,
  sessionLine,
  sourceOf,
  strong,
  textBlocks,
  whenLine,
  whose,
} from './prose.js'

export interface RecapView extends Setting, Surroundings {
  readonly clock?: ClockHours | undefined
  readonly recap: Recap
  /** Whose recap it is; empty if the person has not given a name. */
  readonly authors: readonly string[]
  readonly title?: string
}

/** A recap: how it went, what was learned in each session by track, and missed sessions that have a video. */
export function recapProse(view: RecapView): Prose {
  const { catalogue, recap, authors, title } = view
  const who = listed(authors, 'and') || undefined
  const sessions = sessionsIn(recap)
  const clock = clockOf(sessions, view.zone, view.clock)
  return {
    title: title ?? `${whose(who, 'recap of')} ${catalogue.conference.name}`,
    parts: framed(view, introduction(view, who), recapEntries(recap).length, [
      ...recap.tracks.flatMap((track) => trackParts(track, clock, view)),
      ...part('missed', ...videoBlocks('Missed', recap.missed)),
      ...part('to-watch', ...videoBlocks('Still to watch', recap.toWatch, NOT_ATTENDED)),
      ...part('others', ...othersBlocks(recap, clock)),
    ]),
  }
}

const NOT_ATTENDED = paragraph(['Not attended, but there is a video:'])

/** Those of which a time may be written. */
function sessionsIn(recap: Recap): readonly Session[] {
  return [...recapEntries(recap), ...(recap.others?.attended ?? [])].map(({ session }) => session)
}

function introduction({ catalogue, recap, zone }: RecapView, who = 'I'): Line {
  const { name, url, firstDay, lastDay } = catalogue.conference
  const held = daysIn(sessionsIn(recap))
  const days = dateRangeLabel(firstDay && lastDay ? [firstDay, lastDay] : held)
  const conference = [link(name, url), ...(days === '' ? [] : [`, ${days}`])]
  const clock = clockSentence(sessionsIn(recap), zone)
  return recap.figures
    ? ['At ', ...conference, `${days === '' ? '' : ','} ${figuresSentence(recap.figures, who)}${clock}`]
    : [`What ${who} learned from ${count(recapEntries(recap).length, 'session')} at `, ...conference, `.${clock}`]
}

/** `Ana planned 5 sessions, attended 3, missed 1 and rated 2 (4.5 of 5 on average). 1 is not marked yet.` */
function figuresSentence({ planned, attended, missed, unmarked, rated, rating }: Figures, who: string): string {
  const mean = rating === undefined ? '' : ` (${Math.round(rating * 10) / 10} of 5 on average)`
  const open = unmarked === 0 ? '' : ` ${unmarked} ${unmarked === 1 ? 'is' : 'are'} not marked yet.`
  return `${who} planned ${count(planned, 'session')}, attended ${attended}${rated === 0 ? ' and' : ','} missed ${missed}${rated === 0 ? '' : ` and rated ${rated}${mean}`}.${open}`
}

/** There are no headings of tracks if no session has one. */
function trackParts({ track, entries }: RecapTrack, clock: Clock, view: RecapView): readonly Part[] {
  const headed = view.recap.tracks.some((other) => other.track !== undefined)
  const name = track === undefined ? 'no-track' : named('track', track)
  return [
    ...(headed ? part(name, heading(2, [track ?? 'Other sessions'])) : []),
    ...entries.flatMap((entry) => entryPart(entry, headed ? 3 : 2, clock, view)),
  ]
}

function entryPart(
  { session, rating, takeaways, note, company }: RecapEntry,
  level: 2 | 3,
  clock: Clock,
  { catalogue }: RecapView,
): readonly Part[] {
  const { when, video } = session
  const own = joined(
    [
      when.kind === 'unscheduled' ? [] : [whenLine(when, clock)],
      rating === undefined ? [] : [`rated ${rating} of 5`],
      video === undefined ? [] : [link('video', video)],
    ],
    ' · ',
  )
  return part(
    named('session', session.id),
    heading(level, sessionLine(session), titleOf(session)),
    ...(own.length === 0 ? [] : [paragraph(own, 'known')]),
    ...(company ? [paragraph([`Also ${companyWords(company)}.`])] : []),
    ...textBlocks(catalogue.details(session.id).abstract),
    ...takeaways.flatMap(takeawayBlocks),
    ...textBlocks(note, [strong('Note:'), ' ']),
  )
}

function takeawayBlocks({ by, points, source }: RecapEntry['takeaways'][number]): readonly Block[] {
  return [paragraph([strong(`${whose(by, 'takeaways')}:`), ...sourceOf(source)]), list(pointItems(points))]
}

/** Sessions, each with a link to its video. */
function videoBlocks(title: string, sessions: readonly Session[], ...introduction: readonly Block[]): readonly Block[] {
  if (sessions.length === 0) return []
  const items = sessions.map((session) => ({ line: sessionLine(session, session.video) }))
  return [heading(2, [title]), ...introduction, list(items)]
}

/** `attended by Ana and Bo, planned by Cem`. */
function companyWords({ attended, planned }: Attendance): string {
  return [
    ...(attended.length > 0 ? [`attended by ${listed(attended, 'and')}`] : []),
    ...(planned.length > 0 ? [`planned by ${listed(planned, 'and')}`] : []),
  ].join(', ')
}

function othersBlocks({ others }: Recap, clock: Clock): readonly Block[] {
  if (!others || others.attended.length + others.planned.sessions === 0) return []
  const { attended, planned } = others
  const [number, more] = [planned.sessions, attended.length === 0 ? '' : 'more ']
  const were = number === 1 ? 'session was' : 'sessions were'
  const unsure = `${number} ${more}${were} planned by ${listed(planned.by, 'and')}, but not marked as attended.`
  return [
    heading(2, ['Attended by others']),
    ...(attended.length === 0 ? [] : [list(attended.map((entry) => otherItem(entry, clock)))]),
    ...(number === 0 ? [] : [paragraph([unsure])]),
  ]
}

function otherItem({ session, takeaways, company }: RecapEntry, clock: Clock): Item {
  const known = facts(whenLine(session.when, clock), company && companyWords(company))
  return {
    line: sessionLine(session),
    items: [
      ...(known === '' ? [] : [{ line: [known] }]),
      ...takeaways.map(({ by, points }) => ({ line: [strong(`${by}:`)], items: pointItems(points) })),
    ],
  }
}
