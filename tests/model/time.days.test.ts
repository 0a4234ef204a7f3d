import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  DAYS_FORM,
  type Day,
  type DaysContext,
  dateRangeLabel,
  longDayLabel,
  parseDay,
  readDays,
  WEEKDAYS,
} from '../../src/model/time.js'

function day(text: string): Day {
  const read = parseDay(text)
  if (read === undefined) throw new Error(`the test names no day: ${text}`)
  return read
}

function days(...texts: readonly string[]): readonly Day[] {
  return texts.map(day)
}

function never(): Day {
  throw new Error('today was asked for')
}

/** KubeCon NA 2020, Tuesday to Friday. */
const kubecon: DaysContext = {
  days: days('2020-11-17', '2020-11-18', '2020-11-19', '2020-11-20'),
  firstDay: day('2020-11-17'),
  today: never,
}
const onThursday: DaysContext = { ...kubecon, today: () => day('2020-11-19') }
/** Nine days across the end of the year, from a Monday on; the conference begins on the third of them. */
const long: DaysContext = {
  days: Array.from({ length: 9 }, (_, index) => addDays(day('2026-12-28'), index)),
  firstDay: day('2026-12-30'),
  today: never,
}

describe('one day', () => {
  test.each([
    ['fri', kubecon, ['2020-11-20']],
    ['Friday', kubecon, ['2020-11-20']],
    ['THURS', kubecon, ['2020-11-19']],
    ['sat', kubecon, []],
    ['mon', long, ['2026-12-28', '2027-01-04']],
    ['2020-11-20', kubecon, ['2020-11-20']],
    ['2031-01-01', kubecon, ['2031-01-01']],
    ['11-20', kubecon, ['2020-11-20']],
    ['nov 20', kubecon, ['2020-11-20']],
    ['20 nov', kubecon, ['2020-11-20']],
    ['November 20', kubecon, ['2020-11-20']],
    ['20  NOVEMBER', kubecon, ['2020-11-20']],
    ['nov 5', kubecon, ['2020-11-05']],
    ['sept 1', kubecon, ['2020-09-01']],
    ['feb 29', kubecon, ['2020-02-29']],
    ['Fri 20 Nov', kubecon, ['2020-11-20']],
    ['friday, nov 20', kubecon, ['2020-11-20']],
    ['jan 2', long, ['2027-01-02']],
    ['dec 31', long, ['2026-12-31']],
    ['jan 20', long, ['2026-01-20']],
    ['day 1', kubecon, ['2020-11-17']],
    ['day 4', kubecon, ['2020-11-20']],
    ['Day4', kubecon, ['2020-11-20']],
    ['day 9', kubecon, ['2020-11-25']],
    ['day 1', long, ['2026-12-30']],
    ['today', onThursday, ['2020-11-19']],
    ['tomorrow', onThursday, ['2020-11-20']],
    ['Yesterday', onThursday, ['2020-11-18']],
    [' fri ', kubecon, ['2020-11-20']],
    ['Nov 20th', kubecon, ['2020-11-20']],
    ['20th of November', kubecon, ['2020-11-20']],
    ['20. November', kubecon, ['2020-11-20']],
    ['20 Nov.', kubecon, ['2020-11-20']],
    ['nov 20 2020', kubecon, ['2020-11-20']],
    ['November 20, 2021', kubecon, ['2021-11-20']],
    ['1st nov 2020', kubecon, ['2020-11-01']],
    ['20.11.', kubecon, ['2020-11-20']],
    ['20.11', kubecon, ['2020-11-20']],
    ['20. 11.', kubecon, ['2020-11-20']],
    ['20.11.2020', kubecon, ['2020-11-20']],
    ['3.4.', kubecon, ['2020-04-03']],
    ['11/20', kubecon, ['2020-11-20']],
    ['20/11', kubecon, ['2020-11-20']],
    ['11/20/2020', kubecon, ['2020-11-20']],
    ['2020/11/20', kubecon, ['2020-11-20']],
    ['20-11', kubecon, ['2020-11-20']],
    ['20-11-2020', kubecon, ['2020-11-20']],
    ['13-01', kubecon, ['2020-01-13']],
    ['11/11', kubecon, ['2020-11-11']],
    ['1/2', long, ['2027-01-02']],
    ['Fri 20.11.', kubecon, ['2020-11-20']],
    ['fri 11/20', kubecon, ['2020-11-20']],
  ])('%s', (text, context, expected) => {
    expect(readDays(text, context)).toEqual(days(...expected))
  })
})

