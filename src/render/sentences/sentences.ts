import type { CommonReason, LeftOutReason, Problem, RefusedConstruct, WayOut, When } from '../../model/index.js'
import { offsetLabel } from '../../model/time.js'
import { safe } from '../screen/terminal.js'
import { count, listed, TIMES, type Times } from '../words/labels.js'
import { type Suggest, suggesting, typed, typedAgain, withFlag } from '../words/shell.js'
import { networkSentences } from './network.js'
import { usageSentences } from './usage.js'
import { type ByCode, clipped, meant, quoted, type Sentence, type Sentences } from './words.js'

/** The problem in words, and what to do next. All outside text in it is safe. */
export function sentenceOf(problem: Problem, suggest = suggesting(), times = TIMES): Sentence {
  return sentenceFor(problem.code, problem, suggest, times)
}

function sentenceFor<C extends Problem['code']>(
  code: C,
  problem: ByCode<Problem>[C],
  suggest: Suggest,
  times: Times,
): Sentence {
  return SENTENCES[code](problem, suggest, times)
}

const PROGRAM_HINTS: Readonly<Record<string, string>> = {
  git: 'Install git (https://git-scm.com), or publish to a folder.',
  gh: "Install GitHub's gh (https://cli.github.com) and run: gh auth login",
}

