import fc from 'fast-check'
import { Parser } from 'htmlparser2'
import { describe, expect, test } from 'vitest'
import { linkOf } from '../../../src/model/index.js'
import { htmlOf } from '../../../src/render/html/html-prose.js'
import { type Block, link, type Prose, part, strong } from '../../../src/render/prose/prose.js'
import { safe } from '../../../src/render/screen/terminal.js'
import { EVIL } from '../../fixtures/hostile.js'

interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  text: string
}

/** Every element of a page with its attributes and all the text inside it. */
function elementsOf(html: string): readonly Element[] {
  const all: Element[] = []
  const open: Element[] = []
  const parser = new Parser({
    onopentag(name, attributes) {
      const element = { name, attributes, text: '' }
      all.push(element)
      open.push(element)
    },
    ontext(text) {
      for (const element of open) element.text += text
    },
    onclosetag: () => void open.pop(),
  })
  parser.end(html)
  return all
}

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        '<',
        '>',
        '&',
        '"',
        "'",
        '&lt;',
        '&amp;lt;',
        '</h1>',
        '</title>',
        '<script>',
        '-->',
        ']]>',
        '=',
        '\n',
        'a',
        EVIL,
      ),
    )
    .map((parts) => parts.join('')),
)

describe('a page', () => {
  test('shows the text that it was given, in the elements that were meant, and no others', () => {
    fc.assert(
      fc.property(hostile, hostile, (text, url) => {
        fc.pre(linkOf(url) === undefined)
        const blocks: readonly Block[] = [
          { kind: 'heading', level: 2, line: [link(text, 'https://x.example/?a&b')] },
          { kind: 'paragraph', line: [strong(text), text, link(text, url)] },
          { kind: 'list', items: [{ line: [text], items: [{ line: [text] }] }] },
          { kind: 'table', heads: [text], rows: [[[text]]] },
        ]
        const body = elementsOf(htmlOf({ title: text, parts: part('x', ...blocks) }, '')).slice(-16)
        const seen = safe(text)
        expect(body.map((element) => [element.name, element.text.trim()])).toEqual(
          [
            ['h2', seen],
            ['a', seen],
            ['p', `${seen}${seen}${seen}`],
            ['strong', seen],
            ['ul', `${seen}\n\n${seen}`],
            ['li', `${seen}\n\n${seen}`],
            ['ul', seen],
            ['li', seen],
            ['table', `${seen}\n\n${seen}`],
            ['thead', seen],
            ['tr', seen],
            ['th', seen],
            ['tbody', seen],
            ['tr', seen],
            ['td', seen],
          ]
            .map(([name, own = '']) => [name, own.trim()])
            .toSpliced(0, 0, ['main', expect.any(String)]),
        )
        expect(body.flatMap(({ attributes }) => Object.keys(attributes))).toEqual(['id', 'href', 'rel', 'scope'])
      }),
      { numRuns: 2_000 },
    )
  })

  test.each(['javascript:alert(1)', 'data:text/html,x', ' javascript:x', 'vbscript:x', undefined])(
    '%s is no link',
    (url) => {
      const page: Prose = { title: 'x', parts: part('x', { kind: 'paragraph', line: [link('text', url)] }) }
      expect(htmlOf(page, '')).toContain('<p>text</p>')
    },
  )

  test('stands alone: no script, nothing fetched, its title twice, one main part', () => {
    const elements = elementsOf(htmlOf({ title: 'A & B', parts: [] }, 'p { color: red }'))
    expect(elements.map(({ name }) => name)).toEqual([
      'html',
      'head',
      'meta',
      'meta',
      'meta',
      'meta',
      'title',
      'style',
      'body',
      'header',
      'h1',
      'main',
    ])
    expect(elements.flatMap(({ attributes }) => Object.entries(attributes)).slice(0, 2)).toEqual([
      ['lang', 'en'],
      ['charset', 'utf-8'],
    ])
    expect(elements.filter(({ name }) => name === 'title' || name === 'h1').map(({ text }) => text)).toEqual([
      'A & B',
      'A & B',
    ])
    expect(elements.find(({ attributes }) => attributes['http-equiv'])?.attributes['content']).toMatch(
      /^default-src 'none'; style-src 'unsafe-inline';/,
    )
    expect(elements.find(({ name }) => name === 'style')?.text).not.toMatch(/url|@import/)
  })
})
