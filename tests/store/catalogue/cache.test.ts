import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Catalogue, type Details, NO_DETAILS, outlineOf, type Session } from '../../../src/model/conference.js'
import type { Day } from '../../../src/model/time.js'
import { readCached } from '../../../src/store/catalogue/cache.js'
import { compile } from '../../../src/store/catalogue/compile.js'
import { loadCatalogue } from '../../../src/store/catalogue/library.js'
import { openCompiled } from '../../../src/store/catalogue/open-compiled.js'
import type { World } from '../../../src/world.js'
import { newHome, testWorld } from '../../cli/kubeplan.js'

const TEXT = `conference: { name: Cached Days, timezone: Europe/Amsterdam }
sessions:
  - { title: One, start: 2026-03-24 09:00, end: "10:00", abstract: A longer text., tags: [a] }
  - { title: Two, date: 2026-03-25, speakers: [{ name: Ana, organization: Acme }] }
  - { title: Neither day nor time }
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

async function read(file: string, world: World) {
  return asData(await (await loadCatalogue(file, world)).whole())
}

function asData(catalogue: Catalogue) {
  return { ...catalogue, details: catalogue.sessions.map(({ id }) => catalogue.details(id)) }
}

const isCached = async (file: string, world: World) => (await readCached(file, world)) !== undefined

test('what comes out of the cache is what the file says', async () => {
  const { world, file, cache } = setting()
  const first = await read(file, world)
  expect(readdirSync(cache)).toHaveLength(1)
  expect(await isCached(file, world)).toBe(true)
  expect(await read(file, world)).toEqual(first)
})

test('a file that changed is read again: by size, by time, by identity', async () => {
  const { world, file } = setting()
  await read(file, world)
  appendFileSync(file, '  - { title: Four }\n')
  expect(await isCached(file, world)).toBe(false)
  expect((await read(file, world)).sessions).toHaveLength(4)
  expect(await isCached(file, world)).toBe(true)
  const { atime, mtimeMs } = statSync(file)
  utimesSync(file, atime, new Date(mtimeMs + 1000))
  expect(await isCached(file, world)).toBe(false)
  await read(file, world)
  copyFileSync(file, `${file}.copy`)
  utimesSync(`${file}.copy`, atime, statSync(file).mtime)
  renameSync(`${file}.copy`, file)
  expect(await isCached(file, world)).toBe(false)
})

test('a file that was young when it was compiled is known by its bytes', async () => {
  const { home, file } = setting()
  const young = testWorld({ home, now: new Date(statSync(file).mtimeMs + 1500).toISOString() }).world
  const first = await read(file, young)
  expect(await isCached(file, young)).toBe(true)
  expect(await read(file, young)).toEqual(first)
  const { atime, mtime } = statSync(file)
  // The same size at the same time, so that only the bytes differ.
  writeFileSync(file, TEXT.replace('One', 'Uno'))
  utimesSync(file, atime, mtime)
  expect(await isCached(file, young)).toBe(false)
  expect((await read(file, young)).sessions[0]?.title).toBe('Uno')
})

test('once it is old, its time is enough', async () => {
  const { home, world, file, cache } = setting()
  const young = testWorld({ home, now: new Date(statSync(file).mtimeMs + 1500).toISOString() }).world
  await read(file, young)
  const [name = ''] = readdirSync(cache)
  const hashed = () => readFileSync(join(cache, name), 'utf8').includes('"hash"')
  expect(hashed()).toBe(true)
  expect(await isCached(file, world)).toBe(true)
  expect(hashed()).toBe(false)
  expect(await isCached(file, world)).toBe(true)
})

test('a damaged cache is as good as none', async () => {
  const { world, file, cache } = setting()
  const first = await read(file, world)
  const [name = ''] = readdirSync(cache)
  const whole = readFileSync(join(cache, name), 'utf8')
  const [prologue = '', head = '', days = ''] = whole.split('\n')
  const rest = whole.slice(prologue.length + head.length + days.length + 3)
  const unreadable = 'x'.repeat(days.length)
  for (const damaged of [
    '',
    '{',
    whole.slice(0, -1),
    `${whole}x`,
    `${prologue}\n${'x'.repeat(head.length)}\n${days}\n${rest}`,
    `${prologue}\n${head}\n${unreadable}\n${rest}`,
    `\n${whole}`,
    `${'9'.repeat(15)}\n${head}\n${days}\n${rest}`,
  ]) {
    writeFileSync(join(cache, name), damaged)
    expect(await read(file, world), damaged.slice(0, 20)).toEqual(first)
  }
})

test('whatever a disk makes of a cache, the answer is what the file says', async () => {
  const { world, file, cache } = setting()
  const first = await read(file, world)
  const [name = ''] = readdirSync(cache)
  const path = join(cache, name)
  const whole = readFileSync(path)
  const day = '2026-03-24' as Day
  const onFirstDay = first.sessions.filter(({ when }) => when.kind !== 'unscheduled' && when.day === day)
  const damage = fc.tuple(
    fc.nat(whole.length - 1),
    fc.integer({ min: 1, max: 40 }),
    // A block of zeros, other letters, and text that is still JSON: another digit, another brace.
    fc.constantFrom('\0', ' ', 'x', '0', '7', '"', '{', '}'),
  )
  await fc.assert(
    fc.asyncProperty(damage, async ([at, length, sign]) => {
      const damaged = Buffer.from(whole)
      damaged.fill(sign, at, Math.min(at + length, damaged.length))
      writeFileSync(path, damaged)
      expect(await read(file, world)).toEqual(first)
      writeFileSync(path, damaged)
      expect((await (await loadCatalogue(file, world)).on([day], at % 2 === 0)).sessions.slice(0, 1)).toEqual(
        onFirstDay,
      )
    }),
    { numRuns: 200 },
  )
})

test.each([
  ['a text of another shape', (text: string) => text.replace('"A longer text."', '1'.repeat(16))],
  ['zeros where a text was', (text: string) => text.replace(/\{"abstract".*\n/, (line) => '\0'.repeat(line.length))],
  ['a session of another shape', (text: string) => text.replace('"title":"One"', '"title":11111')],
  ['a conference of another shape', (text: string) => text.replace('"Cached Days"', '1111111111111')],
])('%s is read from the source', async (_, damage) => {
  const { world, file, cache } = setting()
  const first = await read(file, world)
  const path = join(cache, readdirSync(cache)[0] ?? '')
  const whole = readFileSync(path, 'utf8')
  expect(damage(whole)).not.toBe(whole)
  expect(damage(whole)).toHaveLength(whole.length)
  writeFileSync(path, damage(whole))
  expect(await read(file, world)).toEqual(first)
})

/** A programme whose compiled form is longer than what is read at once. */
function longProgramme(word: string): string {
  const texts = Array.from(
    { length: 400 },
    (_, at) => `  - { title: ${word} ${at}, abstract: "${'long '.repeat(60)}" }`,
  )
  return `conference: { name: Long Days, timezone: UTC }\nsessions:\n${texts.join('\n')}\n`
}

test('a cache that is replaced or removed while it is read is read on as it was', async () => {
  const { world, file, cache } = setting()
  writeFileSync(file, longProgramme('Talk'))
  const first = await read(file, world)
  const path = join(cache, readdirSync(cache)[0] ?? '')
  const opened = await readCached(file, world)
  const again = await readCached(file, world)
  writeFileSync(file, longProgramme('Other'))
  await read(file, world)
  const whole = opened?.whole()
  expect(whole && asData(whole)).toEqual(first)
  rmSync(path)
  expect(again?.on([''], true)?.sessions).toEqual(first.sessions)
})

test.skipIf(!existsSync('/proc/self/fd'))('a cache that is given up by its readers is closed', async () => {
  const { world, file } = setting()
  writeFileSync(file, longProgramme('Talk'))
  await read(file, world)
  const open = () => readdirSync('/proc/self/fd').length
  const before = open()
  for (let time = 0; time < 2000; time++) {
    await readCached(file, world)
    // Files found by the garbage collector are closed in a later turn.
    if (time % 50 === 0) await new Promise((resolve) => setImmediate(resolve))
  }
  expect(open()).toBeLessThan(before + 2000)
})

test('some days are read without the others', async () => {
  const { world, file } = setting()
  const [one, two, three] = (await read(file, world)).sessions
  const cached = await readCached(file, world)
  expect(cached?.outline.days).toEqual(['2026-03-24', '2026-03-25'])
  expect(cached?.outline.sessions).toBe(3)
  const on = (...days: (Day | '')[]) => cached?.on(days, true)?.sessions
  expect(on('2026-03-24' as Day)).toEqual([one])
  expect(on('2026-03-25' as Day, '')).toEqual([two, three])
  expect(on('2026-03-26' as Day)).toEqual([])
  expect(cached?.on(['2026-03-24' as Day], true)?.details(one?.id ?? '')).toEqual({
    abstract: 'A longer text.',
    takes: [],
    takeaways: [],
  })
})

test('a cache that cannot be written is no error; a file with doubts tells them each time', async () => {
  const { home, world, file } = setting()
  writeFileSync(join(home, '.cache'), 'in the way')
  expect((await read(file, world)).sessions).toHaveLength(3)
  expect(await isCached(file, world)).toBe(false)
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
  rmSync(join(cache, name))
  mkdirSync(join(cache, name))
  expect(await read(file, world)).toEqual(first)
})

/** Programmes with sessions in any order, some without a day, some with longer texts. */
const programmes = fc
  .array(
    fc.record({
      title: fc.string({ minLength: 1, maxLength: 12 }),
      day: fc.constantFrom('2026-03-24', '2026-03-25', '2026-03-26', undefined),
      abstract: fc.option(fc.string({ unit: 'binary', maxLength: 20 }), { nil: undefined }),
    }),
    { maxLength: 30 },
  )
  .map((entries): Catalogue => {
    const details = new Map<string, Details>(
      entries.flatMap(({ abstract }, at) =>
        abstract === undefined ? [] : [[`s${at}`, { abstract, takes: [], takeaways: [] }] as const],
      ),
    )
    const sessions = entries.map(({ title, day }, at): Session => {
      const when =
        day === undefined ? ({ kind: 'unscheduled' } as const) : ({ kind: 'dated', day: day as Day } as const)
      return { id: `s${at}`, title, kind: 'talk', tracks: [], tags: [], when, speakers: [], status: 'confirmed' }
    })
    const conference = { name: 'Days', slug: 'days', timezone: 'UTC', dayChange: 0, sources: [] }
    return { conference, rooms: { walks: [] }, sessions, details: (id) => details.get(id) ?? NO_DETAILS }
  })

test('a compiled programme is the programme, whole and by days', () => {
  const home = newHome()
  const path = join(home, 'a.compiled')
  fc.assert(
    fc.property(programmes, fc.subarray(['2026-03-24', '2026-03-25', '2026-03-26', ''] as const), (catalogue, days) => {
      writeFileSync(path, Buffer.concat(compile(catalogue)()))
      const compiled = openCompiled(path)
      const whole = compiled?.whole()
      expect(whole && asData(whole)).toEqual(asData(catalogue))
      expect(compiled?.outline).toEqual(outlineOf(catalogue))
      const wanted = new Set<string>(days)
      const chosen = catalogue.sessions.filter(({ when }) => wanted.has(when.kind === 'unscheduled' ? '' : when.day))
      const some = compiled?.on(days as readonly (Day | '')[], true)
      expect(some?.sessions).toEqual(chosen)
      expect(chosen.map(({ id }) => some?.details(id))).toEqual(chosen.map(({ id }) => catalogue.details(id)))
      const brief = compiled?.on(days as readonly (Day | '')[], false)
      expect(brief?.sessions).toEqual(chosen)
      expect(chosen.map(({ id }) => brief?.details(id))).toEqual(chosen.map(() => NO_DETAILS))
    }),
    { numRuns: 500 },
  )
})