describe('a range', () => {
  test.each([
    ['wed..fri', kubecon, ['2020-11-18', '2020-11-19', '2020-11-20']],
    ['wed .. fri', kubecon, ['2020-11-18', '2020-11-19', '2020-11-20']],
    ['fri..fri', kubecon, ['2020-11-20']],
    ['fri..wed', kubecon, ['2020-11-20']],
    ['fri..sun', kubecon, ['2020-11-20']],
    ['mon..wed', kubecon, ['2020-11-17', '2020-11-18']],
    ['sat..sun', kubecon, []],
    ['mon..', kubecon, ['2020-11-17', '2020-11-18', '2020-11-19', '2020-11-20']],
    ['..sun', kubecon, ['2020-11-17', '2020-11-18', '2020-11-19', '2020-11-20']],
    ['..thu', kubecon, ['2020-11-17', '2020-11-18', '2020-11-19']],
    ['nov 18..', kubecon, ['2020-11-18', '2020-11-19', '2020-11-20']],
    ['2020-11-18..2020-11-19', kubecon, ['2020-11-18', '2020-11-19']],
    ['2020-11-01..2020-11-18', kubecon, ['2020-11-17', '2020-11-18']],
    ['0001-01-01..9999-12-31', kubecon, kubecon.days],
    ['2021-01-01..', kubecon, []],
    ['..2019-01-01', kubecon, []],
    ['nov 18..thu', kubecon, ['2020-11-18', '2020-11-19']],
    ['wed..nov 19', kubecon, ['2020-11-18', '2020-11-19']],
    ['day 2..day 3', kubecon, ['2020-11-18', '2020-11-19']],
    ['today..', onThursday, ['2020-11-19', '2020-11-20']],
    ['..yesterday', onThursday, ['2020-11-17', '2020-11-18']],
    ['sun..tue', long, ['2027-01-03', '2027-01-04', '2027-01-05']],
    ['dec 31..jan 2', long, ['2026-12-31', '2027-01-01', '2027-01-02']],
    ['mon..tue', long, ['2026-12-28', '2026-12-29']],
    ['18.11...20.11.', kubecon, ['2020-11-18', '2020-11-19', '2020-11-20']],
    ['11/18..11/19', kubecon, ['2020-11-18', '2020-11-19']],
    ['Nov 18th..Nov 19th', kubecon, ['2020-11-18', '2020-11-19']],
  ])('%s', (text, context, expected) => {
    expect(readDays(text, context)).toEqual(days(...expected))
  })

  test('opens between days where the conference rests on that weekday', () => {
    const pausing: DaysContext = { days: days('2020-11-17', '2020-11-19'), today: never }
    expect(readDays('wed..thu', pausing)).toEqual(days('2020-11-19'))
  })
})

