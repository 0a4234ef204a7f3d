import { definedFields, type Speaker } from '../../model/index.js'
import { fold } from '../../planning/selection/fold-text.js'
import { canBeOrganization, isLegalForm, isRole, looksLikeName, nameLikeness, TITLED } from './title-words.js'

interface SplitTitle {
  readonly title: string
  readonly speakers: readonly Speaker[]
}

const LONGEST = 2000
/**
 * Dashes between words. Some people forget the space on one side, but then the two words may be one name (Jean- Marc).
 */
const DASH = /\s[-–—]\s|\s-(?=\S)|(?<=\S)-\s/g

/**
 * Splits off the speakers that Sched appends to titles in calendars ("Title - A Name & B Name, Org; C Name, Role,
 * Org2"), if the text after the last dash can only be people. Every other title stays whole, without speakers: a wrong
 * name would be believed, while a session without speakers is still found by its title.
 */
export function splitTitle(whole: string): SplitTitle {
  const found = whole.length > LONGEST ? undefined : splitAtLastDash(whole)
  // If people follow the dash before it as well, the last part may be somebody's job.
  return found && !splitAtLastDash(found.title) ? found : { title: whole, speakers: [] }
}

function splitAtLastDash(whole: string): SplitTitle | undefined {
  const dash = [...whole.matchAll(DASH)].at(-1)
  if (!dash) return undefined
  const title = whole.slice(0, dash.index).trim()
  const tail = whole.slice(dash.index + dash[0].length).trim()
  const enough = title !== '' && (dash[0].length === 3 || title.split(/\s+/).length > 2)
  const speakers = enough ? peopleInTail(tail.replace(MODERATED, '')) : undefined
  return speakers && !speakers.some(({ name }) => isAbout(title, name)) ? { title, speakers } : undefined
}

const MODERATED = /^Moderated by:?\s+|^Moderators?:\s+/i

