import type { Speaker } from '../model/session.js'
import { safe } from './terminal.js'

/**
 * How a table names the speakers of a session, longest form first: `A. Block, Red Hat +2`, `A. Block +2`. A table takes the
 * first that fits.
 */
export function speakerForms(speakers: readonly Speaker[]): readonly string[] {
  const [first, ...others] = speakers
  if (!first) return ['']
  const name = shortName(safe(first.name))
  const more = others.length > 0 ? ` +${others.length}` : ''
  const organization = first.organization === undefined ? '' : safe(first.organization)
  return organization === '' ? [name + more] : [`${name}, ${organization}${more}`, name + more]
}

/** `Name, Org; Name2, Org2`: everybody, in full. */
export function speakersInFull(speakers: readonly Speaker[]): string {
  return speakers
    .map(({ name, organization }) => safe(organization === undefined ? name : `${name}, ${organization}`))
    .join('; ')
}

const HONORIFIC = /^(?:dr|prof|mr|mrs|ms)\.?$/i
const SUFFIX = /^(?:jr|sr|ii|iii|iv)\.?$/i
/** What initials are taken from: scripts that have capitals. */
const CAPITAL = /^\p{Lu}/u
const PARTICLE = /^\p{Ll}/u

/** `Austen Lacy` becomes `A. Lacy`, `Ludwig van Beethoven` `L. van Beethoven`; names of one word or without capitals stay. */
export function shortName(name: string): string {
  const words = name.split(' ').filter(Boolean)
  while (words.length > 2 && HONORIFIC.test(words[0] ?? '')) words.shift()
  let last = words.length - 1
  if (last > 1 && SUFFIX.test(words[last] ?? '')) last--
  while (last > 1 && PARTICLE.test(words[last - 1] ?? '')) last--
  const first = words[0] ?? ''
  if (last < 1 || !CAPITAL.test(first)) return words.join(' ')
  const initial = String.fromCodePoint(first.codePointAt(0) ?? 0)
  return `${initial}. ${words.slice(last).join(' ')}`
}
