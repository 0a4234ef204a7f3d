import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rolldown } from 'rolldown'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { everyCalendar } from './calendar-child.js'

const folder = mkdtempSync(join(tmpdir(), 'kubeplan-calendar-'))
const child = join(folder, 'child.cjs')

beforeAll(async () => {
  const bundle = await rolldown({
    input: join(import.meta.dirname, 'calendar-child.ts'),
    platform: 'node',
    logLevel: 'silent',
  })
  await bundle.write({ file: child, format: 'cjs', codeSplitting: false })
  await bundle.close()
})

afterAll(() => rmSync(folder, { recursive: true }))

test.each([
  ['Pacific/Apia', 'ar_EG.UTF-8'],
  ['America/St_Johns', 'tr_TR.UTF-8'],
])('a process in %s and %s writes the same bytes', async (zone, locale) => {
  const env = { TZ: zone, LANG: locale, LC_ALL: locale, PATH: process.env['PATH'] }
  const printed = execFileSync(process.execPath, [child, 'print'], { env })
  expect(printed.equals(Buffer.from(await everyCalendar()))).toBe(true)
})
