import type { Command } from 'commander'
import { Exit } from '../model/exit.js'
import type { Note } from '../model/note.js'
import { fail } from '../model/problem.js'
import type { Session } from '../model/session.js'
import { nearestSessions } from '../planning/nearest-sessions.js'
import type { Other } from '../planning/sharing.js'
import type { Recognised } from '../planning/theirs.js'
import type { App } from './app.js'
import { repeated } from './repeated.js'

/** Other people's agendas, as files. */
export interface WithOptions {
  readonly with?: readonly string[]
}

/** Adds `--with`; `help` says what it is for. One file each: a list of values would swallow the words that follow. */
export function withOthers(command: Command, help: string): Command {
  return command.option('--with <file>', help, repeated)
}

/** More of what somebody's file has and the programme does not is only counted. */
const TOLD = 5
/** As much of a title tells which one was meant. */
const COMPARED = 200

/** The agendas that `--with` names. What the programme does not have of them is told on stderr, with what it may be. */
export async function readWith({ with: files = [] }: WithOptions, app: App): Promise<readonly Other[]> {
  refuseAddresses(files, '--with')
  if (files.length === 0) return []
  const { readOthers } = await import('../store/agenda/others.js')
  const catalogue = await app.catalogue()
  const readings = await readOthers(files, catalogue, app.world)
  for (const { warnings, ...other } of readings) {
    await app.warn(warnings)
    await app.note(...unknownNotes(other, catalogue.sessions))
  }
  return readings
}

/** What somebody's agenda names and the programme does not have, with what it may be. */
export function unknownNotes(
  { name, unknown }: { readonly name: string; readonly unknown: Recognised['unknown'] },
  sessions: readonly Session[],
): readonly Note[] {
  const told = unknown.slice(0, TOLD).map(({ title, id = '' }) => unknownNote(name, title ?? id, sessions))
  const more = unknown.length - told.length
  return [...told, ...(more > 0 ? [{ code: 'more-of-the-same', count: more } as const] : [])]
}

/** Agendas are read from files only; `flag` says what the person typed an address behind. */
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
