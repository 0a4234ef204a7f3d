import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isDayLabel, readDate, readWeekday, senseOf } from '../../../src/formats/csv/csv-dates.js'
import { type DateOrder, type Day, dayOf } from '../../../src/model/time.js'

const IN_2026 = { order: 'dmy', yearOf: () => 2026 } as const

describe('a date', () => {
  test.each<[string, string | undefined]>([
    ['2025-9-5 x', '2025-09-05'],
    ['5.9.2025', '2025-09-05'],
    ['5.9.25', '2025-09-05'],
    ['05/06/2026', '2026-06-05'],
    ['Fri 05/06/26', '2026-06-05'],
    ['5 Sep 2025', '2025-09-05'],
    ['5-Sep-25', '2025-09-05'],
    ["5 Sep '25", '2025-09-05'],
    ['Sep 5th, 2025', '2025-09-05'],
    ['Friday, 5 Sept. 2025', '2025-09-05'],
    ['Fr., 5. September 2025', '2025-09-05'],
    ['vendredi 5 septembre 2025', '2025-09-05'],
    ['1er août 2026', '2026-08-01'],
    ['viernes 5 de septiembre de 2025', '2025-09-05'],
    ['sexta-feira, 5 de setembro de 2025', '2025-09-05'],
    ['vrijdag 5 maart 2026', '2026-03-05'],
    ['Venerdì 5 giugno 2026', '2026-06-05'],
    ['Day 1: Fri 8 May 2026', '2026-05-08'],
    ['Day 1 (2026-05-08)', '2026-05-08'],
    ['2026年5月8日', '2026-05-08'],
    ['２０２６年５月８日（金）', '2026-05-08'],
    ['5月8日', '2026-05-08'],
    ['2026년 5월 8일', '2026-05-08'],
    ['fredag 8. maj 2026', '2026-05-08'],
    ['lørdag 9. mai 2026', '2026-05-09'],
    ['20260508', '2026-05-08'],
    ['8 May', '2026-05-08'],
    ['May 8', '2026-05-08'],
    ['Fri 8 May', '2026-05-08'],
    ['8. Mai', '2026-05-08'],
    ['8 juillet', '2026-07-08'],
    ['8/5', '2026-05-08'],
    ['08.05.', '2026-05-08'],
    ['8-9 May 2026', '2026-05-08'],
    ['8.–9. Mai 2026', '2026-05-08'],
    ['5th of', undefined],
    ['Smarch 5, 2025', undefined],
    ['2025-13-01', undefined],
    ['30 Feb', undefined],
    ['9.30', undefined],
    ['14:00', undefined],
    ['Hall 8', undefined],
  ])('%j', (text, day) => {
    expect(readDate(text, IN_2026)?.day).toBe(day)
  })

  test.each<[string, string]>([
    ['2026-05-08T09:00', '09:00'],
    ['8 May 09:00', '09:00'],
    ['8 May 9.30', '9.30'],
    ['Fri 8 May, at 9 am', '9 am'],
    ['May 8, 2026 - 14h30', '14h30'],
    ['4/5/26 10:00 AM', '10:00 am'],
  ])('%j has a rest', (text, rest) => {
    expect(readDate(text, IN_2026)?.rest).toBe(rest)
  })

  test('of any day, in either order, is that day', () => {
    const day = fc.tuple(
      fc.integer({ min: 2000, max: 2099 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 28 }),
    )
    fc.assert(
      fc.property(
        day,
        fc.constantFrom<DateOrder>('dmy', 'mdy', 'ymd'),
        fc.constantFrom('/', '-'),
        fc.boolean(),
        (numbers, order, mark, short) => {
          const [year, month, date] = numbers
          const years = short ? String(year).slice(2) : String(year)
          const written = {
            dmy: [date, month, years],
            mdy: [month, date, years],
            ymd: [years, month, String(date).padStart(2, '0')],
          }[order].join(mark)
          expect(readDate(written, { order, yearOf: () => undefined })?.day).toBe(dayOf(year, month, date))
        },
      ),
    )
  })
})

describe('what the dates of a table say together', () => {
  test.each<[readonly string[], object, string | undefined, number | undefined]>([
    [['2025-09-25', 'x', '04/04/2025'], {}, 'dmy', 2025],
    [['04/03/2025', '25/03/2025'], {}, 'dmy', 2025],
    [['4-3-2025', '3-25-2025'], {}, 'mdy', 2025],
    [['4/21/26', '4/5/26'], {}, 'mdy', 2026],
    // The weekday settles it: 5 June 2026 is a Friday, 6 May is not.
    [['Fri 05/06/2026', '06/06/2026'], {}, 'dmy', 2026],
    [['05/06/2026'], { dateOrder: 'mdy' }, 'mdy', 2026],
    [['8 May', '9 May 2026'], {}, 'dmy', 2026],
    [['8 May'], { year: 2027 }, 'dmy', 2027],
    [['09:00', 'soon'], {}, 'dmy', undefined],
  ])('%j with %j', (texts, hints, order, year) => {
    const reading = senseOf(texts, hints)
    expect(reading.ok && { order: reading.sense.order, year: reading.sense.yearOf(5) }).toEqual({ order, year })
  })

  test.each<[readonly string[], object]>([
    [['04/03/2025'], { needs: 'date-order', text: '04/03/2025' }],
    [['25/03/2025', '03/25/2025'], { needs: 'date-order', text: '03/25/2025' }],
    [['10:00', '8 May'], { needs: 'year', text: '8 May' }],
    [['8 May', '9 May 2026', '9 May 2027'], { needs: 'year', text: '8 May' }],
  ])('%j is not enough', (texts, expected) => {
    expect(senseOf(texts)).toEqual({ ok: false, ...expected })
  })

  test('a date whose weekday is another is doubted', () => {
    const reading = senseOf(['Sat 9 May', 'Fri 8 May'], { year: 2025 })
    expect(reading.ok && reading.sense.misnamed).toEqual({ text: 'Sat 9 May', day: '2025-05-09' })
    const right = senseOf(['Sat 9 May', 'Fri 8 May'], { year: 2026 })
    expect(right.ok && right.sense.misnamed).toBe(undefined)
  })

  test('after a December, January is next year', () => {
    const reading = senseOf(['30 Dec', '2 Jan'], { year: 2026 })
    expect(reading.ok && reading.sense.between).toEqual(['2026-12-30', '2027-01-02'])
  })

  test.each<[string, readonly [string, string] | undefined, string | undefined]>([
    ['Friday', ['2026-05-07', '2026-05-09'], '2026-05-08'],
    ['Freitag', ['2026-05-07', '2026-05-09'], '2026-05-08'],
    ['Fri', ['2026-05-08', '2026-05-08'], '2026-05-08'],
    ['Friday', ['2026-05-08', '2026-05-15'], undefined],
    ['Monday', ['2026-05-07', '2026-05-09'], undefined],
    ['Friday', undefined, undefined],
  ])('%s between %j is %s', (text, between, day) => {
    const days = between as readonly [Day, Day] | undefined
    expect(readWeekday(text, { yearOf: () => undefined, ...(days && { between: days }) })).toBe(day)
    expect(isDayLabel(text)).toBe(true)
  })
})