test.each([
  ...[
    '',
    ' ',
    '..',
    'fr',
    'f',
    'someday',
    '20',
    '2020',
    '2020-11',
    '2020-2-3',
    '2020-02-30',
    '2021-02-29',
    '2020-13-01',
  ],
  ...[
    '02-30',
    '11-31',
    '3-4',
    '00-10',
    'nov',
    'nov 0',
    'nov 31',
    'feb 30',
    'no 20',
    'nov 20 20',
    '3/4',
    '11/12',
    '31.11.',
    '20/20',
    '20-13',
    '20.11.20.',
    'nov 20nd th',
  ],
  ...['day', 'day 0', 'day -1', 'day 4.5', 'day 1000', 'thu 20 nov', 'fri fri', 'fri 2020-02-30', 'now', 'next fri'],
  ...[
    '2020-11-20..2020-11-18',
    'fri..nov 18',
    'fri..2020-11-18',
    'day 4..day 2',
    'wed...fri',
    'wed..fri..',
    'wed..foo',
  ],
  ...['foo..fri', 'nov 18..20', 'wed-fri', 'fri,thu', '2020-11-20T16:00', 'constructor', '__proto__'],
])('%j is refused', (text) => expect(readDays(text, kubecon)).toBeUndefined())

test('feb 29 is no day in a year without one', () => {
  expect(readDays('feb 29', long)).toBeUndefined()
})

test('backwards ranges with today are refused', () => {
  expect(readDays('fri..today', onThursday)).toBeUndefined()
})

describe('a conference without any day', () => {
  const empty: DaysContext = { days: [], today: never }
  test.each(['fri', 'nov 20', 'feb 29', 'day 2', 'wed..fri', 'wed..', '..nov 20', '2020-11-18..2020-11-20'])(
    '%s names none',
    (text) => expect(readDays(text, empty)).toEqual([]),
  )
  test.each(['nov 31', 'day 0', '2020-11-20..2020-11-18'])('%s is still refused', (text) => {
    expect(readDays(text, empty)).toBeUndefined()
  })
  test('a full date stands for itself', () => {
    expect(readDays('2020-11-20', empty)).toEqual(days('2020-11-20'))
  })
})

test('days are counted from the first held one where the conference states none', () => {
  expect(readDays('day 2', { days: kubecon.days, today: never })).toEqual(days('2020-11-18'))
})

test('a date without year is in the year of the stated first day, though something was held before it', () => {
  const context: DaysContext = { days: days('2026-12-31', '2027-01-01'), firstDay: day('2027-01-01'), today: never }
  expect(readDays('mar 3', context)).toEqual(days('2027-03-03'))
  expect(readDays('dec 31', context)).toEqual(days('2026-12-31'))
})

test('every part of the form shown in messages is itself read', () => {
  for (const example of DAYS_FORM.split(/, | or /)) expect(readDays(example, onThursday)).toBeDefined()
})

test('a range of weekdays holds the days that walking from one to the other passes', () => {
  const weekday = fc.constantFrom(...WEEKDAYS)
  const start = fc.integer({ min: 0, max: 4000 }).map((ahead) => addDays(day('2020-01-01'), ahead))
  fc.assert(
    fc.property(start, fc.integer({ min: 7, max: 20 }), weekday, weekday, (first, length, opening, closing) => {
      const held = Array.from({ length }, (_, index) => addDays(first, index))
      const name = (date: Day) =>
        new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' }).format(Date.parse(date))
      const walked: Day[] = []
      for (const date of held) {
        const reached = walked.length > 0 || name(date).toLowerCase() === opening
        if (reached) walked.push(date)
        if (reached && name(date).toLowerCase() === closing) break
      }
      expect(readDays(`${opening}..${closing}`, { days: held, today: never })).toEqual(walked)
    }),
    { numRuns: 1000 },
  )
})

test.each([
  [[], ''],
  [['2020-11-20'], 'November 20, 2020'],
  [['2020-11-20', '2020-11-16', '2020-11-18'], 'November 16-20, 2020'],
  [['2020-11-30', '2020-12-02'], 'November 30 to December 2, 2020'],
  [['2026-12-30', '2027-01-02'], 'December 30, 2026 to January 2, 2027'],
  [['2026-05-30', '2027-05-31'], 'May 30, 2026 to May 31, 2027'],
])('the days %j are %s', (texts, label) => {
  expect(dateRangeLabel(days(...texts))).toBe(label)
})

test('a day in full', () => {
  expect(longDayLabel(day('2020-11-01'))).toBe('Sunday, November 1')
})
