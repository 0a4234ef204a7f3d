import { isNameParticle } from '../../model/names.js'
import { GIVEN_NAMES } from './given-names.js'
import { LEGAL_FORMS, ORGANIZATION_WORDS } from './organization-words.js'
import { isRole } from './speaker-roles.js'
import { TITLE_WORDS } from './title-words.js'
import { PRODUCTS } from './trade-words.js'

export type NameLikeness =
  /** Several capitalised words, the first of which is a common first name. */
  | 'common'
  /** Several capitalised words, none of which is an ordinary word. */
  | 'name'
  /** A name only beside surer ones: a single word, or a script without capitals. */
  | 'maybe'
  | 'none'

/** `Ana`, `O'Neill`, `McCune`, `LeRenzo`, `N’Golo`: letters, with one more capital near the beginning. */
const PART = String.raw`\p{Lu}(?:\p{Ll}{0,2}\p{M}*\p{Lu}|['’‘]\p{Lu})?(?:\p{Ll}\p{M}*|['’‘](?=\p{Ll}))+`
/** Parts joined by hyphens: `Jean-François`, `Han-ju`, `Nelo-T.` */
const WORD = new RegExp(`^${PART}(?:-(?:${PART}|\\p{Lu}\\.?|\\p{Ll}+))*$`, 'u')
/** `K`, `J.R.`, `JR`. */
const INITIALS = /^(?:\p{Lu}\p{M}*\.?(?:-?\p{Lu}\.)*|\p{Lu}{2})$/u
const NICKNAME = /^(?:\(\p{L}[^()]{0,30}\)|"\p{L}[^"]{0,30}"|“\p{L}[^“”]{0,30}”|['‘]\p{L}[^'‘’]{0,30}['’])$/u
const HONORIFIC = /^(?:Dr|Prof|Mr|Mrs|Ms|Ing|Mx)\.?$|^A\/Prof$/
/** Suffixes that belong to a name, with or without a comma. */
export const TITLED = /,? (?:Jr\.?|Sr\.?|II|III|IV|Ph\.? ?D\.?|M\.?D\.?|MSc|MBA)$/
const CASELESS = /^[\p{Lo}\p{M}ー・·]{1,20}$/u
/** DevOps, GitOps and the like have the same form as McCune. */
const OPS = /Ops$|^(?:Kube|Dev|Git)\p{Lu}/u

/** Judges a text by its form alone. */
export function nameLikeness(text: string): NameLikeness {
  if (text.length > 60 || isRole(text)) return 'none'
  const words = text.replace(TITLED, '').split(' ')
  if (words.every((word) => CASELESS.test(word))) return words.length <= 4 ? 'maybe' : 'none'
  const named = words.filter((word) => WORD.test(word) && !OPS.test(word))
  const parts = words.filter((word) => WORD.test(word) || INITIALS.test(word))
  const odd = words.some((word, at) => !isPart(word, at, words))
  if (odd || named.length === 0 || words.length > 7 || parts.length > 5 || parts.some(isOrdinary)) return 'none'
  if (parts.length === 1) return words.length === 1 ? 'maybe' : 'none'
  return GIVEN_NAMES.has((parts[0] ?? '').toLowerCase()) ? 'common' : 'name'
}

export function looksLikeName(text: string): boolean {
  const likeness = nameLikeness(text)
  return likeness === 'name' || likeness === 'common'
}

function isPart(word: string, at: number, words: readonly string[]): boolean {
  if (WORD.test(word)) return !OPS.test(word)
  if (INITIALS.test(word)) return !LEGAL_FORMS.has(word.toLowerCase()) || word.length < 2
  if (at === 0) return HONORIFIC.test(word)
  return at < words.length - 1 && (isNameParticle(word) || NICKNAME.test(word) || HONORIFIC.test(word))
}

function isOrdinary(word: string): boolean {
  const small = word.toLowerCase()
  return [small, ...small.split('-')].some(
    (part) => TITLE_WORDS.has(part) || PRODUCTS.has(part) || ORGANIZATION_WORDS.has(part) || LEGAL_FORMS.has(part),
  )
}
