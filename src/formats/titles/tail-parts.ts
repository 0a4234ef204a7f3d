import { canBeOrganization, isKnownOrganization, isLegalForm } from './organization-names.js'
import { nameLikeness, TITLED } from './speaker-names.js'
import { isRole } from './speaker-roles.js'

/** The separator before a part: none, a comma, "&" or "and", or a semicolon. */
export type Separator = 'start' | 'comma' | 'and' | 'semicolon'

/** A piece of a tail such as "A Name & B Name, Org; C Name, Role", and all that it may be. */
export interface Part {
  readonly text: string
  readonly before: Separator
  readonly canBeName: boolean
  /** Several capitalised words, which are a name unless they are an organization. */
  readonly fullName: boolean
  readonly canBeOrganization: boolean
  readonly isRole: boolean
}

const MOST = 80
const SEPARATOR = /\s*;\s*|\s*,\s*(?:(?:and|&)\s+)?|\s+(?:and|&)\s+/y

/** The parts of a tail; undefined if one of them cannot be a name, an organization or a role. */
export function partsOf(tail: string): readonly Part[] | undefined {
  const pieces = joined(tail, split(tail))
  if (pieces === undefined || pieces.length > MOST) return undefined
  const parts = pieces.map(({ text, before }) => partOf(text, before))
  const understood = parts.every((part) => part.canBeName || part.canBeOrganization || part.isRole)
  return understood ? parts : undefined
}

interface Piece {
  readonly text: string
  readonly before: Separator
  readonly start: number
  readonly end: number
}

function split(tail: string): readonly Piece[] {
  const pieces: Piece[] = []
  let start = 0
  let before: Separator = 'start'
  const piece = (end: number): Piece => ({ text: tail.slice(start, end), before, start, end })
  for (let at = 0; at < tail.length; at++) {
    if (!/[\s,;]/.test(tail[at] ?? '')) continue
    SEPARATOR.lastIndex = at
    const found = SEPARATOR.exec(tail)?.[0]
    if (found === undefined) continue
    pieces.push(piece(at))
    before = found.includes(';') ? 'semicolon' : /and|&/.test(found) ? 'and' : 'comma'
    start = at + found.length
    at = start - 1
  }
  return [...pieces, piece(tail.length)]
}

function joined(tail: string, pieces: readonly Piece[]): readonly Piece[] | undefined {
  const kept: Piece[] = []
  for (const [index, piece] of pieces.entries()) {
    const previous = kept.at(-1)
    const belongs = previous ? belonging(previous, piece, pieces[index + 1]?.before === 'comma') : 'apart'
    if (belongs === 'unsure') return undefined
    if (previous && belongs === 'together') {
      kept[kept.length - 1] = { ...previous, text: tail.slice(previous.start, piece.end), end: piece.end }
    } else kept.push(piece)
  }
  return kept
}

function belonging(previous: Piece, piece: Piece, commaFollows: boolean): 'together' | 'apart' | 'unsure' {
  if (piece.before === 'comma') return isLegalForm(piece.text) || TITLED.test(`, ${piece.text}`) ? 'together' : 'apart'
  if (piece.before !== 'and') return 'apart'
  const likeness = nameLikeness(piece.text)
  if (likeness === 'none') return !isRole(previous.text) && isRole(piece.text) ? 'unsure' : 'together'
  const before = nameLikeness(previous.text)
  // "Ana Roe & Flynn, Org": the piece before it is where a name would be.
  if (likeness !== 'maybe' || (previous.before !== 'comma' && before !== 'none')) return 'apart'
  const organization = before === 'maybe' || (before === 'none' && !isRole(previous.text))
  return organization && !commaFollows ? 'together' : 'unsure'
}

function partOf(text: string, before: Separator): Part {
  const role = isRole(text)
  const likeness = isKnownOrganization(text) ? 'none' : nameLikeness(text)
  return {
    text,
    before,
    isRole: role,
    canBeName: likeness !== 'none',
    fullName: likeness === 'name' || likeness === 'common',
    canBeOrganization: !role && likeness !== 'common' && canBeOrganization(text),
  }
}
