import { createEvents } from 'ics'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { instant } from '../../../src/model/time.js'
import type { CalendarEvent } from '../../../src/planning/export/calendar-events.js'
import { renderCalendar } from '../../../src/render/calendar/calendar.js'
import { contentLinesOf, lintCalendar } from '../calendar-lint.js'
import { day, event, everySort, panel, panelEvent, timed, view } from '../calendar-samples.js'

async function linesOf(one: CalendarEvent, change: Parameters<typeof view>[1] = {}): Promise<readonly string[]> {
  const text = await renderCalendar(view([one], change))
  expect(lintCalendar(text)).toEqual([])
  const lines = text.replace(/\r\n /g, '').split('\r\n')
  return lines.slice(lines.indexOf('BEGIN:VEVENT') + 1, lines.indexOf('END:VEVENT'))
}

async function lineOf(name: string, one: CalendarEvent, change: Parameters<typeof view>[1] = {}) {
  const found = (await linesOf(one, change)).filter((line) => line.split(/[:;]/)[0] === name)
  return found.length > 1 ? found : found[0]
}

const HEADER = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'CALSCALE:GREGORIAN',
  'PRODID:-//kubeplan//kubeplan//EN',
  'X-PUBLISHED-TTL:PT1H',
  'NAME:KubeCon NA 2020\\, mine',
  'X-WR-CALNAME:KubeCon NA 2020\\, mine',
  'X-WR-TIMEZONE:America/New_York',
  'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
]

test('a calendar is these lines and no others', async () => {
  const text = await renderCalendar(view([panelEvent], { alarm: 10 }))
  expect(text.split('\r\n')).toEqual([
    ...HEADER,
    'BEGIN:VEVENT',
    'UID:linux-in-the-kubernetes-era@kubecon-na-2020.kubeplan',
    'SUMMARY:Panel: Linux in the Kubernetes Era: Does The OS Still Matter?',
    'DTSTAMP:20201118T120000Z',
    'DTSTART:20201120T210000Z',
    'DTEND:20201120T213500Z',
    'SEQUENCE:2',
    'DESCRIPTION:Speakers: Tasha Drew (VMware)\\, Ana Example\\n\\nWhat an operatin',
    ' g system is for\\,\\nonce everything runs in containers.\\n\\nTake by Datadog:',
    '  Four people who have seen many kernels.\\n\\nMy note: sit in front\\n\\nhttps',
    ' ://example.org/s/1?a=b\\;c\\,d',
    'URL:https://example.org/s/1?a=b;c,d',
    'LOCATION:Hall A\\; stage 1',
    'STATUS:CONFIRMED',
    'CATEGORIES:Operations,linux,os\\, kernel',
    'TRANSP:OPAQUE',
    'LAST-MODIFIED:20201118T120000Z',
    'X-KUBEPLAN-SESSION:{"id":"linux-in-the-kubernetes-era"\\,"kind":"panel"\\,"tr',
    ' acks":1\\,"speakers":[["Tasha Drew"\\,"VMware"]\\,["Ana Example"]]\\,"abstract',
    ' ":[44\\,68]}',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    'DESCRIPTION:Panel: Linux in the Kubernetes Era: Does The OS Still Matter?',
    'TRIGGER:-PT10M',
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ])
})

test('with tzid, times are the venue’s and one VTIMEZONE says what they mean', async () => {
  const events = [
    event({ uid: 'summer', when: timed('2020-10-30T16:00:00-04:00', '2020-10-30T16:35:00-04:00') }),
    event({ uid: 'winter', when: timed('2020-11-20T16:00:00-05:00', '2020-11-20T16:35:00-05:00') }),
  ]
  const text = await renderCalendar(view(events, { tzid: true }))
  expect(lintCalendar(text)).toEqual([])
  const lines = text.split('\r\n')
  expect(lines.slice(HEADER.length, lines.indexOf('BEGIN:VEVENT'))).toEqual([
    'BEGIN:VTIMEZONE',
    'TZID:America/New_York',
    'BEGIN:STANDARD',
    'DTSTART:20191103T020000',
    'TZOFFSETFROM:-0400',
    'TZOFFSETTO:-0500',
    'TZNAME:UTC-5',
    'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU',
    'END:STANDARD',
    'BEGIN:DAYLIGHT',
    'DTSTART:20200308T020000',
    'TZOFFSETFROM:-0500',
    'TZOFFSETTO:-0400',
    'TZNAME:UTC-4',
    'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU',
    'END:DAYLIGHT',
    'END:VTIMEZONE',
  ])
  expect(lines.filter((line) => /^DT(START|END);/.test(line))).toEqual([
    'DTSTART;TZID=America/New_York:20201030T160000',
    'DTEND;TZID=America/New_York:20201030T163500',
    'DTSTART;TZID=America/New_York:20201120T160000',
    'DTEND;TZID=America/New_York:20201120T163500',
  ])
})

