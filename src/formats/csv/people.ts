import type { Speaker } from '../../model/session.js'
import { listIn } from './own.js'

/** Names in one cell, and how the column separates them. */
export interface PeopleColumn {
  readonly head: string
  /** Every cell of it. */
  readonly cells: readonly string[]
}

/**
 * Who speaks, by the cells of a column of speakers and one of organizations. Semicolons, line ends and vertical bars
 * part people wherever the column has any, and a comma then parts a name from its organization. Else commas part
 * people under a head in the plural; under "Speaker" a comma may stand before an organization, so the cell is left whole.
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

/** Words of a list in one cell: commas part them, unless the column parts them by semicolons or line ends. */
export function wordsIn(cells: readonly string[]): (cell: string) => readonly string[] {
  const separator = cells.some((cell) => STRONG.test(cell)) ? STRONG : /,/
  return (cell) => listOf(cell, separator)
}

/**
 * The tracks of a session in one cell. Under a head in the plural they are a list like any other; else a comma or a bar is
 * part of a track's name, and only semicolons part several.
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
