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
  'nothing-imported': () => ({ message: 'there is no session in it that can be read', hint: 'Nothing was imported.' }),
  'unknown-file-format': ({ looksLike }) => ({
    message: `this is no schedule that kubeplan reads${looksLike === undefined ? '' : `: it looks like ${clipped(looksLike)}`}`,
    hint: 'It reads iCalendar (Sched and others), frab and pretalx XML and JSON, Sessionize, Open Event, CSV, YAML.',
  }),
  'zone-needed': ({ likely, command }) => ({
    message: 'this schedule does not say in which time zone it takes place',
    hint: `Say it: ${clipped(command)} --timezone ${likely[0] === undefined ? 'Area/City' : clipped(likely[0])}`,
  }),
  'identity-derived': ({ title, uid }) => ({
    message:
      uid === undefined
        ? `${quoted(title)} has no identity of its own: one was made from its title and time`
        : `${quoted(title)} shares the identity ${quoted(uid)} with another entry: one was made from its title and time`,
  }),
  'cut-to-length': ({ key, limit }) => ({ message: `"${clipped(key)}" was cut to ${limit} characters` }),
  'conference-doubt': ({ detail }) => ({ message: `the conference: ${clipped(detail)}` }),
  'entry-doubt': ({ title, detail }) => ({
    message: `${title === undefined ? 'an entry' : quoted(title)}: ${clipped(detail)}`,
  }),
}
