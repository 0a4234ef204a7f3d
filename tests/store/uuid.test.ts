import { expect, test } from 'vitest'
import { uuidOf } from '../../src/store/uuid.js'

test('is the one of RFC 9562, as other programs make it of the same address', () => {
  expect(uuidOf('http://www.example.com/')).toBe('fcde3c85-2270-590f-9e7c-ee003d65e0e2')
})
