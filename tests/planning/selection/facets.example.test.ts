import { describe, expect, test } from 'vitest'
import { exampleName } from '../../../src/planning/selection/facets.js'
import { session } from '../samples.js'

const titled = (title: string, more = {}) => session(title.toLowerCase().replaceAll(/\W+/g, '-'), { title, ...more })
const mesh = titled('Growing a Kitchen Garden')

describe('an example names a session that is there', () => {
  test.each([
    ['not of a single letter', [mesh], undefined],
    ['nothing where nothing is', [], undefined],
    ['no break', [titled('Morning Coffee Break', { kind: 'break' })], undefined],
    ['not what several titles begin with', [titled('Demo of Pottery One'), titled('Demo of Pottery Two')], undefined],
    ['not what other words say, too', [titled('Old Clay Mugs'), titled('Clayware, Muggy and Older')], undefined],
    ['nothing that must be quoted with care', [titled("It's All Right Now")], undefined],
    ['the next one, then', [titled("It's All Right Now"), titled('Growing New Gardens')], 'growing new gardens'],
  ])('%s', (_name, sessions, example) => {
    expect(exampleName(sessions)).toBe(example)
  })
})
