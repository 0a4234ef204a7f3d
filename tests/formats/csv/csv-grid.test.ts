import { describe, expect, test } from 'vitest'
import { read } from '../../../src/formats/csv/csv.js'
import { told } from '../published-fixtures.js'

/** Each session as `day start-end title @room`. */
function sessionsIn(...lines: readonly string[]): readonly string[] {
  return told(read(lines.join('\n'), 'x.csv')).entries.map(({ title, room, time }) => {
    const { start = '', end = '' } = time.kind === 'wall' ? time : {}
    return `${start.slice(8, 16)}-${end.slice(11, 16)} ${title}${room === undefined ? '' : ` @${room}`}`
  })
}

describe('a grid', () => {
  const ALONE = ['08T09:00- Owls', '08T10:00- Larks']
  test.each<[string, readonly string[], readonly string[]]>([
    ['of one room', ['8 May 2026,Barn', '9:00,Owls', '10:00,Larks'], ALONE.map((one) => `${one} @Barn`)],
    ['of one day', ['Time,8 May 2026', '9:00,Owls', '10:00,Larks'], ALONE],
    [
      'of one column without a head',
      ['8 May 2026', '9:00,Owls', '10:00,Larks', '9 May 2026', '9:00,Crows'],
      [...ALONE, '09T09:00- Crows'],
    ],
    ['below its name', ['Owl Days,', '8 May 2026,', '9:00,Owls', '10:00,Larks'], ALONE],
    [
      'of days, where the same on several days is as many sessions',
      ['Time,8 May 2026,9 May 2026', '9:00,Owls,Larks', '10:00,Lunch,Lunch'],
      ['08T09:00- Owls', '09T09:00- Larks', '08T10:00- Lunch', '09T10:00- Lunch'],
    ],
    [
      'of rooms on several days, each written once',
      [',8 May 2026,,9 May 2026,', 'Time,Barn,Loft,Barn,Loft', '9:00,Owls,Owls,Larks,Crows', '10:00,,Nests,,'],
      ['08T09:00- Owls', '09T09:00- Larks @Barn', '09T09:00- Crows @Loft', '08T10:00- Nests @Loft'],
    ],
    [
      'of weeks one below the other',
      [
        'Time,8 May 2026,9 May 2026',
        '9:00,Owls,Larks',
        '10:00,,Crows',
        'Time,15 May 2026,16 May 2026',
        '9:00,Nests,Mice',
      ],
      ['08T09:00- Owls', '09T09:00- Larks', '09T10:00- Crows', '15T09:00- Nests', '16T09:00- Mice'],
    ],
    [
      'of other rooms on each day',
      ['8 May 2026', 'Time,Barn', '9:00,Owls', '9 May 2026', 'Time,Loft,Mill', '9:00,Larks,Crows', '10:00,Nests,'],
      ['08T09:00- Owls @Barn', '09T09:00- Larks @Loft', '09T09:00- Crows @Mill', '09T10:00- Nests @Loft'],
    ],
    [
      'with a column for the end',
      ['8 May 2026', 'From,To,Barn,Loft', '9:00,9:45,Owls,Larks', '10:00,11:00,Crows,'],
      ['08T09:00-09:45 Owls @Barn', '08T09:00-09:45 Larks @Loft', '08T10:00-11:00 Crows @Barn'],
    ],
  ])('%s', (_, lines, sessions) => expect(sessionsIn(...lines)).toEqual(sessions))

  test.each([
    ['measurements', ['8 May 2026,Barn', '9:00,21.5', '10:00,23']],
    ['times of no day', ['Time,Barn', '9:00,Owls', '10:00,Larks']],
  ])('is not what has one column of %s', (_, lines) => {
    expect(read(lines.join('\n'), 'x.csv').ok).toBe(false)
  })
})
