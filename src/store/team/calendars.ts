import { lstatSync } from 'node:fs'
import { join } from 'node:path'
import { deriveSlug } from '../../formats/published/identity.js'
import { fingerprint, numbering } from '../../model/names.js'
import { Exit, Failure, type Problem } from '../../model/problem.js'
import type { World } from '../../world.js'
import { ifThere, reporting } from '../files/disk.js'
import { makeFolder } from '../files/folders.js'
import { type NewFileOptions, writeNew } from '../files/new-file.js'
import { fromWorking } from '../files/places.js'

/**
 * Writes a calendar for each member into a folder, creating it if necessary. Returns the paths as the person would type
 * them. Without `force` nothing is written if any of the files exists.
 */
export async function writeCalendars(
  folder: string,
  calendars: readonly { readonly name: string; readonly text: string }[],
  options: NewFileOptions,
  world: World,
): Promise<readonly string[]> {
  const target = fromWorking(world, folder)
  reporting('cannot-write', target, () => makeFolder(target))
  const names = calendarNames(calendars.map(({ name }) => name))
  const existing = options.force ? [] : names.map((name) => join(target, name)).filter(isThere)
  if (existing.length > 0)
    throw new Failure(
      Exit.disk,
      existing.map((path): Problem => ({ code: 'exists', path })),
    )
  for (const [index, { text }] of calendars.entries()) {
    await writeNew(join(target, names[index] ?? ''), text, options, world)
  }
  return names.map((name) => join(folder, name))
}

function isThere(path: string): boolean {
  return reporting('cannot-write', path, () => ifThere(() => lstatSync(path))) !== undefined
}

/** Names reserved for devices on Windows, with any extension. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)$/

/**
 * A file name for each person: `[a-z0-9-]` and `.ics`, valid on any system. A number distinguishes equal names and
 * replaces names without a letter from a to z.
 */
export function calendarNames(people: readonly string[]): readonly string[] {
  const unique = numbering(new Set())
  return people.map((person, index) => {
    const derived = deriveSlug(person)
    const isNameless = derived === `conference-${fingerprint(person)}`
    const slug = isNameless ? `member-${index + 1}` : DEVICE.test(derived) ? `${derived}-calendar` : derived
    return `${unique(slug)}.ics`
  })
}
