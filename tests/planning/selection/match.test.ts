import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  endsWord,
  findAtWordStart,
  matchValues,
  nearestValues,
  startsWord,
  wordsOf,
} from '../../../src/planning/selection/match.js'

const TRACKS = [
  'AI + ML',
  'MAINTAINER TRACK',
  'Observability',
  'Security + Identity',
  'ai',
  '機械学習入門',
  '101 Track',
]

describe('what a value means', () => {
  test.each([
    ['equal, in any case', 'AI', ['ai']],
    ['at the start of a word, not inside one', 'a', ['AI + ML', 'ai']],
    ['at the start of a later word', 'identity', ['Security + Identity']],
    ['several', 'track', ['MAINTAINER TRACK', '101 Track']],
    ['anywhere, if no word begins so', 'tainer', ['MAINTAINER TRACK']],
    ['blanks and punctuation as written', 'ai +', ['AI + ML']],
    ['inside a script without spaces', '学習', ['機械学習入門']],
    ['nothing', 'serverless', []],
    ['an empty value means none', ' ', []],
    ['an invisible value means none', '\u200b', []],
  ])('%s', (_name, wanted, values) => {
    expect(matchValues(wanted, TRACKS)).toEqual(new Set(values))
  })

  test('without the equal one, the rest of the words decide', () => {
    expect(matchValues('ai', ['AI + ML', 'MAINTAINER'])).toEqual(new Set(['AI + ML']))
    expect(matchValues('ai', ['MAINTAINER'])).toEqual(new Set(['MAINTAINER']))
  })

  test('accents and hidden characters hide nobody', () => {
    expect(matchValues('gomez', ['Ana G\u00f3mez', 'Bo G\u200bomez'])).toEqual(
      new Set(['Ana G\u00f3mez', 'Bo G\u200bomez']),
    )
  })

  test('values named like parts of objects', () => {
    expect(matchValues('constructor', ['__proto__', 'constructor'])).toEqual(new Set(['constructor']))
  })
})

test('answers the best of three ways to match, whole', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '+'), maxLength: 6 })
  fc.assert(
    fc.property(text, fc.array(text), (wanted, values) => {
      const plain = (value: string) => value.split(' ').filter(Boolean).join(' ')
      const needle = plain(wanted)
      const literal = needle.replaceAll('+', '\\+')
      // A plus is not a letter, so it always begins a word.
      const atWordStart = new RegExp(needle.startsWith('+') ? literal : `(^|[ +])${literal}`)
      const ways = [
        (value: string) => value === needle,
        (value: string) => atWordStart.test(value),
        (value: string) => value.includes(needle),
      ]
      const found = ways.map((fits) => values.filter((value) => needle !== '' && fits(plain(value))))
      expect(matchValues(wanted, values)).toEqual(new Set(found.find((some) => some.length > 0) ?? []))
    }),
  )
})

describe('the nearest values', () => {
  const PEOPLE = ['Tasha Drew', 'Kiko Reis', 'Darren Shepherd', 'Yuan Chen', 'Yan Xu']
  test.each([
    ['by the whole', 'tasha drww', ['Tasha Drew']],
    ['by one word', 'shephred', ['Darren Shepherd']],
    ['several', 'yun', ['Yuan Chen', 'Yan Xu']],
    ['none', 'qqqqqqqq', []],
  ])('%s', (_name, wanted, values) => {
    expect(nearestValues(wanted, PEOPLE)).toEqual(values)
  })

  test('no more than asked for, each once', () => {
    expect(nearestValues('aaa', ['aab', 'aab', 'aac', 'aad'], 2)).toEqual(['aab', 'aac'])
  })
})

describe('where words begin and end', () => {
  test.each([
    ['c++ and go', 'go', 8],
    ['using c++', 'c++', 6],
    ['asp.net', '.net', 3],
    ['party🎉', '🎉', 5],
    ['mango go', 'go', 6],
    ['mango', 'go', -1],
    ['𝒳go', 'go', -1],
    ["don't", 't', 4],
  ])('%s: %s', (text, part, place) => {
    expect(findAtWordStart(text, part)).toBe(place)
  })

  test('both edges, with letters outside the first plane', () => {
    expect([
      startsWord('𠀀𠀁', 2),
      endsWord('𠀀𠀁', 2),
      startsWord('\u{10400}\u{10401}', 2),
      endsWord('\u{10400}\u{10401}', 2),
    ]).toEqual([true, true, false, false])
  })

  test('the words of a text', () => {
    expect(wordsOf("don't panic: k8s.gcr.io, c++ & 日本 '90s")).toEqual([
      "don't",
      'panic',
      'k8s',
      'gcr',
      'io',
      'c',
      '日本',
      '90s',
    ])
  })
})
