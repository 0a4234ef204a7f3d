import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { glyphsOf } from '../../../src/render/screen/sheet.js'
import { simpleText } from '../../../src/render/screen/width.js'
import { distinctNames, withoutSharedLabels } from '../../../src/render/words/shared-parts.js'

const glyphs = glyphsOf({ ascii: false })
const tools = {
  widthOf: simpleText.widthOf,
  fitTo: (text: string, width: number) => simpleText.fitTo(text, width, glyphs.ellipsis),
  fitEndTo: (text: string, width: number) => simpleText.fitEndTo(text, width, glyphs.ellipsis),
  glyphs,
}

const HALLS = ['Hall 8 | Room F', 'Hall 8 | Room G', 'Hall 7 | Room F', 'Hall 1-5 | Tram Zone | Theater', 'Forum']

describe('names', () => {
  test.each<[string, readonly string[], number, readonly string[]]>([
    ['whole where they fit', HALLS.slice(0, 3), 15, ['Hall 8 | Room F', 'Hall 8 | Room G', 'Hall 7 | Room F']],
    ['by their ends', HALLS, 14, ['H8 | Room F', 'H8 | Room G', 'H7 | Room F', 'Theater', 'Forum']],
    ['in a middle', HALLS.slice(0, 3), 8, ['H8 |…m F', 'Room G', 'H7 |…m F']],
    ['of one hall each', ['Hall 8 | Room G', 'Hall 7 | Room A'], 12, ['H8 | Room G', 'H7 | Room A']],
    [
      'of halls with one initial',
      ['Hall 8 | North', 'House 8 | North', 'Hall 8 | South'],
      13,
      ['H8 | North', 'House 8…North', 'H8 | South'],
    ],
    ['by last words', ['Meeting Room Alpha', 'Meeting Room Beta'], 12, ['Room Alpha', 'Room Beta']],
    [
      'without their addresses',
      ['Hotel Casa, Ring 4, Delft', 'Hotel Nord, Ring 5, Delft'],
      12,
      ['Hotel Casa', 'Hotel Nord'],
    ],
    ['that are nothing but long', ['The Auditorium of the Old Library'], 14, ['The Auditoriu…']],
    ['of which one is in a hall', ['Hall 8 | Room F', 'Forum'], 12, ['H8 | Room F', 'Forum']],
    [
      'that say enough by their ends',
      ['Hall 1-5 | Tram Zone | Demo Theater', 'Hall 12'],
      14,
      ['Demo Theater', 'Hall 12'],
    ],
    ['of long words', ['Project Pavilion', 'Poster Pavilion'], 14, ['Project Pavil…', 'Poster Pavili…']],
    ['in other scripts', ['大会议厅 | 一号厅', '大会议厅 | 二号厅'], 8, ['一号厅', '二号厅']],
  ])('%s', (_, names, width, fitted) => {
    const all = distinctNames(names, tools)
    expect(names.map((name) => all.fit(name, width))).toEqual(fitted)
  })

  test('never look alike, and are never too wide', () => {
    const word = fc.constantFrom(
      'Hall',
      'Room',
      'A',
      'B',
      '1',
      '12',
      '|',
      '-',
      ',',
      'North',
      '大厅',
      '(Track',
      'x'.repeat(30),
    )
    const name = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(' ').replaceAll(' ,', ','))
    fc.assert(
      fc.property(fc.uniqueArray(name, { maxLength: 30 }), fc.integer({ min: 5, max: 60 }), (names, width) => {
        const all = distinctNames(names, tools)
        const fitted = names.map((one) => all.fit(one, width))
        expect(new Set(fitted).size).toBe(names.length)
        expect(fitted.filter((one) => simpleText.widthOf(one) > width)).toEqual([])
      }),
    )
  })
})

describe('labels', () => {
  const titles = [
    'Project Lightning Talk: Kepler',
    'Project Lightning Talk: Istio: a Mesh',
    'Project Lightning Talk: Istio: a Year',
    'Cloud Native Theater | Istio Day: One',
    'Gateways: Without Tears',
    'Keynote:',
  ]
  test.each([
    ['what three share', titles, 'Project Lightning Talk: Kepler', ['Kepler']],
    ['what fewer share stays', titles, 'Gateways: Without Tears', []],
    ['nothing behind it', [...titles, 'Keynote:', 'Keynote:'], 'Keynote:', []],
    ['one label after the other', ['A | B: 1', 'A | B: 2', 'A | B: 3'], 'A | B: 2', ['B: 2', '2']],
  ])('%s', (_, all, title, shorter) => {
    expect(withoutSharedLabels(all)(title)).toEqual([title, ...shorter])
  })
})
