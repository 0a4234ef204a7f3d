import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cacheCatalogue, isSettled, readCached } from '../../src/store/cache.js'
import { loadCatalogue } from '../../src/store/catalogue.js'
import { newHome, testWorld } from '../cli/kubeplan.js'

const TEXT = `conference: { name: Cached Days, timezone: Europe/Amsterdam }
sessions:
  - { title: One, start: 2026-03-24 09:00, end: "10:00", abstract: A longer text., tags: [a] }
  - { title: Two, date: 2026-03-25, speakers: [{ name: Ana, organization: Acme }] }
`

/** A catalogue file that is old enough to be trusted, and the cache of its home. */
function setting() {
  const home = newHome()
  const { world } = testWorld({ home, now: new Date(Date.now() + 60_000).toISOString() })
  const file = join(home, 'work', 'days.yaml')
  writeFileSync(file, TEXT)
  const cache = join(home, '.cache', 'kubeplan', 'catalogues')
  return { home, world, file, cache }
}

/** A catalogue as data: the details of every session with it. */
async function read(file: string, world: ReturnType<typeof testWorld>['world']) {
  const { catalogue } = await loadCatalogue(file, world)
  return { ...catalogue, details: catalogue.sessions.map(({ id }) => catalogue.details(id)) }
}

test('what comes out of the cache is what the file says', async () => {
  const { world, file, cache } = setting()
  const first = await read(file, world)
  expect(readdirSync(cache)).toHaveLength(1)
  expect(readCached(file, world)).toBeDefined()
  expect(await read(file, world)).toEqual(first)
})

test('a file that changed is read again: by size, by time, by identity', async () => {
  const { world, file } = setting()
  await read(file, world)
  appendFileSync(file, '  - { title: Three }\n')
  expect(readCached(file, world)).toBeUndefined()
  expect((await read(file, world)).sessions).toHaveLength(3)
  expect(readCached(file, world)).toBeDefined()
  const { atime, mtimeMs } = statSync(file)
  utimesSync(file, atime, new Date(mtimeMs + 1000))
  expect(readCached(file, world)).toBeUndefined()
})

test('a file that has just been written is not trusted yet', async () => {
  const { home, file } = setting()
  const { world } = testWorld({ home, now: new Date(statSync(file).mtimeMs + 1500).toISOString() })
  expect(isSettled(file, world)).toBe(false)
  await read(file, world)
  expect(readCached(file, world)).toBeUndefined()
})

test('a damaged cache is as good as none', async () => {
  const { world, file, cache } = setting()
  const first = await read(file, world)
  const [name = ''] = readdirSync(cache)
  const whole = readFileSync(join(cache, name), 'utf8')
  const [source = '', head = ''] = whole.split('\n')
  for (const damaged of [
    '',
    '{',
    whole.slice(0, -1),
    `${whole}x`,
    `${source}\n${'x'.repeat(head.length)}\n`,
    `\n${whole}`,
  ]) {
    writeFileSync(join(cache, name), damaged)
    expect(readCached(file, world), damaged.slice(0, 20)).toBeUndefined()
    expect(await read(file, world)).toEqual(first)
  }
})

test('a cache that cannot be written is no error; a file with doubts tells them each time', async () => {
  const { home, world, file } = setting()
  writeFileSync(join(home, '.cache'), 'in the way')
  const { catalogue } = await loadCatalogue(file, world)
  cacheCatalogue(file, catalogue, world)
  expect(readCached(file, world)).toBeUndefined()
  const doubtful = setting()
  writeFileSync(doubtful.file, TEXT.replace('"10:00"', '"09:00"'))
  for (let run = 0; run < 2; run++) {
    const { warnings } = await loadCatalogue(doubtful.file, doubtful.world)
    expect(warnings.map(({ code }) => code)).toEqual(['zero-length'])
  }
})

test('an unreadable cache is as good as none', async () => {
  const { world, file, cache } = setting()
  const first = await read(file, world)
  const [name = ''] = readdirSync(cache)
  chmodSync(join(cache, name), 0o000)
  expect(await read(file, world)).toEqual(first)
  mkdirSync(join(cache, 'in-the-way'), { recursive: true })
})
