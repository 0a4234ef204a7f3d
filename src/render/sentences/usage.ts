import { definedFields, nearest, type SessionName, type UsageProblem } from '../../model/index.js'
import { safe } from '../screen/terminal.js'
import { count, daysLabel, listed, type Times } from '../words/labels.js'
import { blockCommand, type Suggest, suggesting, typed, typedAgain } from '../words/shell.js'
import {
  clipped,
  meant,
  publishQuestion,
  quoted,
  type Sentence,
  type Sentences,
  type SessionList,
  valueNamed,
} from './words.js'

export const usageSentences: Sentences<UsageProblem> = {
  'unknown-command': ({ command, nearest }, suggest) => ({
    message: `unknown command ${quoted(command)}${meant(nearest)}`,
    hint: `All commands: ${suggest('--help')}`,
  }),
  'address-of-another-conference': ({ conference, expected }, suggest) => ({
    message: `the picks in this address are for ${quoted(conference)}, not for ${quoted(expected)}`,
    hint: `Use its catalogue: -c ${typed(conference)}   All conferences: ${suggest('conferences')}`,
  }),
  'publish-unasked': ({ to, question }) => ({
    message: `${publishQuestion(to, question)} Nobody can be asked here, so nothing was published.`,
    hint: 'To go on: the same again with --yes',
  }),
  'no-publish-target': ({ target }) => ({
    message: `cannot publish to ${quoted(target)}`,
    hint: 'Name a folder, a git remote (its address ends in .git or begins with git@), gist, or the address of a gist.',
  }),
  'bad-arguments': ({ detail, command }, suggest) =>
    argumentsSentence(detail, `Usage: ${usageCommand(command, suggest)}`),
  'bad-value': ({ flag, value, form, nearest, command }) => ({
    message: `${clipped(flag)} cannot be ${quoted(value)}${meant(nearest)}`,
    hint: `Write ${clipped(form)}${command === undefined ? '.' : `, such as: ${typedAgain(command)}`}`,
  }),
  'matches-nothing': ({ flag, value, nearest, list, known, instead, command }, suggest) => ({
    message: `${clipped(flag)} ${quoted(value)} matches no session${instead === undefined ? meant(nearest) : `; it is ${valueNamed(instead)}`}`,
    ...(list !== undefined && { hint: `All of them: ${suggest(list)}` }),
    ...(known !== undefined && { hint: `All of them: ${known.map(safe).join(', ')}` }),
    ...(command !== undefined && { hint: `Use its flag: ${typedAgain(command)}` }),
  }),
  'facet-lacking': ({ flag, facet, others = [] }, suggest) => ({
    message: `${clipped(flag)} does not work here: this catalogue has no ${clipped(facet)}`,
    hint:
      others.length > 0
        ? `It has ${listed(others.map(safe), 'and')}. Or search by words: ${suggest('list', ['WORDS'])}`
        : `Leave it out, or search by words: ${suggest('list', ['WORDS'])}`,
  }),
  'unknown-session': ({ reference, nearest }, suggest, times) =>
    withSessions(
      { message: `no session is called ${quoted(reference)}`, hint: `Search: ${suggest('list', ['WORDS'])}` },
      'Did you mean',
      nearest,
      { times, apart: 'by title' },
    ),
  'ambiguous-session': ({ reference, candidates }, _, times) =>
    withSessions(
      { message: `${quoted(reference)} could be ${candidates.length} sessions` },
      'Use one of these ids',
      candidates,
      { times, apart: 'by place' },
    ),
  'guessed-session': ({ reference, session, command }) => ({
    message: `no session is called ${quoted(reference)}; did you mean ${quoted(session.title)}?`,
    hint: command ? `If so: ${typedAgain(command)}` : `Use its id: ${clipped(session.id)}`,
  }),
  'unknown-row': ({ reference, why, rows = 0, conference = '' }, suggest) => ({
    message: {
      none: `there is no row ${clipped(reference)}: no list was shown here in the last ten minutes`,
      old: `there is no row ${clipped(reference)}: the last list was shown more than ten minutes ago`,
      beyond: `there is no row ${clipped(reference)}: the last list had ${count(rows, 'row')}`,
      elsewhere: `there is no row ${clipped(reference)}: the last list was of another conference, ${clipped(conference)}`,
    }[why],
    hint: `${why === 'beyond' ? 'Show it again' : 'Number the rows'}: ${suggest('list')}`,
  }),
  'row-unclear': ({ shown, sessions }, suggest) => ({
    message:
      sessions === 0
        ? `no session is shown as ${quoted(shown)} in a table`
        : `${quoted(shown)} could be any of ${count(sessions, 'session')}`,
    hint: `Pipe ids instead of a table: ${suggest('list', [], [['--format', 'ids']])} | ${suggest('add', ['-'])}`,
  }),
  'too-many-unknown': ({ unknown, left }, suggest) => ({
    message: `nothing was changed: stopped after ${unknown} unknown names, with ${left} more not read`,
    hint: `To pipe ids: ${suggest('list', [], [['--format', 'ids']])} | ${suggest('add', ['-'])}`,
  }),
  'unknown-field': ({ field, nearest, known }) => ({
    message: `unknown field ${quoted(field)}${meant(nearest)}`,
    hint: `Choose from: ${known.map(safe).join(', ')}`,
  }),
  'nothing-changed': ({ what }) => ({ message: `Nothing was ${what}.` }),
  'not-picked': ({ session, picked }, _, times) =>
    withSessions(
      { message: `${quoted(session.title)} is not on your agenda`, hint: 'Your agenda is empty.' },
      'Your picks',
      picked,
      { times, apart: 'by title' },
    ),
  'not-one-session': ({ flag }, suggest) => ({
    message: `${clipped(flag)} works with one session only`,
    hint: `For example: ${suggest('add', ['NEW'], [[flag, 'OLD']])}`,
  }),
  'nothing-to-do': ({ command, example }, suggest) => ({
    message: `${clipped(command)} which session?`,
    hint:
      example === undefined
        ? `Usage: ${usageCommand(command, suggest)}`
        : `For example: ${suggest(command, [example])}`,
  }),
  'no-url': ({ session }, suggest) => ({
    message: `no web page is known for ${quoted(session.title)}`,
    hint: `What is known: ${suggest('show', [session.id])}`,
  }),
  'unknown-catalogue': ({ slug, nearest, known }, suggest) => ({
    message: `no catalogue is called ${quoted(slug)}${meant(nearest)}`,
    hint: `Known: ${known.map(safe).join(', ') || 'none'}\nSwitch to one: ${suggest('use', ['SLUG'])}   For a file, write its path: ${typed(`./${slug}.yaml`)}`,
  }),
  'shipped-conference': ({ slug }, suggest) => ({
    message: `${quoted(slug)} came with kubeplan and cannot be removed`,
    hint: `Switch to another one: ${suggest('use', ['SLUG'])}`,
  }),
  'unknown-format': ({ format, allowed }) => ({
    message: `unknown format ${quoted(format)}${meant(nearest(format, allowed))}`,
    hint: `Use one of: ${allowed.map(safe).join(', ')}`,
  }),
  'no-days': (_, suggest) => ({
    message: 'a schedule is divided into days, and no day of this conference is known',
    hint: `As a table: ${suggest('export --all', ['my.csv'])}`,
  }),
  'unnamed-xml': () => ({
    message: 'XML is written only as a schedule for conference apps',
    hint: 'Call the file schedule.xml, or add: --format schedule-xml   As JSON: schedule.json, or --format schedule-json',
  }),
  'no-such-agenda-session': ({ word, at }, suggest) => ({
    message: `nothing on your agenda is ${quoted(word)}${at === undefined ? '' : ` at ${clipped(at)}`}`,
    hint: `Your days: ${suggest('agenda')}`,
  }),
  'not-imported': ({ slug }, suggest) => ({
    message: `${quoted(slug)} was not imported: there is nothing to fetch again`,
    hint: `Import a schedule: ${suggest('import', ['ADDRESS-OR-FILE'])}`,
  }),
  'never-changed': ({ slug, shipped }, suggest) =>
    shipped
      ? {
          message: `${quoted(slug)} came with kubeplan and does not change`,
          hint: `What you import yourself can change: ${suggest('import', ['ADDRESS-OR-FILE'])}`,
        }
      : {
          message: `${quoted(slug)} is a file, and kubeplan has no earlier version of it`,
          hint: `Compare it with an older one: ${suggesting()('changes', ['OLD-FILE', 'NEW-FILE'])}`,
        },
  'doubtful-update': ({ slug, doubt, had, has, other }) => {
    const again = 'the same again with --force'
    if (doubt === 'other-days' || doubt === 'others') {
      const why = doubt === 'others' ? 'has almost none of the sessions of' : 'is on other days than'
      return {
        message: `this schedule ${why} ${quoted(slug)} and may be another conference: nothing was changed`,
        hint: `Keep both: ${safe(other)}\nReplace what is there: ${again}`,
      }
    }
    return {
      message: `${quoted(slug)} had ${had} sessions and would now have ${has}: nothing was changed`,
      hint: `If that is right: ${again}`,
    }
  },
  'nothing-to-plan': (_, suggest) => ({
    message: 'there is nothing to plan: you have no picks, and no interest matches',
    hint: `Shortlist: ${suggest('add --maybe', ['WORDS-OF-A-TITLE'])}   or name an interest: ${suggest('plan', [], [['--like', 'service mesh:3']])}   or plan everything: ${suggest('plan --all')}`,
  }),
  'not-plannable': ({ session, because }, suggest) => {
    const title = quoted(session.title)
    if (because === 'cancelled') return { message: `${title} is cancelled` }
    if (because === 'over')
      return { message: `${title} is over`, hint: '--after now plans only what is still to come: leave it out.' }
    if (because === 'no-time') return { message: `${title} has no time yet, so no plan can hold it` }
    return {
      message: `${title} takes no time itself: other sessions happen inside it`,
      hint: `To keep its time free: ${suggest('block', [session.id])}`,
    }
  },
  'note-changed': ({ session }, suggest) => ({
    message: `the note on ${quoted(session.title)} was changed while you wrote: nothing was saved`,
    hint: `What it says now: ${suggest('show', [session.id])}`,
  }),
  'text-too-long': ({ what, length, limit }) => ({
    message: `${clipped(what)} can have at most ${limit} characters; this one has ${length}`,
  }),
  'nothing-to-undo': () => ({ message: 'there is no change to your agenda to undo' }),
  'nothing-to-redo': () => ({
    message: 'no change to your agenda was undone since the last one, so there is none to redo',
  }),
  'edited-since': ({ path, way }) => ({
    message: `${clipped(path)} has been edited by hand since then: nothing was ${way === 'undo' ? 'undone' : 'redone'}`,
    hint: `The version before the last change is next to it: ${clipped(path)}.bak`,
  }),
  'block-incomplete': ({ title, day, time, nearest }, suggest, times) => ({
    ...withSessions({ message: 'a block needs a day and a time' }, 'Or name a session to block its time', nearest, {
      times,
      apart: 'by title',
    }),
    hint: `For example: ${blockCommand(title, suggest, day, time)}`,
  }),
  'ends-too-early': ({ flag, value }) => ({
    message: `${clipped(flag)} ${quoted(value)} ends before it starts`,
    hint: 'Put the earlier time first. A night may end the next day, at most 12 hours later: 22:00-02:00',
  }),
  'skipped-time': ({ text, zone, resumes }) => ({
    message: `${quoted(text)} does not exist in ${clipped(zone)} on that night: the clocks jump to ${clipped(resumes)}`,
    hint: `Write a time that the clocks show, such as ${clipped(resumes)}.`,
  }),
  'no-such-block': ({ name, blocks, days }) => ({
    message: `no block${days ? ` on ${daysLabel(days)}` : ''} is called ${quoted(name)}`,
    hint: blocks.length === 0 ? 'You have no blocks.' : `Yours: ${blocks.map(safe).join(', ')}`,
  }),
  'needs-terminal': ({ what, instead }) => ({
    message: `${clipped(what)} needs a terminal`,
    hint: `In a pipe: ${safe(instead)}`,
  }),
  'no-stdin': (_, suggest) => ({
    message: '"-" reads ids from another command, but nothing is piped in',
    hint: `For example: ${suggest(
      'list',
      [],
      [
        ['--day', 'fri'],
        ['--format', 'tsv'],
      ],
    )} | ${suggest('add', ['-'])}`,
  }),
}

