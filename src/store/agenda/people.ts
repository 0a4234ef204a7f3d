import { basename, extname } from 'node:path'
import { numbering } from '../../model/names.js'

/** A file's name without folder and ending: whose it is, where it does not say so itself. */
export function stemOf(file: string): string {
  return basename(file, extname(file))
}

/** Of several people of one name all but the first get a number. */
export function withOwnNames<T extends { readonly name: string }>(people: readonly T[]): readonly T[] {
  const unique = numbering(new Set(), (name, number) => `${name} ${number}`)
  return people.map((person) => ({ ...person, name: unique(person.name) }))
}
