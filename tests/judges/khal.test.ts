import { afterAll, describe, expect, test } from 'vitest'
import { CALENDARS, IN_BERLIN } from './calendars.js'
import { isInstalled, openCourt, skipAloud } from './judge.js'

const installed = isInstalled('khal', ['--version'])
const court = openCourt()
afterAll(court.close)

/** A khal of its own for somebody in Berlin. */
function config(form: string): string {
  return court.write(
    `${form}.conf`,
    `[calendars]
[[mine]]
path = ${court.folder}/${form}
[sqlite]
path = ${court.folder}/${form}.db
[locale]
default_timezone = Europe/Berlin
local_timezone = Europe/Berlin
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
`,
  )
}

describe.each(CALENDARS)('$form times', ({ form, text }) => {
  test('khal imports every event and shows it on the clock of Berlin', (context) => {
    if (!installed) return skipAloud(context, 'khal', 'khal')
    const file = court.write(`${form}.ics`, text)
    const options = ['-c', config(form)]
    court.run('khal', [...options, 'import', '--batch', '-a', 'mine', file])
    const format = ['--day-format', '', '--format', '{start-long}|{end-long}|{title}|{status}|{location}']
    const lines = court.run('khal', [...options, 'list', ...format, '2020-11-16', '6d']).split('\n')
    const rows = lines.filter((line) => line !== '').map((line) => line.split('|'))
    expect(rows.map(([start, end, title]) => [start, end, title]).sort()).toEqual(
      // khal gives a moment an hour.
      IN_BERLIN.map(([start, end, title]) => [start, end === '' ? '2020-11-19 16:00' : end, title]).sort(),
    )
    expect(rows.find(([, , title]) => title?.startsWith('Panel:'))?.slice(3)).toEqual(['CONFIRMED ', 'Hall A; stage 1'])
  })
})
