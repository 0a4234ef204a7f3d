import { type Figures, type Recap, type RecapEntry, type RecapTrack, recapEntries } from '../../planning/recap.js'
import { count } from '../text/count.js'
import { whenLabel } from '../text/moments.js'
import type { Setting } from '../views.js'
import { type Block, joined, type Line, link, listed, type Prose, paragraph, passages, strong, whose } from './prose.js'
import { clockSentence, sessionLine, sourceOf, textBlocks } from './session.js'

/** What somebody learned at a conference. */
export interface RecapView extends Setting {
  readonly recap: Recap
  /** Whose recap it is; nobody for a person who has not said a name. */
  readonly authors: readonly string[]
  readonly title?: string
}

/** A recap: how it went, then by track what was learned in each session, then what is worth watching still. */
export function recapProse(view: RecapView): Prose {
  const { catalogue, recap, authors, title } = view
  const named = authors.length === 0 ? undefined : listed(authors)
  return {
    title: title ?? `${whose(named, 'recap of')} ${catalogue.conference.name}`,
    blocks: [
      paragraph(introduction(view, named)),
      ...recap.tracks.flatMap((track) => trackBlocks(track, view)),
      ...toWatchBlocks(recap),
    ],
  }
}

function introduction({ catalogue, recap, zone }: RecapView, named: string | undefined): Line {
  const { name, url } = catalogue.conference
  const conference = link(name, url)
  const sessions = recapEntries(recap).map(({ session }) => session)
  const clock = clockSentence(sessions, zone)
  const who = named ?? 'I'
  return recap.figures
    ? ['At ', conference, ` ${figuresSentence(recap.figures, who)}${clock}`]
    : [`What ${who} learned from ${count(sessions.length, 'session')} at `, conference, `.${clock}`]
}

/** `Ana planned 5 sessions, attended 3, missed 1 and rated 2 (4.5 of 5 on average). 1 is not marked yet.` */
function figuresSentence({ planned, attended, missed, unmarked, rated, rating }: Figures, who: string): string {
  const mean = rating === undefined ? '' : ` (${Math.round(rating * 10) / 10} of 5 on average)`
  const open = unmarked === 0 ? '' : ` ${unmarked} ${unmarked === 1 ? 'is' : 'are'} not marked yet.`
  return `${who} planned ${count(planned, 'session')}, attended ${attended}, missed ${missed} and rated ${rated}${mean}.${open}`
}

/** Where no session has a track there is nothing to head. */
function trackBlocks({ track, entries }: RecapTrack, view: RecapView): readonly Block[] {
  const headed = view.recap.tracks.some((other) => other.track !== undefined)
  const heading: readonly Block[] = headed ? [{ kind: 'heading', level: 2, line: [track ?? 'Other sessions'] }] : []
  return [...heading, ...entries.flatMap((entry) => entryBlocks(entry, headed ? 3 : 2, view))]
}

function entryBlocks({ session, rating, takeaways }: RecapEntry, level: 2 | 3, view: RecapView): readonly Block[] {
  const { abstract } = view.catalogue.details(session.id)
  const { when, video } = session
  const facts = joined(
    [
      when.kind === 'unscheduled' ? [] : [whenLabel(when)],
      rating === undefined ? [] : [`rated ${rating} of 5`],
      video === undefined ? [] : [link('video', video)],
    ],
    ' · ',
  )
  return [
    { kind: 'heading', level, line: sessionLine(session) },
    ...(facts.length === 0 ? [] : [paragraph(facts)]),
    ...textBlocks(abstract),
    ...takeaways.flatMap(takeawayBlocks),
  ]
}

function takeawayBlocks({ by, points, source }: RecapEntry['takeaways'][number]): readonly Block[] {
  const items = points.map((point) => passages(point).flatMap((lines) => lines.map((line): Line => [line])))
  return [
    paragraph([strong(`${whose(by, 'takeaways')}:`), ...sourceOf(source)]),
    { kind: 'list', items: items.filter((lines) => lines.length > 0) },
  ]
}

function toWatchBlocks({ toWatch }: Recap): readonly Block[] {
  if (toWatch.length === 0) return []
  return [
    { kind: 'heading', level: 2, line: ['Still to watch'] },
    paragraph(['Not attended, but there is a video:']),
    { kind: 'list', items: toWatch.map((session) => [sessionLine(session, session.video)]) },
  ]
}
