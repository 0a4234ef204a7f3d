import type { Problem } from '../../model/problem.js'
import { clipped, quoted, type Sentences } from './words.js'

type Codes =
  | 'nothing-imported'
  | 'unknown-file-format'
  | 'zone-needed'
  | 'identity-derived'
  | 'cut-to-length'
  | 'conference-doubt'
  | 'entry-doubt'

export const importSentences: Pick<Sentences<Problem>, Codes> = {
  'nothing-imported': () => ({ message: 'it has no session that can be read', hint: 'Nothing was imported.' }),
  'unknown-file-format': ({ looksLike }) => ({
    message: `this is not a schedule that kubeplan can read${looksLike === undefined ? '' : `: it looks like ${clipped(looksLike)}`}`,
    hint: 'It reads iCalendar (Sched and others), frab and pretalx XML and JSON, Sessionize, Open Event, CSV, YAML.',
  }),
  'zone-needed': ({ likely, command }) => ({
    message: 'this schedule does not say which time zone it is in',
    hint: `Add it: ${clipped(command)} --timezone ${likely[0] === undefined ? 'Area/City' : clipped(likely[0])}`,
  }),
  'identity-derived': ({ title, uid }) => ({
    message:
      uid === undefined
        ? `${quoted(title)} has no uid: one was made from its title and time`
        : `${quoted(title)} has the same uid as another entry, ${quoted(uid)}: one was made from its title and time`,
  }),
  'cut-to-length': ({ key, limit }) => ({ message: `"${clipped(key)}" was cut to ${limit} characters` }),
  'conference-doubt': ({ detail }) => ({ message: `the conference: ${clipped(detail)}` }),
  'entry-doubt': ({ title, detail }) => ({
    message: `${title === undefined ? 'an entry' : quoted(title)}: ${clipped(detail)}`,
  }),
}