const SENTENCES: Sentences<Problem> = {
  ...usageSentences,
  ...networkSentences,
  'not-text': ({ at, looksLike, byte, way }, suggest) =>
    way === undefined
      ? {
          message: `not UTF-8 text: it looks like ${clipped(looksLike)} (byte ${byte})`,
          hint: 'Save it as UTF-8 and try again.',
        }
      : {
          message: `this is ${clipped(looksLike)}, which kubeplan does not read`,
          hint: `${WAYS_OUT[way]}: ${suggest('import', [way === 'unpack' || way === 'ask' ? 'FILE' : csvNameOf(at.file)])}`,
        },
  'empty-file': (_, suggest) => ({
    message: 'this file is empty',
    hint: `A catalogue needs a conference (name, timezone) and sessions (title): ${suggest('schema')}`,
  }),
  'file-cut': () => ({
    message: 'the file is cut off here: its last line is missing',
    hint: 'If you removed that line and the rest is complete, remove the first line too.',
  }),
  'not-a-catalogue': ({ found }) => ({
    message: `this is not a catalogue: it looks like ${clipped(found)}`,
    hint: 'A catalogue has "conference:" and "sessions:" at the top level.',
  }),
  'unknown-version': ({ version, expected }) => ({
    message: `this file says it is ${quoted(version)}; this kubeplan reads ${quoted(expected)}`,
    hint: 'Try a newer kubeplan.',
  }),
  'yaml-syntax': ({ detail }) => ({ message: `not valid YAML: ${clipped(detail)}` }),
  'yaml-refused': ({ construct }) => REFUSED[construct],
  'more-problems': ({ count, severity }) => ({
    message: `and ${count} more ${severity ?? 'problem'}${count === 1 ? '' : 's'}`,
    hint: 'Fix the first ones, then try again.',
  }),
  'unknown-key': ({ key, nearest }) => ({ message: `unknown key ${quoted(key)}${meant(nearest)}` }),
  'duplicate-key': ({ key, first }) => ({
    message: `${quoted(key)} appears twice; the first is on line ${first.line}`,
    hint: 'Keep one of them.',
  }),
  'missing-key': ({ key }) => ({ message: `${quoted(key)} is missing`, hint: `Add "${clipped(key)}: ..." here.` }),
  'wrong-type': ({ key, expected, found }) => ({
    message: `${quoted(key)} must be ${clipped(expected)}, not ${clipped(found)}`,
  }),
  'too-long': ({ key, limit, length }) => ({
    message: `${quoted(key)} is too long: ${length} characters, at most ${limit} are allowed`,
  }),
  'not-one-of': ({ key, value, allowed, nearest }) => ({
    message: `${quoted(key)} cannot be ${quoted(value)}${meant(nearest)}`,
    hint: `Use one of: ${allowed.map(clipped).join(', ')}`,
  }),
  'bad-number': ({ key, value, from, to }) => ({
    message: `${quoted(key)} must be a whole number from ${from} to ${to}, not ${quoted(value)}`,
  }),
  'bad-id': ({ id }) => ({
    message: `${quoted(id)} cannot be an id`,
    hint: 'An id is one line of text that can be typed. Without one, it is made from the title.',
  }),
  'duplicate-id': ({ id, first }) => ({
    message: `the id ${quoted(id)} is taken by the session on line ${first.line}`,
    hint: 'Change one of them, or leave the id out to have it made from the title.',
  }),
  'double-booked': ({ what, name, title, other, first, minutes, more }) => ({
    message:
      `${quoted(name)} is double booked: ${quoted(title)} and ${quoted(other)} (line ${first.line}) ` +
      `share ${minutes} min${more === 0 ? '' : `; ${more} more overlap${more === 1 ? 's' : ''} with these`}`,
    hint:
      what === 'room'
        ? 'Several areas? Name each. An event that contains others is "kind: umbrella".'
        : 'Two people with the same name? Add their organizations.',
  }),
  'walk-too-long': ({ name, title, other, first, minutes }) => ({
    message:
      `${quoted(name)} is ${minutes} min short of time to walk to ${quoted(title)} ` +
      `from ${quoted(other)} (line ${first.line})`,
    hint: 'Move one of them, or put both in rooms that are close.',
  }),
  'outside-days': ({ day, firstDay, lastDay }) => ({
    message: `${day} is outside the conference, which lasts from ${firstDay} to ${lastDay}`,
  }),
  'unknown-repeat': ({ id, nearest }) => ({ message: `no session has the id ${quoted(id)}${meant(nearest)}` }),
  'unknown-source': ({ url, nearest }) => ({
    message: `the conference has no source ${quoted(url)}${meant(nearest)}`,
    hint: "Use the url of one of the conference's sources.",
  }),
  'bad-url': ({ url }) => ({
    message: `${quoted(url)} is not a web address`,
    hint: 'It begins with https:// or http://',
  }),
  'bad-slug': ({ slug }) => ({
    message: `${quoted(slug)} cannot be a slug`,
    hint: 'A slug is lower-case letters, digits and hyphens, such as kubecon-na-2020',
  }),
  'bad-time': ({ text, form }) => ({ message: `cannot read ${quoted(text)}; write it like ${clipped(form)}` }),
  'no-such-day': ({ text }) => ({ message: `there is no such day as ${quoted(text)}` }),
  'no-such-time': ({ text }) => ({
    message: `there is no such time as ${quoted(text)}`,
    hint: 'A day runs from 00:00 to 24:00.',
  }),
  'clock-without-date': ({ text }) => ({
    message: `${quoted(text)} has no date`,
    hint: 'Write both: 2020-11-20 16:00',
  }),
  'dst-gap': ({ text, zone, resumes }) => ({
    message: `${quoted(text)} does not exist in ${clipped(zone)}: the clocks jump to ${clipped(resumes)}`,
    hint: 'Ask the publisher which hour is meant, or add the offset.',
  }),
  'dst-overlap': ({ text, zone, offset }) => ({
    message: `${quoted(text)} occurs twice in ${clipped(zone)}: the first is used (${offsetLabel(offset)})`,
    hint: 'Add the offset to be sure.',
  }),
  'wrong-offset': ({ text, zone, offset }) => ({
    message: `${quoted(text)} has the wrong offset: ${clipped(zone)} is at ${offsetLabel(offset)} then`,
  }),
  'ends-before-start': ({ start, end, days }) => ({
    message: `it ends (${clipped(end)}) before it starts (${clipped(start)})`,
    hint: days ? 'Put the earlier day first.' : 'Past midnight? Give the end its own date.',
  }),
  'end-without-start': ({ key }) => ({ message: `${quoted(key)} has no effect without "start"` }),
  'both-given': ({ key, other }) => ({
    message: `${quoted(key)} and ${quoted(other)} say the same thing twice`,
    hint: 'Keep one of them.',
  }),
  'zero-length': ({ title }) => ({
    message: `${quoted(title)} starts and ends at the same moment, so it clashes with nothing`,
  }),
  'unknown-zone': ({ zone, nearest }) => ({
    message: `there is no time zone ${quoted(zone)}${meant(nearest)}`,
    hint: 'Zones are named Area/City, such as Europe/Amsterdam, or UTC.',
  }),
  'zone-abbreviation': ({ zone, likely }) => ({
    message: `${quoted(zone)} means more than one time zone`,
    hint: `Name a city in it${likely.length > 0 ? `: ${listed(likely.map(clipped), 'or')}` : ', such as Europe/Amsterdam'}`,
  }),
  'broken-file': ({ format, detail, cut }) => ({
    message: `not valid ${clipped(format)}: ${clipped(detail)}`,
    ...(cut && { hint: 'Its end seems to be missing: fetch the file again.' }),
  }),
  'entry-left-out': ({ title, reason, text }) => ({
    message: `${title === undefined ? 'an entry' : quoted(title)} was left out: ${PUBLISHED_REASONS[reason](text)}`,
  }),
  'time-left-out': ({ title, reason, text, left }) => ({
    message: `${quoted(title)} was kept ${KEPT_WITHOUT[left]}: ${PUBLISHED_REASONS[reason](text)}`,
  }),
  'not-in-programme': ({ count, mark }) => ({
    message: `${count} ${count === 1 ? 'entry was' : 'entries were'} left out: marked ${clipped(mark)} by the publisher`,
  }),
  'nothing-imported': ({ commonest }) => ({
    message: `it has no session that can be read${commonest ? `; ${mostOften(commonest)}` : ''}`,
  }),
  'mostly-left-out': ({ kept, seen, commonest, command }) => ({
    message: `only ${kept} of ${seen} entries can be read, so nothing was stored; ${mostOften(commonest)}`,
    hint: `Fix the file, or keep the ${kept} that can be read: ${typedAgain(withFlag(command, '--force'))}`,
  }),
  'unknown-file-format': ({ looksLike }) => ({
    message: `this is not a schedule that kubeplan can read${looksLike === undefined ? '' : `: it looks like ${clipped(looksLike)}`}`,
    hint: 'It reads iCalendar (Sched and others), frab and pretalx XML and JSON, Sessionize, Open Event, AWS Events, KonOpas, EMF Camp, PyCon, CSV, YAML.',
  }),
  'zone-needed': ({ stated, likely, command }) => ({
    message:
      stated === undefined
        ? 'this schedule does not say which time zone it is in'
        : `this schedule names a time zone that kubeplan cannot place: ${quoted(stated)}`,
    hint: `Add it: ${typedAgain(withFlag(command, '--timezone', likely[0] ?? 'Area/City'))}`,
  }),
  'date-unclear': ({ needs, text, command, zone }) => {
    const zoned = zone ? withFlag(command, '--timezone', 'Area/City') : command
    if (needs === 'year')
      return {
        message: `${quoted(text)} has no year`,
        hint: `Add it: ${typedAgain(withFlag(zoned, '--year', 'YYYY'))}`,
      }
    return {
      message: `${quoted(text)} can be read as two dates`,
      hint: `Say how it is meant, dmy (day first) or mdy (month first): ${typedAgain(withFlag(zoned, '--date-order', 'dmy'))}`,
    }
  },
  'save-as-csv': ({ at, looksLike }, suggest) => ({
    message: `this is ${clipped(looksLike)}, which kubeplan does not read`,
    hint: `Save its table as CSV with a spreadsheet program and read that: ${suggest('import', [csvNameOf(at.file)])}`,
  }),
  'table-unclear': ({ lacks, found }) => ({
    message:
      lacks === 'title' ? 'no column of this table is called title' : 'this table has no rows below its column names',
    hint: `${found.length === 0 ? '' : `Its columns are: ${listed(found.map(clipped), 'and', 20)}\n`}kubeplan looks for: Title (needed), Date, Start, End, Duration, Room, Speakers, Organization, Track, Tags, Kind, Level, Abstract, URL, Language\nIt also reads a grid: times in the first column, rooms or days across the top, or the day in a row above`,
  }),
  'identity-derived': ({ count: number, uid }) => ({
    message:
      `${count(number, 'entry', 'entries')} ${uid === undefined ? 'without a uid' : `with a shared uid, such as ${quoted(uid)}`}: ` +
      'each is told apart by its title and time',
  }),
  'unknown-zones': ({ zones, count: number, clock, command }) => ({
    message:
      `${count(number, 'entry is', 'entries are')} in ${zones.length === 1 ? 'an unknown time zone' : 'unknown time zones'} ` +
      `(${listed(zones.map(clipped), 'and', 3)}), and read on the clock of ${clipped(clock ?? 'the conference')}`,
    ...(command && {
      hint: `Wrong? Say the zone: ${typedAgain(withFlag(command, '--timezone', 'Area/City'))}`,
    }),
  }),
  'cut-to-length': ({ key, limit }) => ({ message: `"${clipped(key)}" was cut to ${limit} characters` }),
  'conference-doubt': ({ detail }) => ({ message: `the conference: ${clipped(detail)}` }),
  'entry-doubt': ({ title, detail }) => ({
    message: `${title === undefined ? 'an entry' : quoted(title)}: ${clipped(detail)}`,
  }),
  'not-an-agenda': ({ found }, suggest) => ({
    message: `this is not an agenda: it looks like ${clipped(found)}`,
    hint: `An agenda begins with "kubeplan: agenda/1" (${suggest('schema', ['agenda'])}). The file was not changed.`,
  }),
  'agenda-of-another-conference': ({ conference, expected, theirs }, suggest) => ({
    message: `this agenda is for ${quoted(conference)}, not for ${quoted(expected)}`,
    hint: theirs
      ? `Use its catalogue: -c ${typed(conference)}   If it is the same conference under another name, ask for a calendar instead: ${suggest('export', ['my.ics'])}`
      : `Use its catalogue: ${suggest('agenda', [], [['-c', conference]])}   or another agenda: --agenda FILE`,
  }),
  'calendar-of-another-conference': ({ events, conference }, suggest) => ({
    message:
      events === 1
        ? `its only event is not in the programme of ${quoted(conference)}`
        : `none of its ${events} events is in the programme of ${quoted(conference)}`,
    hint: `Is it another conference? Use its catalogue: -c SLUG   All conferences: ${suggest('conferences')}`,
  }),
  'newer-agenda': ({ version }) => ({
    message: `this agenda was written by a newer kubeplan (${quoted(version)})`,
    hint: 'kubeplan reads what it can and leaves the file alone. Update kubeplan to change it.',
  }),
  'pick-not-in-programme': ({ session, seen, nearest }, suggest) => ({
    message: `${quoted(session)} is not in the programme${seen ? ' any more' : meant(nearest)}`,
    hint: `Fix it in the file, or drop it: ${suggest('drop', [session])}`,
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
  'agenda-not-judged': ({ conference }, suggest) => ({
    message: `there is no conference ${quoted(conference)} here, so its picks were not checked against a programme`,
    hint: `All conferences: ${suggest('conferences')}`,
  }),
  'duplicate-pick': ({ session, first }) => ({
    message: `${quoted(session)} is picked twice; the first is on line ${first.line}`,
    hint: 'They count as one, and the next change to your agenda merges them.',
  }),
  'cannot-read': ({ path, reason }) => ({ message: `cannot read ${clipped(path)}: ${inWords(reason)}` }),
  'cannot-write': ({ path, reason, left }) =>
    left === 'new'
      ? {
          message: `${clipped(path)} was written, but may not survive a power cut: ${inWords(reason)}`,
          hint: 'Check the disk before you rely on it.',
        }
      : {
          message: `cannot write ${clipped(path)}: ${inWords(reason)}`,
          hint: left === 'part' ? 'Part of it was written.' : 'Nothing was changed.',
        },
  'no-program': ({ program, reason }) => ({
    message: reason === 'ENOENT' ? `${program} is not installed` : `cannot run ${program}: ${inWords(reason)}`,
    ...(program in PROGRAM_HINTS && { hint: PROGRAM_HINTS[program] }),
  }),
  'program-failed': ({ program, exit, line }) => ({
    message: `${clipped(program)} failed (${exit})${line === '' ? '' : `: ${clipped(line)}`}`,
    hint: 'Nothing was published. Run it yourself to see more.',
  }),
  'cannot-open': ({ reason }) => ({
    message: `cannot start a browser: ${inWords(reason)}`,
    hint: 'Open the printed address yourself.',
  }),
  'editor-failed': ({ editor, exit, reason }) => ({
    message: `the editor ${quoted(editor)} ${editorEnd(exit, reason)}: nothing was saved`,
    ...(exit === undefined || exit === NOT_FOUND ? { hint: 'Set VISUAL or EDITOR to one that is installed.' } : {}),
  }),
  'draft-kept': ({ path }) => ({ message: `what you wrote is kept in ${clipped(path)}` }),
  'output-closed': ({ reason }) => ({ message: `cannot write the output: ${inWords(reason)}` }),
  exists: ({ path }) => ({
    message: `${clipped(path)} already exists`,
    hint: 'Choose another name, or overwrite it with --force.',
  }),
  'output-is-input': ({ path }) => ({
    message: `${clipped(path)} is the input of this command and was not overwritten`,
    hint: 'Choose another name.',
  }),
  locked: ({ path, holder }) => ({
    message: `another kubeplan is changing ${clipped(path)} (${clipped(holder)})`,
    hint: `Try again in a moment. If no other is running: rm -r ${typed(`${path}.lock`)}`,
  }),
  'broken-conference': ({ slug }, suggest) => ({
    message: `the stored conference ${quoted(slug)} is damaged`,
    hint: `Fetch it again: ${suggest('update', [], [['-c', slug]])}   or remove it: ${suggest('conferences', [], [['--remove', slug]])}`,
  }),
  'lost-conference': ({ slug, command }, suggest) => ({
    message: `the stored conference ${quoted(slug)} is damaged, and too little is left to restore it`,
    hint: `Import it again: ${safe(command)}   or remove it: ${suggest('conferences', [], [['--remove', slug]])}`,
  }),
  'no-home': () => ({
    message: 'there is no home folder for the agenda',
    hint: 'Set one: KUBEPLAN_HOME=FOLDER, or use --agenda FILE',
  }),
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ['EACCES', 'permission denied'],
  ['EPERM', 'not permitted'],
  ['EROFS', 'the disk is read-only'],
  ['ENOENT', 'no such file or folder'],
  ['ENOTDIR', 'part of the path is not a folder'],
  ['EISDIR', 'it is a folder'],
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'your disk quota is used up'],
  ['EIO', 'the disk reports an error'],
  ['EFBIG', 'the file would be too large'],
  ['EMFILE', 'too many open files'],
  ['ENAMETOOLONG', 'the name is too long'],
  ['ELOOP', 'its links form a loop'],
  ['EBUSY', 'it is in use'],
  ['EINVAL', 'the name is not allowed'],
  ['ENXIO', 'nothing is reading from it'],
  ['EBADF', 'it is closed'],
  ['EFTYPE', 'it is not a regular file'],
  ['ESTALE', 'the network drive is gone'],
  ['EUCLEAN', 'the disk is damaged'],
])

