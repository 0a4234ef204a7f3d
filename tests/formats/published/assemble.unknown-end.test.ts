import { describe, expect, test } from 'vitest'
import { assemble } from '../../../src/formats/published/assemble.js'
import { foreignFormat } from '../../../src/formats/registry.js'
import { minutesOf } from '../../../src/model/time.js'
import { around, readText } from '../telling.js'

/** Two consecutive sessions in one room, whose ends are written by `end`; `T` is 10:00, then 11:30. */
type Write = (end: string) => string

const calendar: Write = (end) =>
  [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'X-WR-TIMEZONE:Europe/Berlin'],
    ...['10', '12'].flatMap((hour) => [
      ...['BEGIN:VEVENT', `UID:${hour}`, `SUMMARY:Owls ${hour}`, 'LOCATION:Barn', `DTSTART:20260602T${hour}0000Z`],
      ...(end === '' ? [] : [end.replaceAll('HH', hour)]),
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ].join('\r\n')
const list = (of: (hour: string) => object) => ['10', '12'].map(of)
const frabEvents = (end: string) =>
  ['10', '12'].map(
    (hour) =>
      `<event id="${hour}"><title>Owls ${hour}</title><date>2026-06-02T${hour}:00:00+02:00</date>${end}</event>`,
  )
const frab: Write = (end) =>
  `<schedule><conference><title>O</title><time_zone_name>Europe/Berlin</time_zone_name></conference><day date="2026-06-02"><room name="Barn">${frabEvents(end).join('')}</room></day></schedule>`
const scheduleJson: Write = (end) =>
  JSON.stringify({
    schedule: {
      conference: {
        time_zone_name: 'Europe/Berlin',
        days: [
          {
            date: '2026-06-02',
            rooms: {
              Barn: list((hour) => ({
                id: hour,
                title: `Owls ${hour}`,
                date: `2026-06-02T${hour}:00:00+02:00`,
                ...JSON.parse(end),
              })),
            },
          },
        ],
      },
    },
  })
const sessionize: Write = (end) =>
  JSON.stringify({
    sessions: list((hour) => ({
      id: hour,
      title: `Owls ${hour}`,
      startsAt: `2026-06-02T${hour}:00:00`,
      roomId: 1,
      speakers: [],
      categoryItems: [],
      ...JSON.parse(end.replaceAll('HH', hour)),
    })),
    speakers: [],
    rooms: [{ id: 1, name: 'Barn' }],
    categories: [],
  })
const sched: Write = (end) =>
  JSON.stringify(
    list((hour) => ({
      event_key: hour,
      name: `Owls ${hour}`,
      venue: 'Barn',
      event_start: `2026-06-02 ${hour}:00`,
      ...JSON.parse(end.replaceAll('HH', hour)),
    })),
  )
const openEvent: Write = (end) =>
  JSON.stringify(
    list((hour) => ({
      id: hour,
      title: `Owls ${hour}`,
      microlocation: { name: 'Barn' },
      'starts-at': `2026-06-02T${hour}:00:00+02:00`,
      ...JSON.parse(end.replaceAll('HH', hour)),
    })),
  )
const table: Write = (end) => {
  const [head, cell = ''] = end.split('=')
  return `id,date,start,title,room,${head}\n${list((hour) => [`${hour},2026-06-02,${hour}:00,Owls ${hour},Barn,${cell.replaceAll('HH', hour)}`]).join('\n')}\n`
}

describe('an end that a publisher did not give', () => {
  test.each<[string, Write, unknown: readonly string[], zero: readonly string[], known: string]>([
    ['iCalendar', calendar, ['', 'DTEND:', 'DURATION:'], ['DTEND:20260602THH0000Z', 'DURATION:PT0S'], 'DURATION:PT40M'],
    [
      'frab XML',
      frab,
      ['', '<duration/>', '<duration> </duration>', '<duration>?</duration>', '<end>TBD</end>'],
      ['<duration>00:00</duration>'],
      '<duration>0:40</duration>',
    ],
    [
      'schedule.json',
      scheduleJson,
      ['{}', '{"duration":null}', '{"duration":""}', '{"duration":"TBA"}', '{"end":"n/a"}'],
      ['{"duration":"00:00"}'],
      '{"duration":"00:40"}',
    ],
    [
      'Sessionize',
      sessionize,
      ['{}', '{"endsAt":null}', '{"endsAt":""}', '{"endsAt":"TBD"}'],
      ['{"endsAt":"2026-06-02THH:00:00"}'],
      '{"endsAt":"2026-06-02THH:40:00"}',
    ],
    [
      'Sched JSON',
      sched,
      ['{}', '{"event_end":""}', '{"event_end":"TBA"}'],
      ['{"event_end":"2026-06-02 HH:00"}'],
      '{"event_end":"2026-06-02 HH:40"}',
    ],
    [
      'Open Event',
      openEvent,
      ['{}', '{"ends-at":null}', '{"ends-at":"-"}'],
      ['{"ends-at":"2026-06-02THH:00:00+02:00"}'],
      '{"ends-at":"2026-06-02THH:40:00+02:00"}',
    ],
    [
      'CSV',
      table,
      ['end=', 'duration=', 'url=', 'end=TBA', 'end=-', 'end=?', 'duration=to be announced'],
      ['end=HH:00', 'duration=0', 'duration=0:00'],
      'end=HH:40',
    ],
  ])('is unknown in %s, not zero', (_, write, unknown, zero, known) => {
    const read = (end: string) => {
      const text = write(end)
      const reading = foreignFormat(text)?.read(text, 'x')
      if (!reading?.ok) throw new Error(JSON.stringify(reading))
      const { catalogue, problems } = assemble([reading.published], { timezone: 'Europe/Berlin', command: ['x'] })
      expect(problems.filter(({ code }) => code !== 'zero-length')).toEqual([])
      const lengths = catalogue?.sessions.map(({ when }) =>
        when.kind === 'timed' ? `${minutesOf(when)}${when.endAssumed ? '?' : ''}` : when.kind,
      )
      return { lengths, doubts: problems.length }
    }
    for (const end of unknown) expect([end, read(end)]).toEqual([end, { lengths: ['60?', '60?'], doubts: 0 }])
    for (const end of zero) expect([end, read(end)]).toEqual([end, { lengths: ['0', '0'], doubts: 2 }])
    expect(read(known)).toEqual({ lengths: ['40', '40'], doubts: 0 })
  })

  test.each<[string, string]>([
    ['', '60?'],
    [', end: 10:00', '0'],
    [', duration: 0m', '0'],
    [', end: 10:40', '40'],
  ])('is unknown in a file of ours: "start: 2026-06-02 10:00%s"', (end, length) => {
    const { catalogue, problems } = readText(around(`  - { title: Owls, start: 2026-06-02 10:00${end} }\n`))
    const when = catalogue?.sessions[0]?.when
    expect(problems.map(({ code }) => code)).toEqual(length === '0' ? ['zero-length'] : [])
    expect(when?.kind === 'timed' && `${minutesOf(when)}${when.endAssumed ? '?' : ''}`).toBe(length)
  })
})

test.each([
  ['2026-06-02', '10:00-?', 'timed'],
  ['2026-06-02', '10:00 - TBA', 'timed'],
  ['2026-06-02', '10:00 –', 'timed'],
  ['2026-06-02', 'TBA', 'dated'],
  ['TBD', '', 'unscheduled'],
  ['n/a', '-', 'unscheduled'],
])('a table that says that nobody knows yet: on %s at %s', (date, start, kind) => {
  const text = `id,date,start,title\n1,${date},${start},Owls\n2,2026-06-02,09:00,Voles\n`
  const reading = foreignFormat(text)?.read(text, 'x')
  if (!reading?.ok) throw new Error(JSON.stringify(reading))
  const { catalogue } = assemble([reading.published], { timezone: 'Europe/Berlin', command: ['x'] })
  const owls = catalogue?.sessions.find(({ title }) => title === 'Owls')
  expect([owls?.when.kind, owls?.when.kind === 'timed' && owls.when.endAssumed]).toEqual([kind, kind === 'timed'])
})
