import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { quotedFor, readTypedLine } from '../../../src/commands/shell/typed-line.js'

const BREAKS = ' \t\n"\'><=;|&(:'

describe('a line is read as bash reads it', () => {
  test.each<[string, readonly string[], string, string, string]>([
    ['', [], '', '', ''],
    ['kubeplan ', ['kubeplan'], '', '', ''],
    ['a  b\tc', ['a', 'b'], 'c', '', ''],
    ['a b\\ c', ['a'], 'b c', '', ''],
    ["a 'b c", ['a'], 'b c', '', "'"],
    ['a "b \\" \\n $x', ['a'], 'b " \\n $x', '', '"'],
    ["a '' ", ['a', ''], '', '', ''],
    ['a \'b\'"c"d e', ['a', 'bcd'], 'e', '', ''],
    ['a --x=y', ['a'], '--x=y', '--x=', ''],
    ['a --x="y z', ['a'], '--x=y z', '--x=', '"'],
    ['a b:c:d', ['a'], 'b:c:d', 'b:c:', ''],
    ["a 'b:c", ['a'], 'b:c', '', "'"],
    ["a 'b:c'd", ['a'], 'b:cd', '', ''],
    ['a b\\:c', ['a'], 'b:c', '', ''],
    ['a b\\', ['a'], 'b\\', '', ''],
  ])('%j', (line, words, text, kept, quote) => {
    expect(readTypedLine(line, BREAKS)).toEqual({ words, current: { text, kept, quote } })
  })
})

test('a quoted text is that text again', () => {
  const text = fc
    .string({ unit: 'binary' })
    .map((raw) => raw.replace(/[\0-\x1f\x7f]/g, ''))
    .filter((raw) => !raw.includes('!'))
  fc.assert(
    fc.property(text, fc.constantFrom('' as const, "'" as const, '"' as const), (raw, quote) => {
      const inserted = quotedFor(quote, raw)
      // Readline closes the quote, unless the text ends with it.
      const closed = inserted.endsWith(quote) ? inserted : inserted + quote
      const { words, current } = readTypedLine(`a ${quote}${closed}`, '')
      expect([...words, current.text, current.quote]).toEqual(['a', raw, ''])
    }),
  )
})

test('an exclamation mark stands for no earlier command', () => {
  expect([quotedFor('', 'a!b'), quotedFor('"', 'a!b'), quotedFor("'", 'a!b')]).toEqual(['a\\!b', 'a"\\!"b', 'a!b'])
})
