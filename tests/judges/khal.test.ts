import { afterAll, describe, expect, test } from 'vitest'
import { CALENDARS, IN_BERLIN } from './calendars.js'
import { isInstalled, openCourt, skipAloud } from './judge.js'
import { zoneYear } from './zones.js'

const installed = isInstalled('khal', ['--version'])
const court = openCourt()
afterAll(court.close)

/** A configuration of khal for Berlin or another place. */
function config(form: string, zone = 'Europe/Berlin'): string {
  return court.write(
    `${form}.conf`,
    `[calendars]
[[mine]]
path = ${court.folder}/${form}
[sqlite]
path = ${court.folder}/${form}.db
[locale]
default_timezone = ${zone}
local_timezone = ${zone}
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
      // khal gives a moment the length of an hour.
      IN_BERLIN.map(([start, end, title]) => [start, end === '' ? '2020-11-19 16:00' : end, title]).sort(),
    )
    expect(rows.find(([, , title]) => title?.startsWith('Panel:'))?.slice(3)).toEqual(['CONFIRMED ', 'Hall A; stage 1'])
  })
})

// Half an hour, days of the month, a Saturday before a Sunday, no rule.
test.for(['Europe/Amsterdam', 'Australia/Lord_Howe', 'America/Santiago', 'America/Nuuk', 'Africa/Cairo'])(
  'khal knows the clocks of %s by their definition alone, all year',
  async (zone, context) => {
    if (!installed) return skipAloud(context, 'khal', 'khal')
    const moments = Array.from({ length: 12 }, (_, month) => Date.UTC(2026, month, 15, 12))
    const { text } = await zoneYear(zone, 2026, moments)
    const form = zone.replace('/', '-')
    const file = court.write(
      `${form}.ics`,
      text.replaceAll(`TZID:${zone}`, 'TZID:Venue').replaceAll(`TZID=${zone}`, 'TZID=Venue'),
    )
    const options = ['-c', config(form, 'UTC')]
    court.run('khal', [...options, 'import', '--batch', '-a', 'mine', file])
    const format = ['--day-format', '', '--format', '{start-long}']
    const lines = court.run('khal', [...options, 'list', ...format, '2026-01-01', '365d']).split('\n')
    expect(lines.filter((line) => line !== '')).toEqual(
      moments.map((moment) => new Date(moment).toISOString().slice(0, 16).replace('T', ' ')),
    )
  },
)
