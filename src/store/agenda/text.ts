import { type Document, isMap, isSeq, Scalar, type ScalarTag, type Tags, visit } from 'yaml'
import { PLAIN_VALUES } from '../../formats/yaml/yaml.js'
import { defined } from '../../model/defined.js'

/** The text of an edited document, laid out as the text it was read from: its indents, its brackets, its line ends. */
export function layOut(document: Document, original: string): string {
  visit(document, { Scalar: leaveEmpty })
  document.setSchema('1.2', {
    schema: 'failsafe',
    customTags: (tags) => [...tags.map(foldingAsBefore), ...PLAIN_VALUES, NOTHING],
  })
  const text = document.toString({ lineWidth: 0, ...ESCAPED_LINE_ENDS, ...habitsOf(document, original) })
  return original.includes('\r\n') ? text.replaceAll('\n', '\r\n') : text
}

/** A line end in quotes stays `\n`: broken lines lose a blank that stands alone between two of them (yaml 2.9.1). */
const ESCAPED_LINE_ENDS = { doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER }

/** A key with nothing behind it stays so; yaml would write an empty text in quotes. */
function leaveEmpty(_: unknown, node: Scalar): void {
  if (node.value === '' && node.type === Scalar.PLAIN) node.value = null
}

const NOTHING: ScalarTag = {
  tag: 'tag:yaml.org,2002:null',
  default: true,
  identify: (value) => value === null,
  resolve: () => null,
  stringify: () => '',
}

/** Lines are never broken for the person, except in texts that the person broke (`note: >`). */
function foldingAsBefore(tag: Tags[number]): Tags[number] {
  if (typeof tag === 'string' || tag.tag !== 'tag:yaml.org,2002:str' || tag.collection) return tag
  const { stringify } = tag
  return {
    ...tag,
    stringify(node, context, onComment, onChompKeep) {
      const lineWidth = node.type === Scalar.BLOCK_FOLDED ? 80 : 0
      const wide = { ...context, options: { ...context.options, lineWidth } }
      return stringify ? stringify(node, wide, onComment, onChompKeep) : String(node.value)
    },
  }
}

interface Habits {
  readonly indent?: number
  readonly indentSeq?: boolean
  readonly flowCollectionPadding?: boolean
  readonly defaultStringType?: 'QUOTE_DOUBLE'
  readonly doubleQuotedAsJSON?: boolean
}

/** How the person lays out YAML, told by the first list and the first brackets; JSON stays JSON. */
function habitsOf(document: Document, original: string): Habits {
  const { contents } = document
  const lists = isMap(contents) ? contents.items.map(({ value }) => value).filter(isSeq) : []
  const list = lists.find(({ range }) => range && original[range[0]] === '-')
  const column = list?.range ? columnOf(list.range[0], original) : undefined
  let padded: boolean | undefined
  visit(document, {
    Collection(_, { flow, items, range }) {
      if (!flow || items.length === 0 || !range) return undefined
      padded = original[range[0] + 1] === ' '
      return visit.BREAK
    },
  })
  return defined({
    ...(column !== undefined && { indentSeq: column > 0 }),
    ...(column && { indent: column }),
    flowCollectionPadding: padded,
    ...(isMap(contents) && contents.flow && { defaultStringType: 'QUOTE_DOUBLE' as const, doubleQuotedAsJSON: true }),
  })
}

function columnOf(offset: number, text: string): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1)
}
