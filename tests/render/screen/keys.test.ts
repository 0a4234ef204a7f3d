import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Key } from '../../../src/planning/picker/picker.js'
import { keyReader } from '../../../src/render/screen/keys.js'

const bytes = (text: string) => new TextEncoder().encode(text)
const named = (...names: readonly string[]) => names.map((name) => ({ name }))
const letters = (text: string) => [...text].map((letter) => ({ text: letter }))

function read(...pieces: readonly (string | Uint8Array)[]): readonly Key[] {
  const reader = keyReader()
  return [
    ...pieces.flatMap((piece) => reader.read(typeof piece === 'string' ? bytes(piece) : piece)),
    ...reader.flush(),
  ]
}

test.each([
  ['letters', 'jé漢😀', letters('jé漢😀')],
  [
    'controls',
    '\r\n\x7f\b\x03\x1a\x15',
    named('enter', 'enter', 'backspace', 'backspace', 'ctrl-c', 'ctrl-z', 'ctrl-u'),
  ],
  ['controls without a meaning', '\x00\x01\x1c\x80', []],
  ['arrows, in both modes of the keypad', '\x1b[A\x1b[B\x1bOC\x1bOD', named('up', 'down', 'right', 'left')],
  ['keys with Shift or Ctrl', '\x1b[1;5A\x1b[1;2H', named('up', 'home')],
  [
    'other keys',
    '\x1b[5~\x1b[6~\x1b[1~\x1b[4~\x1bOH\x1b[F\x1b[3~',
    named('page-up', 'page-down', 'home', 'end', 'home', 'end', 'backspace'),
  ],
  ['the enter of the keypad', '\x1bOM', named('enter')],
  ['sequences of other keys', '\x1b[15~\x1b[200;1u\x1b[Z\x1b[?1;2c', []],
  ['Escape, alone and before a letter', '\x1bq\x1b', [...named('escape'), { text: 'q' }, ...named('escape')]],
  ['what is pasted', '\x1b[200~quit q\n\x1b[A\x1b[201~x', [{ text: 'quit q  [A', pasted: true }, { text: 'x' }]],
])('%s', (_, typed, keys) => {
  expect(read(typed)).toEqual(keys)
})

describe('Escape', () => {
  test('waits for the rest of a sequence, and is a key if none comes', () => {
    const reader = keyReader()
    expect([reader.read(bytes('\x1b')), reader.isOpen()]).toEqual([[], true])
    expect([reader.read(bytes('[A')), reader.isOpen()]).toEqual([named('up'), false])
    expect([reader.read(bytes('\x1b')), reader.flush(), reader.isOpen()]).toEqual([[], named('escape'), false])
  })

  test('does not end a paste that goes on', () => {
    const reader = keyReader()
    expect([reader.read(bytes('\x1b[200~qu')), reader.isOpen(), reader.flush()]).toEqual([[], false, []])
    expect(reader.read(bytes('it\x1b[201~'))).toEqual([{ text: 'quit', pasted: true }])
  })
})

test('bytes may come in any pieces', () => {
  const whole = 'j\x1b[A漢\x1b[200~a\x1b[201~\x1b[5~😀\x1bOH\r'
  const keys = read(whole)
  const length = bytes(whole).length
  fc.assert(
    fc.property(fc.array(fc.nat(length)), (cuts) => {
      const places = [0, ...cuts.sort((a, b) => a - b), length]
      expect(read(...places.slice(1).map((end, index) => bytes(whole).slice(places[index], end)))).toEqual(keys)
    }),
  )
})

test('any bytes are keys without control characters', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 12 }), { maxLength: 6 }), (pieces) => {
      for (const key of read(...pieces)) if ('text' in key) expect(key.text).not.toMatch(/[\0-\x1f\x7f-\x9f]/)
    }),
  )
})
