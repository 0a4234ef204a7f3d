import { Scalar, type ScalarTag } from 'yaml'

/** What yaml needs to write numbers and booleans that were set in a document whose own scalars are all texts. */
export const PLAIN_VALUES: ScalarTag[] = [
  { tag: 'tag:yaml.org,2002:int', default: true, identify: (value) => typeof value === 'number', ...plain() },
  { tag: 'tag:yaml.org,2002:bool', default: true, identify: (value) => typeof value === 'boolean', ...plain() },
]

function plain(): Pick<ScalarTag, 'resolve' | 'stringify'> {
  return { resolve: (text) => text, stringify: ({ value }) => String(value) }
}

/** Texts that another YAML reader, 1.1 or 1.2, would take for something else when they stand without quotes. */
const MISTAKABLE =
  /^(?:~|null|true|false|yes|no|on|off|y|n|[-+]?\.?\d[\d_:.]*(?:e[-+]?\d+)?|0x[\da-f]+|0o[0-7]+|[-+]?\.(?:inf|nan))?$/i

/** White space at an edge of the text or of a line of it, and controls: block scalars do not bring these back. */
const FRAGILE = /^\s|[^\S\n]$|[^\S\n]\n|\n[^\S\n]|\n\n$|[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/u

/** A text to put into a document: in quotes where it would be read as something else without. */
export function textNode(text: string): Scalar<string> {
  const node = new Scalar(text)
  if (MISTAKABLE.test(text) || FRAGILE.test(text)) node.type = Scalar.QUOTE_DOUBLE
  return node
}