function usageCommand(command: string, suggest: Suggest): string {
  return command === '' ? suggest('--help') : suggest(command, [], [['--help']])
}

/** More sessions than this are only counted. */
export const LISTED = 8

/** Sessions to choose from by their numbers, with when and where. */
export function numberedChoices(heading: string, sessions: readonly SessionName[], times: Times): SessionList {
  const rows = sessions.slice(0, LISTED).map(({ title, when, room }, index) => ({
    id: `${index + 1}`,
    when: when && when.kind !== 'unscheduled' ? times.when(when) : '',
    room: clipped(room ?? ''),
    title: clipped(title),
  }))
  return { heading, rows, more: sessions.length - rows.length }
}

/** Adds times and rooms if one has to choose by them, or if titles alone do not distinguish the sessions. */
function withSessions(
  { message, hint }: Sentence,
  heading: string,
  sessions: readonly SessionName[],
  { times, apart }: { readonly times: Times; readonly apart: 'by title' | 'by place' },
): Sentence {
  if (sessions.length === 0) return definedFields({ message, hint })
  const isPlaced = apart === 'by place' || new Set(sessions.map(({ title }) => title)).size < sessions.length
  const rows = sessions.slice(0, LISTED).map(({ id, title, when, room }) => ({
    id: clipped(id),
    when: isPlaced && when && when.kind !== 'unscheduled' ? times.when(when) : '',
    room: isPlaced ? clipped(room ?? '') : '',
    title: clipped(title),
  }))
  return { message, list: { heading, rows, more: sessions.length - rows.length } }
}

