import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { CALENDARS, IN_BERLIN } from './calendars.js'
import { isInstalled, openCourt, skipAloud } from './judge.js'

const installed = isInstalled('calcurse', ['--version'])
const court = openCourt()
afterAll(court.close)

describe.each(CALENDARS)('$form times', ({ form, text }) => {
  test('calcurse imports every event and shows it on the clock of Berlin', (context) => {
    if (!installed) return skipAloud(context, 'calcurse', 'calcurse')
    const folder = join(court.folder, form)
    mkdirSync(folder)
    const file = court.write(`${form}.ics`, text)
    const report = court.run('calcurse', ['-D', folder, '-i', file], 'Europe/Berlin')
    expect(report).toContain('7 apps / 1 event / 0 todos / 0 skipped')
    const time = (edge: string) => `%(${edge}:%Y-%m-%d %H:%M)`
    const formats = ['--format-apt', `${time('start')}|${time('end')}|%m\n`, '--format-event', '|event|%m\n']
    const query = ['-D', folder, '-Q', '--from', '11/16/2020', '--days', '6', ...formats]
    const lines = court.run('calcurse', query, 'Europe/Berlin').split('\n')
    const rows = lines.filter((line) => line.includes('|')).map((line) => line.split('|'))
    expect(rows.sort()).toEqual(
      IN_BERLIN.map(([start, end, title]) => {
        if (title === 'Kubelet Deep Dive') return ['', 'event', title]
        return [start, end === '' ? start : end, title]
      }).sort(),
    )
  })
})