/** A shell's exit code for an unknown command. */
const NOT_FOUND = 127

function editorEnd(exit: number | undefined, reason: string | undefined): string {
  if (exit === undefined) return `cannot be started: ${inWords(reason ?? '')}`
  return exit === NOT_FOUND ? 'was not found' : `ended with ${exit}`
}

/** The system's code is shown next to its meaning, for those who search for it. */
function inWords(reason: string): string {
  const meaning = REASONS.get(reason)
  return meaning === undefined ? clipped(reason) : `${meaning} (${reason})`
}

const REFUSED: Readonly<Record<RefusedConstruct, { readonly message: string; readonly hint?: string }>> = {
  alias: {
    message: 'aliases (*name) are not supported',
    hint: 'Write the value out, or quote it if the * is part of it.',
  },
  anchor: {
    message: 'anchors (&name) are not supported',
    hint: 'Remove it, or quote the value if the & is part of it.',
  },
  'deep-nesting': { message: 'nested too deeply' },
  'explicit-key': { message: 'keys written with "?" are not supported', hint: 'Write "key: value".' },
  tag: { message: 'tags (!name) are not supported', hint: 'Remove it, or quote the value if the ! is part of it.' },
  'merge-key': { message: 'merge keys (<<) are not supported', hint: 'Write the values out.' },
  directive: {
    message: 'directives (%YAML, %TAG) are not supported',
    hint: 'Remove the line: the file is read as YAML 1.2.',
  },
  'several-documents': { message: 'a second document begins here', hint: 'Put each document in its own file.' },
  'too-many-keys': { message: 'too many keys in one mapping' },
  'too-many-values': { message: 'too many values in one file' },
}

