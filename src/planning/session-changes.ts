import type { Details, Session, Speaker, Timed, When } from '../model/conference.js'
import { isReplaced } from './replaced.js'

/** Ways in which a session may change, the most urgent first. */
const WAYS = ['cancelled', 'replaced', 'moved', 'room', 'title', 'speakers', 'other'] as const

/** Other fields that may differ, by their names in the catalogue file. `status`: the session takes place after all. */
const CHANGED_DETAILS = [
  'status',
  'kind',
  'track',
  'tags',
  'level',
  'abstract',
  'url',
  'video',
  'repeat_of',
  'takes',
  'takeaways',
] as const
export type ChangedDetail = (typeof CHANGED_DETAILS)[number]

export interface FullSession {
  readonly session: Session
  readonly details: Details
}

export interface Alteration {
  readonly what: (typeof WAYS)[number]
  readonly details: readonly ChangedDetail[]
}

/**
 * Everything that differs between two versions of a session, in the order of `WAYS`. A cancellation hides the rest, and
 * a replacement hides what goes with it. The order of speakers, tracks and tags does not count, nor does the displayed
 * clock. `idNow` maps an old id to the new one.
 */
export function alterationsOf(
  before: FullSession,
  after: FullSession,
  idNow: (id: string) => string,
): readonly Alteration[] {
  const [was, is] = [before.session, after.session]
  if (was.status !== 'cancelled' && is.status === 'cancelled') return [{ what: 'cancelled', details: [] }]
  const replaced = isReplaced(was, is)
  const details = replaced ? [] : CHANGED_DETAILS.filter((name) => !SAME[name](before, after, idNow))
  const ways = {
    cancelled: false,
    replaced,
    moved: !isSameTime(was.when, is.when),
    room: was.room !== is.room,
    title: !replaced && was.title !== is.title,
    speakers: !replaced && speakersKey(was.speakers) !== speakersKey(is.speakers),
    other: details.length > 0,
  }
  return WAYS.filter((what) => ways[what]).map((what) => ({ what, details: what === 'other' ? details : [] }))
}

export function isSameTime(before: When, after: When): boolean {
  if (before.kind === 'timed' && after.kind === 'timed')
    return before.start === after.start && knownEnd(before) === knownEnd(after)
  if (before.kind === 'dated' && after.kind === 'dated') return before.day === after.day
  return before.kind === after.kind
}

/**
 * An assumed end may follow other sessions without being a change; an end that becomes known is one. Earlier versions
 * stored an unknown end as the start.
 */
function knownEnd({ start, end, endAssumed }: Timed): Timed['end'] | undefined {
  return endAssumed || end === start ? undefined : end
}

function speakerKey({ name, organization }: Speaker): string {
  return JSON.stringify([name, organization ?? null])
}

/** The same text for the same speakers in any order. */
export function speakersKey(speakers: readonly Speaker[]): string {
  return asSet(speakers.map(speakerKey))
}

type IsSame = (before: FullSession, after: FullSession, idNow: (id: string) => string) => boolean

const SAME: Readonly<Record<ChangedDetail, IsSame>> = {
  status: ({ session: was }, { session: is }) => was.status === is.status,
  kind: ({ session: was }, { session: is }) => was.kind === is.kind,
  track: ({ session: was }, { session: is }) => asSet(was.tracks) === asSet(is.tracks),
  tags: ({ session: was }, { session: is }) => asSet(was.tags) === asSet(is.tags),
  level: ({ session: was }, { session: is }) => was.level === is.level,
  abstract: ({ details: was }, { details: is }) => was.abstract === is.abstract,
  url: ({ session: was }, { session: is }) => was.url === is.url,
  video: ({ session: was }, { session: is }) => was.video === is.video,
  repeat_of: ({ session: was }, { session: is }, idNow) =>
    was.repeatOf === is.repeatOf || (was.repeatOf !== undefined && idNow(was.repeatOf) === is.repeatOf),
  takes: ({ details: was }, { details: is }) => takesKey(was) === takesKey(is),
  takeaways: ({ details: was }, { details: is }) => takeawaysKey(was) === takeawaysKey(is),
}

function asSet(texts: readonly string[]): string {
  return JSON.stringify([...new Set(texts)].sort())
}

function takesKey({ takes }: Details): string {
  return JSON.stringify(takes.map(({ by, text, source }) => [by, text, source ?? null]))
}

function takeawaysKey({ takeaways }: Details): string {
  return JSON.stringify(takeaways.map(({ by, points, source }) => [by, points, source ?? null]))
}
