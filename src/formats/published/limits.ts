import { type Conference, type Details, NO_DETAILS, type Session, type Speaker } from '../../model/conference.js'
import { defined } from '../../model/defined.js'
import type { Place, Problem } from '../../model/problem.js'
import { CONFERENCE } from '../catalogue/conference-fields.js'
import { EARLIEST, LATEST } from '../catalogue/session.js'
import { NAME, SESSION, SPEAKER } from '../catalogue/session-fields.js'
import { type FieldOf, judge, type TextKind } from '../fields/fields.js'
import { ENTRIES } from '../fields/limits.js'
import { oneLine, withScheme } from './entry.js'
import type { OwnWords } from './published.js'

/** An assembled session, before checking that a catalogue can hold it. */
export interface Assembled {
  readonly session: Omit<Session, 'id'>
  readonly details: Details
  readonly at: Place
  readonly own?: OwnWords
}

/** The session as the reader of catalogues would return it. */
export interface Fitted {
  /** Its id is the one in kubeplan's own table, or empty until one is assigned. */
  readonly session: Session
  readonly details: Details
}

/**
 * Makes a session valid by the checks of the catalogue reader: long texts are cut and other invalid values left out,
 * both with a warning. Undefined if no title is left or its time cannot be written.
 */
export function fitSession({ session, details, at, own }: Assembled, problems: Problem[]): Fitted | undefined {
  const title = new Fitter(at, session.title, problems).text(SESSION.title, session.title)
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
  const fit = new Fitter(at, title, problems)
  const [level, room] = [fit.text(SESSION.level, session.level), fit.text(SESSION.room, session.room)]
  const [url, video] = [fit.address(SESSION.url, session.url), fit.address(SESSION.video, session.video)]
  const [id, repeatOf] = [fit.exact(SESSION.id, own?.id), fit.exact(SESSION.repeatOf, own?.repeatOf)]
  const abstract = fit.text(SESSION.abstract, details.abstract)
  return {
    session: defined({
      id: id ?? '',
      uid,
      title,
      kind,
      tracks: fit.names('track', session.tracks),
      tags: fit.names('tags', session.tags),
      level,
      room,
      when,
      speakers: fit.speakers(session.speakers),
      url,
      video,
      repeatOf,
      status,
      source,
    }),
    details: abstract === undefined ? NO_DETAILS : { ...NO_DETAILS, abstract },
  }
}

/** `fitSession` for the conference: a name of which nothing is left is dropped. */
export function fitConference(conference: Conference, at: Place, problems: Problem[]): Conference {
  const { firstDay, lastDay, url, dayChange, ...facts } = conference
  const fit = new Fitter(at, undefined, problems)
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

/** A valid name for a conference; undefined if nothing of it is left. */
export function fitName(name: string | undefined, at: Place, problems: Problem[]): string | undefined {
  return new Fitter(at, undefined, problems).text(CONFERENCE.name, oneLine(name))
}

/** Whether a catalogue can hold an identity unchanged. */
export function isUsable(uid: string | undefined): uid is string {
  return uid !== undefined && judge(SESSION.uid.kind, 'uid', uid, NOWHERE).value === uid
}

const NOWHERE: Place = { file: '', line: 1, column: 1 }

type TextField = Pick<FieldOf<TextKind<string>>, 'key' | 'kind'>

class Fitter {
  constructor(
    private readonly at: Place,
    private readonly title: string | undefined,
    private readonly problems: Problem[],
  ) {}

  leave(detail: string): void {
    const { at, title } = this
    this.problems.push(
      title === undefined ? { code: 'conference-doubt', at, detail } : { code: 'entry-doubt', at, title, detail },
    )
  }

  /** The text, cut if necessary; undefined, with a warning if there was any, where it is invalid otherwise. */
  text({ key, kind }: TextField, text: string | undefined): string | undefined {
    const whole = text?.toWellFormed().trim() ?? ''
    if (whole === '') return undefined
    const { value, problem } = judge(kind, key, whole, this.at)
    if (problem?.code !== 'too-long') {
      if (problem) this.leave(`its ${key} cannot be kept and was left out`)
      return value
    }
    this.problems.push({ code: 'cut-to-length', at: this.at, key, limit: problem.limit })
    const cut = `${[...whole.slice(0, 2 * problem.limit)]
      .slice(0, problem.limit - 1)
      .join('')
      .trimEnd()}…`
    return judge(kind, key, cut, this.at).value
  }

  /** Identities are never cut. */
  exact({ key, kind }: TextField, text: string | undefined): string | undefined {
    const value = text === undefined ? undefined : judge(kind, key, text, this.at).value
    if (text !== undefined && value === undefined) this.leave(`its ${key} cannot be kept and was left out`)
    return value
  }

  /** An address without a scheme gets https. */
  address({ key, kind }: TextField, text: string | undefined): string | undefined {
    const address = text?.trim() ?? ''
    if (address === '') return undefined
    const value = judge(kind, key, address, this.at).value ?? judge(kind, key, withScheme(address), this.at).value
    if (value === undefined) this.leave(`its ${key} is not a web address and was left out`)
    return value
  }

  list<T>(key: string, values: readonly T[]): readonly T[] {
    if (values.length <= ENTRIES) return values
    this.leave(`it has ${values.length} ${key}: the first ${ENTRIES} were kept`)
    return values.slice(0, ENTRIES)
  }

  names(key: 'track' | 'tags', texts: readonly string[]): readonly string[] {
    if (texts.length === 0) return texts
    const kept = this.list(key, texts).flatMap((text) => this.text({ key, kind: NAME }, text) ?? [])
    return [...new Set(kept)]
  }

  speakers(all: readonly Speaker[]): readonly Speaker[] {
    if (all.length === 0) return all
    return this.list('speakers', all).flatMap(({ name, organization }) => {
      const kept = this.text({ key: 'speakers', kind: SPEAKER.name.kind }, name)
      const of = this.text(SPEAKER.organization, organization)
      return kept === undefined ? [] : [defined({ name: kept, organization: of })]
    })
  }
}
