import type { Speaker } from '../../model/conference.js'
import { defined } from '../../model/defined.js'
import { type Part, partsOf } from './tail-parts.js'

interface Unit {
  readonly names: readonly Part[]
  readonly organization?: string
}

/**
 * The people listed in a tail such as "A Name & B Name, Org; C Name, Role, Org2", or undefined if it is ambiguous: it
 * is read in every way its commas allow, and exactly one must remain. Commas between one person's organization and the
 * next person ("A Name, Org, B Name, Org2") are considered only if there is no other way.
 */
export function peopleInTail(tail: string): readonly Speaker[] | undefined {
  const parts = partsOf(tail)
  if (!parts) return undefined
  const strict = readings(parts, false)
  const [only, other] = strict.length > 0 ? strict : readings(parts, true)
  if (!only || other) return undefined
  const full = only.flatMap(({ names }) => names).some(({ fullName }) => fullName)
  return full ? only.flatMap(speakersOf) : undefined
}

function speakersOf({ names, organization }: Unit): readonly Speaker[] {
  return names.map(({ text: name }) => defined({ name, organization }))
}

/** Ways to read all parts as units, two at most, since two are already ambiguous. `commas` may separate units. */
function readings(parts: readonly Part[], commas: boolean): readonly (readonly Unit[])[] {
  const known = new Map<number, readonly (readonly Unit[])[]>([[parts.length, [[]]]])
  for (let from = parts.length - 1; from >= 0; from--) {
    const ways: (readonly Unit[])[] = []
    for (const { unit, end } of unitsFrom(parts, from)) {
      const next = parts[end]?.before
      if (next === 'comma' && !commas) continue
      for (const rest of known.get(end) ?? []) ways.push([unit, ...rest])
      if (ways.length > 1) break
    }
    known.set(from, ways.slice(0, 2))
  }
  return known.get(0) ?? []
}

interface Found {
  readonly unit: Unit
  readonly end: number
}

function unitsFrom(parts: readonly Part[], from: number): readonly Found[] {
  const found: Found[] = []
  for (let end = from + 1; end < parts.length; end++) {
    const names = parts.slice(from, end)
    if (!names.every((part, at) => isNameAt(part, at))) break
    if (isList(names) && parts[end]?.before === 'comma') found.push(...affiliations(parts, names, end))
  }
  return found
}

/** After a comma an organization is more likely, so only a full name counts as a name there. */
function isNameAt(part: Part, at: number): boolean {
  return (
    part.canBeName && (at === 0 || part.before !== 'semicolon') && (part.fullName || at === 0 || part.before === 'and')
  )
}

/** "A", "A & B & C", "A, B & C"; not "A, B". */
function isList(names: readonly Part[]): boolean {
  const separators = names.slice(1).map(({ before }) => before)
  return separators.every((before) => before === 'and') || isCommaList(separators)
}

function isCommaList(separators: readonly string[]): boolean {
  return separators.at(-1) === 'and' && separators.slice(0, -1).every((before) => before === 'comma')
}

/** "Org", "Role", "Role, Role, Org", "Role, Department, Org". */
function affiliations(parts: readonly Part[], names: readonly Part[], from: number): readonly Found[] {
  const found: Found[] = []
  let at = from
  while (parts[at]?.isRole && (at === from || parts[at]?.before === 'comma')) at++
  if (at > from) found.push({ unit: { names }, end: at })
  const first = parts[at]
  if (!first?.canBeOrganization || first.before !== 'comma') return found
  found.push({ unit: { names, organization: first.text }, end: at + 1 })
  const second = parts[at + 1]
  // A department only follows a role, and cannot be a name.
  if (at > from && !first.canBeName && second?.canBeOrganization && second.before === 'comma') {
    found.push({ unit: { names, organization: second.text }, end: at + 2 })
  }
  return found
}
