import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { read, recognise, unfoldBytes } from '../../../src/formats/ics/ics.js'
import { decodeText } from '../../../src/formats/text/decode-text.js'
import { definedFields } from '../../../src/model/index.js'
import { fixture, instants, PLAIN, refusal, told, wall } from '../published-fixtures.js'

function readFixture(file: string) {
  const bytes = readFileSync(join(import.meta.dirname, '../../fixtures/published/ics', file))
  const decoded = decodeText(unfoldBytes(bytes), file)
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.problem))
  return read(decoded.text, file)
}

function calendar(...lines: readonly string[]): string {
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n')
}

function event(...lines: readonly string[]): string {
  return ['BEGIN:VEVENT', 'SUMMARY:Owls', 'DTSTART:20260602T090000Z', ...lines, 'END:VEVENT'].join('\r\n')
}

const NINE = instants('2026-06-02T09:00Z', '2026-06-02T09:30Z')
const zoned = (start: string, end: string, zone: string) => ({ ...wall(start, end), zone })

describe('a calendar of Sched', () => {
  test('has its name in PRODID, speakers in titles, and lines that nobody folded', () => {
    expect(told(readFixture('sched.ics'))).toEqual({
      format: 'sched-ics',
      name: 'Owl + Lark Days 2026',
      timezone: 'UTC',
      url: 'http://owldays2026.sched.com/',
      entries: [
        {
          ...PLAIN,
          line: 9,
          speakersInTitle: true,
          uid: '0123456789abcdef0123456789abcdef',
          title: 'Badge Pick-Up',
          tracks: ['REGISTRATION'],
          room: 'Entrance A, Utrecht, Netherlands',
          time: instants('2026-06-02T07:00Z', '2026-06-02T15:00Z'),
          url: 'http://owldays2026.sched.com/event/0123456789abcdef0123456789abcdef',
        },
        {
          ...PLAIN,
          line: 21,
          speakersInTitle: true,
          uid: 'fedcba9876543210fedcba9876543210',
          title: 'Hearing in the Dark - Ada Strix & Bo Bubo, Barn Labs; Cy Tyto, Meadow',
          tracks: ['NIGHT LIFE', '🪧 POSTERS, MAPS'],
          room: 'G104 - 105 | Barn, Utrecht, Netherlands',
          time: NINE,
          abstract:
            'Two ears, one mouse. Bring a coat; it is cold.\n\nRead more at the site (https://owls.example.org/dark) and stay with us until the very last of the long long line of words that nobody ever thought of folding at the seventy-fifth octet as the rule would have it.',
          url: 'http://owldays2026.sched.com/event/fedcba9876543210fedcba9876543210',
          status: 'cancelled',
          revision: 3,
        },
      ],
      problems: [],
    })
  })

  test('is known by its addresses too', () => {
    const format = (url: string) => told(read(calendar(event(`URL:${url}`)), 'x.ics')).format
    expect(format('https://owls.sched.com/event/1')).toBe('sched-ics')
    expect(format('https://sched.co/1AbC')).toBe('sched-ics')
    expect(format('https://owls.example.org/?from=sched.com')).toBe('ics')
    expect(format('https://notsched.com/1')).toBe('ics')
  })
})

test.each<[string, string, string]>([
  ['in UTF-8', 'SUMMARY;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Eul=C3=A9=20=3D owls', 'Eulé = owls'],
  ['in another charset', 'SUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:Eul=E9', 'Eulé'],
  ['without the name of the parameter', 'SUMMARY;QUOTED-PRINTABLE:Eul=C3=A9', 'Eulé'],
  ['over several lines', 'SUMMARY;ENCODING=QUOTED-PRINTABLE:Eul=\r\n=C3=A9=20=\r\n owls', 'Eulé owls'],
  ['with letters that need none', 'SUMMARY;ENCODING=QUOTED-PRINTABLE:Eulé=20\\, owls', 'Eulé , owls'],
  ['not at all', 'SUMMARY;X-NOTE="ENCODING=QUOTED-PRINTABLE":Eul=C3=A9', 'Eul=C3=A9'],
])('a text that vCalendar encoded %s', (_, line, title) => {
  const event = ['BEGIN:VEVENT', 'DTSTART:20260602T090000Z', line, 'END:VEVENT']
  expect(told(read(calendar(...event), 'x.ics')).entries[0]?.title).toBe(title)
})

