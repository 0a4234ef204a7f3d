import type { AgendaProblem } from '../../model/problem.js'
import { listed } from '../text/listed.js'
import { typed } from '../text/shell.js'
import { clipped, meant, quoted, type Sentences } from './words.js'

export const agendaSentences: Sentences<AgendaProblem> = {
  'not-an-agenda': ({ found }) => ({
    message: `this is not an agenda: it looks like ${clipped(found)}`,
    hint: 'An agenda begins with "kubeplan: agenda/1". The file was not changed.',
  }),
  'agenda-of-another-conference': ({ conference, expected, theirs }) => ({
    message: `this agenda is for ${quoted(conference)}, not for ${quoted(expected)}`,
    hint: theirs
      ? `Use its catalogue: -c ${typed(conference)}   If it is the same conference under another name, ask for a calendar instead: kubeplan export my.ics`
      : `Use its catalogue: kubeplan agenda -c ${typed(conference)}   or another agenda: --agenda FILE`,
  }),
  'calendar-of-another-conference': ({ events, conference }) => ({
    message:
      events === 1
        ? `its only event is not in the programme of ${quoted(conference)}`
        : `none of its ${events} events is in the programme of ${quoted(conference)}`,
    hint: 'Is it another conference? Use its catalogue: -c SLUG   All conferences: kubeplan conferences',
  }),
  'newer-agenda': ({ version }) => ({
    message: `this agenda was written by a newer kubeplan (${quoted(version)})`,
    hint: 'kubeplan reads what it can and leaves the file alone. Update kubeplan to change it.',
  }),
  'pick-not-in-programme': ({ session, seen, nearest }) => ({
    message: `${quoted(session)} is not in the programme${seen ? ' any more' : meant(nearest)}`,
    hint: `Fix it in the file, or drop it: kubeplan drop ${typed(session)}`,
  }),
  'nothing-below': ({ key }) => ({
    message: `"${clipped(key)}" is empty and is ignored`,
  }),
  'empty-item': ({ key }) => ({ message: `an entry of "${clipped(key)}" is empty and is left out` }),
  'agenda-cut': () => ({
    message: 'the file breaks off here, but went on when kubeplan last read it',
    hint: 'If you cut it here yourself, add a line break at the end.',
  }),
  'agenda-shorter': ({ sessions, path, backup }) => ({
    message: `the end of this file has been lost since kubeplan last read it, and with it ${listed(sessions.map(clipped), 'and', 3)}`,
    ...(backup !== undefined && { hint: `If you did not drop it yourself: cp ${typed(backup)} ${typed(path)}` }),
  }),
  'agenda-backup': ({ path, backup }) => ({
    message: `the last version that could be read is next to it: ${clipped(backup)}`,
    hint: `Restore it: cp ${typed(backup)} ${typed(path)}`,
  }),
  'agenda-not-judged': ({ conference }) => ({
    message: `there is no conference ${quoted(conference)} here, so its picks were not checked against a programme`,
    hint: 'All conferences: kubeplan conferences',
  }),
  'duplicate-pick': ({ session, first }) => ({
    message: `${quoted(session)} is picked twice; the first is on line ${first.line}`,
    hint: 'They count as one, and the next change to your agenda merges them.',
  }),
}
