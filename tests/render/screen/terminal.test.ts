import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { safe, safeBlock } from '../../../src/render/screen/terminal.js'

const ESC = '\u001b'

describe('safe shows what could act on a terminal', () => {
  test.each([
    ['plain ASCII stays', 'Kubelet Deep Dive: a~b', 'Kubelet Deep Dive: a~b'],
    ['other scripts stay', 'Ibáñez 王小明 שלום مرحبا ไทย', 'Ibáñez 王小明 שלום مرحبا ไทย'],
    ['clear the screen', `${ESC}[2J${ESC}[Hfake`, '\\x1b[2J\\x1b[Hfake'],
    ['clipboard, ended by BEL', `${ESC}]52;c;eA==\u0007`, '\\x1b]52;c;eA==\\x07'],
    ['link, ended by ST', `${ESC}]8;;http://x${ESC}\\`, '\\x1b]8;;http://x\\x1b\\'],
    ['C1 CSI', '\u009b2J', '\\x9b2J'],
    ['bare CR, BS, DEL, VT, FF, NUL', 'a\rb\bc\u007fd\ve\ff\0', 'a\\x0db\\x08c\\x7fd\\x0be\\x0cf\\x00'],
    ['line ends and tabs', 'a\r\nb\nc\td', 'a b c d'],
    ['next line is a control', 'a\u0085b', 'a\\x85b'],
    ['bidi override', 'a\u202egpj.exe', 'aU+202Egpj.exe'],
    ['bidi isolate and marks', '\u2066a\u2069\u200f\u200e\u061c', 'U+2066aU+2069U+200FU+200EU+061C'],
    ['line and paragraph separator', 'a\u2028b\u2029c', 'aU+2028bU+2029c'],
    ['byte order mark', '\ufeffa', 'U+FEFFa'],
    ['tags', 'a\u{e0041}\u{e007f}', 'aU+E0041U+E007F'],
    ['Hangul fillers', '\u3164\u115f\u1160\uffa0', 'U+3164U+115FU+1160U+FFA0'],
    ['half a surrogate pair', 'a\ud800b\udc00', 'aU+D800bU+DC00'],
    ['zero width goes', 'a\u200bb\u2060c\u00add\u180ee\u034ff', 'abcdef'],
    ['joiners between Latin letters go', 'a\u200db\u200cc', 'abc'],
    ['a joiner inside an emoji stays', '👩\u200d👧\u200d👦', '👩\u200d👧\u200d👦'],
    ['a joiner after a skin tone stays', '👩🏽\u200d🚀', '👩🏽\u200d🚀'],
    ['a joiner after a selector stays', '❤\ufe0f\u200d🔥', '❤\ufe0f\u200d🔥'],
    ['a joiner at the end of an emoji goes', '👩\u200d', '👩'],
    ['a joiner before a letter goes', '👩\u200dx', '👩x'],
    [
      'a chain of emoji is broken',
      '😀\u200d'.repeat(9).slice(0, -1),
      `${'😀\u200d'.repeat(4)}😀${'😀\u200d'.repeat(3)}😀`,
    ],
    ['Persian needs its non-joiner', 'می\u200cخواهم', 'می\u200cخواهم'],
    ['Hindi needs its joiner', 'क्\u200dष', 'क्\u200dष'],
    ['a joiner between words goes', 'می \u200cخ', 'می خ'],
    ['an emoji may choose its look', '✈\ufe0f ☎\ufe0e 1\ufe0f⃣', '✈\ufe0f ☎\ufe0e 1\ufe0f⃣'],
    ['a selector on a letter goes', 'a\ufe0f', 'a'],
    ['a second selector goes', '✈\ufe0f\ufe0f', '✈\ufe0f'],
    ['eight marks a letter', `a${'\u0301'.repeat(60)}b`, `a${'\u0301'.repeat(8)}b`],
    ['hidden characters do not start a new letter', `a${'\u0301\u200b'.repeat(60)}`, `a${'\u0301'.repeat(8)}`],
    ['a mark at the start gets a letter', '\u0301a', '\u25cc\u0301a'],
    ['flags stay', '🇳🇱', '🇳🇱'],
  ])('%s', (_, text, shown) => {
    expect(safe(text)).toBe(shown)
  })
})

test('safeBlock keeps line ends and nothing else', () => {
  expect(safeBlock('one\r\ntwo\n\nthree\tfour\rfive\u2028six')).toBe('one\ntwo\n\nthree four\\x0dfiveU+2028six')
})

/** Text of the characters that matter, mixed with others. */
const texts = fc.array(
  fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) }),
    fc.constantFrom(
      '\u200d',
      '\u200c',
      '\ufe0f',
      '\u0301',
      '👩',
      '👧',
      '🏽',
      'a',
      'ش',
      'क',
      '्',
      '\u200b',
      '\u202e',
      ESC,
      '\r',
      '\n',
      '1',
      '\u20e3',
    ),
  ),
  { maxLength: 40 },
)

const RAW =
  /[\u0000-\u001f\u007f-\u009f\u061c\u115f\u1160\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]|[\u{e0000}-\u{e0fff}]|\p{Surrogate}/u

describe('of any text', () => {
  test('nothing raw is left', () => {
    fc.assert(
      fc.property(texts, (parts) => {
        expect(safe(parts.join(''))).not.toMatch(RAW)
        expect(safeBlock(parts.join('')).replaceAll('\n', '')).not.toMatch(RAW)
      }),
      { numRuns: 10_000 },
    )
  })

  test('what is safe stays as it is', () => {
    fc.assert(
      fc.property(texts, (parts) => {
        const once = safe(parts.join(''))
        expect(safe(once)).toBe(once)
        const block = safeBlock(parts.join(''))
        expect(safeBlock(block)).toBe(block)
      }),
      { numRuns: 10_000 },
    )
  })

  test('joiners stand only between two things that they join', () => {
    const letter = String.raw`[\p{L}\p{M}]`
    const emoji = String.raw`[\p{Extended_Pictographic}\p{Emoji_Modifier}]`
    const letters = String.raw`(?<=${letter})[\u200c\u200d](?=${letter})`
    const emojis = String.raw`(?<=${emoji}[\ufe0e\ufe0f]?\p{M}*)\u200d(?=${emoji})`
    const joined = new RegExp(`${letters}|${emojis}`, 'gu')
    fc.assert(
      fc.property(texts, (parts) => {
        expect(safe(parts.join('')).replace(joined, '')).not.toMatch(/[\u200c\u200d]/)
      }),
      { numRuns: 10_000 },
    )
  })
})
