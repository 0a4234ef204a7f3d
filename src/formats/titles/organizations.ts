import { LEGAL_FORMS, PLACES } from './title-words.js'

const LONGEST = 100
const MOST_WORDS = 10
const STRANGE =
  /[?!:;…"“”[\]{}<>@#*=]|\.{2}|\b(?:TB[ACD]|to be (?:announced|confirmed))\b|\b(?:REQUIRED|REGISTRATION|SESSION|PASS|ONLY|ACCESS)\b/u
const OTHERS = /(?:&|\band) (?:more|others?|guests?|friends|the team)$/i
const NUMBERED = /^(?:building|day|floor|gate|hall|level|part|room|stage|track|week)\s+[\dA-Z]{1,4}$/i
const LINKS: ReadonlySet<string> = new Set(
  'a and at av by da de del della den der des di do du e et for i in la le of on the to und van von y & + | - –'.split(
    ' ',
  ),
)
const NO_BEGINNING =
  /^(?:a|an|and|are|as|at|but|by|can|do|does|for|from|how|if|in|is|let|my|no|not|on|or|our|so|to|we|what|when|where|which|who|why|with|without|you|your)\b/i

/** Whether a text may be the name of an organization, where one is expected. */
export function canBeOrganization(text: string): boolean {
  const words = text.split(' ')
  if (text.length < 2 || text.length > LONGEST || words.length > MOST_WORDS) return false
  if (!/^[\p{L}\p{N}]/u.test(text) || STRANGE.test(text) || OTHERS.test(text) || NUMBERED.test(text)) return false
  if (!balanced(text) || PLACES.has(text.toLowerCase())) return false
  if (words.length > 1 && NO_BEGINNING.test(text)) return false
  if (/^The [A-Z]/.test(text)) return true
  return writtenLikeOne(words) && !words.every((word) => LINKS.has(word.toLowerCase()))
}

/** A company's legal form, which may follow its name after a comma: `Ltd.`, `Inc.`, `Co., Ltd`. */
export function isLegalForm(text: string): boolean {
  const words = text.split(/[\s,]+/).map((word) => word.toLowerCase().replaceAll('.', ''))
  return words.every((word) => LEGAL_FORMS.has(word))
}

/** Capitalised words, or a single lower-case brand (`easyJet`, `mobile.de`, `codecentric AG`), but not a sentence. */
function writtenLikeOne(words: readonly string[]): boolean {
  const [first = '', ...others] = words
  const capital = (word: string) => /^[(+&|]?[^\p{Ll}]/u.test(word)
  const last = others.at(-1)
  const inside = others.filter((word) => !capital(word) && !LINKS.has(word))
  if (!capital(first)) return others.length < 2 && others.every((word) => capital(word) || isLegalForm(word))
  return inside.every((word) => (word === last && word.length < 5) || isLegalForm(word))
}

function balanced(text: string): boolean {
  let open = 0
  for (const character of text) {
    if (character === '(') open++
    if (character === ')' && --open < 0) return false
  }
  return open === 0
}
