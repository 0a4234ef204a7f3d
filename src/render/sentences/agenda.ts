import type { AgendaProblem } from '../../model/agenda-problem.js'
import { listed } from '../text/listed.js'
import { typed } from '../text/shell.js'
import { clipped, meant, quoted, type Sentences } from './words.js'

export const agendaSentences: Sentences<AgendaProblem> = {
  'not-an-agenda': ({ found }) => ({
    message: `this is no agenda: it looks like ${clipped(found)}`,
    hint: 'An agenda begins with "kubeplan: agenda/1". Nothing was changed in this file.',
  }),
  'agenda-of-another-conference': ({ conference, expected, theirs }) => ({
    message: `this agenda is for ${quoted(conference)}, not for ${quoted(expected)}`,
    hint: theirs
      ? `Name its catalogue: -c ${typed(conference)}   If it is the same conference under another name, ask for a calendar: kubeplan export my.ics`
      : `Name its catalogue: kubeplan agenda -c ${typed(conference)}   or another agenda: --agenda FILE`,
  }),
  'calendar-of-another-conference': ({ events, conference }) => ({
    message:
      events === 1
        ? `its only event is not in the programme of ${quoted(conference)}`
        : `none of its ${events} events is in the programme of ${quoted(conference)}`,
    hint: 'Is it another conference? Name its catalogue: -c SLUG   Those there are: kubeplan conferences',
  }),
  'newer-agenda': ({ version }) => ({
    message: `this agenda was written by a newer kubeplan (${quoted(version)})`,
    hint: 'It is read as far as possible and not changed. Update kubeplan to change it.',
  }),
  'pick-not-in-programme': ({ session, seen, nearest }) => ({
    message: `${quoted(session)} is not in the programme${seen ? ' any more' : meant(nearest)}`,
    hint: `Correct it in the file, or take it off: kubeplan drop ${typed(session)}`,
  }),
  'nothing-below': ({ key }) => ({
    message: `"${clipped(key)}" says nothing; it is read as if it were not there`,
  }),
  'empty-item': ({ key }) => ({ message: `an entry of "${clipped(key)}" says nothing; it is left out` }),
  'agenda-cut': () => ({
    message: 'the file breaks off here: it went on when kubeplan read it last',
    hint: 'If you cut it here yourself, end the line.',
  }),
  'agenda-shorter': ({ sessions, path, backup }) => ({
    message: `the end of this file is gone since kubeplan read it last, and with it ${listed(sessions.map(clipped), 'and', 3)}`,
    ...(backup !== undefined && { hint: `If you did not take it off: cp ${typed(backup)} ${typed(path)}` }),
  }),
  'agenda-backup': ({ path, backup }) => ({
    message: `the last agenda that could be read lies beside it: ${clipped(backup)}`,
    hint: `Bring it back: cp ${typed(backup)} ${typed(path)}`,
  }),
  'agenda-not-judged': ({ conference }) => ({
    message: `there is no conference ${quoted(conference)} here: whether its picks are in the programme is not known`,
    hint: 'Those there are: kubeplan conferences',
  }),
  'duplicate-pick': ({ session, first }) => ({
    message: `${quoted(session)} is picked twice; the first is in line ${first.line}`,
    hint: 'Both are read as one, and the next change of your agenda makes them one.',
  }),
}
