import { Parser } from 'commonmark'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { markdownFile, markdownOf } from '../../../src/render/prose/markdown.js'
import { heading, type Part, type Prose, paragraph, part } from '../../../src/render/prose/prose.js'

const DOCUMENT = 'guide/demo'

const proseOf = (parts: readonly (readonly [name: string, text: string])[]): Prose => ({
  title: 'A guide',
  parts: parts.flatMap(([name, text]): readonly Part[] => part(name, heading(2, [name]), paragraph([text]))),
})

function write(prose: Prose, earlier?: string) {
  const written = markdownFile(prose, DOCUMENT, earlier)
  if (!written) throw new Error('not written by kubeplan')
  return written
}

/** The lines that are no marks. */
const wordsOf = (text: string) => text.split('\n').filter((line) => line !== '' && !line.startsWith('<!-- '))

const ABC = proseOf([
  ['a', 'first'],
  ['b', 'second'],
  ['c', 'third'],
])

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f'] as const
const programme = fc
  .shuffledSubarray([...NAMES], { minLength: 1 })
  .chain((names) => fc.tuple(...names.map((name) => fc.tuple(fc.constant(name), fc.constantFrom('one', 'two')))))
  .map(proseOf)

/** An edit of one line: another one put before it or in its place, or none. */
const edit = fc.record({ at: fc.nat(), how: fc.constantFrom('insert', 'replace', 'delete'), id: fc.nat(1e6) })
type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never

function edited(text: string, edits: readonly Edit[], marks: 'marks too' | 'no marks'): string {
  const lines = text.split('\n').slice(0, -1)
  for (const { at, how, id } of edits) {
    const place = at % (lines.length + 1)
    const isMark = marks === 'no marks' && lines[place]?.startsWith('<!-- ')
    if (how === 'insert' || isMark) lines.splice(place, 0, `by hand ${id}`)
    else lines.splice(place, 1, ...(how === 'replace' ? [`by hand ${id}`] : []))
  }
  return lines.map((line) => `${line}\n`).join('')
}

/** As the end of a file stands there, wherever the person wrote behind it. */
const withoutEnd = (text: string) => text.replace(/^<!-- kubeplan wrote .*\n/m, '')

/** Marks are lost so that the one that begins a part would end with a later one, once the parts between them are gone. */
const LOST_MARKS: [Prose, Prose, Edit[]] = [
  proseOf([
    ['c', 'one'],
    ['f', 'one'],
    ['a', 'one'],
  ]),
  proseOf([['d', 'one']]),
  [
    { at: 1964738376, how: 'delete', id: 0 },
    { at: 857987982, how: 'delete', id: 0 },
    { at: 1665600478, how: 'replace', id: 0 },
  ],
]

describe('a document in a file that people edit', () => {
  test('shows what it shows elsewhere, between marks that nobody sees', () => {
    const { text, kept } = write(ABC)
    expect(kept).toEqual([])
    expect(wordsOf(text)).toEqual(wordsOf(markdownOf(ABC)))
    const blocks = (markdown: string) => {
      const types: string[] = []
      const document = new Parser().parse(markdown)
      for (let node = document.firstChild; node; node = node.next) types.push(node.type)
      return types
    }
    expect(blocks(text).filter((type) => type !== 'html_block')).toEqual(blocks(markdownOf(ABC)))
  })

  test('is the same again', () => {
    fc.assert(
      fc.property(programme, programme, (one, other) => {
        const { text } = write(one)
        expect(write(one, text)).toEqual({ text, kept: [] })
        const next = write(other, text)
        expect(next.kept).toEqual([])
        expect(wordsOf(next.text)).toEqual(wordsOf(markdownOf(other)))
        expect(write(other, next.text)).toEqual(next)
      }),
    )
  })

  test('stays as it was edited', () => {
    fc.assert(
      fc.property(programme, fc.array(edit, { maxLength: 6 }), (prose, edits) => {
        const mine = edited(write(prose).text, edits, 'no marks')
        const again = write(prose, mine)
        expect(withoutEnd(again.text)).toBe(withoutEnd(mine))
        expect(again.kept).toEqual([])
      }),
      { numRuns: 1_000 },
    )
  })

  test('keeps what was written by hand, whatever changes', () => {
    fc.assert(
      fc.property(programme, programme, fc.array(edit, { maxLength: 6 }), (one, other, edits) => {
        const mine = edited(write(one).text, edits, 'marks too')
        const next = markdownFile(other, DOCUMENT, mine)
        fc.pre(next !== undefined)
        const byHand = (text: string) => text.match(/^by hand \d+$/gm)?.sort()
        expect(byHand(next.text)).toEqual(byHand(mine))
        expect(write(other, next.text)).toEqual(next)
      }),
      { numRuns: 1_000, examples: [LOST_MARKS] },
    )
  })

  test('has line ends as its editor writes them', () => {
    const mine = write(ABC).text.replace('first', 'mine').replaceAll('\n', '\r\n')
    expect(write(ABC, mine).text).toBe(mine)
    const next = write(proseOf([['a', 'new']]), mine)
    expect(next.text).toMatch(/^(?:[^\r\n]*\r\n)*$/)
    expect(next.kept).toEqual([{ heading: 'a', why: 'changed' }])
  })
})

