import type { Catalogue, Conference, Rooms } from '../model/conference.js'
import { type Details, NO_DETAILS, type Session } from '../model/session.js'

/** Raised whenever the shape below changes: a file of another version is not read. */
export const COMPILED_VERSION = 1

/**
 * A catalogue as it is kept for quick reading: zones resolved, days stamped. Two JSON files: what lists need, and the
 * longer texts (abstracts, takes, takeaways), which are read only when asked for.
 */
interface CompiledHead {
  readonly compiled: number
  readonly conference: Conference
  readonly rooms: Rooms
  readonly sessions: readonly Session[]
}

export interface Compiled {
  readonly head: string
  readonly details: string
}

export function compile(catalogue: Catalogue): Compiled {
  const { conference, rooms, sessions } = catalogue
  const head: CompiledHead = { compiled: COMPILED_VERSION, conference, rooms, sessions }
  const details = sessions.map(({ id }) => [id, catalogue.details(id)] as const)
  return {
    head: JSON.stringify(head),
    details: JSON.stringify(details.filter(([, texts]) => texts !== NO_DETAILS)),
  }
}

/** The catalogue of a compiled file, or nothing where the file is of another version. `readDetails` is called once, if ever. */
export function readCompiled(head: string, readDetails: () => string): Catalogue | undefined {
  const { compiled, conference, rooms, sessions } = JSON.parse(head) as CompiledHead
  if (compiled !== COMPILED_VERSION) return undefined
  let details: ReadonlyMap<string, Details> | undefined
  return {
    conference,
    rooms,
    sessions,
    details(id) {
      details ??= new Map(JSON.parse(readDetails()) as [string, Details][])
      return details.get(id) ?? NO_DETAILS
    },
  }
}
