import type { Catalogue } from '../model/conference.js'
import { librarySlugs, loadCatalogue } from '../store/catalogue/library.js'
import { readKeptSources } from '../store/catalogue/sources.js'
import { exportAddress } from '../store/download/address.js'
import type { World } from '../world.js'

/** A slug also names files and folders. */
const LONGEST = 80

/**
 * The slug for a conference that calls itself `slug`: the one that the same sources made before, perhaps with a number
 * (the last of them, if next year's was kept beside it), or else the first that is free. Conferences from other sources
 * are not touched.
 */
export function slugForSources(slug: string, sources: readonly { readonly source: string }[], world: World): string {
  const taken = new Set(librarySlugs(world))
  const isOurs = (other: string) => {
    const kept = readKeptSources(other, world).map(({ source }) => exportAddress(source).url)
    return sources.some(({ source }) => kept.includes(exportAddress(source).url))
  }
  let ours: string | undefined
  const free = firstNumbered(slug, (candidate) => {
    if (taken.has(candidate) && isOurs(candidate)) ours = candidate
    return !taken.has(candidate)
  })
  return ours ?? free
}

/** The first of `slug-2`, `slug-3` ... that is free. */
export function freeSlug(slug: string, world: World): string {
  const taken = new Set(librarySlugs(world))
  return firstNumbered(slug, (candidate) => candidate !== slug && !taken.has(candidate))
}

/** The conference of that slug, imported or bundled; undefined if there is none. */
export async function conferenceOf(slug: string, world: World): Promise<Catalogue | undefined> {
  return librarySlugs(world).includes(slug) ? (await loadCatalogue(slug, world)).whole() : undefined
}

function firstNumbered(slug: string, fits: (candidate: string) => boolean): string {
  let candidate = slug
  for (let number = 2; !fits(candidate); number++) {
    candidate = `${slug.slice(0, LONGEST - `-${number}`.length)}-${number}`
  }
  return candidate
}