describe('the venue’s clock', () => {
  const times = async (start: string, end: string) => {
    const lines = await linesOf(event({ uid: 'night', when: timed(start, end) }), {
      tzid: true,
      timezone: 'Europe/Amsterdam',
    })
    return lines.filter((line) => /^DT(START|END)/.test(line))
  }

  test('is not asked about the hour that comes twice', async () => {
    const inUtc = [
      ['02:30:00+02:00', '02:45:00+02:00', '20261025T003000Z', '20261025T004500Z'],
      ['02:30:00+01:00', '03:30:00+01:00', '20261025T013000Z', '20261025T023000Z'],
      ['02:30:00+02:00', '02:30:00+01:00', '20261025T003000Z', '20261025T013000Z'],
      ['02:59:00+01:00', '03:00:00+01:00', '20261025T015900Z', '20261025T020000Z'],
      ['01:30:00+02:00', '02:00:00+02:00', '20261024T233000Z', '20261025T000000Z'],
    ] as const
    for (const [start, end, startUtc, endUtc] of inUtc) {
      expect(await times(`2026-10-25T${start}`, `2026-10-25T${end}`)).toEqual([
        `DTSTART:${startUtc}`,
        `DTEND:${endUtc}`,
      ])
    }
    const local = [
      ['01:30:00+02:00', '01:59:00+02:00', '013000', '015900'],
      ['01:30:00+02:00', '03:00:00+01:00', '013000', '030000'],
      ['03:00:00+01:00', '04:00:00+01:00', '030000', '040000'],
    ] as const
    for (const [start, end, startLocal, endLocal] of local) {
      expect(await times(`2026-10-25T${start}`, `2026-10-25T${end}`)).toEqual([
        `DTSTART;TZID=Europe/Amsterdam:20261025T${startLocal}`,
        `DTEND;TZID=Europe/Amsterdam:20261025T${endLocal}`,
      ])
    }
  })

  test('skips the hour that does not come', async () => {
    expect(await times('2026-03-29T01:30:00+01:00', '2026-03-29T03:30:00+02:00')).toEqual([
      'DTSTART;TZID=Europe/Amsterdam:20260329T013000',
      'DTEND;TZID=Europe/Amsterdam:20260329T033000',
    ])
    expect(await times('2026-03-29T03:00:00+02:00', '2026-03-29T04:00:00+02:00')).toEqual([
      'DTSTART;TZID=Europe/Amsterdam:20260329T030000',
      'DTEND;TZID=Europe/Amsterdam:20260329T040000',
    ])
  })

  test('is the venue’s, also where the person reads another', async () => {
    const shown = { ...timed('2020-11-20T16:00:00-05:00', '2020-11-20T16:35:00-05:00', 60), shift: 360 }
    expect(await lineOf('DTSTART', event({ uid: 'a', when: shown }), { tzid: true })).toBe(
      'DTSTART;TZID=America/New_York:20201120T160000',
    )
  })

  test.each(['UTC', 'Etc/UTC'])('%s needs no VTIMEZONE', async (timezone) => {
    expect(await renderCalendar(view(everySort, { tzid: true, timezone }))).toBe(
      await renderCalendar(view(everySort, { tzid: false, timezone })),
    )
  })

  test('is not written for days alone, nor for nothing', async () => {
    const days = [event({ uid: 'a', when: { kind: 'dated', day: day('2020-11-18') } })]
    expect(await renderCalendar(view(days, { tzid: true }))).toBe(await renderCalendar(view(days)))
    expect(await renderCalendar(view([], { tzid: true }))).toBe([...HEADER, 'END:VCALENDAR', ''].join('\r\n'))
  })
})

