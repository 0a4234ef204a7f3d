import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { instant } from '../../../src/model/time.js'
import { type Given, type Ledger, NOTHING_GIVEN } from '../../../src/planning/agenda/ledger.js'
import { handOver, markOf, markOfGiven } from '../../../src/store/agenda/ledger-file.js'
import { testWorld } from '../world.js'

const [NOW, OTHERWISE] = [instant(Date.parse('2020-11-18T12:00:00Z')), instant(0)]

function setting() {
  const folder = mkdtempSync(join(tmpdir(), 'kubeplan-given-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const path = join(folder, 'agenda.yaml')
  const world = testWorld({ folders: { home: folder, working: folder, shipped: '' } })
  const hand = (make: (ledger: Ledger, now: number) => Ledger, conference = 'demo') =>
    handOver(
      {
        path,
        conference,
        now: NOW,
        otherwise: OTHERWISE,
        make: (ledger, now) => Promise.resolve({ ledger: make(ledger, now), result: { ledger, now } }),
      },
      world,
    )
  return { folder, path, file: `${path}.given`, hand }
}

const given = (uid: string): Given => ({
  uid,
  session: uid,
  seen: { title: `Täler & "${uid}"`, start: '2020-11-20' },
  forms: { mine: { content: 'x', sequence: 3, changed: NOW }, programme: { content: 'y', sequence: 0, changed: NOW } },
})
const adding = (uid: string) => (ledger: Ledger) => ({ ...ledger, given: [...ledger.given, given(uid)] })

test('what is remembered reads back the same; where nothing is new, nothing is written', async () => {
  const { file, hand } = setting()
  expect((await hand((same) => same)).result).toEqual({ ledger: NOTHING_GIVEN, now: NOW })
  expect(existsSync(file)).toBe(false)
  await hand(adding('a'))
  await hand(adding('b'))
  const before = [statSync(file).ino, readFileSync(file, 'utf8')]
  const { result } = await hand((same) => same)
  expect(result.ledger).toEqual({ given: [given('a'), given('b')], files: [] })
  expect([statSync(file).ino, readFileSync(file, 'utf8')]).toEqual(before)
})

test('of many at once none is forgotten', async () => {
  const { hand } = setting()
  const names = Array.from({ length: 12 }, (_, index) => `talk-${index}`)
  await Promise.all(names.map((name) => hand(adding(name))))
  const { result } = await hand((same) => same)
  expect(result.ledger.given.map(({ uid }) => uid).sort()).toEqual([...names].sort())
})

test('it is for those to read who may read the agenda', async () => {
  const { path, file, hand } = setting()
  writeFileSync(path, '')
  chmodSync(path, 0o600)
  await hand(adding('a'))
  expect(statSync(file).mode & 0o777).toBe(0o600)
})

const WHOLE = { kubeplan: 'given/1', conference: 'demo', files: [], given: [given('a')] }
const FOREIGN: readonly (readonly [string, string])[] = [
  ['nothing', ''],
  ['half of it', '{"kubeplan":"given/1","conference":"demo","fi'],
  ['text', 'mine\n'],
  ['a list', '[]'],
  ['another version', JSON.stringify({ ...WHOLE, kubeplan: 'given/2' })],
  ['another conference', JSON.stringify({ ...WHOLE, conference: 'other' })],
  ['no entries', JSON.stringify({ ...WHOLE, given: 3 })],
  ['an entry without a UID', JSON.stringify({ ...WHOLE, given: [{ ...given('a'), uid: 1 }] })],
  ['a sequence below nothing', JSON.stringify(WHOLE).replace('"sequence":3', '"sequence":-3')],
  ['a time after all calendars', JSON.stringify(WHOLE).replace(String(NOW), '1e17')],
  ['a title that is none', JSON.stringify({ ...WHOLE, given: [{ ...given('a'), seen: { title: 1 } }] })],
]

test.each(FOREIGN)('a file with %s stops nothing, is told, and stays as it is', async (_name, text) => {
  const { file, hand } = setting()
  writeFileSync(file, text)
  expect(await hand(adding('b'))).toEqual({
    result: { ledger: NOTHING_GIVEN, now: OTHERWISE },
    unusable: file,
  })
  expect(readFileSync(file, 'utf8')).toBe(text)
})

test('where it cannot be written, what is known counts, and times are those of the programme', async () => {
  const { folder, file, hand } = setting()
  await hand(adding('a'))
  const before = readFileSync(file, 'utf8')
  // Somebody else's folder is where the lock would be, which also stops root.
  writeFileSync(`${file}.lock`, 'in the way')
  const { result, unusable } = await hand(adding('b'))
  expect([result.ledger.given.map(({ uid }) => uid), result.now, unusable]).toEqual([['a'], OTHERWISE, undefined])
  expect(readFileSync(file, 'utf8')).toBe(before)
  rmSync(`${file}.lock`)
  mkdirSync(join(folder, 'none'))
  expect(
    (
      await handOver(
        {
          path: undefined,
          conference: 'demo',
          now: NOW,
          otherwise: OTHERWISE,
          make: (ledger, now) => Promise.resolve({ ledger, result: now }),
        },
        testWorld(),
      )
    ).result,
  ).toBe(OTHERWISE)
})

test('two entries of one UID, as a merge may leave them, are one', async () => {
  const { file, hand } = setting()
  writeFileSync(file, JSON.stringify({ ...WHOLE, given: [given('a'), given('a'), given('b')] }))
  expect((await hand((same) => same)).result.ledger.given.map(({ uid }) => uid)).toEqual(['a', 'b'])
})

test('a file is known by its bytes as they were written', async () => {
  const { folder, path, hand } = setting()
  const calendar = join(folder, 'my.ics')
  writeFileSync(calendar, 'BEGIN')
  expect(markOfGiven(calendar, path, 'demo')).toBeUndefined()
  await hand((ledger) => ({ ...ledger, files: [markOf('BEGIN')] }))
  expect(markOfGiven(calendar, path, 'demo')).toBe(markOf('BEGIN'))
  expect(markOfGiven(calendar, path, 'other')).toBeUndefined()
  writeFileSync(calendar, 'BEGIN:mine')
  expect(markOfGiven(calendar, path, 'demo')).toBeUndefined()
  expect(markOfGiven(join(folder, 'none.ics'), path, 'demo')).toBeUndefined()
})
