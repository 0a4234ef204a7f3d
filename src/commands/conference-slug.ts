import type { Catalogue } from '../model/conference.js'
import { loadCatalogue } from '../store/catalogue.js'
import { exportAddress } from '../store/download/source-address.js'
import { librarySlugs } from '../store/library.js'
import { readKeptSources } from '../store/sources.js'
import type { World } from '../world.js'

/** A slug names files and folders, too. */
const LONGEST = 80

/**
 * Where a conference that calls itself `slug` belongs: what the same sources made before, under this slug or one of its
 * numbers (the last of them, where next year's was kept beside it), else the first of these that nobody has. What another
 * source made stays what it is.
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

/** The first of `slug-2`, `slug-3` ... that no conference has. */
export function freeSlug(slug: string, world: World): string {
  const taken = new Set(librarySlugs(world))
  return firstNumbered(slug, (candidate) => candidate !== slug && !taken.has(candidate))
}

/** The conference of that slug, imported or shipped; nothing where there is none. */
export async function conferenceOf(slug: string, world: World): Promise<Catalogue | undefined> {
  return librarySlugs(world).includes(slug) ? (await loadCatalogue(slug, world)).whole() : undefined
}

/** The first that fits of a slug and the same with each number from 2 on. */
function firstNumbered(slug: string, fits: (candidate: string) => boolean): string {
  let candidate = slug
  for (let number = 2; !fits(candidate); number++) {
    candidate = `${slug.slice(0, LONGEST - `-${number}`.length)}-${number}`
  }
  return candidate
}
