import { describe, expect, test } from 'vitest'
import { renderCalendar } from '../../../src/render/calendar/calendar.js'
import { lintCalendar } from '../calendar-lint.js'
import { everySort, view } from '../calendar-samples.js'

const sound = await renderCalendar(view(everySort, { tzid: true, alarm: 10 }))

function spoiled(before: string | RegExp, after: string): string {
  const text = sound.replace(before, after)
  if (text === sound) throw new Error(`${before} is not in the calendar`)
  return text
}

describe('the lint hears of', () => {
  test('nothing, in a sound calendar', () => {
    expect(lintCalendar(sound)).toEqual([])
  })

  test.each<readonly [string, string | RegExp, string, RegExp]>([
    ['a bare LF', 'SEQUENCE:2\r\n', 'SEQUENCE:2\n', /bare CR or LF/],
    ['a bare CR', 'SEQUENCE:2\r\n', 'SEQUENCE:2\rX:1\r\n', /bare CR or LF/],
    ['a control', 'sit in front', 'sit\u0007in front', /control/],
    ['a line too long', 'NAME:K', `NAME:${'K'.repeat(71)}`, /has \d+ octets/],
    ['octets, not characters', 'NAME:K', `NAME:${'é'.repeat(36)}K`, /has \d+ octets/],
    ['half a character', 'NAME:K', 'NAME:\ud83c', /not whole UTF-8/],
    ['an empty line', 'SEQUENCE:2\r\n', 'SEQUENCE:2\r\n\r\n', /is empty/],
    ['a wrong beginning', 'BEGIN:VCALENDAR', 'BEGIN:VCARD', /does not begin/],
    ['a missing end', /END:VCALENDAR\r\n$/, '', /does not end/],
    ['an injected line', 'sit in front', 'sit\r\nin front', /not a content line/],
    ['an injected property', 'sit in front', 'sit\r\nATTENDEE:mailto:a@example.org', /VEVENT holds/],
    ['an unclosed component', 'END:VALARM\r\n', '', /ends VALARM/],
    ['a second UID', /UID:maybe\r\n/, 'UID:maybe\r\nUID:maybe\r\n', /VEVENT holds/],
    ['a UID of another event', 'UID:maybe\r\n', 'UID:dropped\r\n', /share a UID/],
    ['an empty SUMMARY', 'SUMMARY:dropped', 'SUMMARY:', /^SUMMARY:$/],
    ['a raw comma', 'SUMMARY:dropped', 'SUMMARY:a,b', /^SUMMARY:a,b$/],
    ['a broken escape', 'SUMMARY:dropped', 'SUMMARY:a\\tb', /^SUMMARY:/],
    ['a status that is none', 'STATUS:TENTATIVE', 'STATUS:MAYBE', /^STATUS:MAYBE$/],
    ['a missing stamp', /DTSTAMP:\d+T\d+Z\r\n/, '', /VEVENT holds/],
    ['two stamps', /DTSTAMP:2020/, 'DTSTAMP:2021', /not LAST-MODIFIED/],
    ['an alarm without text', /DESCRIPTION:Panel.*\r\n( .*\r\n)*TRIGGER/, 'TRIGGER', /VALARM holds/],
    ['an alarm without action', 'ACTION:DISPLAY\r\n', '', /VALARM holds/],
    ['a trigger of no length', 'TRIGGER:-PT10M', 'TRIGGER:-PT', /^TRIGGER:-PT$/],
    ['a cancelled event that is busy', 'STATUS:CONFIRMED', 'STATUS:CANCELLED', /still busy/],
    ['an end before the start', /DTEND;VALUE=DATE:\d+/, 'DTEND;VALUE=DATE:20201118', /not later/],
    ['an end of another form', /DTEND;VALUE=DATE:\d+/, 'DTEND;VALUE=DATE:20201119T000000Z', /differ in form/],
    ['a zone without VTIMEZONE', 'TZID:America/New_York', 'TZID:America/Chicago', /no VTIMEZONE covers/],
    ['a VTIMEZONE that begins later', /DTSTART:20(?:19|20)(?=\d{4}T020000)/g, 'DTSTART:2021', /no VTIMEZONE covers/],
    ['a negative nothing', 'TZOFFSETTO:-0500', 'TZOFFSETTO:-0000', /^TZOFFSETTO/],
    ['a METHOD', 'CALSCALE', 'METHOD:PUBLISH\r\nCALSCALE', /VCALENDAR holds/],
    ['two names', /\r\nNAME:KubeCon/, '\r\nNAME:DevCon', /NAME is not/],
    ['a script for a link', 'URL:https:', 'URL:javascript:', /^URL:javascript/],
  ])('%s', (_, before, after, complaint) => {
    expect(lintCalendar(spoiled(before, after))).toContainEqual(expect.stringMatching(complaint))
  })
})
