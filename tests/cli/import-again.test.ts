import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { kubeplan, newHome } from './kubeplan.js'

const TABLE = [
  'id,title,start,end,room,colour',
  '1,Opening words,2026-03-24 09:00,2026-03-24 09:30,Hall 1,red',
  '2,Policies for people,2026-03-24 25:00,,Hall 2,',
  '3,Opening words,2026-03-24 10:00,,Hall 1,',
].join('\n')

const CALENDAR = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:x',
  'X-WR-CALNAME:Sample',
  'BEGIN:VEVENT',
  'DTSTART:20260324T090000Z',
  'SUMMARY:Opening words',
  'END:VEVENT',
  'BEGIN:VEVENT',
  'DTSTART:20260324T090000Z',
  'END:VEVENT',
  'END:VCALENDAR',
].join('\r\n')

const OWN = 'conference: { name: Sample, timezone: UTC }\nsessions:\n  - title: Opening words\n'

const KINDS: readonly (readonly [file: string, text: string])[] = [
  ['talks.csv', TABLE],
  ['talks.ics', CALENDAR],
  ['talks.yaml', OWN],
]

const stored = (home: string) =>
  readFileSync(join(home, '.local', 'share', 'kubeplan', 'x', 'catalogue.yaml'), 'utf8').replace(/fetched: \S+/g, '')

async function imported(home: string, file: string, ...more: readonly string[]) {
  const { exit, stderr } = await kubeplan(['import', file, '--as', 'x', '--timezone', 'UTC', ...more], { home })
  return { exit, stderr, stored: stored(home) }
}

test.each(KINDS)('%s imported again says the same and stores the same', async (name, text) => {
  const home = newHome()
  const file = join(home, name)
  writeFileSync(file, text)
  const first = await imported(home, file)
  expect(await imported(home, file)).toEqual(first)
  expect(await imported(home, file)).toEqual(first)
  const strict = await imported(home, file, '--strict')
  expect(strict).toEqual({ ...first, exit: strict.stderr.includes('warning') ? 1 : 0 })
})

test.each(KINDS)('%s imported again with another name has it, and an edit of its file is gone', async (name, text) => {
  const home = newHome()
  const file = join(home, name)
  writeFileSync(file, text)
  const first = await imported(home, file)
  const other = await imported(home, file, '--name', 'Another')
  expect(other.stored).toContain('name: Another')
  expect(await imported(home, file, '--name', 'Another')).toEqual(other)
  expect(await imported(home, file)).toEqual(first)
  const path = join(home, '.local', 'share', 'kubeplan', 'x', 'catalogue.yaml')
  writeFileSync(path, readFileSync(path, 'utf8').replace('Opening words', 'Closing words'))
  expect((await imported(home, file)).stored).toContain('Opening words')
})
