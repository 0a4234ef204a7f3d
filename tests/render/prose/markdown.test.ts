import { type Node, Parser } from 'commonmark'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { linkOf } from '../../../src/model/index.js'
import { lineOf, markdownOf, markdownText } from '../../../src/render/prose/markdown.js'
import { type Block, type Item, type Line, link, type Prose, part, strong } from '../../../src/render/prose/prose.js'
import { safe } from '../../../src/render/screen/terminal.js'
import { EVIL, EVIL_NAME } from '../../fixtures/hostile.js'

/** A piece of a line as a reader of Markdown sees it. */
type Seen = { readonly text: string; readonly in?: string }

function childrenOf(node: Node): readonly Node[] {
  const found: Node[] = []
  for (let child = node.firstChild; child; child = child.next) found.push(child)
  return found
}

/** The inside of a block as a reader sees it, line by line. Active markup appears under its own name. */
function linesOf(block: Node): readonly (readonly Seen[])[] {
  const lines: Seen[][] = [[]]
  const see = (text: string, within?: string) => {
    const line = lines.at(-1) ?? []
    const last = line.at(-1)
    if (last && last.in === within) line[line.length - 1] = { ...last, text: last.text + text }
    else if (text !== '') line.push({ text, ...(within !== undefined && { in: within }) })
  }
  for (const node of childrenOf(block)) {
    if (node.type === 'text') see(node.literal ?? '')
    else if (node.type === 'linebreak') lines.push([])
    else {
      const inside = childrenOf(node).map((child) =>
        child.type === 'text' ? (child.literal ?? '') : `<${child.type}>`,
      )
      see(inside.join(''), node.type === 'link' ? `link ${node.destination}` : node.type)
    }
  }
  return lines.map(trimmed)
}

/** White space around a line is invisible. */
function trimmed(line: readonly Seen[]): readonly Seen[] {
  const cut = line.map((piece, index) => ({
    ...piece,
    ...(index === 0 && piece.in === undefined && { text: piece.text.trimStart() }),
  }))
  return cut
    .map((piece, index) => ({ ...piece, ...(index === cut.length - 1 && { text: piece.text.trimEnd() }) }))
    .filter(({ text }) => text !== '')
}

/** The blocks that a reader of CommonMark sees. */
function blocksOf(markdown: string): readonly unknown[] {
  const shown = (node: Node): unknown => {
    if (node.type === 'heading') return [`h${node.level}`, ...linesOf(node)]
    if (node.type === 'paragraph') return ['p', ...linesOf(node)]
    return [node.type, ...childrenOf(node).map(shown)]
  }
  return childrenOf(new Parser().parse(markdown)).map(shown)
}

const proseOf = (blocks: readonly Block[]): Prose => ({ title: 'x', parts: part('x', ...blocks) })
const bare = (text: string) => safe(text).trim()
const textLine = (text: string): readonly Seen[] => (bare(text) === '' ? [] : [{ text: bare(text) }])

