import { expect, test } from 'vitest'
import { withoutPaths } from '../../../src/planning/export/privacy.js'
import { catalogue, session } from '../samples.js'

test.each([
  ['stdin', true],
  ['https://example.org/all.ics', true],
  ['demo.sched.com/all.ics', true],
  ['example.org:8080/.../schedule.xml (2)', true],
  ['127.0.0.1:4711/schedule.xml', true],
  ['[::1]:80/all.ics', true],
  ['example.org', true],
  ['/home/ana/secret/all.ics', false],
  ['/home/ana/secret/all.ics (2)', false],
  ['C:\\Users\\Ana\\all.ics', false],
  ['\\\\server\\share\\all.ics', false],
  ['~/all.ics', false],
  ['./all.ics', false],
  ['../all.ics', false],
  ['secret/all.ics', false],
  ['all.ics', false],
  ['file:///home/ana/all.ics', false],
])('a source %s leaves: %s', (url, leaves) => {
  const held = catalogue([session('a', { source: url })], { conference: { sources: [{ url }] } })
  const { conference, sessions } = withoutPaths(held)
  expect(conference.sources).toEqual(leaves ? [{ url }] : [])
  expect(sessions).toEqual([session('a', leaves ? { source: url } : {})])
})
