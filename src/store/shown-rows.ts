import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fingerprint } from '../model/index.js'
import { type Instant, instant, MINUTE } from '../model/time.js'
import type { NamedRows, Rows } from '../planning/sessions/resolve.js'
import type { World } from '../world.js'
import { cacheFolder, hasHome, orNothing } from './files/paths.js'
import { writeAtomically } from './files/write.js'

/** Rows that a terminal showed, and when. */
interface Shown {
  readonly name: string
  readonly at: Instant
  readonly rows: Rows
}

/** After this time the person sees something else, or has forgotten what the rows were. */
const KEPT = 10 * MINUTE

/** Keeps the rows that a terminal shows of a conference, in place of those before. Errors of the disk are ignored. */
export function keepRows(
  device: number,
  { slug, name }: { readonly slug: string; readonly name: string },
  { at, rows }: Omit<Shown, 'name'>,
  world: World,
): void {
  const before = [...readShown(device, world)].filter(([, shown]) => isFresh(shown, at))
  const text = JSON.stringify(Object.fromEntries([...before, [slug, { name, at, rows }]]))
  orNothing(() => writeAtomically(fileOf(device, world), text, world, { lasting: false }))
}

/** The rows that a terminal last showed of a conference. */
export function rowsNamedAt(device: number, slug: string, now: Instant, world: World): NamedRows {
  const all = readShown(device, world)
  const own = all.get(slug)
  if (own && isFresh(own, now)) return { state: 'shown', rows: own.rows }
  const other = [...all.values()].filter((shown) => isFresh(shown, now)).sort((a, b) => b.at - a.at)[0]
  if (other) return { state: 'elsewhere', conference: other.name }
  return { state: own ? 'old' : 'none' }
}

/** The moment may also have been set back. */
function isFresh({ at }: Shown, now: Instant): boolean {
  return Math.abs(now - at) <= KEPT
}

/** A cache may be shared by machines, whose terminals have the same numbers. */
function fileOf(device: number, world: World): string {
  return join(cacheFolder(world), 'rows', fingerprint(`${device} ${world.process.host()}`))
}

/** By conference; empty if nothing was shown, or if the file is damaged. */
function readShown(device: number, world: World): ReadonlyMap<string, Shown> {
  const found = hasHome(world) && orNothing(() => JSON.parse(readFileSync(fileOf(device, world), 'utf8')) as unknown)
  const entries = found && typeof found === 'object' ? Object.entries(found as Readonly<Record<string, unknown>>) : []
  return new Map(
    entries.flatMap(([slug, shown]): readonly [string, Shown][] => {
      const { name, at, rows } = (shown ?? {}) as Partial<Record<keyof Shown, unknown>>
      return typeof name === 'string' && typeof at === 'number' && isRows(rows)
        ? [[slug, { name, at: instant(at), rows }]]
        : []
    }),
  )
}

function isRows(value: unknown): value is Rows {
  const isText = (id: unknown) => typeof id === 'string'
  return Array.isArray(value) && value.every((ids) => Array.isArray(ids) && ids.every(isText))
}
