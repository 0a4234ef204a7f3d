import fc from 'fast-check'
import { expect, test } from 'vitest'
import { editDistance, nearest, uniqueNames } from '../../src/model/names.js'

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

test('the nearest words are those of the least distance, up to a third of the longer one', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 9 })
  fc.assert(
    fc.property(word, fc.uniqueArray(word), (wanted, candidates) => {
      const found = candidates.flatMap((candidate) => {
        const begins = candidate.startsWith(wanted) && wanted.length > 2
        const distance = begins ? 0.5 : editDistance(wanted, candidate)
        const allowed = Math.max(1, Math.floor(Math.max(wanted.length, candidate.length) / 3))
        return distance <= allowed ? [{ candidate, distance }] : []
      })
      const ordered = found.sort((a, b) => a.distance - b.distance).map(({ candidate }) => candidate)
      expect(nearest(wanted, candidates, candidates.length)).toEqual(ordered)
    }),
  )
})
