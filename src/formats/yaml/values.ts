import { Scalar, type ScalarTag } from 'yaml'

/** Lets yaml write numbers and booleans that are set in a document whose own scalars are all texts. */
export const PLAIN_VALUES: ScalarTag[] = [
  { tag: 'tag:yaml.org,2002:int', default: true, identify: (value) => typeof value === 'number', ...plain() },
  { tag: 'tag:yaml.org,2002:bool', default: true, identify: (value) => typeof value === 'boolean', ...plain() },
]

function plain(): Pick<ScalarTag, 'resolve' | 'stringify'> {
  return { resolve: (text) => text, stringify: ({ value }) => String(value) }
}

/** Texts that some YAML reader, 1.1 or 1.2, would not read as text without quotes. */
const MISTAKABLE =
  /^(?:~|null|true|false|yes|no|on|off|y|n|[-+]?\.?\d[\d_:.]*(?:e[-+]?\d+)?|0x[\da-f]+|0o[0-7]+|[-+]?\.(?:inf|nan))?$/i

/** White space at the edges of a text or of its lines, and control characters, which block scalars do not preserve. */
const FRAGILE = /^\s|[^\S\n]$|[^\S\n]\n|\n[^\S\n]|\n\n$|[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/u

/** A text node for a document, quoted if it would otherwise be read as something else. */
export function textNode(text: string): Scalar<string> {
  const node = new Scalar(text)
  if (MISTAKABLE.test(text) || FRAGILE.test(text)) node.type = Scalar.QUOTE_DOUBLE
  return node
}