describe('what changed since', () => {
  const { text } = write(ABC)

  test.each<[string, string, Prose, string, readonly object[]]>([
    [
      'is written anew where nobody edited',
      text,
      proseOf([
        ['a', 'first'],
        ['b', 'new'],
      ]),
      '# A guide ## a first ## b new',
      [],
    ],
    [
      'is told where somebody edited',
      text.replace('second', 'mine').replace('third', 'mine too'),
      proseOf([
        ['a', 'new'],
        ['b', 'new'],
      ]),
      '# A guide ## a new ## b mine ## c mine too',
      [
        { heading: 'b', why: 'changed' },
        { heading: 'c', why: 'gone' },
      ],
    ],
    [
      'is not told where the person wrote the same',
      text.replace('second', 'new'),
      proseOf([
        ['a', 'first'],
        ['b', 'new'],
      ]),
      '# A guide ## a first ## b new',
      [],
    ],
    [
      'comes behind what precedes it',
      text,
      proseOf([
        ['a', 'first'],
        ['x', 'added'],
        ['b', 'second'],
        ['c', 'third'],
        ['y', 'added'],
      ]),
      '# A guide ## a first ## x added ## b second ## c third ## y added',
      [],
    ],
    [
      'leaves text between parts behind what it followed',
      text.replace('## c', 'no part').replace('<!-- kubeplan: c', 'Between.\n\n<!-- kubeplan: c'),
      proseOf([['a', 'first']]),
      '# A guide ## a first Between. no part third',
      [{ heading: 'no part', why: 'gone' }],
    ],
  ])('%s', (_, earlier, prose, words, kept) => {
    const next = write(prose, earlier)
    expect(wordsOf(next.text).join(' ')).toBe(words)
    expect(next.kept).toEqual(kept)
  })

  const marked = (name: string) => new RegExp(`<!-- kubeplan: ${name} [^]*?/kubeplan -->\n\n`)

  test('does not bring back what was deleted, also after a run without it', () => {
    const mine = text.replace(marked('b'), '')
    const shorter = write(proseOf([['a', 'first']]), mine).text
    for (const earlier of [mine, shorter])
      expect(wordsOf(write(ABC, earlier).text).join(' ')).toBe('# A guide ## a first ## c third')
  })

  test('leaves what was moved where it is', () => {
    const moved = marked('a').exec(text)?.[0] ?? ''
    const mine = text.replace(moved, '').replace('<!-- kubeplan wrote', `${moved}<!-- kubeplan wrote`)
    expect(write(ABC, mine).text).toBe(mine)
    const next = write(
      proseOf([
        ['a', 'new'],
        ['x', 'added'],
        ['b', 'second'],
        ['c', 'third'],
      ]),
      mine,
    )
    expect(wordsOf(next.text).join(' ')).toBe('# A guide ## b second ## c third ## a new ## x added')
    expect(write(ABC, write(ABC, mine).text).text).toBe(mine)
  })
})

test.each([
  ['', 'an empty file'],
  ['# My guide\n', 'a file by hand'],
  [write(ABC).text.replace('guide/demo', 'recap/demo'), 'another document'],
])('%j is not written over: %s', (earlier) => {
  expect(markdownFile(ABC, DOCUMENT, earlier)).toBeUndefined()
})

test("a person's own Markdown brings no marks into it", () => {
  const own = write({ title: 'x', parts: part('intro', { kind: 'markdown', text: `Hello\n${write(ABC).text}` }) })
  expect(own.text.match(/<!-- kubeplan/g)?.length).toBe(3)
  expect(write({ title: 'x', parts: [] }, own.text).text).not.toContain('Hello')
})
