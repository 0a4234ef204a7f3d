import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { CALENDARS, EXPECTED, TRICKY } from './calendars.js'
import { isInstalled, openCourt, skipAloud } from './judge.js'

// Debian's own, because another Python lacks its libraries.
const PYTHON = '/usr/bin/python3'

interface Found {
  readonly faults: readonly string[]
  readonly events: readonly unknown[]
  readonly description: string
  readonly alarms: readonly string[]
}

const court = openCourt()
afterAll(court.close)

function judge(): readonly Readonly<Record<string, Found | null>>[] {
  if (!isInstalled(PYTHON, ['--version'])) return []
  const files = CALENDARS.map(({ form, text }) => court.write(`${form}.ics`, text))
  return JSON.parse(court.run(PYTHON, [join(import.meta.dirname, 'libraries.py'), ...files]))
}

const found = judge()

describe.each(CALENDARS.map(({ form }, index) => ({ form, verdicts: found[index] })))('$form times', ({ verdicts }) => {
  test.for(['icalendar', 'vobject'])('python3-%s reads what was meant', (library, context) => {
    const verdict = verdicts?.[library]
    if (!verdict) return skipAloud(context, `python3-${library}`, `python3-${library}`)
    expect(verdict).toEqual({
      faults: [],
      events: EXPECTED,
      description: `My note: ${TRICKY}`,
      alarms: Array(6).fill('-1 day, 23:50:00'),
    })
  })
})
