import type { Screen } from '../views.js'

export interface ScreenOptions {
  readonly color?: 'auto' | 'always' | 'never'
  readonly hyperlink?: 'auto' | 'always' | 'never'
  readonly width?: number
  readonly ascii?: boolean
}

type Environment = Readonly<Record<string, string | undefined>>

export interface Paper {
  readonly isTerminal: boolean
  readonly columns: number | undefined
}

const USUAL_WIDTH = 80

/** Decides how text is set, by flags, then the environment, then the terminal's own properties. */
export function screenOf(options: ScreenOptions, environment: Environment, output: Paper): Screen {
  return {
    width: widthOfScreen(options.width, environment, output),
    colour: colourLevel(options.color ?? 'auto', environment, output.isTerminal),
    // A pipe or a file gets the same bytes in every locale.
    ascii: options.ascii === true || (output.isTerminal && !speaksUnicode(environment)),
    ...(hasLinks(options.hyperlink ?? 'auto', environment, output.isTerminal) && { links: true }),
  }
}

/**
 * Whether titles are links (OSC 8): by the flag, or else on terminals that are known to show them, because others print
 * the address. tmux passes them on since 3.4, and leaves them out where the terminal around it has none.
 */
function hasLinks(flag: 'auto' | 'always' | 'never', environment: Environment, isTerminal: boolean): boolean {
  if (flag !== 'auto') return flag === 'always'
  const { TERM: term = '', TMUX: tmux, STY: screen, TERM_PROGRAM: program = '', VTE_VERSION: vte } = environment
  if (!isTerminal || term === 'dumb' || screen) return false
  const version = environment['TERM_PROGRAM_VERSION'] ?? ''
  if (tmux || program === 'tmux') return program === 'tmux' && isAtLeast(version, 3, 4)
  if (program === 'iTerm.app') return isAtLeast(version, 3, 1)
  if (program === 'vscode') return isAtLeast(version, 1, 72)
  const isNamed =
    /^(?:WezTerm|ghostty)$/i.test(program) || /^(?:xterm-kitty|xterm-ghostty|wezterm|foot|alacritty)\b/.test(term)
  return isNamed || Boolean(environment['KITTY_WINDOW_ID'] || environment['WT_SESSION']) || Number(vte) >= LINKS_IN_VTE
}

/** VTE 0.50; some versions before it crashed at a link. */
const LINKS_IN_VTE = 5000

/** `3.4`, `next-3.5` and `3.3a` as numbers. */
function isAtLeast(version: string, major: number, minor: number): boolean {
  const [, own = '0', part = '0'] = /(\d+)(?:\.(\d+))?/.exec(version) ?? []
  return Number(own) > major || (Number(own) === major && Number(part) >= minor)
}

/**
 * chalk's level, by precedence: flag, NO_COLOR (no-color.org), FORCE_COLOR (force-color.org), CLICOLOR_FORCE,
 * CLICOLOR=0 (bixense.com/clicolors) or TERM=dumb, whether it is a terminal.
 */
export function colourLevel(
  flag: 'auto' | 'always' | 'never',
  environment: Environment,
  isTerminal: boolean,
): Screen['colour'] {
  if (flag === 'never') return 0
  if (flag === 'always') return depth(environment)
  if (environment['NO_COLOR']) return 0
  const forced = environment['FORCE_COLOR']
  if (forced !== undefined) return forcedLevel(forced, environment)
  const { CLICOLOR_FORCE: clicolorForce } = environment
  if (clicolorForce !== undefined && clicolorForce !== '' && clicolorForce !== '0') return depth(environment)
  if (environment['CLICOLOR'] === '0' || environment['TERM'] === 'dumb') return 0
  return isTerminal ? depth(environment) : 0
}

function forcedLevel(forced: string, environment: Environment): Screen['colour'] {
  if (forced === '0' || forced === 'false') return 0
  if (forced === '1') return 1
  if (forced === '2') return 2
  if (forced === '3') return 3
  return depth(environment)
}

function depth({ COLORTERM: colorTerm, TERM: term }: Environment): 1 | 2 | 3 {
  if (colorTerm === 'truecolor' || colorTerm === '24bit') return 3
  return term?.includes('256') ? 2 : 1
}

/** Columns are queried only without a flag; a terminal may report 0 or nothing. */
function widthOfScreen(flag: number | undefined, { COLUMNS: columns }: Environment, output: Paper): number {
  if (isWidth(flag)) return flag
  const own = output.columns
  if (isWidth(own)) return own
  const told = columns !== undefined && /^[0-9]{1,5}$/.test(columns) ? Number(columns) : undefined
  return isWidth(told) ? told : USUAL_WIDTH
}

function isWidth(width: number | undefined): width is number {
  return width !== undefined && Number.isInteger(width) && width > 0
}

/** POSIX: LC_ALL, then LC_CTYPE, then LANG. UTF-8 is assumed unless the locale says otherwise. */
function speaksUnicode({ LC_ALL, LC_CTYPE, LANG }: Environment): boolean {
  const locale = LC_ALL || LC_CTYPE || LANG
  if (!locale) return true
  if (locale === 'C' || locale === 'POSIX') return false
  const charset = /\.([^@]*)/.exec(locale)?.[1]
  return charset === undefined || /^utf-?8$/i.test(charset)
}
