import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { closing, wrapAround } from '../../../src/render/layout/paragraph.js'
import { withSheet } from '../../../src/render/screen/sheet.js'
import { simpleText } from '../../../src/render/screen/width.js'
import { typed } from '../../../src/render/words/shell.js'

describe('a suggested command is never broken', () => {
  test.each<[string, string, number, string[]]>([
    ['it fits', 'Pick: kubeplan add helm', 40, ['Pick: kubeplan add helm']],
    ['it fits below', 'Pick: kubeplan add helm', 20, ['Pick:', 'kubeplan add helm']],
    ['it fits nowhere', 'Pick one: kubeplan add helm', 8, ['Pick', 'one:', 'kubeplan add helm']],
    ['a blank in quotes', "Write: kubeplan note helm 'my words'", 12, ['Write:', "kubeplan note helm 'my words'"]],
    ['a quote in quotes', `A: kubeplan add 'it'\\''s (a) b'`, 9, ['A:', `kubeplan add 'it'\\''s (a) b'`]],
    ['a pipe', 'So: kubeplan list | kubeplan add -', 9, ['So:', 'kubeplan list | kubeplan add -']],
    [
      'what is said about it in parentheses',
      'In use: kubeplan list (-c eu elsewhere)',
      16,
      ['In use:', 'kubeplan list', '(-c eu', 'elsewhere)'],
    ],
    ['one in a sentence', 'Saved. kubeplan undo takes it back.', 18, ['Saved.', 'kubeplan undo', 'takes it back.']],
    ['its flags', 'Then kubeplan changes --seen clears it', 23, ['Then', 'kubeplan changes --seen', 'clears it']],
    ['a flag with its value', 'taken as none: --walk 5m', 22, ['taken as none:', '--walk 5m']],
    ['no command', 'Words: nothing but words', 10, ['Words:', 'nothing', 'but words']],
    ['nothing', '', 10, ['']],
  ])('%s', (_name, text, width, lines) => {
    expect(wrapAround(text, width, simpleText)).toEqual(lines)
  })

  test('whatever is typed in it, at any width', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b-', "'", '(', ' ', '\u00a0', '\\', ':'), minLength: 1 })
    fc.assert(
      fc.property(word, fc.integer({ min: 1, max: 60 }), (value, width) => {
        const command = `kubeplan add ${typed(value)}`
        const lines = wrapAround(`Pick this one: ${command}`, width, simpleText)
        expect(lines.at(-1)?.replace(/^Pick this one: |^(this )?one: /, '')).toBe(command)
      }),
    )
  })

  test('nothing follows one that was moved to a line of its own', async () => {
    const sheet = await withSheet({ width: 20, colour: 0, ascii: false }, (one) => one)
    expect(closing(['Now: kubeplan list -d fri', 'Or not.'], sheet)).toEqual([
      'Now:',
      'kubeplan list -d fri',
      'Or not.',
    ])
    expect(closing(['Pick: kubeplan pick', 'Or.'], { ...sheet, width: 18 })).toEqual(['Pick:', 'kubeplan pick', 'Or.'])
  })
})
