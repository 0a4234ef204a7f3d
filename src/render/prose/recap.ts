import type { Session } from '../../model/index.js'
import {
  type Figures,
  type Recap,
  type RecapEntry,
  type RecapTrack,
  recapEntries,
} from '../../planning/export/recap.js'
import type { Attendance } from '../../planning/export/share-agenda.js'
import type { Setting } from '../views.js'
import { type ClockHours, count, listed, type Times, timesOn } from '../words/labels.js'
import {
  type Block,
  clockSentence,
  facts,
  heading,
  type Item,
  joined,
  type Line,
  link,
  list,
  type Prose,
  paragraph,
  pointItems,
  sessionLine,
  sourceOf,
  strong,
  textBlocks,
  whose,
} from './prose.js'

export interface RecapView extends Setting {
  readonly clock?: ClockHours | undefined
  readonly recap: Recap
  /** The recap's authors; empty if the person has not given a name. */
  readonly authors: readonly string[]
  readonly title?: string
}

/** A recap: how it went, what was learned in each session by track, and missed sessions that have a video. */
export function recapProse(view: RecapView): Prose {
  const { catalogue, recap, authors, title } = view
  const named = listed(authors, 'and') || undefined
  return {
    title: title ?? `${whose(named, 'recap of')} ${catalogue.conference.name}`,
    blocks: [
      paragraph(introduction(view, named)),
      ...recap.tracks.flatMap((track) => trackBlocks(track, view)),
      ...videoBlocks('Missed', recap.missed),
      ...videoBlocks('Still to watch', recap.toWatch, paragraph(['Not attended, but there is a video:'])),
      ...othersBlocks(recap, timesOn(view.clock)),
    ],
  }
}

function introduction({ catalogue, recap, zone }: RecapView, named: string | undefined): Line {
  const { name, url } = catalogue.conference
  const conference = link(name, url)
  const sessions = recapEntries(recap).map(({ session }) => session)
  const theirs = recap.others?.attended.map(({ session }) => session) ?? []
  const clock = clockSentence([...sessions, ...theirs], zone)
  const who = named ?? 'I'
  return recap.figures
    ? ['At ', conference, ` ${figuresSentence(recap.figures, who)}${clock}`]
    : [`What ${who} learned from ${count(sessions.length, 'session')} at `, conference, `.${clock}`]
}

/** `Ana planned 5 sessions, attended 3, missed 1 and rated 2 (4.5 of 5 on average). 1 is not marked yet.` */
function figuresSentence({ planned, attended, missed, unmarked, rated, rating }: Figures, who: string): string {
  const mean = rating === undefined ? '' : ` (${Math.round(rating * 10) / 10} of 5 on average)`
  const open = unmarked === 0 ? '' : ` ${unmarked} ${unmarked === 1 ? 'is' : 'are'} not marked yet.`
  return `${who} planned ${count(planned, 'session')}, attended ${attended}${rated === 0 ? ' and' : ','} missed ${missed}${rated === 0 ? '' : ` and rated ${rated}${mean}`}.${open}`
}

/** There are no headings if no session has a track. */
function trackBlocks({ track, entries }: RecapTrack, view: RecapView): readonly Block[] {
  const headed = view.recap.tracks.some((other) => other.track !== undefined)
  const name = headed ? [heading(2, [track ?? 'Other sessions'])] : []
  return [...name, ...entries.flatMap((entry) => entryBlocks(entry, headed ? 3 : 2, view))]
}

function entryBlocks(
  { session, rating, takeaways, note, company }: RecapEntry,
  level: 2 | 3,
  view: RecapView,
): readonly Block[] {
  const { abstract } = view.catalogue.details(session.id)
  const { when, video } = session
  const own = joined(
    [
      when.kind === 'unscheduled' ? [] : [timesOn(view.clock).when(when)],
      rating === undefined ? [] : [`rated ${rating} of 5`],
      video === undefined ? [] : [link('video', video)],
    ],
    ' · ',
  )
  return [
    heading(level, sessionLine(session)),
    ...(own.length === 0 ? [] : [paragraph(own)]),
    ...(company ? [paragraph([`Also ${companyWords(company)}.`])] : []),
    ...textBlocks(abstract),
    ...takeaways.flatMap(takeawayBlocks),
    ...textBlocks(note, [strong('Note:'), ' ']),
  ]
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

function othersBlocks({ others }: Recap, times: Times): readonly Block[] {
  if (!others || others.attended.length + others.planned.sessions === 0) return []
  const { attended, planned } = others
  const [number, more] = [planned.sessions, attended.length === 0 ? '' : 'more ']
  const were = number === 1 ? 'session was' : 'sessions were'
  const unsure = `${number} ${more}${were} planned by ${listed(planned.by, 'and')}, but not marked as attended.`
  return [
    heading(2, ['Attended by others']),
    ...(attended.length === 0 ? [] : [list(attended.map((entry) => otherItem(entry, times)))]),
    ...(number === 0 ? [] : [paragraph([unsure])]),
  ]
}

function otherItem({ session, takeaways, company }: RecapEntry, times: Times): Item {
  const { when } = session
  const known = facts(when.kind === 'unscheduled' ? '' : times.when(when), company && companyWords(company))
  return {
    line: sessionLine(session),
    items: [
      ...(known === '' ? [] : [{ line: [known] }]),
      ...takeaways.map(({ by, points }) => ({ line: [strong(`${by}:`)], items: pointItems(points) })),
    ],
  }
}