/** Rewords commander's messages like all others here; kubeplan's own are left unchanged. */
function argumentsSentence(detail: string, usage: string): Sentence {
  for (const [pattern, ours] of OF_COMMANDER) {
    const [, ...parts] = pattern.exec(detail) ?? []
    const sentence = parts.length > 0 ? ours(...parts) : undefined
    if (sentence) return typeof sentence === 'string' ? { message: sentence, hint: usage } : sentence
  }
  return { message: clipped(detail), hint: usage }
}

const OF_COMMANDER: readonly (readonly [RegExp, (...parts: string[]) => string | Sentence])[] = [
  [
    /^unknown option '(.*?)'(?:\n\(Did you mean (?:one of )?(.*)\?\))?$/s,
    (flag = '', near) => `unknown flag ${quoted(flag)}${meant(near?.split(', '))}`,
  ],
  [/^option '.*?(--[^']*)' argument missing$/, (flag = '') => `a value is missing: ${clipped(flag)}`],
  [/^missing required argument '(.*)'$/, (name = '') => `an argument is missing: <${clipped(name)}>`],
  [
    /^too many arguments\. Expected (\d+) arguments? but got (\d+)\.$/,
    (most, given) => `too many arguments: ${given}, where ${most} ${most === '1' ? 'is' : 'are'} expected`,
  ],
  [
    /^option '.*?(--[\w-]+).*?' cannot be used with option '.*?(--[\w-]+).*?'$/,
    (flag = '', other = '') => `${clipped(flag)} and ${clipped(other)} cannot be used together`,
  ],
  [
    /^option '.*?(--[\w-]+).*?' argument '(.*)' is invalid\. (?:Allowed choices are (.*)\.|(.*))$/s,
    (flag = '', value = '', choices, form = '') => {
      const message = `${clipped(flag)} cannot be ${quoted(value)}`
      if (choices === undefined) return { message, hint: `Write ${clipped(form)}.` }
      return { message: message + meant(nearest(value, choices.split(', '))), hint: `Use one of: ${choices}` }
    },
  ],
]