/** What the file may be called as CSV; an address names no file here. */
function csvNameOf(file: string): string {
  return /^[a-z][a-z0-9+.-]*:|^stdin$/i.test(file) ? 'schedule.csv' : file.replace(/(?:\.[a-z0-9]{1,8})?$/i, '.csv')
}

const WAYS_OUT: Readonly<Record<WayOut, string>> = {
  unpack: 'Unpack it and read the schedule in it',
  copy: 'Copy its table into a spreadsheet program, save that as CSV and read it',
  type: 'Type its sessions into a table (Title, Date, Start, End, Room), save that as CSV and read it',
  ask: 'Ask its publisher for a calendar (.ics), a table (.csv), XML or JSON and read that',
}

const KEPT_WITHOUT: Readonly<Record<When['kind'], string>> = {
  timed: 'without its end',
  dated: 'with only its day',
  unscheduled: 'without a time',
}

const PUBLISHED_REASONS: Readonly<Record<LeftOutReason, (text: string | undefined) => string>> = {
  'no-title': () => 'it has no title',
  'no-start': (text) => `it has no start${about(text)}`,
  'no-day': (text) => `its day is not known${about(text)}`,
  'bad-time': (text) => `its time cannot be read${about(text)}`,
  'bad-length': (text) => `its length cannot be read${about(text)}`,
  'ends-before-start': (text) => `it ends before it starts${about(text)}`,
  malformed: (text) => `it does not follow its format${about(text)}`,
  'not-closed': () => 'its end is missing',
  'no-entry': (text) => `this is not an entry${about(text)}`,
}

function mostOften({ reason, times }: CommonReason): string {
  return `the commonest reason: ${PUBLISHED_REASONS[reason](undefined)} (${count(times, 'time')})`
}

function about(text: string | undefined): string {
  return text === undefined ? '' : ` (${clipped(text)})`
}
