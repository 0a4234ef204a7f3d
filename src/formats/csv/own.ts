import type { Speaker } from '../../model/conference.js'

export function isOwn(heads: readonly string[]): boolean {
  return ['id', 'title', 'kind', 'speakers', 'repeat_of', 'status'].every((head) => heads.includes(head))
}

/** `Name, Organization; Name2, Organization2`: the first comma separates a name from its organization. */
export function ownSpeakers(cell: string): readonly Speaker[] {
  return listIn(cell).map((part) => {
    const comma = part.indexOf(', ')
    return comma === -1 ? { name: part } : { name: part.slice(0, comma), organization: part.slice(comma + 2) }
  })
}

/** Splits `one; two`, where `\\;` and `\\\\` are escapes. */
export function listIn(cell: string): readonly string[] {
  const parts = cell.match(/(?:\\[\\;]|[^;])+/g) ?? []
  return parts.map((part) => part.replace(/\\([\\;])/g, '$1').trim()).filter((part) => part !== '')
}