test('an encoded description keeps its lines', () => {
  const line = 'DESCRIPTION;ENCODING=QUOTED-PRINTABLE:One=0D=0Atwo'
  const event = ['BEGIN:VEVENT', 'SUMMARY:T', 'DTSTART:20260602T090000Z', line, 'END:VEVENT']
  expect(told(read(calendar(...event), 'x.ics')).entries[0]?.abstract).toBe('One\ntwo')
})

describe('a calendar of any program', () => {
  test('TZID without definition, VALUE=DATE-TIME, HTML, speakers above the description, folds by space and TAB', () => {
    expect(told(readFixture('wafer.ics'))).toEqual({
      format: 'ics',
      name: 'Owls Down Under 2021',
      timezone: 'Australia/Hobart',
      entries: [
        {
          ...PLAIN,
          line: 8,
          uid: '201@owls.example.org',
          title: 'Feathers & freedom',
          room: 'Room 5',
          time: zoned('2021-01-14T07:00', '2021-01-14T09:00', 'Australia/Hobart'),
          speakers: [{ name: 'Ada Strix' }],
          abstract: 'Why they moult, when.\n\n* First, the wings\n* then the tail',
          url: 'http://owls.example.org',
        },
        {
          ...PLAIN,
          line: 20,
          uid: '202@owls.example.org',
          title: 'Panel',
          time: zoned('2021-01-14T09:00', '2021-01-14T10:00', 'Australia/Hobart'),
          speakers: [{ name: 'Bo Bubo' }, { name: 'Cy Tyto' }, { name: 'Di Otus' }],
          abstract: 'Nobody knows.',
        },
      ],
      problems: [],
    })
  })

  test('what cannot be read costs an event that alone', () => {
    const { entries, problems } = told(readFixture('bad-events.ics'))
    const open = instants('2026-06-02T09:00Z')
    expect(entries.map(({ title, time }) => [title, time])).toEqual([
      ['The first good one', NINE],
      ['A day that is none', { kind: 'unscheduled' }],
      ['Backwards', open],
      ['No start', { kind: 'unscheduled' }],
      ['Broken line', open],
      ['Bad quotes', { kind: 'wall', start: '2026-06-02T09:00:00', zone: 'Europe/Berlin' }],
      ['Never ends', open],
      ['Length of a day and a bit', { kind: 'dated', day: '2026-06-02' }],
      ['Ends in another way', { kind: 'dated', day: '2026-06-02' }],
      ['Nowhere', { kind: 'wall', start: '2026-06-02T09:00:00' }],
      ['An offset is no time of iCalendar', instants('2026-06-02T09:00+02:00')],
      ['Stray end', open],
      ['The last good one', instants('2026-06-02T10:00Z', '2026-06-02T10:30Z')],
    ])
    const time = (at: string, title: string, reason: string, left: string, text?: string) =>
      definedFields({ at, code: 'time-left-out', title, reason, text, left })
    const doubt = (at: string, title: string, detail: string) => ({ at, code: 'entry-doubt', title, detail })
    expect(problems).toEqual([
      time('18:1', 'A day that is none', 'bad-time', 'unscheduled', '20260231T090000Z'),
      time('24:1', 'Backwards', 'ends-before-start', 'timed', '2026-06-02T09:00:00 to 2026-06-02T08:00:00'),
      { at: '26:1', code: 'entry-left-out', reason: 'no-title' },
      time('30:1', 'No start', 'no-start', 'unscheduled'),
      doubt('38:1', 'Broken line', 'a line is no property and was left out (here is no colon and no property)'),
      doubt('45:1', 'Never ends', 'its end (END:VEVENT) is missing'),
      time('53:1', 'Length of a day and a bit', 'bad-length', 'dated', 'PT26H'),
      time('59:1', 'Ends in another way', 'bad-time', 'dated', '20260602T100000Z'),
      { at: '64:1', code: 'unknown-zones', zones: ['Middle Earth'], count: 1 },
    ])
  })

  test('zones by every sort of name, own rules, floating times, days', () => {
    const { entries, problems, name, timezone } = told(readFixture('zones.ics'))
    expect([name, timezone]).toEqual(['Owls, everywhere', 'UTC'])
    const morning = ['2026-06-02T09:00', '2026-06-02T09:30'] as const
    expect(entries.map(({ title, time }) => [title, time])).toEqual([
      ['Named', zoned(...morning, 'Europe/Berlin')],
      ['Behind a path', zoned('2026-06-02T09:00', '2026-06-02T10:30', 'America/Argentina/Buenos_Aires')],
      ['As Windows has it', zoned(...morning, 'Europe/Berlin')],
      ['By its own rules in summer', instants('2026-06-02T09:00+02:00', '2026-06-02T09:30+02:00')],
      ['By its own rules in winter', instants('2026-01-02T09:00+01:00', '2026-01-02T09:45+01:00')],
      ['By its location', zoned(...morning, 'America/New_York')],
      ['Floating', wall(...morning)],
      ['Certain', NINE],
      ['UTC by name', instants('2026-06-02T09:00Z')],
      ['A flight', instants('2026-06-02T09:00+02:00', '2026-06-02T11:00-04:00')],
      ['One day', { kind: 'dated', day: '2026-06-02' }],
      ['Three days', { kind: 'dated', day: '2026-06-02' }],
      ['Days without a word', { kind: 'dated', day: '2026-06-02' }],
      ['Over two nights', zoned('2026-06-02T20:00', '2026-06-04T02:00', 'Europe/Berlin')],
      ['Quoted', instants('2026-06-02T09:00+01:00', '2026-06-02T09:30+01:00')],
    ])
    const doubt = (at: string, title: string, detail: string) => ({ at, code: 'entry-doubt', title, detail })
    expect(problems).toEqual([
      doubt('89:1', 'Three days', 'it lasts until 2026-06-04: it is listed on its first day only'),
      doubt('95:1', 'Days without a word', 'it lasts until 2026-06-03: it is listed on its first day only'),
    ])
  })

  test('a series is followed up to the last day of the rest, with its changes in place; the house itself does not speak', () => {
    const berlin = (start: string, end: string) => zoned(start, end, 'Europe/Berlin')
    expect(told(readFixture('series.ics'))).toEqual({
      format: 'ics',
      name: 'Owl evenings',
      timezone: 'Europe/Berlin',
      entries: [
        {
          ...PLAIN,
          line: 5,
          uid: 'weekly',
          title: 'Owl evening',
          time: berlin('2026-06-02T19:00', '2026-06-02T20:00'),
        },
        {
          ...PLAIN,
          line: 13,
          uid: 'weekly#20260609T190000',
          title: 'Owl evening, outside',
          time: berlin('2026-06-09T20:00', '2026-06-09T21:00'),
          speakers: [{ name: 'Ada Strix' }],
        },
        {
          ...PLAIN,
          line: 33,
          uid: 'moved',
          title: 'Lark morning, later',
          time: instants('2026-06-03T06:00Z', '2026-06-03T07:00Z'),
        },
        {
          ...PLAIN,
          line: 24,
          uid: 'moved#20260610T050000Z',
          title: 'Lark morning',
          time: instants('2026-06-10T05:00Z', '2026-06-10T06:00Z'),
        },
      ],
      problems: [
        {
          at: '10:1',
          code: 'entry-doubt',
          title: 'Owl evening',
          detail:
            'it repeats by a rule that cannot be followed (FREQ=SECONDLY;UNTIL=99991231T235959Z): only its first time is used',
        },
        {
          at: '30:1',
          code: 'entry-doubt',
          title: 'Lark morning',
          detail: 'it repeats without an end: its times after 2026-06-09 were left out',
        },
      ],
    })
  })
})

