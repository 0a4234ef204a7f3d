import type { Speaker } from '../../model/session.js'
import { safe } from '../terminal.js'
import type { Sheet } from './sheet.js'
import { shortName } from './short-name.js'

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
