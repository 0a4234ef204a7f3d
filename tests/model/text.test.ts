import { expect, test } from 'vitest'
import { parseUrl } from '../../src/model/text.js'

test('an address is one however often anybody asks', () => {
  for (let time = 0; time < 20_000; time++)
    expect(parseUrl('https://bücher.example/é')?.host).toBe('xn--bcher-kva.example')
})

test.each(['', 'example.org/a', 'https://', 'https://[::1', 'https://exa mple.org/'])('%j is none', (text) => {
  expect(parseUrl(text)).toBeUndefined()
})

test('a path is one with a base', () => {
  expect(parseUrl('../b', 'https://example.org/a/')?.href).toBe('https://example.org/b')
})
