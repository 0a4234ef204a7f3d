import type { Conference } from '../../model/conference.js'
import { defined } from '../../model/defined.js'
import type { Problem } from '../../model/problem.js'
import type { TheirEvent } from '../../planning/agenda/others.js'
import { fold } from '../../planning/selection/words.js'
import { unfoldBytes } from '../ics/bytes.js'
import { calendarName, read, recognise } from '../ics/ics.js'
import { decodeText } from '../text.js'
import { assemble } from './assemble.js'
import { giveUids } from './identity.js'
import type { Published } from './published.js'

export type PersonalReading =
  | {
      readonly ok: true
      readonly person?: string
      readonly events: readonly TheirEvent[]
      readonly problems: readonly Problem[]
    }
  | { readonly ok: false; readonly problems: readonly Problem[] }

const BEGINNING = 4096

export function isCalendar(bytes: Uint8Array): boolean {
  return recognise(new TextDecoder().decode(bytes.subarray(0, BEGINNING)))
}

/**
 * Reads a personal calendar (iCalendar) by the rules of an import, so that titles and times match those of a programme.
 */
export function readPersonal(bytes: Uint8Array, file: string, conference: Conference): PersonalReading {
  const decoded = decodeText(unfoldBytes(bytes), file)
  if (!decoded.ok) return { ok: false, problems: [decoded.problem] }
  const reading = read(decoded.text, file)
  if (!reading.ok) return reading
  const { published } = reading
  const { name, slug, timezone, dayChange } = conference
  const schedule = { ...published, dayChange }
  const { catalogue, problems } = assemble([schedule], { name, slug, timezone, command: '' })
  const tentative = new Set(giveUids(published.entries, []).flatMap(({ entry, uid }) => (entry.tentative ? [uid] : [])))
  const person = personOf(calendarName(decoded.text), published, conference)
  return defined({
    ok: true,
    person,
    events: (catalogue?.sessions ?? []).map(({ uid = '', title, room, when, status }) =>
      defined({ uid, title, room, when, status: status === 'confirmed' && tentative.has(uid) ? 'tentative' : status }),
    ),
    problems: problems.filter(({ code }) => code === 'entry-left-out'),
  })
}

/** The owner's name, from that of the calendar, unless it only names the conference or, as in Sched's, its site. */
function personOf(calendar: string | undefined, { name, url }: Published, conference: Conference): string | undefined {
  const own = `${conference.name}: `
  if (calendar?.startsWith(own)) return calendar.slice(own.length).trim() || undefined
  const site = url === undefined || !URL.canParse(url) ? '' : (new URL(url).hostname.split('.')[0] ?? '')
  const others = [conference.name, conference.slug, site, ...(name === calendar ? [] : [name ?? ''])].map(fold)
  return calendar === undefined || others.includes(fold(calendar)) ? undefined : calendar
}
