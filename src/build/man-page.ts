import type { CommandDefinition, Definitions, Flag } from '../commands/shell/definitions.js'
import { Exit } from '../model/problem.js'
import { version } from '../version.js'

/** A heading of man(7), or what stands below it. */
type Item = readonly [term: string, text: string]

const EXITS: Readonly<Record<keyof typeof Exit, string>> = {
  done: 'Done; also when nothing was found.',
  findings:
    'There are findings: check with errors, --exit-code, --strict, going picks that cannot all be kept, or an import or update that would lose too much (nothing is stored without --force).',
  usage: 'Wrong usage: an unknown flag, command, session or value.',
  input: 'A file cannot be read as what it should be, or an import keeps nothing.',
  network: 'The network.',
  disk: 'The disk, or the agenda file.',
  bug: 'A bug in kubeplan. Please report it; KUBEPLAN_DEBUG=1 shows where it happened.',
  hangup: 'Ended by SIGHUP.',
  interrupted: 'Ended by SIGINT, as by Ctrl-C.',
  terminated: 'Ended by SIGTERM.',
}

const ENVIRONMENT: readonly Item[] = [
  ['KUBEPLAN_CATALOGUE', 'The programme: a file or a slug, as with --catalogue.'],
  ['KUBEPLAN_AGENDA', 'The agenda file, as with --agenda.'],
  ['KUBEPLAN_TZ', 'The zone in which times are shown, as with --tz.'],
  ['KUBEPLAN_HOME', 'The folder of everything that kubeplan keeps, instead of those below FILES.'],
  ['KUBEPLAN_NOW', 'The present moment, such as 2026-03-24T09:30:00+01:00, for demos and tests.'],
  ['KUBEPLAN_PAGER, PAGER', 'The pager for long output on a terminal (less); empty or cat for none.'],
  ['KUBEPLAN_DEBUG', 'With 1, a bug shows where it happened.'],
  ['VISUAL, EDITOR', 'The editor for notes (vi).'],
  ['LESS, LV', 'Options of the pager, if it is one of these (FRX and -c).'],
  [
    'NO_COLOR, FORCE_COLOR, CLICOLOR_FORCE, CLICOLOR',
    'Whether to use colour, in this order. The flags go before them.',
  ],
  ['TERM, COLORTERM', 'What the terminal can show; TERM=dumb has no colour and no pager.'],
  [
    'TERM_PROGRAM, TERM_PROGRAM_VERSION, VTE_VERSION, KITTY_WINDOW_ID, WT_SESSION, TMUX, STY',
    'Which terminal it is, to know whether it shows links.',
  ],
  ['XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_CACHE_HOME', 'The base folders of the files below FILES.'],
  ['HOME', 'Where these are, if not set.'],
]

const FILES: readonly Item[] = [
  ['~/.config/kubeplan/config.yaml', 'Your defaults for every conference, as kubeplan config lists them.'],
  ['~/.local/share/kubeplan/CONFERENCE/agenda.yaml', 'Your agenda for a conference. Beside it are copies for undo.'],
  ['~/.local/share/kubeplan/CONFERENCE/agenda.yaml.given', 'What calendars were given.'],
  ['~/.local/share/kubeplan/CONFERENCE/catalogue.yaml', 'An imported conference.'],
  ['~/.local/share/kubeplan/in-use', 'The conference in use.'],
  ['~/.cache/kubeplan', 'Compiled catalogues and code, which may be removed at any time.'],
]

const EXAMPLES: readonly Item[] = [
  ['kubeplan import https://kccnceu2026.sched.com/all.ics', 'Import a published schedule.'],
  ["kubeplan list --day tue 'service mesh'", 'Find sessions.'],
  ['kubeplan add --priority 5 helm-4', 'Put one on your agenda.'],
  ['kubeplan plan --like track:security:3 --save', 'Plan without clashes.'],
  ['kubeplan export agenda.ics', 'Take it along in your calendar.'],
]

/** The date of the page, which no build may change. */
const RELEASED = '2026-12-01'

