import type { Speaker } from '../../model/session.js'
import { safe } from '../terminal.js'
import type { Sheet } from './sheet.js'
import { shortName } from './short-name.js'

/** How a table names the speakers or tracks of a session. */
export interface Label {
  /** All of them; shown where it fits. */
  readonly whole?: string
  /** The first of them, longest form first: `A. Block, Red Hat`, `A. Block`. */
  readonly forms: readonly string[]
  /** ` +2` for the others; never cut off. */
  readonly more: string
}

export function speakerLabel(speakers: readonly Speaker[]): Label {
  const [first, ...others] = speakers
  if (!first) return { forms: [''], more: '' }
  const name = shortName(safe(first.name))
  const more = others.length > 0 ? ` +${others.length}` : ''
  return { forms: first.organization === undefined ? [name] : [`${name}, ${safe(first.organization)}`, name], more }
}

/** `A, B`, else `A +1`. */
export function tracksLabel(tracks: readonly string[]): Label {
  const [first, ...others] = tracks.map(safe)
  if (others.length === 0) return { forms: [first ?? ''], more: '' }
  return { whole: [first, ...others].join(', '), forms: [first ?? ''], more: ` +${others.length}` }
}

/** The label where it has all the room. */
export function wholeOf(label: Label): string {
  return label.whole ?? shortOf(label)
}

/** The first of them, in its longest form, and how many more. */
export function shortOf({ forms, more }: Label): string {
  return `${forms[0] ?? ''}${more}`
}

/** All words that a label may show. */
export function labelTexts({ whole, forms, more }: Label): readonly string[] {
  return [...(whole === undefined ? [] : [whole]), ...forms, more]
}

/** The longest form that fits into `width` columns; the shortest one cut, if none does. */
export function fitLabel({ whole, forms, more }: Label, width: number, sheet: Sheet): string {
  if (whole !== undefined && sheet.widthOf(whole) <= width) return whole
  const room = width - more.length
  const form = forms.find((text) => sheet.widthOf(text) <= room) ?? forms.at(-1) ?? ''
  return sheet.fitTo(sheet.fitTo(form, room) + more, width)
}
