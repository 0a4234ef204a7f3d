import { basename, extname } from 'node:path'

/** A file's name without folder and ending: whose it is, where it does not say so itself. */
export function stemOf(file: string): string {
  return basename(file, extname(file))
}

/** Of several people of one name all but the first get a number. */
export function withOwnNames<T extends { readonly name: string }>(people: readonly T[]): readonly T[] {
  const taken = new Set<string>()
  return people.map((person) => {
    let { name } = person
    for (let number = 2; taken.has(name); number++) name = `${person.name} ${number}`
    taken.add(name)
    return { ...person, name }
  })
}
