import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'rolldown'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answers } from './answers.js'

/** Each setting needs its own process, because Node reads LANG at start-up and answers are cached. */
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kubeplan-clock-'))
  const input = join(__dirname, 'answers.ts')
  await build({
    input,
    platform: 'node',
    logLevel: 'silent',
    output: { file: join(folder, 'answers.cjs'), format: 'cjs' },
  })
})
afterAll(() => rmSync(folder, { recursive: true }))

const ASK = `
  const { answers } = require(process.argv[1])
  const setting = [Intl.DateTimeFormat().resolvedOptions().timeZone, Intl.DateTimeFormat().resolvedOptions().locale]
  process.stdout.write(JSON.stringify({ setting, answers: answers(Date.parse(process.argv[2])) }))
`

describe('the same answers on every machine and every day', () => {
  test.each([
    ['UTC', 'C', '2026-01-15T12:00:00Z', ['UTC', 'en-US']],
    ['UTC', 'C', '2026-07-15T12:00:00Z', ['UTC', 'en-US']],
    ['Europe/Amsterdam', 'tr_TR.UTF-8', '2026-01-15T12:00:00Z', ['Europe/Amsterdam', 'tr-TR']],
    ['America/New_York', 'ar_EG.UTF-8', '2026-07-15T12:00:00Z', ['America/New_York', 'ar-EG']],
    ['Australia/Lord_Howe', 'th_TH.UTF-8', '2026-10-25T00:30:00Z', ['Australia/Lord_Howe', 'th-TH']],
    ['Asia/Tehran', 'fa_IR.UTF-8', '2026-10-25T01:30:00Z', ['Asia/Tehran', 'fa-IR']],
  ])('TZ=%s LC_ALL=%s at %s', (zone, locale, now, setting) => {
    const env = { ...process.env, TZ: zone, LC_ALL: locale, LANG: locale }
    const child = spawnSync(process.execPath, ['-e', ASK, join(folder, 'answers.cjs'), now], { encoding: 'utf8', env })
    expect(child.stderr).toBe('')
    const expected = answers(Date.parse('2020-11-20T12:00:00Z'))
    expect(child.stdout).toBe(JSON.stringify({ setting, answers: expected }))
  })
})