/** The man page, in man(7): every command and flag, and what else there is to know. */
export function manPage({ flags, commands, globals }: Definitions): string {
  const flagsAt = (places: readonly number[]) => places.flatMap((place) => flags[place] ?? [])
  const filters = flagsAt(commands.find(({ name }) => name === 'days')?.flags ?? []).filter(isShown)
  const groups = [...new Set(commands.map(({ group }) => group))]
  return [
    `.TH KUBEPLAN 1 ${RELEASED} "kubeplan ${version}" "User Commands"`,
    '.SH NAME',
    'kubeplan \\- plan a conference from the command line',
    '.SH SYNOPSIS',
    '.B kubeplan',
    '.I command',
    '.RI [ arguments ]\n.RI [ flags ]',
    '.SH DESCRIPTION',
    text(
      'Finds the sessions of a conference, shows what clashes, builds an agenda, plans it without clashes, takes it along as a calendar or page, and writes it up afterwards. Flags may be before or after the command.',
    ),
    '.SH COMMANDS',
    ...groups.flatMap((group) => [
      `.SS ${escaped(capital(group))}`,
      ...commands.filter((one) => one.group === group).flatMap((one) => commandItem(one, flagsAt(one.flags), filters)),
    ]),
    '.SH FILTERS',
    text(
      'Most commands take these flags to select sessions. A repeated flag or a comma means "or", different flags mean "and". Each has a form that excludes, such as --not-track.',
    ),
    ...filters.flatMap(flagItem),
    '.SH GLOBAL FLAGS',
    ...[...flagsAt(globals), HELP].flatMap(flagItem),
    '.SH ENVIRONMENT',
    ...ENVIRONMENT.flatMap(item),
    '.SH FILES',
    ...FILES.flatMap(item),
    '.SH EXIT STATUS',
    ...Object.entries(Exit).flatMap(([name, code]) => item([String(code), EXITS[name as keyof typeof Exit]])),
    '.SH EXAMPLES',
    ...EXAMPLES.flatMap(item),
    '',
  ].join('\n')
}

const HELP: Flag = { long: '--help', short: '-h', help: 'show the help of a command' }

function isShown({ isHidden }: Flag): boolean {
  return !isHidden
}

function commandItem(
  { name, usage, summary, arguments: args }: CommandDefinition,
  flags: readonly Flag[],
  filters: readonly Flag[],
): readonly string[] {
  const own = flags.filter((flag) => isShown(flag) && !filters.includes(flag))
  const takesFilters = filters.some((flag) => flags.includes(flag))
  const about = [summary, ...(takesFilters ? ['Takes the filters.'] : [])].map(capital)
  return [
    '.TP',
    `.B kubeplan ${escaped(`${name} ${usage}`.trim())}`,
    text(`${about.join('. ')}.`.replace('..', '.')),
    ...(args.length + own.length === 0
      ? []
      : [
          '.RS',
          ...args.flatMap(({ name: argument, help }) => item([argument, sentence(help)])),
          ...own.flatMap(flagItem),
          '.RE',
        ]),
  ]
}

function flagItem({ short, long, value, help, choices }: Flag): readonly string[] {
  const names = [...(short === undefined ? [] : [short]), long].join(', ')
  const among = choices && !choices.every((choice) => help.includes(choice)) ? ` (${choices.join(', ')})` : ''
  return item([value === undefined ? names : `${names} <${value}>`, sentence(help + among)])
}

function item([term, about]: Item): readonly string[] {
  return ['.TP', `.B ${escaped(term)}`, text(about)]
}

function sentence(help: string): string {
  return help === '' ? '' : `${capital(help)}.`
}

function capital(words: string): string {
  return `${words[0]?.toUpperCase() ?? ''}${words.slice(1)}`
}

/** Text that roff shows as it is. */
function escaped(words: string): string {
  return words.replaceAll('\\', '\\e').replaceAll('-', '\\-').replaceAll("'", '\\(aq').replaceAll('"', '\\(dq')
}

/** Prose in short lines, none of which is taken for a request. */
function text(words: string): string {
  return escaped(words.replace(/(.{1,64}) /g, '$1\n')).replace(/^\./gm, '\\&.')
}
