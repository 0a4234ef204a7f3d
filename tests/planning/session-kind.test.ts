import { describe, expect, test } from 'vitest'
import { cleanTitle, kindOf } from '../../src/planning/session-kind.js'

describe('the kind of a published entry', () => {
  test.each<[string, string | undefined, number | undefined, boolean, string]>([
    ['Coffee Break ☕', 'BREAKS', 30, false, 'break'],
    ['Lunch 🍲', 'BREAKS', 120, false, 'break'],
    ['Lunch | On Own', 'PROJECT OPPORTUNITIES', 30, false, 'break'],
    ['Project Lightning Talk: Break', 'PROJECT OPPORTUNITIES', 15, false, 'break'],
    ['Mini Break', undefined, 5, false, 'break'],
    ['Lunch and Learn with Helm', 'TALKS', 45, true, 'talk'],
    ['Breaking the Mould', 'OPERATIONS', 30, true, 'talk'],
    ['How To Break Things', 'SECURITY', 30, true, 'talk'],
    ['Keynote: Welcome', 'KEYNOTE SESSIONS', 20, true, 'keynote'],
    ['Sponsored Keynote: Clouds', undefined, 5, true, 'keynote'],
    ['⚡ Lightning Talk: Ten Years', 'LIGHTNING', 5, true, 'lightning'],
    ['Project Lightning Talk: Logs', 'PROJECT OPPORTUNITIES', 5, true, 'lightning'],
    ['📚 Tutorial: First Steps', 'TUTORIALS', 75, true, 'tutorial'],
    ['🚨 Contribfest: Come Along', 'CONTRIBFEST', 75, true, 'workshop'],
    ['Panel: What Next?', 'COMMUNITY', 30, true, 'panel'],
    ['AMA Panel Discussion: Ask', undefined, 30, true, 'panel'],
    ['Badge Pick-Up', 'REGISTRATION', 600, false, 'umbrella'],
    ['Cloakroom', 'REGISTRATION', 300, false, 'umbrella'],
    ['Solutions Showcase', 'SOLUTIONS SHOWCASE', 210, false, 'umbrella'],
    ['A Real Talk on the Showcase Floor', 'SOLUTIONS SHOWCASE', 20, true, 'talk'],
    ['Booth Demos', 'SOLUTIONS SHOWCASE', 20, false, 'other'],
    ['DemoCon Hosted by Demo - Half-Day Event', 'CO-LOCATED EVENTS', 210, false, 'umbrella'],
    ['Demo Day Hosted by Somebody', 'SPONSOR-HOSTED CO-LOCATED EVENT', 120, false, 'umbrella'],
    ['Hackathon', 'COMMUNITY', 360, false, 'umbrella'],
    ['Hackathon', 'COMMUNITY', 359, false, 'talk'],
    ['Evening Reception', undefined, 90, false, 'social'],
    ['Third Party Audits', 'SECURITY', 30, false, 'talk'],
    ['Kubernetes for Everybody', 'Workshop', 90, true, 'workshop'],
    ['Something', undefined, undefined, false, 'talk'],
  ])('%s (%s, %s min)', (title, track, minutes, hasSpeakers, kind) => {
    const more = { tracks: track === undefined ? [] : [track], ...(minutes !== undefined && { minutes }) }
    expect(kindOf({ title, hasSpeakers, ...more })).toBe(kind)
  })

  test('the sort of an event counts before its track', () => {
    expect(kindOf({ title: 'X', sort: 'workshop', tracks: ['Keynotes'], hasSpeakers: true })).toBe('workshop')
  })
})

test.each<[string, string, readonly string[]]>([
  ['[SOLD OUT] Rancher Night', 'Rancher Night', ['sold-out']],
  ['Deep Dive (sold out)', 'Deep Dive', ['sold-out']],
  ['SOLD OUT: Deep Dive', 'Deep Dive', ['sold-out']],
  ['DemoCon - Full-Day Event | ALL ACCESS PASS REQUIRED', 'DemoCon - Full-Day Event', ['registration']],
  ['[SOLD OUT] Summit | SEPARATE REGISTRATION REQUIRED', 'Summit', ['sold-out', 'registration']],
  ['Sponsored Demo: Clouds', 'Sponsored Demo: Clouds', ['sponsored']],
  ['No Experience Required', 'No Experience Required', []],
  ['[SOLD OUT]', '[SOLD OUT]', ['sold-out']],
])('%s', (published, title, tags) => {
  expect(cleanTitle(published)).toEqual({ title, tags })
})
