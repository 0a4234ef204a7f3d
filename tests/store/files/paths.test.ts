import { describe, expect, test } from 'vitest'
import { Exit } from '../../../src/model/problem.js'
import { agendaPath, cacheFolder, dataFolder, fromWorking } from '../../../src/store/files/paths.js'
import type { World } from '../../../src/world.js'
import { failureOf } from '../failure.js'
import { testWorld } from '../world.js'

const nowhere: World['folders'] = { home: undefined, working: undefined, shipped: '/shipped' }

describe('folders', () => {
  test.each([
    [{}, '/home/ana/.local/share/kubeplan', '/home/ana/.cache/kubeplan'],
    [{ XDG_DATA_HOME: '/xdg/data', XDG_CACHE_HOME: '/xdg/cache' }, '/xdg/data/kubeplan', '/xdg/cache/kubeplan'],
    [
      { XDG_DATA_HOME: 'relative', XDG_CACHE_HOME: './x' },
      '/home/ana/.local/share/kubeplan',
      '/home/ana/.cache/kubeplan',
    ],
    [{ XDG_DATA_HOME: '', XDG_CACHE_HOME: '' }, '/home/ana/.local/share/kubeplan', '/home/ana/.cache/kubeplan'],
    [{ KUBEPLAN_HOME: '/mine', XDG_DATA_HOME: '/xdg' }, '/mine', '/mine/cache'],
    [{ KUBEPLAN_HOME: 'here/' }, '/desk/here', '/desk/here/cache'],
    [{ KUBEPLAN_HOME: '' }, '/home/ana/.local/share/kubeplan', '/home/ana/.cache/kubeplan'],
  ])('%j', (environment, data, cache) => {
    const world = testWorld({ environment })
    expect([dataFolder(world), cacheFolder(world)]).toEqual([data, cache])
  })

  test.each([undefined, '', 'not-absolute'])('no home (%j) is told only when a folder is needed', (home) => {
    const world = testWorld({ folders: { ...nowhere, home } })
    expect(failureOf(() => dataFolder(world))).toEqual({ exit: Exit.disk, problems: [{ code: 'no-home' }] })
    expect(agendaPath(world, 'x', '/a/agenda.yaml')).toBe('/a/agenda.yaml')
  })
})

describe('the agenda', () => {
  test.each([
    [undefined, {}, '/home/ana/.local/share/kubeplan/kubecon-na-2020/agenda.yaml'],
    [undefined, { KUBEPLAN_HOME: '/mine' }, '/mine/kubecon-na-2020/agenda.yaml'],
    [undefined, { KUBEPLAN_AGENDA: 'ana.yaml' }, '/desk/ana.yaml'],
    [undefined, { KUBEPLAN_AGENDA: '' }, '/home/ana/.local/share/kubeplan/kubecon-na-2020/agenda.yaml'],
    ['../bob.yaml', { KUBEPLAN_AGENDA: 'ana.yaml' }, '/bob.yaml'],
  ])('flag %j, environment %j', (flag, environment, path) => {
    expect(agendaPath(testWorld({ environment }), 'kubecon-na-2020', flag)).toBe(path)
  })

  test.each(['..', '.', '', '../x', 'a/b', 'a\\b', 'a\0b', '/etc'])('the slug %j would lead elsewhere', (slug) => {
    expect(failureOf(() => agendaPath(testWorld(), slug)).exit).toBe(Exit.disk)
  })

  test('a relative path without a working folder', () => {
    const world = testWorld({ folders: nowhere })
    expect(failureOf(() => fromWorking(world, 'a.yaml'))).toEqual({
      exit: Exit.disk,
      problems: [{ code: 'cannot-read', path: 'a.yaml', reason: 'ENOENT' }],
    })
    expect(fromWorking(world, '/a/../b.yaml')).toBe('/b.yaml')
  })
})
