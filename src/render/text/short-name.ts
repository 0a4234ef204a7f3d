import { isNameParticle } from '../../model/name-particles.js'
import { pattern } from '../../model/pattern.js'

const HONORIFIC = /^(?:dr|prof|mr|mrs|ms)\.?$/i
const SUFFIX = /^(?:jr|sr|ii|iii|iv)\.?$/i
/** What initials are taken from: scripts that have capitals. */
const CAPITAL = pattern(String.raw`^\p{Lu}`, 'u')
const SMALL = pattern(String.raw`^\p{Ll}`, 'u')
/**
 * `Austen Lacy` becomes `A. Lacy`, `Ludwig van Beethoven` `L. van Beethoven`; names of one word or without capitals stay, and
 * so does what is no person's name: `Antrea team`.
 */
export function shortName(name: string): string {
  const words = name.split(' ').filter(Boolean)
  while (words.length > 2 && HONORIFIC.test(words[0] ?? '')) words.shift()
  let last = words.length - 1
  if (last > 1 && SUFFIX.test(words[last] ?? '')) last--
  const first = words[0] ?? ''
  if (last < 1 || !CAPITAL().test(first) || SMALL().test(words[last] ?? '')) return words.join(' ')
  while (last > 1 && isParticle(words[last - 1] ?? '')) last--
  const initial = String.fromCodePoint(first.codePointAt(0) ?? 0)
  return `${initial}. ${words.slice(last).join(' ')}`
}

function isParticle(word: string): boolean {
  return SMALL().test(word) || isNameParticle(word)
}
