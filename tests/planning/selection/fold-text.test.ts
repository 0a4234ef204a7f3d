import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fold } from '../../../src/planning/selection/fold-text.js'

test.each([
  ['plain', 'kubernetes', 'kubernetes'],
  ['case', 'CI/CD Con', 'ci/cd con'],
  ['nothing', '', ''],
  ['only blanks', ' \t\n ', ''],
  ['runs of blanks', '  AI \t +\r\nML ', 'ai + ml'],
  ['no-break and ideographic spaces', 'Hall\u00a08\u3000B', 'hall 8 b'],
  ['accents, composed', 'Mårten Gómez Šimić', 'marten gomez simic'],
  ['accents, apart', 'Go\u0301mez', 'gomez'],
  ['a bare accent after ASCII', 'e\u0301', 'e'],
  ['letters that do not come apart', 'Łukasz Sørensen Straße Æther', 'lukasz sorensen strasse aether'],
  ['capital sharp s', 'STRAẞE', 'strasse'],
  ['dotted and dotless i', 'İstanbul ISTANBUL ıstanbul', 'istanbul istanbul istanbul'],
  ['final sigma', 'ΟΔΟΣ οδος', 'οδοσ οδοσ'],
  ['full width', 'ＡＩ＋ＭＬ', 'ai+ml'],
  ['ligatures and circled digits', 'ﬁnal ① ™ …', 'final 1 tm ...'],
  ['quotes', '‘a’ “b” don’t ‹x› «y»', "'a' \"b\" don't 'x' \"y\""],
  ['dashes', 'a–b—c‑d−e', 'a-b-c-d-e'],
  ['zero-width, joiners, soft hyphen, byte order mark', 'A\u200bn\u00adn\ufeffa\u2060', 'anna'],
  ['direction marks', '\u202eevil\u202c', 'evil'],
  ['controls', 'a\u0000b\u001b[31mc\u0085d', 'ab[31mc d'],
  ['variation selectors and joined emoji', '❤️ 👩‍💻', '❤ 👩💻'],
  ['tag characters', 'a\u{e0041}\u{e007f}', 'a'],
  ['Japanese marks stay', 'が カﾞ', 'が ガ'],
  ['Devanagari vowels stay', 'हिन्दी', 'हिन्दी'],
  ['Hebrew points and Arabic vowels go', 'שָׁלוֹם مَرحبا', 'שלום مرحبا'],
  ['Cyrillic', 'ЁЛКА', 'елка'],
  ['Hangul, composed and apart', '한글 \u1112\u1161\u11ab', '한글 한'],
])('%s', (_name, text, folded) => {
  expect(fold(text)).toBe(folded)
})

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.string({
    unit: fc.constantFrom(
      'a',
      'B',
      ' ',
      '\t',
      'é',
      '\u0301',
      '–',
      '’',
      'ß',
      'İ',
      'ﬁ',
      '\u200d',
      '\ud800',
      '한',
      'が',
      'ς',
    ),
  }),
)

test('folding twice changes nothing', () => {
  fc.assert(
    fc.property(anyText, (text) => fold(fold(text)) === fold(text)),
    { numRuns: 10_000 },
  )
})

test('case, normal form and invisible characters make no difference', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(fold(text.normalize('NFD'))).toBe(fold(text))
      expect(fold([...text].join('\u200b'))).toBe(fold(text))
    }),
  )
})

test('every character folds alike in every normal form', () => {
  const others: string[] = []
  for (let code = 0; code <= 0x10ffff; code++) {
    if (code >= 0xd800 && code <= 0xdfff) continue
    const letter = String.fromCodePoint(code)
    const forms = [letter.normalize('NFC'), letter.normalize('NFD')].filter((form) => form !== letter)
    if (forms.some((form) => fold(form) !== fold(letter))) others.push(code.toString(16))
  }
  expect(others).toEqual([])
})

test('plain ASCII folds to its lower case with single blanks', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'aZ09 !~`@[{') }), (text) => {
      expect(fold(text)).toBe(text.toLowerCase().split(' ').filter(Boolean).join(' '))
    }),
  )
})
