import type { Conference } from '../../model/conference.js'
import type { Place, Problem } from '../../model/problem.js'
import { type Details, NO_DETAILS, type Session, type Speaker } from '../../model/session.js'
import { CONFERENCE } from '../catalogue/conference-fields.js'
import { EARLIEST, LATEST } from '../catalogue/session.js'
import { NAME, SESSION, SPEAKER } from '../catalogue/session-fields.js'
import { type FieldOf, judge, type TextKind } from '../fields/fields.js'
import { ENTRIES } from '../fields/limits.js'
import { oneLine, withScheme } from './entry.js'
import type { OwnWords } from './published.js'

/** A session as it was put together, before it is certain that a catalogue can hold it. */
export interface Assembled {
  readonly session: Omit<Session, 'id'>
  readonly details: Details
  /** Where it stands in its source. */
  readonly at: Place
  readonly own?: OwnWords
}

/** The session as the reader of catalogues would read it back. */
export interface Fitted {
  /** As our own table has it. */
  readonly id?: string
  readonly session: Omit<Session, 'id'>
  readonly details: Details
}

/**
 * What the reader of catalogues takes of a session, by its own checks: over-long texts are cut, what else it would refuse is
 * left out, both with a warning. Nothing where no title is left or its time cannot be written.
 */
export function fitSession({ session, details, at, own }: Assembled, problems: Problem[]): Fitted | undefined {
  const title = fitter(at, session.title, problems).text(SESSION.title, session.title)
  if (title === undefined) {
    problems.push({ code: 'entry-left-out', at, reason: 'no-title' })
    return undefined
  }
  const { when, kind, status, source, uid } = session
  if (when.kind === 'timed' && (when.start < EARLIEST || when.end > LATEST)) {
    const text = new Date(when.start < EARLIEST ? when.start : when.end).toISOString()
    problems.push({ code: 'entry-left-out', at, title, reason: 'bad-time', text })
    return undefined
  }
  const fit = fitter(at, title, problems)
  const [level, room] = [fit.text(SESSION.level, session.level), fit.text(SESSION.room, session.room)]
  const [url, video] = [fit.address(SESSION.url, session.url), fit.address(SESSION.video, session.video)]
  const [id, repeatOf] = [fit.exact(SESSION.id, own?.id), fit.exact(SESSION.repeatOf, own?.repeatOf)]
  const abstract = fit.text(SESSION.abstract, details.abstract)
  const names = (key: 'track' | 'tags', texts: readonly string[]) => {
    const kept = fit.list(key, texts).flatMap((text) => fit.text({ key, kind: NAME }, text) ?? [])
    return [...new Set(kept)]
  }
  return {
    ...(id !== undefined && { id }),
    session: {
      ...(uid !== undefined && { uid }),
      title,
      kind,
      tracks: names('track', session.tracks),
      tags: names('tags', session.tags),
      ...(level !== undefined && { level }),
      ...(room !== undefined && { room }),
      when,
      speakers: fit.list('speakers', session.speakers).flatMap((speaker) => fitSpeaker(speaker, fit)),
      ...(url !== undefined && { url }),
      ...(video !== undefined && { video }),
      ...(repeatOf !== undefined && { repeatOf }),
      status,
      ...(source !== undefined && { source }),
    },
    details: abstract === undefined ? NO_DETAILS : { ...NO_DETAILS, abstract },
  }
}

/** The same of the conference: a name that nothing is left of is not there. */
export function fitConference(conference: Conference, at: Place, problems: Problem[]): Conference {
  const { firstDay, lastDay, url, dayChange, ...facts } = conference
  const fit = fitter(at, undefined, problems)
  const address = fit.address(CONFERENCE.url, url)
  const inOrder = firstDay === undefined || lastDay === undefined || firstDay <= lastDay
  if (!inOrder) fit.leave(`its last day, ${lastDay}, is before its first, ${firstDay}: both were left out`)
  const changes = Number.isInteger(dayChange) && dayChange >= 0 && dayChange < 1440
  if (!changes) fit.leave('the hour at which its days begin cannot be read and was left out')
  return {
    ...facts,
    name: fitName(conference.name, at, problems) ?? conference.slug,
    ...(inOrder && firstDay !== undefined && { firstDay }),
    ...(inOrder && lastDay !== undefined && { lastDay }),
    ...(address !== undefined && { url: address }),
    dayChange: changes ? dayChange : 0,
  }
}

/** What a conference can be called; nothing where nothing is left of the name. */
export function fitName(name: string | undefined, at: Place, problems: Problem[]): string | undefined {
  return fitter(at, undefined, problems).text(CONFERENCE.name, oneLine(name))
}

/** An identity that a catalogue can hold as it is. */
export function isUsable(uid: string | undefined): uid is string {
  return uid !== undefined && judge(SESSION.uid.kind, 'uid', uid, NOWHERE).value === uid
}

const NOWHERE: Place = { file: '', line: 1, column: 1 }

type TextField = Pick<FieldOf<TextKind<string>>, 'key' | 'kind'>

interface Fitter {
  /** A text as it is or cut; nothing, with a warning where there was something, if the reader refuses it otherwise. */
  readonly text: (field: TextField, text: string | undefined) => string | undefined
  /** A text that is an identity: it is never cut. */
  readonly exact: (field: TextField, text: string | undefined) => string | undefined
  /** The same for addresses, which are never cut: one without a scheme is https. */
  readonly address: (field: TextField, text: string | undefined) => string | undefined
  /** No more of a list than a catalogue holds. */
  readonly list: <T>(key: string, values: readonly T[]) => readonly T[]
  readonly leave: (detail: string) => void
}

function fitter(at: Place, title: string | undefined, problems: Problem[]): Fitter {
  const leave = (detail: string) =>
    problems.push(
      title === undefined ? { code: 'conference-doubt', at, detail } : { code: 'entry-doubt', at, title, detail },
    )
  return {
    leave,
    text({ key, kind }, text) {
      const whole = text?.toWellFormed().trim() ?? ''
      if (whole === '') return undefined
      const { value, problem } = judge(kind, key, whole, at)
      if (problem?.code !== 'too-long') {
        if (problem) leave(`its ${key} cannot be kept and was left out`)
        return value
      }
      problems.push({ code: 'cut-to-length', at, key, limit: problem.limit })
      const cut = `${[...whole.slice(0, 2 * problem.limit)]
        .slice(0, problem.limit - 1)
        .join('')
        .trimEnd()}…`
      return judge(kind, key, cut, at).value
    },
    exact({ key, kind }, text) {
      const value = text === undefined ? undefined : judge(kind, key, text, at).value
      if (text !== undefined && value === undefined) leave(`its ${key} cannot be kept and was left out`)
      return value
    },
    address({ key, kind }, text) {
      const address = text?.trim() ?? ''
      if (address === '') return undefined
      const value = judge(kind, key, address, at).value ?? judge(kind, key, withScheme(address), at).value
      if (value === undefined) leave(`its ${key} is no web address and was left out`)
      return value
    },
    list(key, values) {
      if (values.length > ENTRIES) leave(`it has ${values.length} ${key}: the first ${ENTRIES} were taken`)
      return values.slice(0, ENTRIES)
    },
  }
}

function fitSpeaker({ name, organization }: Speaker, fit: Fitter): readonly Speaker[] {
  const kept = fit.text({ key: 'speakers', kind: SPEAKER.name.kind }, name)
  const of = fit.text(SPEAKER.organization, organization)
  return kept === undefined ? [] : [{ name: kept, ...(of !== undefined && { organization: of }) }]
}
