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

describe('what publishers write around a title', () => {
  test.each<[string, string, readonly string[]]>([
    ['[SOLD OUT] Rancher Night', 'Rancher Night', ['sold-out']],
    ['Deep Dive (sold out)', 'Deep Dive', ['sold-out']],
    ['SOLD OUT: Deep Dive', 'Deep Dive', ['sold-out']],
    ['DemoCon - Full-Day Event | ALL ACCESS PASS REQUIRED', 'DemoCon - Full-Day Event', ['registration']],
    ['[SOLD OUT] Summit | SEPARATE REGISTRATION REQUIRED', 'Summit', ['sold-out', 'registration']],
    ['Sponsored Demo: Clouds', 'Sponsored Demo: Clouds', ['sponsored']],
    ['[SOLD OUT] Sponsored Demo: Clouds', 'Sponsored Demo: Clouds', ['sold-out', 'sponsored']],
    ['No Experience Required', 'No Experience Required', []],
    ['[SOLD OUT]', '[SOLD OUT]', ['sold-out']],
  ])('tags: %s', (published, title, tags) => {
    expect(cleanTitle(published)).toEqual({ title, tags, cancelled: false })
  })

  test.each([
    'CANCELED: Tuning etcd',
    'Canceled: Tuning etcd',
    'Cancelled - Tuning etcd',
    'CANCELLED – Tuning etcd',
    'CANCELLED | Tuning etcd',
    'CANCELLED!! Tuning etcd',
    'CANCELLED Tuning etcd',
    '❌ CANCELLED: Tuning etcd',
    '[CANCELED] Tuning etcd',
    '[cancelled] Tuning etcd',
    '[Cancelled]: Tuning etcd',
    '[CANCELLED - speaker is ill] Tuning etcd',
    '(Cancelled) Tuning etcd',
    '*CANCELLED* Tuning etcd',
    '**Canceled** Tuning etcd',
    '~~cancelled~~ Tuning etcd',
    '{Cancelled} Tuning etcd',
    'Tuning etcd (cancelled)',
    'Tuning etcd (Cancelled!)',
    'Tuning etcd (session cancelled)',
    'Tuning etcd (cancelled due to illness)',
    'Tuning etcd [CANCELLED]',
    'Tuning etcd - CANCELLED',
    'Tuning etcd – cancelled',
    'Tuning etcd | Canceled',
    'Tuning etcd: CANCELLED',
    'Tuning etcd, CANCELLED',
    'Tuning etcd... CANCELLED',
    'Tuning etcd -- CANCELLED',
    'Tuning etcd / CANCELLED',
    'Tuning etcd - Session cancelled',
    'SESSION CANCELLED: Tuning etcd',
    'Talk cancelled - Tuning etcd',
    '❌ CANCELLED ❌ Tuning etcd',
    '<CANCELLED> Tuning etcd',
    '【CANCELLED】Tuning etcd',
    'Tuning etcd (withdrawn)',
    'Tuning etcd CANCELLED',
    'POSTPONED: Tuning etcd',
    '[Postponed until Friday] Tuning etcd',
    'Tuning etcd (postponed)',
    'ABGESAGT: Tuning etcd',
    'Entfällt: Tuning etcd',
    '[FÄLLT AUS] Tuning etcd',
    'Verschoben: Tuning etcd',
    'Annulé : Tuning etcd',
    'Tuning etcd (reportée)',
    'CANCELADO - Tuning etcd',
    'Geannuleerd: Tuning etcd',
    '[ROOM UPDATED] CANCELLED: Tuning etcd',
    'CANCELLED: [TIME CHANGED] Tuning etcd',
    'Canceled: CANCELLED: Tuning etcd',
  ])('cancelled: %s', (published) => {
    expect(cleanTitle(published)).toEqual({ title: 'Tuning etcd', tags: [], cancelled: true })
  })

  test.each([
    ['CANCELLED - Tuning etcd - Ana Example, Example BV', 'Tuning etcd - Ana Example, Example BV'],
    ['Tuning etcd - Ana Example, Example BV - CANCELLED', 'Tuning etcd - Ana Example, Example BV'],
    ['Tuning etcd (CANCELLED) - Ana Example, Example BV', 'Tuning etcd - Ana Example, Example BV'],
    ['Tuning etcd [Cancelled] - Ana Example, Example BV', 'Tuning etcd - Ana Example, Example BV'],
    ['Keynote: [CANCELLED] Tuning etcd', 'Keynote: Tuning etcd'],
    ['CANCELED: Keynote: Tuning etcd', 'Keynote: Tuning etcd'],
    ['Keynote (CANCELLED): Tuning etcd', 'Keynote: Tuning etcd'],
    ['[CANCELLED]', '[CANCELLED]'],
    ['Cancelled', 'Cancelled'],
  ])('cancelled, and the rest stays: %s', (published, title) => {
    expect(cleanTitle(published)).toEqual({ title, tags: [], cancelled: true })
  })

  test.each([
    '[ROOM UPDATED] Tuning etcd',
    '[TIME CHANGED] Tuning etcd',
    '[Room Change] Tuning etcd',
    '[ROOM & TIME CHANGED] Tuning etcd',
    '[NEW ROOM] Tuning etcd',
    '[UPDATED] Tuning etcd',
    '[Rescheduled] Tuning etcd',
    '[MOVED to Hall 3] Tuning etcd',
    'RESCHEDULED: Tuning etcd',
    'ROOM CHANGE - Tuning etcd',
    'Tuning etcd - ROOM UPDATED',
    'Tuning etcd (TIME CHANGED)',
    '(NEW TIME) Tuning etcd',
    '[Speaker changed] Tuning etcd',
    '[VENUE UPDATED] [TIME UPDATED] Tuning etcd',
  ])('as it is now: %s', (published) => {
    expect(cleanTitle(published)).toEqual({ title: 'Tuning etcd', tags: [], cancelled: false })
  })

  test.each([
    'How we cancelled our worst SLO',
    'Cancelling syscalls',
    'Cancellation in structured concurrency',
    'A better talk (replaces cancelled talk)',
    'A better talk (cancelled talk replacement)',
    'My subscription was cancelled',
    'Cancelled flights and other queues',
    'Why postponed garbage collection pays off',
    'The (cancelled) launch of a rocket',
    'Kubernetes the Hard Way (Updated)',
    'Updated: a year in review',
    'Moved: how we left the data centre',
    'What changed: rooms, times and schedules',
    'Time Changes Everything',
    'Time-changed logs',
    'CANCELLED CONTEXTS IN GO',
    'Cancelled-context bugs',
    'Go contexts: cancelled',
    'Uncancelled: a story',
    'Reported: bugs',
    'Life after "CANCELLED"',
    'Moved by Music - Updated Classics',
  ])('only speaks of it: %s', (published) => {
    expect(cleanTitle(published)).toEqual({ title: published, tags: [], cancelled: false })
  })

  test('long titles of nothing but marks are read at once', () => {
    const begin = process.cpuUsage()
    for (const piece of [
      '*',
      '[CANCELLED] ',
      '[',
      '- ',
      'CANCELLED',
      ' CANCELLED - ',
      'room and ',
      '(cancelled due to ',
    ])
      for (const length of [1999, 100_000]) cleanTitle(piece.repeat(length).slice(0, length))
    expect(process.cpuUsage(begin).user / 1e6).toBeLessThan(1)
  })
})