describe('lines', () => {
  const FIRST = {
    ...PLAIN,
    line: 4,
    uid: '1',
    title: 'Eulen und Käuze',
    time: NINE,
    abstract: 'Ein langer Text, der gefaltet ist.',
  }

  test.each([
    ['LF alone', 'lines-lf.ics', '15:1'],
    ['CR alone', 'lines-cr.ics', '15:1'],
    ['a fold inside a character', 'fold-inside-character.ics', '16:1'],
  ])('end in %s, and are counted as they stand in the file', (_, file, at) => {
    expect(told(readFixture(file))).toEqual({
      format: 'ics',
      timezone: 'UTC',
      entries: [
        FIRST,
        { ...PLAIN, line: Number.parseInt(at, 10) - 3, uid: '2', title: 'Zweite', time: { kind: 'unscheduled' } },
      ],
      problems: [{ at, code: 'time-left-out', title: 'Zweite', reason: 'bad-time', text: '2026', left: 'unscheduled' }],
    })
  })

  test.each([
    ['(UTC-05:00) Eastern Time (US & Canada)', 'America/New_York'],
    ['(UTC+01:00) Amsterdam, Berlin, Bern', 'Europe/Amsterdam'],
    ['/example.org:2026/Europe/Berlin', 'Europe/Berlin'],
  ])('the zone %s may lack its quotes', (name, zone) => {
    const lines = ['BEGIN:VEVENT', 'SUMMARY:Owls', `DTSTART;TZID=${name}:20260602T090000`, 'END:VEVENT']
    const { entries, problems } = told(read(calendar(...lines), 'x.ics'))
    expect({ problems, times: entries.map(({ time }) => time) }).toEqual({
      problems: [],
      times: [{ ...wall('2026-06-02T09:00'), zone }],
    })
  })

  test.each([
    ['a space behind the colon', 'DTEND: 20260602T093000Z'],
    ['small letters', 'dtend:20260602t093000z'],
    ['a length', 'DURATION:PT30M'],
    ['a length of none of it', 'DURATION:P0W'],
    ['a leap second is taken as the second before', 'DTEND:20260602T093060Z'],
    ['an end on the floating clock of its start', 'DTEND:20260602T093000'],
  ])('%s', (_, line) => {
    const end = { 'DURATION:P0W': '09:00', 'DTEND:20260602T093060Z': '09:30:59' }[line] ?? '09:30'
    expect(told(read(calendar(event(line)), 'x.ics')).entries).toEqual([
      { ...PLAIN, line: 3, title: 'Owls', time: instants('2026-06-02T09:00Z', `2026-06-02T${end}Z`) },
    ])
  })

  test('escapes, quoted parameters with colons, properties that nobody reads', () => {
    const text = calendar(
      event(
        'LOCATION;ALTREP="http://a.example.org:80/x;y":Barn\\, upstairs\\; left\\\\right\\nand on',
        'X-BROKEN;="":::;',
        'GEO:nowhere',
        'ATTACH;ENCODING=BASE64:!!!',
        'DTEND:20260602T093000Z',
        'CATEGORIES:Owls,,Larks\\, early',
        'CATEGORIES:Nests',
      ),
    )
    expect(told(read(text, 'x.ics')).entries).toEqual([
      {
        ...PLAIN,
        line: 3,
        title: 'Owls',
        tracks: ['Owls', 'Larks, early', 'Nests'],
        room: 'Barn, upstairs; left\\right and on',
        time: NINE,
      },
    ])
  })
})

