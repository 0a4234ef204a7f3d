import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { World } from '../world.js'
import type { Validators } from './download/download.js'
import { writeAtomically } from './files/atomic.js'
import { ifThere } from './files/disk.js'
import { conferenceFolder } from './files/places.js'

/** A source of an imported conference as it was last fetched. */
export interface KeptSource {
  /** As the person typed it: an address, an absolute path, or `-`. */
  readonly source: string
  /** The format that the person forced. */
  readonly format?: string
  /** ISO 8601 in UTC. */
  readonly fetched: string
  readonly validators: Validators
  readonly bytes: Uint8Array
  /** What tells the catalogue that was made of it, and who made it (`madeMark`). */
  readonly made?: string
}

/**
 * The sources of a conference as they were last fetched, for conditional requests and for joining one that changed with
 * those that did not. Whatever is missing or damaged is simply fetched again: then there are none.
 */
export function readKeptSources(slug: string, world: World): readonly KeptSource[] {
  const folder = sourcesFolder(slug, world)
  const index = ifThere(() => readFileSync(join(folder, 'index.json'), 'utf8'))
  const entries = index === undefined ? [] : parseIndex(index)
  return entries.flatMap((entry, number) => {
    const bytes = ifThere(() => readFileSync(rawFile(folder, number)))
    return bytes && bytes.length === entry.size ? [{ ...entry, bytes }] : []
  })
}

/** Keeps the sources of a conference, the bytes before the list that speaks of them. */
export function writeKeptSources(slug: string, sources: readonly KeptSource[], world: World): void {
  const folder = sourcesFolder(slug, world)
  for (const [number, { bytes }] of sources.entries()) {
    writeAtomically(rawFile(folder, number), bytes, world, { lasting: 'bytes' })
  }
  const index = sources.map(({ bytes, ...entry }) => ({ ...entry, size: bytes.length }))
  writeAtomically(join(folder, 'index.json'), `${JSON.stringify(index, null, 2)}\n`, world)
}

type IndexEntry = Omit<KeptSource, 'bytes'> & { readonly size: number }

function parseIndex(text: string): readonly IndexEntry[] {
  try {
    const parsed: unknown = JSON.parse(text)
    return Array.isArray(parsed) ? parsed.filter(isEntry) : []
  } catch (error) {
    // Only a cache: a damaged one is as good as none.
    if (error instanceof SyntaxError) return []
    throw error
  }
}

function isEntry(value: unknown): value is IndexEntry {
  if (typeof value !== 'object' || value === null) return false
  const entry = value as Partial<Record<keyof IndexEntry, unknown>>
  const isValidators = typeof entry.validators === 'object' && entry.validators !== null
  return (
    typeof entry.source === 'string' &&
    typeof entry.fetched === 'string' &&
    typeof entry.size === 'number' &&
    ['string', 'undefined'].includes(typeof entry.made) &&
    isValidators
  )
}

/** Where the sources of a conference lie. */
export function sourcesFolder(slug: string, world: World): string {
  return join(conferenceFolder(world, slug), 'sources')
}

function rawFile(folder: string, number: number): string {
  return join(folder, `${number}.raw`)
}
