import { describe, expect, test } from 'vitest'
import { type ExportAddress, exportAddress } from '../../../src/store/download/address.js'

const sched = { url: 'https://kccnceu2026.sched.com/all.ics', format: 'sched-ics' } as const
const pretalx = (event: string): ExportAddress => ({
  url: `${event}/schedule/export/schedule.json`,
  format: 'schedule-json',
})
const sessionize = { url: 'https://sessionize.com/api/v2/jl4ktls0/view/All', format: 'sessionize' } as const
const fosdem = { url: 'https://fosdem.org/2026/schedule/xml', format: 'frab-xml' } as const

describe('the address of the export', () => {
  test.each<readonly [string, ExportAddress]>([
    ['https://kccnceu2026.sched.com', sched],
    ['https://kccnceu2026.sched.com/', sched],
    ['http://kccnceu2026.sched.com/', sched],
    ['HTTPS://KCCNCEU2026.Sched.com/list/simple?iframe=no#d', sched],
    ['https://kccnceu2026.sched.com/event/2CVwr/some-talk?searchstring=ebpf', sched],
    ['https://kccnceu2026.sched.org/grid/', sched],
    ['kccnceu2026.sched.com', sched],
    ['kccnceu2026.sched.com/list/descriptions', sched],
    ['  https://kccnceu2026.sched.com/all.ics\n', sched],
    ['webcal://kccnceu2026.sched.com/all.ics', sched],
    [
      'webcal://kccnceu2026.sched.com/ana.ics?s=1',
      { url: 'https://kccnceu2026.sched.com/ana.ics?s=1', format: 'sched-ics' },
    ],
    [
      'https://x.sched.com/api/session/export?api_key=k&format=json',
      { url: 'https://x.sched.com/api/session/export?api_key=k&format=json' },
    ],
    ['https://pretalx.com/democon', pretalx('https://pretalx.com/democon')],
    ['http://pretalx.com/democon/schedule/', pretalx('https://pretalx.com/democon')],
    ['pretalx.com/democon/schedule', pretalx('https://pretalx.com/democon')],
    ['https://pretalx.com/democon/talk/ABC123/', pretalx('https://pretalx.com/democon')],
    ['https://pretalx.com/democon/speaker/ABC123/', pretalx('https://pretalx.com/democon')],
    ['https://pretalx.com/democon/schedule/v/0.9/?lang=de', pretalx('https://pretalx.com/democon')],
    ['https://pretalx.example.org/2026/featured/', pretalx('https://pretalx.example.org/2026')],
    ['https://cfp.example.org:8443/con26/schedule/', pretalx('https://cfp.example.org:8443/con26')],
    ['https://talks.example.org/con26/talk/ABC123/', pretalx('https://talks.example.org/con26')],
    ['http://127.0.0.1:8000/con26/schedule/export/schedule.xml', pretalx('http://127.0.0.1:8000/con26')],
    ['https://example.org/2026/schedule/export/schedule.ics', pretalx('https://example.org/2026')],
    ['https://sessionize.com/api/v2/jl4ktls0/view/All', sessionize],
    ['https://sessionize.com/api/v2/jl4ktls0/view/GridSmart?under=True', sessionize],
    ['http://www.sessionize.com/api/v2/jl4ktls0', sessionize],
    ['sessionize.com/api/v2/jl4ktls0/view/all', sessionize],
    ['https://fosdem.org/2026/schedule/', fosdem],
    ['https://www.fosdem.org/2026/schedule/track/go/', fosdem],
    ['webcal://example.org/a.ics?token=1', { url: 'https://example.org/a.ics?token=1' }],
    ['WEBCALS://example.org/a.ics', { url: 'https://example.org/a.ics' }],
    ['webcal://localhost:8080/agenda.ics', { url: 'http://localhost:8080/agenda.ics' }],
    ['webcal://[::1]:8080/agenda.ics', { url: 'http://[::1]:8080/agenda.ics' }],
  ])('of %s', (source, expected) => {
    expect(exportAddress(source)).toEqual(expected)
    // The address of an export is its own export.
    expect(exportAddress(expected.url)).toEqual(expected)
  })

  test.each([
    'https://example.org/schedule.ics',
    'https://Example.org/a%20b.ics?x=1#y',
    'https://sched.com/features',
    'https://www.sched.com/',
    'https://sched.co/2CVwr',
    'https://notsched.com/list',
    'https://kccnceu2026.sched.com.example.org/',
    'https://ana:secret@kccnceu2026.sched.com/',
    'https://example.org/2026/schedule/',
    'https://example.org/schedule/',
    'https://example.org/con26/program/schedule/',
    'https://example.org/con26/schedule/event/7/',
    'https://pretalx.com/',
    'https://pretalx.com/orga/event/democon/',
    'https://pretalx.com/p/about/',
    'https://pretalx.com/democon/cfp',
    'https://pretalx.com/democon/schedule/export/faved.ics',
    'https://pretalx.com/api/events/democon/submissions/',
    'https://sessionize.com/app/organizer/',
    'https://fosdem.org/2026/',
    'https://fahrplan.events.ccc.de/congress/2024/fahrplan/schedule.xml',
    'file:///tmp/a.ics',
    'data:text/calendar,x',
    'ftp://kccnceu2026.sched.com/',
    './schedule.ics',
    'schedule.ics',
    '-',
    '',
    'webcal:',
    'https://[',
  ])('of %s is itself', (source) => {
    const asked = source.replace(/^webcal:/, 'https:')
    expect(exportAddress(source).url).toBe(source === 'webcal:' ? source : asked)
    expect(exportAddress(source)).not.toHaveProperty('format')
  })
})
