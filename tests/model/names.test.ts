import fc from 'fast-check'
import { expect, test } from 'vitest'
import { uniqueNames } from '../../src/model/names.js'

test('the first keeps its name, the others get the first free number', () => {
  const unique = uniqueNames(new Set(['a-3', 'b']))
  expect(['a', 'a', 'a', 'b', 'b-2', 'c', 'a'].map(unique)).toEqual(['a', 'a-2', 'a-4', 'b-2', 'b-2-2', 'c', 'a-5'])
  expect(['a', 'a'].map(uniqueNames(new Set(), (name, number) => `${name} (${number})`))).toEqual(['a', 'a (2)'])
})

test('no name twice, none that is taken, and each the smallest number that counting from 2 would find', () => {
  const name = fc.constantFrom<string[]>('a', 'a-2', 'a-3', 'a-2-2', 'b', 'b-2')
  fc.assert(
    fc.property(fc.uniqueArray(name), fc.array(name, { maxLength: 20 }), (taken, names) => {
      const there = new Set(taken)
      const counted = names.map((wanted) => {
        let free: string = wanted
        for (let number = 2; there.has(free); number++) free = `${wanted}-${number}`
        there.add(free)
        return free
      })
      expect(names.map(uniqueNames(new Set(taken)))).toEqual(counted)
    }),
  )
})

test('a name that stands many times is written about once each time', () => {
  let written = 0
  const unique = uniqueNames(new Set(), (name, number) => {
    written++
    return `${name}-${number}`
  })
  const names = new Set(Array.from({ length: 20_000 }, () => unique('same')))
  expect(names.size).toBe(20_000)
  expect(written).toBeLessThan(20_001)
})
