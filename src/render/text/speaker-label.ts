import type { Speaker } from '../../model/conference.js'
import { safe } from '../terminal.js'
import type { Sheet } from './sheet.js'
import { shortName } from './short-name.js'

export interface Label {
  /** All of them; shown if it fits. */
  readonly whole?: string
  /** The first one, longest form first: `A. Block, Red Hat`, `A. Block`. */
  readonly forms: readonly string[]
  /** ` +2` for the others; never cut. */
  readonly more: string
}

export function speakerLabel(speakers: readonly Speaker[]): Label {
  const [first, ...others] = speakers
  if (!first) return { forms: [''], more: '' }
  const name = shortName(safe(first.name))
  const more = others.length > 0 ? ` +${others.length}` : ''
  return { forms: first.organization === undefined ? [name] : [`${name}, ${safe(first.organization)}`, name], more }
}

/** `A, B`, or `A +1` if that is too long. */
export function tracksLabel(tracks: readonly string[]): Label {
  const [first, ...others] = tracks.map(safe)
  if (others.length === 0) return { forms: [first ?? ''], more: '' }
  return { whole: [first, ...others].join(', '), forms: [first ?? ''], more: ` +${others.length}` }
}

export function wholeOf(label: Label): string {
  return label.whole ?? shortOf(label)
}

export function shortOf({ forms, more }: Label): string {
  return `${forms[0] ?? ''}${more}`
}

export function labelTexts({ whole, forms, more }: Label): readonly string[] {
  return [...(whole === undefined ? [] : [whole]), ...forms, more]
}

/** The longest form that fits into `width` columns, or else the shortest one, cut. */
export function fitLabel({ whole, forms, more }: Label, width: number, sheet: Sheet): string {
  if (whole !== undefined && sheet.widthOf(whole) <= width) return whole
  const room = width - more.length
  const form = forms.find((text) => sheet.widthOf(text) <= room) ?? forms.at(-1) ?? ''
  return sheet.fitTo(sheet.fitTo(form, room) + more, width)
}