describe('people', () => {
  const speakers = (...events: readonly string[]) =>
    told(read(calendar('X-WR-CALNAME:Owl Days', ...events), 'x.ics')).entries.map((entry) =>
      entry.speakers.map(({ name }) => name),
    )

  test('organizers speak where each event has its own, and only where nobody attends', () => {
    expect(
      speakers(
        event('ORGANIZER;CN=Ada Strix:mailto:a@example.org'),
        event('ORGANIZER;CN=Owl Days:mailto:a@example.org'),
        event('ORGANIZER;CN=Bo Bubo:mailto:b@example.org', 'ATTENDEE;CN=Cy Tyto:mailto:c@example.org'),
        event('ORGANIZER:mailto:nobody@example.org'),
      ),
    ).toEqual([['Ada Strix'], [], ['Cy Tyto'], []])
  })

  test('who organizes all events, or the only one, is the house', () => {
    const house = event('ORGANIZER;CN=The Owls:mailto:a@example.org')
    expect(speakers(house)).toEqual([[]])
    expect(speakers(house, house, house)).toEqual([[], [], []])
  })

  test('a line above the description says who speaks', () => {
    const spoken = (description: string) => speakers(event(`DESCRIPTION:${description}`))[0]
    expect(spoken('Speaker: Ada Strix\\nText')).toEqual(['Ada Strix'])
    expect(spoken('Speaker: A/Prof Ada Strix')).toEqual(['A/Prof Ada Strix'])
    expect(spoken('Speaker: bubo\\nSpeaker: Cy Tyto\\nText')).toEqual(['bubo', 'Cy Tyto'])
    expect(spoken('Speaker: Ana Roe & Ben Low\\nText')).toEqual(['Ana Roe', 'Ben Low'])
    expect(spoken('Speaker: Strix, of the Barn\\nText')).toEqual(['Strix, of the Barn'])
    expect(spoken('Presenters: bubo, tyto\\nText')).toEqual(['bubo', 'tyto'])
    expect(spoken('A speaker: what is it?\\nSpeaker: Ada Strix')).toEqual([])
  })
})