test('a tame event is what ics writes of it', async () => {
  const [start, end] = [Date.UTC(2020, 10, 20, 21), Date.UTC(2020, 10, 20, 21, 35)]
  const { value } = createEvents(
    [
      {
        uid: 'tame',
        ...{ timestamp: Date.UTC(2020, 10, 18, 12) },
        lastModified: Date.UTC(2020, 10, 18, 12),
        title: 'A talk, and no more; or less \\o/',
        start,
        end,
        sequence: 7,
        description: 'Speaker: Ana (Example, Inc.)\n\nhttps://example.org/a',
        url: 'https://example.org/a',
        location: 'Hall A',
        status: 'TENTATIVE',
        categories: ['Operations', 'linux'],
        transp: 'OPAQUE',
        alarms: [{ action: 'display', description: 'plain', trigger: { before: true, minutes: 5 } }],
      },
    ],
    { productId: '-//kubeplan//kubeplan//EN', method: '' },
  )
  const session = {
    ...panel,
    tags: ['linux'],
    speakers: [{ name: 'Ana', organization: 'Example, Inc.' }],
    url: 'https://example.org/a',
  }
  const tame = event({
    uid: 'tame',
    title: 'A talk, and no more; or less \\o/',
    sequence: 7,
    status: 'TENTATIVE',
    room: 'Hall A',
    session,
  })
  const text = await renderCalendar(view([tame], { alarm: 5 }))
  const ours = HEADER.slice(5)
  const bare = text.replace(/X-KUBEPLAN-SESSION:.*\r\n(?: .*\r\n)*/, '')
  const shared = bare.split('\r\n').filter((line) => !ours.includes(line))
  expect(
    shared.join('\r\n').replace('\r\nDESCRIPTION:A talk\\, and no more\\; or less \\\\o/', '\r\nDESCRIPTION:plain'),
  ).toBe(value)
})