/** Whether the title has a word of the name, so that the tail continues the same subject. */
function isAbout(title: string, name: string): boolean {
  const words = new Set(title.split(/[^\p{L}\p{M}'’-]+/u))
  return name.split(' ').some((word) => word.length > 2 && words.has(word))
}

/**
 * The title without its tail " - A Name, Org & B Name, Org", if the speakers' own fields confirm it: the tail consists
 * of their words and names at least one of them, or it begins with one of several and names all of them (then roles may
 * follow the names).
 */
export function titleWithoutSpeakers(title: string, speakers: readonly Speaker[]): string {
  if (title.length > LONGEST_TAIL || speakers.length > MOST) return title
  const names = speakers.map(({ name }) => wordsOf(name).join(' '))
  const organizations = speakers.flatMap(({ organization }) => wordsOf(organization ?? ''))
  const known = new Set([...names.flatMap((name) => name.split(' ')), ...organizations, 'and'])
  for (let at = title.indexOf(TAIL_DASH, 1); at !== -1; at = title.indexOf(TAIL_DASH, at + 1)) {
    const tail = title.slice(at + TAIL_DASH.length)
    const words = wordsOf(tail)
    const said = ` ${words.join(' ')} `
    const named = names.filter((name) => name !== '' && said.includes(` ${name} `)).length
    const nothingElse = named > 0 && words.every((word) => known.has(word))
    const all = named > 1 && named === names.length && names.includes(wordsOf(FIRST.exec(tail)?.[0] ?? '').join(' '))
    if (nothingElse || all) return title.slice(0, at).trim()
  }
  return title
}

const TAIL_DASH = ' - '
const LONGEST_TAIL = 1000
const MOST = 50
const FIRST = /^[^,;&]+/

function wordsOf(text: string): readonly string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? []
}

/** The separator before a part: none, a comma, "&" or "and", or a semicolon. */
type Separator = 'start' | 'comma' | 'and' | 'semicolon'

/** A piece of a tail such as "A Name & B Name, Org; C Name, Role", and all that it may be. */
interface Part {
  readonly text: string
  readonly before: Separator
  readonly canBeName: boolean
  /** Several capitalised words, which are a name unless they are an organization. */
  readonly fullName: boolean
  readonly canBeOrganization: boolean
  readonly isRole: boolean
}

const MOST_PARTS = 80
const SEPARATOR = /\s*;\s*|\s*,\s*(?:(?:and|&)\s+)?|\s+(?:and|&)\s+/y

/** The parts of a tail; undefined if one of them cannot be a name, an organization or a role. */
function partsOf(tail: string): readonly Part[] | undefined {
  const pieces = joined(tail, split(tail))
  if (pieces === undefined || pieces.length > MOST_PARTS) return undefined
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
  const likeness = nameLikeness(text)
  return {
    text,
    before,
    isRole: role,
    canBeName: likeness !== 'none',
    fullName: likeness === 'name',
    canBeOrganization: !role && canBeOrganization(text),
  }
}

/** People of one organization, and where in the parts they end. */
interface Unit {
  readonly names: readonly Part[]
  readonly organization?: string
  readonly end: number
}

/**
 * The people listed in a tail such as "A Name & B Name, Org; C Name, Role, Org2", or undefined if it is ambiguous: it
 * is read in every way its commas allow, and exactly one must remain. Commas between one person's organization and the
 * next person ("A Name, Org, B Name, Org2") are considered only if there is no other way.
 */
function peopleInTail(tail: string): readonly Speaker[] | undefined {
  const parts = partsOf(tail)
  if (!parts) return undefined
  const strict = readings(parts, false)
  const [only, other] = strict.length > 0 ? strict : readings(parts, true)
  if (!only || other) return undefined
  const full = only.flatMap(({ names }) => names).some(({ fullName }) => fullName)
  const organizations = only.flatMap(({ organization }) => organization ?? [])
  // "Ana Roe, Ben Low": more likely two people.
  const doubtful = organizations.length > 0 && organizations.every(looksLikeName)
  return full && !doubtful ? only.flatMap(speakersOf) : undefined
}

function speakersOf({ names, organization }: Unit): readonly Speaker[] {
  return names.map(({ text: name }) => definedFields({ name, organization }))
}

/** Ways to read all parts as units, two at most, since two are already ambiguous. `commas` may separate units. */
function readings(parts: readonly Part[], commas: boolean): readonly (readonly Unit[])[] {
  const known = new Map<number, readonly (readonly Unit[])[]>([[parts.length, [[]]]])
  for (let from = parts.length - 1; from >= 0; from--) {
    const ways: (readonly Unit[])[] = []
    for (const unit of unitsFrom(parts, from)) {
      if (parts[unit.end]?.before === 'comma' && !commas) continue
      for (const rest of known.get(unit.end) ?? []) ways.push([unit, ...rest])
      if (ways.length > 1) break
    }
    known.set(from, ways.slice(0, 2))
  }
  return known.get(0) ?? []
}

function unitsFrom(parts: readonly Part[], from: number): readonly Unit[] {
  const found: Unit[] = []
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
  const [last, ...others] = names
    .slice(1)
    .map(({ before }) => before)
    .toReversed()
  return (last ?? 'and') === 'and' && ['and', 'comma'].some((one) => others.every((before) => before === one))
}

/** "Org", "Role", "Role, Role, Org", "Role, Department, Org". */
function affiliations(parts: readonly Part[], names: readonly Part[], from: number): readonly Unit[] {
  const found: Unit[] = []
  let at = from
  while (parts[at]?.isRole && (at === from || parts[at]?.before === 'comma')) at++
  if (at > from) found.push({ names, end: at })
  const first = parts[at]
  if (!first?.canBeOrganization || first.before !== 'comma') return found
  found.push({ names, organization: first.text, end: at + 1 })
  const second = parts[at + 1]
  // A department only follows a role, and cannot be a name.
  if (at > from && !first.canBeName && second?.canBeOrganization && second.before === 'comma') {
    found.push({ names, organization: second.text, end: at + 2 })
  }
  return found
}
