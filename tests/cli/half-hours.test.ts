import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { kubeplan, newHome } from './kubeplan.js'

/** Zones that are not whole hours from UTC in June. */
const ZONES = [
  ['Asia/Kolkata', '+05:30', 'UTC+5:30', '03:30'],
  ['Asia/Kathmandu', '+05:45', 'UTC+5:45', '03:15'],
  ['Australia/Adelaide', '+09:30', 'UTC+9:30', '23:30'],
  ['America/St_Johns', '-02:30', 'UTC-2:30', '11:30'],
] as const

describe.each(ZONES)('in %s', (zone, offset, label, utc) => {
  const on = utc === '23:30' ? '2026-06-01' : '2026-06-02'
  const start = `2026-06-02T09:00:00${offset}`
  const end = `2026-06-02T09:45:00${offset}`
  const stamp = (clock: string) => `${on}T${clock}00Z`.replace(/[-:]/g, '')
  const ending = `${on}T${utc}Z`
  const after = new Date(Date.parse(ending) + 45 * 60_000).toISOString().slice(0, 19).replace(/[-:]/g, '')

  /** The same talk as a catalogue, a calendar and a frab schedule. */
  const FILES: Readonly<Record<string, string>> = {
    'catalogue.yaml': `conference: { name: Half, slug: half, timezone: ${zone} }
sessions: [{ id: owls, title: Owls, start: "${start}", end: "${end}" }]
`,
    'calendar.ics': `BEGIN:VCALENDAR
VERSION:2.0
X-WR-CALNAME:Half
X-WR-TIMEZONE:${zone}
BEGIN:VEVENT
UID:owls
SUMMARY:Owls
DTSTART;TZID=${zone}:20260602T090000
DTEND:${after}Z
END:VEVENT
END:VCALENDAR
`,
    'schedule.xml': `<schedule><conference><title>Half</title><time_zone_name>${zone}</time_zone_name></conference>
<day date="2026-06-02" start="${start}"><room name="Barn"><event id="1"><title>Owls</title><date>${start}</date><start>09:00</start><duration>00:45</duration></event></room></day></schedule>
`,
  }

  test.each(Object.keys(FILES))('%s is read, shown and exported on its clock', async (file) => {
    const home = newHome()
    writeFileSync(join(home, 'work', file), FILES[file] ?? '')
    const run = async (...argv: string[]) => {
      const { exit, stdout, stderr } = await kubeplan([...argv, '-c', `./${file}`], { home })
      expect([exit, stderr.includes('kubeplan:')]).toEqual([0, false])
      return stdout
    }
    expect(JSON.parse(await run('list', '--json')).sessions).toMatchObject([{ id: 'owls', start, end }])
    const [head = '', , row = ''] = (await run('list', '--format', 'table')).split('\n')
    expect([head.endsWith(`${zone} (${label})`), row.slice(0, 19)]).toEqual([true, '  09:00-09:45  Owls'])
    expect(await run('list', '--tz', 'UTC')).toContain(`\t${utc}\t`)
    expect(await run('list', '--at', '09:30')).toContain('Owls')
    expect(await run('export', '--all', '-')).toContain(`DTSTART:${stamp(utc)}`)
    expect(await run('export', '--all', '-', '--format', 'csv')).toContain(`${start},${end}`)
    expect(await run('export', '--all', '-', '--format', 'html')).toContain(
      `datetime="${start.replace(':00:00', ':00')}"`,
    )
    await run('export', '--all', 'again.ics')
    const again = await kubeplan(['list', '--json', '-c', './again.ics'], { home })
    expect(JSON.parse(again.stdout).sessions).toMatchObject([{ start, end }])
  })
})
