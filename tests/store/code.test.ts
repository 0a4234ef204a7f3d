import { expect, test } from 'vitest'
import { keepCode } from '../../src/store/code.js'
import { testWorld } from './world.js'

const nowhere = { home: undefined, working: undefined, shipped: '/shipped' }

/** The folders that the engine was told to keep code in. */
function toldBy(environment: Record<string, string>, folders = testWorld().folders): readonly string[] {
  const told: string[] = []
  keepCode({ ...testWorld({ environment, folders }), keepCode: (folder) => told.push(folder) })
  return told
}

test.each([
  ['the home', {}, '/home/ana/.cache/kubeplan/code'],
  ['the folder for caches', { XDG_CACHE_HOME: '/caches' }, '/caches/kubeplan/code'],
  ['the folder of everything', { KUBEPLAN_HOME: '/plans', XDG_CACHE_HOME: '/caches' }, '/plans/cache/code'],
])('compiled code is kept in %s, where nobody else writes', (_, environment, folder) => {
  expect(toldBy(environment)).toEqual([folder])
})

test('without any home nothing is kept, and nothing is said', () => {
  expect(toldBy({}, nowhere)).toEqual([])
  expect(toldBy({ XDG_DATA_HOME: '/data' }, nowhere)).toEqual([])
  expect(toldBy({ KUBEPLAN_HOME: 'here' }, nowhere)).toEqual([])
})

test('an engine that cannot keep code is not asked', () => {
  expect(() => keepCode(testWorld())).not.toThrow()
})