describe('the calendar itself', () => {
  const head = (...lines: readonly string[]) => {
    const { entries, problems, ...rest } = told(read(calendar(...lines), 'x.ics'))
    return { ...rest, statuses: entries.map(({ status }) => status), problems }
  }
  const PLACE = event('DTEND;TZID=Europe/Oslo:20260602T120000').replace(
    'DTSTART:20260602T090000Z',
    'DTSTART;TZID=Europe/Oslo:20260602T090000',
  )
  const UTC = { format: 'ics', timezone: 'UTC', statuses: ['confirmed'], problems: [] }

  test.each([
    ['nothing but moments', [event()], UTC],
    ['UTC, as it says', ['X-WR-TIMEZONE:UTC', event()], UTC],
    ['a place', ['X-WR-TIMEZONE:Europe/Oslo', event()], { ...UTC, timezone: 'Europe/Oslo' }],
    [
      'a place as Windows has it',
      ['X-WR-TIMEZONE:Romance Standard Time', event()],
      { ...UTC, timezone: 'Europe/Paris' },
    ],
    ['UTC, but one place for all its times', ['X-WR-TIMEZONE:UTC', PLACE], { ...UTC, timezone: 'Europe/Oslo' }],
    ['something else', ['X-WR-TIMEZONE:Owl time', event()], { ...UTC, timezone: 'Owl time' }],
    [
      'a name and an address',
      ['X-WR-CALNAME:Owls\\; Larks', 'URL:https://a.example.org/x', event()],
      { ...UTC, name: 'Owls; Larks', url: 'https://a.example.org/x' },
    ],
    ['all cancelled', ['METHOD:CANCEL', event()], { ...UTC, statuses: ['cancelled'] }],
    [
      'several in one file',
      [event(), 'END:VCALENDAR', 'BEGIN:VCALENDAR', event('STATUS:TENTATIVE')],
      { ...UTC, statuses: ['confirmed', 'confirmed'] },
    ],
    [
      'only floating times',
      [event().replace('0000Z', '0000')],
      { format: 'ics', statuses: ['confirmed'], problems: [] },
    ],
  ])('%s', (_, lines, expected) => {
    expect(head(...lines)).toEqual(expected)
  })

  const place = (line: number) => ({ at: `${line}:1` })
  const other = (looksLike?: string) => [{ ...place(1), code: 'unknown-file-format', ...(looksLike && { looksLike }) }]

  test.each([
    ['empty.ics', other('a calendar without events')],
    ['tasks.ics', other('a list of tasks (VTODO)')],
    [
      'cut.ics',
      [
        {
          ...place(8),
          code: 'broken-file',
          format: 'iCalendar',
          detail: 'END:VCALENDAR is missing',
          cut: true,
        },
      ],
    ],
  ])('%s is refused', (file, problems) => {
    expect(refusal(readFixture(file))).toEqual(problems)
  })

  test.each([
    ['a web page', fixture('login.html'), false, other('a web page')],
    ['a contact', fixture('contact.vcf'), false, other('a contact (vCard)')],
    ['nothing', ' \r\n', false, [{ ...place(1), code: 'empty-file' }]],
    [
      'an event alone',
      'BEGIN:VEVENT\r\nEND:VEVENT',
      true,
      other('a part of a calendar: BEGIN:VCALENDAR before it and END:VCALENDAR after it are missing'),
    ],
    ['words', 'Dear owls', false, other()],
    [
      'a calendar in a calendar',
      'BEGIN:VCALENDAR\nBEGIN:VCALENDAR\nEND:VCALENDAR',
      true,
      [
        {
          ...place(2),
          code: 'broken-file',
          format: 'iCalendar',
          detail: 'a calendar begins before the previous one has ended',
        },
      ],
    ],
    [
      'free and busy times',
      calendar('BEGIN:VFREEBUSY', 'END:VFREEBUSY'),
      true,
      other('a list of free and busy times (VFREEBUSY)'),
    ],
  ])('%s is refused, and told by its beginning', (_, text, recognised, problems) => {
    expect(recognise(text.slice(0, 4096))).toBe(recognised)
    expect(refusal(read(text, 'x.ics'))).toEqual(problems)
  })

  test('a calendar is known by its first line, however that is written', () => {
    expect(['BEGIN:VCALENDAR\n', '\r\n begin: vcalendar\r', 'BEGIN:VCALENDAR'].map(recognise)).toEqual([
      true,
      true,
      true,
    ])
    expect(['x BEGIN:VCALENDAR\n', 'BEGIN:VCALENDARS\n', '{"a":"BEGIN:VCALENDAR"}'].map(recognise)).toEqual([
      false,
      false,
      false,
    ])
  })
})