const fragment = fc.constantFrom(
  ...'1. |2) |- |+ |* |# |## |> |~~~|```|    |===|---|:-:|--- \\| ---|<http://x.example>|http://x.example|www.x.example'.split(
    '|',
  ),
  ...'&amp; &#65; &am p; & ; \\ \\\\ ` `` * ** _ __ ~~ ! [ ] ( ) | <b> <!-- --> --> <?x ?> @me a@x.example $x$ :tada:'.split(
    ' ',
  ),
  ...[
    '<script>\n',
    '[a](b)',
    '![a](b)',
    '[a]: b',
    '[^1]',
    '[ ] ',
    '\n',
    '\r\n',
    '\r',
    '\t',
    ' ',
    '  ',
    '\\\n',
    'word',
    'C#',
    'a_b',
  ],
  ...['\u00a0', '\u2028', '\u0000', '\u202e', '漢字', '0', '.', ')', '=', '{', '}', '"', "'", '\u001b[2J'],
)
const hostile = fc.oneof(
  fc.array(fragment, { maxLength: 8 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary' }),
  fc.string(),
)

describe('text in Markdown is the text that a reader sees', () => {
  const runs = { numRuns: 10_000 }

  function expectLiteral(text: string): void {
    const url = 'https://x.example/a'
    const document: Prose = {
      title: text,
      parts: part(
        'x',
        { kind: 'paragraph', line: [text] },
        { kind: 'heading', level: 2, line: [text] },
        { kind: 'list', items: [{ line: [text] }, { line: [text] }] },
        { kind: 'heading', level: 3, line: [link(`x${text}`, url), ` - ${text}`] },
      ),
    }
    const line = textLine(text)
    expect(blocksOf(markdownOf(document))).toEqual([
      ['h1', line],
      ['p', line],
      ['h2', line],
      ['list', ['item', ['p', line]], ['item', ['p', line]]],
      ['h3', [{ text: safe(`x${text}`), in: `link ${url}` }, { text: safe(` - ${text}`).trimEnd() }]],
    ])
  }

  test('in a paragraph, a heading, a list and a link', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        fc.pre(bare(text) !== '')
        expectLiteral(text)
      }),
      runs,
    )
  })

  test.each([EVIL, EVIL_NAME, `${EVIL}\n\n${EVIL}`])('the worst of texts: %#', expectLiteral)

  test('beside what is strong', () => {
    fc.assert(
      fc.property(hostile, (name) => {
        const line: Line = [strong(`${name}'s take:`), ' ', 'because']
        const [, seen] = blocksOf(markdownOf(proseOf([{ kind: 'paragraph', line }])))
        expect(seen).toEqual(['p', [{ text: safe(`${name}'s take:`.trim()), in: 'strong' }, { text: ' because' }]])
      }),
      runs,
    )
  })

  test('in lists under lists', () => {
    const itemOver = (items: fc.Arbitrary<readonly Item[]>): fc.Arbitrary<Item> =>
      fc.record({ line: hostile.filter((text) => bare(text) !== '').map((text) => [text]), items })
    const [leaf, under] = [itemOver(fc.constant([])), { maxLength: 3 }]
    const item = itemOver(fc.array(itemOver(fc.array(leaf, under)), under))
    const seen = ({ line, items = [] }: Item): unknown => [
      'item',
      ['p', textLine(String(line[0]))],
      ...(items.length > 0 ? [['list', ...items.map(seen)]] : []),
    ]
    fc.assert(
      fc.property(fc.array(item, { minLength: 1, maxLength: 4 }), (items) => {
        const markdown = markdownOf(proseOf([{ kind: 'list', items }]))
        expect(blocksOf(markdown).slice(1)).toEqual([['list', ...items.map(seen)]])
      }),
      { numRuns: 2_000 },
    )
  })

  test('where one piece begins and another ends', () => {
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 1, maxLength: 5 }), (pieces) => {
        const whole = pieces.map(safe).join('')
        fc.pre(whole.trim() !== '')
        const markdown = markdownOf(proseOf([{ kind: 'paragraph', line: pieces }]))
        expect(blocksOf(markdown).slice(1)).toEqual([['p', textLine(whole)]])
      }),
      runs,
    )
  })

  test.each([
    [['&', 'copy;'], '&copy;'],
    [['&co', 'py;'], '&copy;'],
    [['1', '. x'], '1. x'],
    [['-', ' x'], '- x'],
    [['_', 'x', '_'], '_x_'],
  ])('%j together are %j', (pieces, whole) => {
    const markdown = markdownOf(proseOf([{ kind: 'paragraph', line: pieces }]))
    expect(blocksOf(markdown).slice(1)).toEqual([['p', [{ text: whole }]]])
  })

  test('an exclamation mark before a link makes no picture of it', () => {
    const line: Line = ['Read this!', link('here', 'https://x.example/')]
    const markdown = markdownOf(proseOf([{ kind: 'paragraph', line }]))
    expect(blocksOf(markdown).slice(1)).toEqual([
      ['p', [{ text: 'Read this!' }, { text: 'here', in: 'link https://x.example/' }]],
    ])
  })

  test('in the cells of a table', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(hostile, hostile), { minLength: 1, maxLength: 3 }), (rows) => {
        const table: Block = {
          kind: 'table',
          heads: ['A', 'B'],
          rows: rows.map((cells) => cells.map((cell) => [cell])),
        }
        const [heads, rule, ...body] = markdownOf(proseOf([table]))
          .trimEnd()
          .split('\n')
          .slice(2)
        expect([heads, rule]).toEqual(['| A | B |', '| --- | --- |'])
        expect(body.map((row) => cellsOf(row).map((cell) => blocksOf(`# ${cell}`)))).toEqual(
          rows.map((cells) => cells.map((cell) => [['h1', textLine(cell)]])),
        )
      }),
      runs,
    )
  })
})

