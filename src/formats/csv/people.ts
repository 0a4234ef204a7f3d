import type { Speaker } from '../../model/conference.js'
import { listIn } from './own.js'

export interface PeopleColumn {
  readonly head: string
  readonly cells: readonly string[]
}

/**
 * The speakers in the cells of a column of speakers and one of organizations. If the column has any semicolons, line
 * ends or vertical bars, these separate people, and a comma separates a name from its organization. Otherwise commas
 * separate people under a plural head; under "Speaker" a comma may precede an organization, so the cell is left whole.
 */
export function peopleIn({
  head,
  cells,
}: PeopleColumn): (cell: string, organizations: string | undefined) => readonly Speaker[] {
  const marked = cells.some((cell) => STRONG.test(cell))
  const plural = /s$/i.test(head.trim())
  const split = (cell: string) => listOf(cell, marked ? STRONG : plural ? /,|\s&\s|\sand\s/ : /\s&\s|\sand\s/)
  return (cell, organizations) => {
    const people = split(cell)
    const stated = organizations === undefined ? [] : listOf(organizations, people.length > 1 ? /[;\n|,]/ : /[;\n|]/)
    if (stated.length > 0)
      return people.map((name, index) =>
        person(name, stated.length === people.length ? stated[index] : stated.length === 1 ? stated[0] : undefined),
      )
    return people.map((text) => {
      const comma = marked ? text.indexOf(',') : -1
      return comma === -1 ? { name: text } : person(text.slice(0, comma).trim(), text.slice(comma + 1).trim())
    })
  }
}

const STRONG = /[;\n|]/

export function wordsIn(cells: readonly string[]): (cell: string) => readonly string[] {
  const separator = cells.some((cell) => STRONG.test(cell)) ? STRONG : /,/
  return (cell) => listOf(cell, separator)
}

/**
 * The tracks of a session in one cell. Under a plural head they are a list; otherwise a comma or a bar is part of a
 * track's name, and only semicolons separate tracks.
 */
export function tracksIn({ head, cells }: PeopleColumn): (cell: string) => readonly string[] {
  return /s$/i.test(head.trim()) ? wordsIn(cells) : listIn
}

function listOf(cell: string, separator: RegExp): readonly string[] {
  return cell
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

function person(name: string, organization: string | undefined): Speaker {
  return { name, ...(organization !== undefined && organization !== '' && { organization }) }
}