describe('a property', () => {
  test('without anything to say is left out', async () => {
    expect(await linesOf(event({ uid: 'bare', title: 'Bare' }))).toEqual([
      'UID:bare',
      'SUMMARY:Bare',
      'DTSTAMP:20201118T120000Z',
      'DTSTART:20201120T210000Z',
      'DTEND:20201120T213500Z',
      'SEQUENCE:0',
      'STATUS:CONFIRMED',
      'TRANSP:OPAQUE',
      'LAST-MODIFIED:20201118T120000Z',
    ])
  })

  test('for a day is the whole day', async () => {
    const dated = event({ uid: 'dated', when: { kind: 'dated', day: day('2020-12-31') } })
    for (const change of [{}, { tzid: true }, { alarm: 10 }]) {
      const lines = await linesOf(dated, change)
      expect(lines.filter((line) => /^DT(START|END)|^BEGIN/.test(line))).toEqual([
        'DTSTART;VALUE=DATE:20201231',
        'DTEND;VALUE=DATE:20210101',
      ])
    }
  })

  test('DTEND is left out where the event has no length', async () => {
    const when = timed('2020-11-20T16:00:00-05:00', '2020-11-20T16:00:00-05:00')
    expect(await lineOf('DTEND', event({ uid: 'a', when }))).toBeUndefined()
    expect(await lineOf('DTEND', event({ uid: 'a', when: { ...when, end: instant(when.end + 999) } }))).toBeUndefined()
    expect(await lineOf('DTEND', event({ uid: 'a', when }), { tzid: true })).toBeUndefined()
    expect(await lineOf('DTEND', event({ uid: 'a', when: { ...when, end: instant(when.end + 1000) } }))).toBe(
      'DTEND:20201120T210001Z',
    )
  })

  test.each([
    ['CONFIRMED', false, 'OPAQUE', true],
    ['CONFIRMED', true, 'TRANSPARENT', true],
    ['TENTATIVE', false, 'OPAQUE', true],
    ['TENTATIVE', true, 'TRANSPARENT', true],
    ['CANCELLED', false, 'TRANSPARENT', false],
    ['CANCELLED', true, 'TRANSPARENT', false],
  ] as const)('%s and transparent %s: %s, rings %s', async (status, transparent, transp, rings) => {
    const one = event({ uid: 'a', status, transparent })
    expect(await lineOf('STATUS', one)).toBe(`STATUS:${status}`)
    expect(await lineOf('TRANSP', one)).toBe(`TRANSP:${transp}`)
    expect((await linesOf(one, { alarm: 10 })).includes('BEGIN:VALARM')).toBe(rings)
    expect((await linesOf(one)).includes('BEGIN:VALARM')).toBe(false)
  })

  test.each([0, 1, 10, 90, 1440])('TRIGGER is %i minutes before', async (alarm) => {
    expect(await lineOf('TRIGGER', event({ uid: 'a' }), { alarm })).toBe(`TRIGGER:-PT${alarm}M`)
  })

  test.each<readonly [string | undefined, string | undefined]>([
    ['https://example.org/a_b?x=1#y', 'https://example.org/a_b?x=1#y'],
    ['HTTP://Example.ORG', 'http://example.org/'],
    ['http://under_score.example.org/', 'http://under_score.example.org/'],
    ['http://[::1]:8080/x', 'http://[::1]:8080/x'],
    ['https://bücher.example/ü x', 'https://xn--bcher-kva.example/%C3%BC%20x'],
    ['https://example.org/?q=a\\nb|c^d`{}', 'https://example.org/?q=a%5Cnb%7Cc%5Ed%60%7B%7D'],
    ['https://example.org/a\r\nATTENDEE:b', 'https://example.org/aATTENDEE:b'],
    ['javascript:alert(1)', undefined],
    ['data:text/html,x', undefined],
    ['mailto:a@example.org', undefined],
    ['example.org/a', undefined],
    ['https://', undefined],
    ['', undefined],
  ])('URL of %j is %s', async (url, expected) => {
    const { url: _, ...silent } = panel
    const session = { ...silent, speakers: [], ...(url !== undefined && { url }) }
    const lines = await linesOf(event({ uid: 'a', session }))
    expect(lines.find((line) => line.startsWith('URL:'))).toBe(expected && `URL:${expected}`)
    const description = expected?.replace(/[\\;,]/g, '\\$&')
    expect(lines.find((line) => line.startsWith('DESCRIPTION:'))).toBe(description && `DESCRIPTION:${description}`)
  })

  test('CATEGORIES holds tracks and tags once each, commas escaped', async () => {
    const of = (tracks: readonly string[], tags: readonly string[]) =>
      lineOf('CATEGORIES', event({ uid: 'a', session: { ...panel, tracks, tags } }))
    expect(await of(['Ops, Dev; Sec'], ['a\\b', 'x', 'x', '', '\u0000'])).toBe('CATEGORIES:Ops\\, Dev\\; Sec,a\\\\b,x')
    expect(await of([], ['x'])).toBe('CATEGORIES:x')
    expect(await of(['x', 'y'], ['x'])).toBe('CATEGORIES:x,y')
    expect(await of([], [])).toBeUndefined()
  })

  test('SUMMARY is one line, and never missing', async () => {
    expect(await lineOf('SUMMARY', event({ uid: 'a', title: ' one\r\n\n two\u2028three\rfour\n' }))).toBe(
      'SUMMARY:one  two three four',
    )
    expect(await lineOf('SUMMARY', event({ uid: 'a', title: '\u0000\n ' }))).toBe('SUMMARY:(untitled)')
  })

  test('UID tells apart what differs in a control only', async () => {
    expect(await lineOf('UID', event({ uid: 'a\r\nb,c\u0001\u0085' }))).toBe('UID:a%0D%0Ab\\,c%01%C2%85')
  })

  test('DESCRIPTION has its parts in order, and none that are empty', async () => {
    const text = async (change: Partial<CalendarEvent>) =>
      (await lineOf('DESCRIPTION', event({ uid: 'a', ...change })))?.toString().slice('DESCRIPTION:'.length)
    const details = {
      abstract: '  First line\r\nsecond line\r\n\r\n',
      takes: [
        { by: 'Datadog', text: 'Go.' },
        { by: 'InfraCloud', text: 'Go, too.', source: 'https://example.org/take' },
      ],
      takeaways: [{ by: 'InfraCloud', points: ['learned'] }],
    }
    const session = { ...panel, speakers: [{ name: 'Ana' }], url: 'https://example.org/' }
    expect(await text({ details, session, note: 'front row' })).toBe(
      'Speaker: Ana\\n\\nFirst line\\nsecond line\\n\\nTake by Datadog: Go.\\n\\nTake by InfraCloud: Go\\, too.' +
        '\\n\\nMy note: front row\\n\\nhttps://example.org/',
    )
    expect(await text({ note: 'alone' })).toBe('My note: alone')
    expect(await text({ details: { abstract: ' \n ', takes: [], takeaways: [] } })).toBeUndefined()
  })
})

describe('the same view gives the same bytes', () => {
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllEnvs()
  })

  test.each([
    ['2020-01-15T00:00:00Z', 'UTC', 0],
    ['2026-07-15T23:59:59Z', 'Pacific/Apia', -780],
    ['2031-03-30T01:30:00Z', 'Europe/Berlin', -120],
  ])('on %s in %s', async (now, zone, behind) => {
    const sorts = [view(everySort, { alarm: 10 }), view(everySort, { alarm: 10, tzid: true })]
    const before = await Promise.all(sorts.map(renderCalendar))
    vi.stubEnv('TZ', zone)
    vi.useFakeTimers({ now: Date.parse(now), toFake: ['Date'] })
    expect(new Date().getTimezoneOffset()).toBe(behind)
    expect(await Promise.all(sorts.map(renderCalendar))).toEqual(before)
  })
})

test('events keep the order of the view', async () => {
  const text = await renderCalendar(view(everySort, { alarm: 10 }))
  expect(lintCalendar(text)).toEqual([])
  const uids = contentLinesOf(text).filter(({ name }) => name === 'UID')
  expect(uids.map(({ value }) => value)).toEqual(everySort.map(({ uid }) => uid))
})