/** The cells of a row, split as in GitHub Flavored Markdown section 4.10: at every pipe without a backslash. */
function cellsOf(row: string): readonly string[] {
  const cells = ['']
  for (let index = 0; index < row.length; index++) {
    const [character, next] = [row[index] ?? '', row[index + 1] ?? '']
    if (character === '\\') {
      cells.push(`${cells.pop()}${next === '|' ? '' : character}${next}`)
      index++
    } else if (character === '|') cells.push('')
    else cells.push(`${cells.pop()}${character}`)
  }
  return cells.slice(1, -1).map((cell) => cell.trim())
}

describe('links', () => {
  test('lead where the URL leads, whatever is in it', () => {
    const url = fc.oneof(
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      fc
        .array(
          fc.constantFrom(
            '(',
            ')',
            '&copy',
            '&amp;',
            '<',
            '>',
            '[',
            ']',
            '"',
            "'",
            '*',
            '_',
            '|',
            '\\',
            ' ',
            '%',
            'ü',
            '#',
            '?',
            ':',
            '@',
          ),
        )
        .map((parts) => `https://x.example/${parts.join('')}`),
    )
    fc.assert(
      fc.property(url, hostile, (target, text) => {
        const wanted = linkOf(target)
        if (wanted === undefined) throw new Error(target)
        const markdown = markdownOf(proseOf([{ kind: 'paragraph', line: [link(`x${text}`, target)] }]))
        const [, paragraph] = blocksOf(markdown) as [unknown, [string, [Seen]]]
        const seen = paragraph[1][0]
        expect(seen.text).toBe(safe(`x${text}`).trimEnd())
        // commonmark.js percent-encodes two characters that the URL standard leaves alone.
        const plain = (written: string) => written.replaceAll('[', '%5B').replaceAll(']', '%5D')
        expect(seen.in).toBe(`link ${plain(wanted.replace(/%(?![\da-f]{2})/gi, '%25'))}`)
      }),
      { numRuns: 5_000 },
    )
  })

  test.each([
    undefined,
    'javascript:alert(1)',
    'data:text/html,x',
    'mailto:a@b.example',
    'not a url',
    'file:///etc/passwd',
  ])('%s is no link', (url) => {
    const markdown = markdownOf(proseOf([{ kind: 'paragraph', line: [link('text', url)] }]))
    expect(markdown).toBe('# x\n\ntext\n')
  })
})

test('nothing is left that GitHub would link or set as a formula', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const written = markdownText(text)
      expect(written).not.toMatch(/(?:https?|ftp):\/\/|www\./i)
      expect(written.replace(/\\./g, '')).not.toMatch(/[@$#`*~|<[\]]/)
    }),
  )
})

test.each([
  ['America/New_York (UTC-5)', 'America/New_York (UTC-5)'],
  ['Q&A, R&D & more', 'Q&A, R&D & more'],
  ["What's in a Name? 2.5 Million Lines!", "What's in a Name? 2.5 Million Lines\\!"],
  ['k8s.gcr.io C# & a_b', 'k8s.gcr.io C\\# & a_b'],
  ['https://x.example', 'https\\://x.example'],
  ['_x_ &copy;', '\\_x\\_ \\&copy;'],
])('%j stays readable: %s', (text, written) => {
  expect(markdownText(text)).toBe(written)
})

test.each([
  ['- x', '\\- x'],
  ['1. x', '1\\. x'],
  ['12)', '12\\)'],
  ['2.5 x', '2.5 x'],
  ['> x', '\\> x'],
  ['===', '\\==='],
  [':-:', '\\:-:'],
  ['   x  ', 'x'],
])('a line %j begins nothing: %s', (line, written) => {
  expect(lineOf(line)).toBe(written)
})
