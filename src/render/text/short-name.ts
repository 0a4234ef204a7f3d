import { isNameParticle } from '../../model/names.js'
import { pattern } from '../../model/pattern.js'

const HONORIFIC = /^(?:dr|prof|mr|mrs|ms)\.?$/i
const SUFFIX = /^(?:jr|sr|ii|iii|iv)\.?$/i
/** Initials are only taken in scripts that have capitals. */
const CAPITAL = pattern(String.raw`^\p{Lu}`, 'u')
const SMALL = pattern(String.raw`^\p{Ll}`, 'u')
/**
 * `Austen Lacy` becomes `A. Lacy`, `Ludwig van Beethoven` `L. van Beethoven`. Single words, names without capitals and
 * names that are not people's (`Antrea team`) are unchanged.
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
