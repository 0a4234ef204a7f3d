import type { Pager, World } from '../world.js'
import type { Globals } from './globals.js'

type Terminal = Pick<World, 'stdout' | 'environment'>

/** Whether a long answer goes through a pager: on a terminal that can show one, unless turned off. */
export function isPaged({ pager }: Pick<Globals, 'pager'>, { stdout, environment }: Terminal): boolean {
  return pager !== false && stdout.isTerminal && environment['TERM'] !== 'dumb' && commandOf(environment) !== undefined
}

/** The pager for a text; undefined if the text fits on the terminal together with the prompt. */
export function pagerFor(text: string, { stdout, environment }: Terminal): Pager | undefined {
  const command = commandOf(environment)
  const { rows, columns } = stdout
  if (command === undefined || !rows || heightOf(text, columns) < rows) return undefined
  const { LESS = 'FRX', LV = '-c' } = environment
  return { command, environment: { ...environment, LESS, LV } }
}

/** As in git: kubeplan's variable before the general one; an empty value or `cat` means no pager. */
function commandOf({ KUBEPLAN_PAGER: own, PAGER: usual }: World['environment']): string | undefined {
  const command = (own ?? usual ?? 'less').trim()
  return command === '' || command === 'cat' ? undefined : command
}

/** Colours and links, which take no room. */
const UNSEEN = /\x1b\[[0-9;]*m|\x1b\]8;[^\x07\x1b]*(?:\x07|\x1b\\)/g

function heightOf(text: string, columns: number | undefined): number {
  const lines = text.replace(UNSEEN, '').split('\n')
  const ended = lines.at(-1) === '' ? lines.slice(0, -1) : lines
  return ended.reduce((height, line) => height + (columns ? Math.max(1, Math.ceil(line.length / columns)) : 1), 0)
}
