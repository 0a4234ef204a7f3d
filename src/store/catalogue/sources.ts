import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DateHints } from '../../model/time.js'
import type { World } from '../../world.js'
import type { Validators } from '../download/download.js'
import { conferenceFolder, ifThere } from '../files/paths.js'
import { writeAtomically } from '../files/write.js'

export interface KeptSource {
  /** As typed by the person: an address, an absolute path, or `-`. */
  readonly source: string
  readonly format?: string
  /** What the person said of its dates. */
  readonly dates?: DateHints
  /** ISO 8601 in UTC. */
  readonly fetched: string
  readonly validators: Validators
  readonly bytes: Uint8Array
  /** Identifies the catalogue made from it and the version that made it (`madeMark`). */
  readonly made?: string
}

/**
 * The sources of a conference as last fetched, for conditional requests and for joining changed with unchanged ones.
 * Empty if anything is missing or damaged, so that all are fetched again.
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

/** Stores the sources of a conference, their bytes before the index. `made` identifies the catalogue made from them. */
export function writeKeptSources(slug: string, sources: readonly KeptSource[], made: string, world: World): void {
  const folder = sourcesFolder(slug, world)
  for (const [number, { bytes }] of sources.entries()) {
    writeAtomically(rawFile(folder, number), bytes, world, { lasting: 'bytes' })
  }
  const index = sources.map(({ bytes, ...entry }) => ({ ...entry, made, size: bytes.length }))
  writeAtomically(join(folder, 'index.json'), `${JSON.stringify(index, null, 2)}\n`, world)
}

type IndexEntry = Omit<KeptSource, 'bytes'> & { readonly size: number }

function parseIndex(text: string): readonly IndexEntry[] {
  try {
    const parsed: unknown = JSON.parse(text)
    return Array.isArray(parsed) ? parsed.filter(isEntry) : []
  } catch (error) {
    // It is only a cache, so a damaged one counts as empty.
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

export function sourcesFolder(slug: string, world: World): string {
  return join(conferenceFolder(world, slug), 'sources')
}

function rawFile(folder: string, number: number): string {
  return join(folder, `${number}.raw`)
}
