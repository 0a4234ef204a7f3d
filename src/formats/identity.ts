import { fingerprint, numbering } from '../model/names.js'
import { pattern } from '../model/pattern.js'

const MARKS = pattern(String.raw`\p{M}+`, 'gu')

/** Longer ids are tedious to type. */
const ID_LENGTH = 32

/** A slug also names files and folders. */
const SLUG_LENGTH = 80

/**
 * A label before a title that names the kind of session: one of these words and a colon, after a few fixed words
 * ("Sponsored Keynote:", "Project Lightning Talk:") or symbols such as emoji.
 */
const LABEL = new RegExp(
  '^[^\\p{L}\\p{N}]*(?:(?:sponsored|project|cncf|opening|closing|welcome|virtual|day|\\d+)\\s+)*' +
    '(?:keynotes?|(?:lightning|sponsored) talks?|lightning|panel(?: discussion)?|tutorial|workshop|demo|sponsored' +
    '|poster(?: session)?|bof|birds of a feather|contribfest|learning lounge|fireside chat|talk)' +
    '(?: sessions?)?\\s*:\\s+',
  'iu',
)

/**
 * Derives the id of a session without one: `[a-z0-9-]`, from the title without its label ("Keynote:"), up to a whole
 * word within 32 characters. A number is added if the id is in `taken`. Equal arguments give equal ids.
 */
export function deriveId(title: string, taken: ReadonlySet<string>): string {
  return idMaker(taken)(title)
}

/** Derives many unique ids in linear time. */
export function idMaker(taken: ReadonlySet<string>): (title: string) => string {
  const unique = numbering(taken)
  return (title) =>
    unique(shorten(plain(withoutLabels(title)) || plain(title), ID_LENGTH) || `session-${fingerprint(title)}`)
}

export function deriveSlug(name: string): string {
  return shorten(plain(name), SLUG_LENGTH) || `conference-${fingerprint(name)}`
}

function withoutLabels(title: string): string {
  let rest = title
  for (let label = LABEL.exec(rest); label !== null; label = LABEL.exec(rest)) rest = rest.slice(label[0].length)
  return rest
}

/** Words of `[a-z0-9]` joined by hyphens. Accents are dropped, and apostrophes do not split a word. */
function plain(text: string): string {
  const words = fold(text).replace(/['’`]/g, '')
  return words.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')
}

const LETTERS: ReadonlyMap<string, string> = new Map(
  Object.entries({ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', ł: 'l', þ: 'th', ı: 'i' }),
)

function fold(text: string): string {
  const lower = text.normalize('NFKD').toLowerCase().replace(MARKS(), '')
  return lower.replace(/[ßæœøđðłþı]/g, (letter) => LETTERS.get(letter) ?? letter)
}

function shorten(slug: string, limit: number): string {
  if (slug.length <= limit) return slug
  const end = slug.lastIndexOf('-', limit)
  return slug.slice(0, end > 0 ? end : limit)
}
