import { Scalar, type ScalarTag } from 'yaml'
import { needsQuotes } from './quotes.js'

/** Lets yaml write numbers and booleans that are set in a document whose own scalars are all texts. */
export const PLAIN_VALUES: ScalarTag[] = [
  { tag: 'tag:yaml.org,2002:int', default: true, identify: (value) => typeof value === 'number', ...plain() },
  { tag: 'tag:yaml.org,2002:bool', default: true, identify: (value) => typeof value === 'boolean', ...plain() },
]

function plain(): Pick<ScalarTag, 'resolve' | 'stringify'> {
  return { resolve: (text) => text, stringify: ({ value }) => String(value) }
}

/** A text node for a document, quoted if it would otherwise be read as something else. */
export function textNode(text: string): Scalar<string> {
  const node = new Scalar(text)
  if (needsQuotes(text)) node.type = Scalar.QUOTE_DOUBLE
  return node
}
