import type { Speaker } from '../../model/session.js'
import { safe } from '../terminal.js'
import type { Sheet } from './sheet.js'

/** How a table names the speakers of a session. */
export interface SpeakerLabel {
  /** The first of them, longest form first: `A. Block, Red Hat`, `A. Block`. */
  readonly forms: readonly string[]
  /** ` +2` for the others; never cut off. */
  readonly more: string
}

export function speakerLabel(speakers: readonly Speaker[]): SpeakerLabel {
  const [first, ...others] = speakers
  if (!first) return { forms: [''], more: '' }
  const name = shortName(safe(first.name))
  const more = others.length > 0 ? ` +${others.length}` : ''
  return { forms: first.organization === undefined ? [name] : [`${name}, ${safe(first.organization)}`, name], more }
}

/** The longest form that fits into `width` columns; the shortest one cut, if none does. */
export function fitSpeakers({ forms, more }: SpeakerLabel, width: number, sheet: Sheet): string {
  const room = width - more.length
  const form = forms.find((text) => sheet.widthOf(text) <= room) ?? forms.at(-1) ?? ''
  return sheet.fitTo(sheet.fitTo(form, room) + more, width)
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
const SMALL = /^\p{Ll}/u
/** What belongs to the family name behind it, even where it is written with a capital: `Di Donato`. */
const PARTICLE = new RegExp(
  '^(?:a[bfl]|auf|ben|bin|bint|da|dal|dalla|das|de|degli|dei|del|della|dem|den|der|di|do|dos|du|e[ln]|het|ibn|la|las|le|' +
    "les|lo|los|op|st\\.?|te|ten|ter|tor|van|vande|vanden|vander|vom|von|y|zu|zum|zur|['\u2019]t)$",
  'i',
)

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
  if (last < 1 || !CAPITAL.test(first) || SMALL.test(words[last] ?? '')) return words.join(' ')
  while (last > 1 && isParticle(words[last - 1] ?? '')) last--
  const initial = String.fromCodePoint(first.codePointAt(0) ?? 0)
  return `${initial}. ${words.slice(last).join(' ')}`
}

function isParticle(word: string): boolean {
  return SMALL.test(word) || PARTICLE.test(word)
}
