import type { Command } from 'commander'
import { Exit, fail, type Note, type Session } from '../../model/index.js'
import type { Recognised } from '../../planning/agenda/recognise.js'
import { holdsPicks } from '../../planning/export/picks-in-address.js'
import type { Other } from '../../planning/export/share-agenda.js'
import { nearestSessions } from '../../planning/sessions/resolve.js'
import type { App } from '../app.js'
import { repeated } from './values.js'

export interface WithOptions {
  readonly with?: readonly string[]
}

/**
 * Adds `--with` with this help text. It takes one file at a time, because a list would also take the following words.
 */
export function withOthers(command: Command, help: string): Command {
  return command.option('--with <file>', help, repeated)
}

/** Further sessions of somebody's that are not in the programme are only counted. */
const TOLD = 5
/** In characters; enough of a title to find similar ones. */
const COMPARED = 200

/**
 * The agendas named by `--with`. Sessions that are not in the programme are reported on stderr, with what they may be.
 */
export async function readWith({ with: files = [] }: WithOptions, app: App): Promise<readonly Other[]> {
  refuseAddresses(
    files.filter((file) => !holdsPicks(file)),
    '--with',
  )
  if (files.length === 0) return []
  const { readOthers } = await import('../../store/agenda/read-others.js')
  const catalogue = await app.catalogue()
  const readings = await readOthers(files, catalogue, app.world)
  for (const { warnings, ...other } of readings) {
    await app.warn(warnings)
    await app.note(...unknownNotes(other, catalogue.sessions))
  }
  return readings
}

export function unknownNotes(
  { name, unknown }: { readonly name: string; readonly unknown: Recognised['unknown'] },
  sessions: readonly Session[],
): readonly Note[] {
  const told = unknown.slice(0, TOLD).map(({ title, id = '' }) => unknownNote(name, title ?? id, sessions))
  const more = unknown.length - told.length
  return [...told, ...(more > 0 ? [{ code: 'more-of-the-same', count: more } as const] : [])]
}

/** Ends the run if an address was given instead of a file after `flag`. */
export function refuseAddresses(files: readonly string[], flag: string): void {
  const form = 'a file; download it first: curl -Lo theirs.ics ADDRESS'
  const problems = files
    .filter((file) => /^(?:https?|webcals?):/i.test(file))
    .map((value) => ({ code: 'bad-value', flag, value, form }) as const)
  if (problems.length > 0) fail(Exit.usage, ...problems)
}

function unknownNote(person: string, title: string, sessions: readonly Session[]): Note {
  const [nearest] = nearestSessions(title.slice(0, COMPARED), sessions, 1)
  return { code: 'unknown-to-programme', person, title, ...(nearest && { nearest }) }
}
