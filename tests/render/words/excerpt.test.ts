import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asIs, START, stretchesIn } from '../../../src/planning/selection/spelling.js'
import { anyText } from '../../../src/render/screen/any-width.js'
import { glyphsOf } from '../../../src/render/screen/sheet.js'
import { safe } from '../../../src/render/screen/terminal.js'
import { bestExcerpt } from '../../../src/render/words/excerpt.js'

const toolsFor = (ascii: boolean) => {
  const glyphs = glyphsOf({ ascii })
  return {
    glyphs,
    widthOf: anyText.widthOf,
    fitTo: (text: string, width: number) => anyText.fitTo(text, width, glyphs.ellipsis),
    fitEndTo: (text: string, width: number) => anyText.fitEndTo(text, width, glyphs.ellipsis),
  }
}

const hitsOf = (word: string) => (text: string) => stretchesIn(text, [asIs(word, START)])

const LONG = 'We begin with a tour of the harbour, then show how eBPF programs watch every packet, and end with a quiz.'

test.each<[string, readonly string[], string, number, string | undefined]>([
  ['a short text whole', ['All about eBPF.'], 'ebpf', 30, 'All about eBPF.'],
  ['words on both sides', [LONG], 'ebpf', 40, '…show how eBPF programs watch every…'],
  ['the beginning', [LONG], 'begin', 30, 'We begin with a tour of the…'],
  ['the end, with more before it', [LONG], 'quiz', 30, '…packet, and end with a quiz.'],
  ['the first text that has it', ['Nothing', 'Cilium, eBPF', LONG], 'ebpf', 30, 'Cilium, eBPF'],
  ['none', ['Nothing', ''], 'ebpf', 30, undefined],
  ['an accent', ['Ein schönes Café in der Stadt'], 'cafe', 16, '…Café in der…'],
  ['a text without blanks', ['容器编排平台的网络安全与可观测性实践分享'], '安全', 20, '…网络安全与可观测性…'],
  ['control characters', ['red \u001b[31m ebpf\u001b[0m\nend'], 'ebpf', 60, safe('red \u001b[31m ebpf\u001b[0m\nend')],
])('an excerpt shows %s', (_, texts, word, width, excerpt) => {
  expect(bestExcerpt(texts, [hitsOf(word)], width, toolsFor(false))).toBe(excerpt)
})

test('the text that has more of the words is shown', () => {
  expect(bestExcerpt(['eBPF', LONG], [hitsOf('ebpf'), hitsOf('packet')], 60, toolsFor(false))).toContain('packet')
})

test('an excerpt is never too wide, contains the word and is safe', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom(
      ' ',
      '\n',
      '\u001b[2J',
      '\u202e',
      '网络',
      '👩‍👩‍👧',
      'e\u0301',
      'คุ้ม',
      'x'.repeat(300),
      'some words ',
    ),
  )
  const text = fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join(''))
  fc.assert(
    fc.property(text, text, fc.integer({ min: 20, max: 120 }), fc.boolean(), (before, after, width, ascii) => {
      const tools = toolsFor(ascii)
      const excerpt = bestExcerpt([`${before} harbour ${after}`], [hitsOf('harbour')], width, tools) ?? ''
      expect(tools.widthOf(excerpt)).toBeLessThanOrEqual(width)
      expect(hitsOf('harbour')(excerpt)).not.toEqual([])
      expect(safe(excerpt)).toBe(excerpt)
    }),
  )
})

test('a very long text costs no more than its reading', () => {
  for (const filler of ['x', 'word ', '网', '\u001b', 'e\u0301']) {
    const text = `${filler.repeat(50_000)} harbour ${filler.repeat(50_000)}`
    const excerpt = bestExcerpt([text], [hitsOf('harbour')], 60, toolsFor(false)) ?? ''
    expect(excerpt).toContain('harbour')
    expect(anyText.widthOf(excerpt)).toBeLessThanOrEqual(60)
  }
})
