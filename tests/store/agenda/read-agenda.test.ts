import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Agenda } from '../../../src/model/conference.js'
import { addPick } from '../../../src/planning/agenda/picks.js'
import { changeAgenda, undoAgenda } from '../../../src/store/agenda/file.js'
import { readAgenda, recallAgenda } from '../../../src/store/agenda/read-agenda.js'
import { conference } from '../conference.js'
import { temporaryFolder, testWorld } from '../world.js'

const TEXT = `kubeplan: agenda/1
conference: ${conference.slug}
picks:
  - session: a # mine
    note: "Ask: why? ☕"
    priority: 5
blocks: [{ title: Lunch, start: 2020-11-19 12:00, end: "13:00" }]
`

function setting(text = TEXT) {
  const home = temporaryFolder()
  const world = testWorld({ folders: { home, working: home, shipped: '' } })
  const path = join(home, 'agenda.yaml')
  writeFileSync(path, text)
  const kept = join(home, '.cache', 'kubeplan', 'agendas')
  const recalled = () => recallAgenda(path, readFileSync(path), conference, world)
  return { world, path, kept, recalled }
}

const adding = (agenda: Agenda) =>
  addPick(agenda, { session: { id: 'b' }, stage: 'maybe', seen: { title: 'B' } }).agenda

test('what is recalled is what was understood, for the same text alone', async () => {
  const { world, path, recalled } = setting()
  expect(recalled()).toBeUndefined()
  const { agenda } = await readAgenda(path, conference, world)
  expect(recalled()).toEqual(agenda)
  expect(await readAgenda(path, conference, world)).toEqual({ agenda, warnings: [] })
  // The same length with another word.
  writeFileSync(path, TEXT.replace('why', 'how'))
  expect(recalled()).toBeUndefined()
  expect((await readAgenda(path, conference, world)).agenda.picks[0]?.note).toBe('Ask: how? ☕')
})

test('a change keeps what it wrote; the next change finds everything that the person wrote', async () => {
  const { world, path, recalled } = setting()
  await readAgenda(path, conference, world)
  const changed = await changeAgenda(path, conference, world, adding)
  expect(recalled()).toEqual(changed)
  expect((await readAgenda(path, conference, world)).agenda).toEqual(changed)
  await changeAgenda(path, conference, world, (agenda) => ({ ...agenda, picks: agenda.picks.slice(1) }))
  expect((await readAgenda(path, conference, world)).agenda.picks.map(({ session }) => session)).toEqual(['b'])
  expect(readFileSync(path, 'utf8')).toContain('Lunch')
})

test('undo keeps what it wrote, and so does a change of blocks', async () => {
  const { world, path, recalled } = setting()
  const { agenda } = await readAgenda(path, conference, world)
  const changes = [adding, (before: Agenda): Agenda => ({ ...before, blocks: [] })]
  for (const change of changes) {
    const changed = await changeAgenda(path, conference, world, change)
    expect(changed).not.toEqual(agenda)
    expect(recalled()).toEqual(changed)
    await undoAgenda(path, conference, world)
    expect(recalled()).toEqual(agenda)
  }
})

test('a change that leaves a doubt in the file keeps nothing', async () => {
  const { world, path, recalled } = setting(
    TEXT.replace('2020-11-19 12:00, end: "13:00"', '2020-11-01 01:30, end: "12:00"'),
  )
  const doubts = async () => (await readAgenda(path, conference, world)).warnings.map(({ code }) => code)
  expect(await doubts()).toEqual(['dst-overlap'])
  await changeAgenda(path, conference, world, adding)
  expect(recalled()).toBeUndefined()
  expect(await doubts()).toEqual(['dst-overlap'])
})

test('times mean something else in another zone: nothing is recalled', async () => {
  const { world, path } = setting()
  await readAgenda(path, conference, world)
  const elsewhere = { ...conference, timezone: 'Asia/Tokyo' }
  expect(recallAgenda(path, readFileSync(path), elsewhere, world)).toBeUndefined()
})

test('a file with doubts tells them each time', async () => {
  const { world, path, recalled } = setting(TEXT.replace('agenda/1', 'agenda/2'))
  for (let run = 0; run < 2; run++) {
    const { warnings } = await readAgenda(path, conference, world)
    expect(warnings.map(({ code }) => code)).toEqual(['newer-agenda'])
    expect(recalled()).toBeUndefined()
  }
})

test('a damaged or unwritable cache is as good as none', async () => {
  const { world, path, kept, recalled } = setting()
  const { agenda } = await readAgenda(path, conference, world)
  const [name = ''] = readdirSync(kept)
  const whole = readFileSync(join(kept, name), 'utf8')
  const damages = ['', '{', 'null', '[]', '{"version":1}', whole.slice(0, -1), whole.replace('"stage"', '"stale"')]
  // JSON of another shape, and zeros.
  damages.push(
    whole.replace('"picks":[', '"picks":[7,'),
    whole.replace(/"agenda".*/, (text) => '\0'.repeat(text.length)),
  )
  for (const damage of damages) {
    expect(damage).not.toBe(whole)
    writeFileSync(join(kept, name), damage)
    expect(recalled()).toBeUndefined()
    expect((await readAgenda(path, conference, world)).agenda).toEqual(agenda)
  }
  const other = setting()
  writeFileSync(join(other.path, '..', '.cache'), 'in the way')
  expect((await readAgenda(other.path, conference, other.world)).agenda).toEqual(agenda)
  expect(await changeAgenda(other.path, conference, other.world, adding)).toEqual(adding(agenda))
  mkdirSync(join(kept, 'more'))
})
