import { expect, test } from 'vitest'
import { readClock, readTypedClock } from '../../src/model/time.js'

test.each([
  ['16:00', 960],
  ['9:05', 545],
  ['09:05', 545],
  ['00:00', 0],
  ['23:59', 1439],
  ['24:00', 1440],
  ['4pm', 960],
  ['4 pm', 960],
  ['4PM', 960],
  ['4:30pm', 990],
  ['4:30 am', 270],
  ['12am', 0],
  ['12:01am', 1],
  ['12pm', 720],
  ['noon', 720],
  ['Noon', 720],
  ['midnight', 0],
  [' 16:00 ', 960],
])('%s is minute %d', (text, minute) => expect(readClock(text)).toBe(minute))

test.each([
  ...[
    '',
    '16',
    '4',
    '1600',
    '25:00',
    '24:01',
    '9:60',
    '9:5',
    ':30',
    '16:',
    '16:00:00',
    '13pm',
    '0pm',
    '0am',
    '16:00pm',
  ],
  ...['4p', '4:60pm', '4.30pm', '4:3pm', 'pm', 'now', '-4pm', '4  pm', '16:00Z', '１６:00', 'noon pm', '4pm 5pm'],
])('%j is no time of day', (text) => expect(readClock(text)).toBeUndefined())

test('every minute of the day is read in both ways of writing it', () => {
  for (let minute = 0; minute < 1440; minute++) {
    const [hour, past] = [Math.floor(minute / 60), String(minute % 60).padStart(2, '0')]
    const half = hour < 12 ? 'am' : 'pm'
    expect([readClock(`${hour}:${past}`), readClock(`${hour % 12 || 12}:${past}${half}`)]).toEqual([minute, minute])
  }
})

test.each([
  ['1600', 960],
  ['0930', 570],
  ['930', 570],
  ['2400', 1440],
  ['16h', 960],
  ['16 h', 960],
  ['16h30', 990],
  ['16:00h', 960],
  ['16.00', 960],
  ['9.05', 545],
  ['16:00:00', 960],
  ['4:00 p.m.', 960],
  ['4:00 P.M.', 960],
  ['4 p.m.', 960],
  ['4 p. m.', 960],
  ['4.30pm', 990],
  ['430pm', 990],
  ['4p', 960],
  ['12 a.m.', 0],
  ['noon', 720],
  ['12 noon', 720],
  ['12 Midnight', 0],
  [' 16:00 ', 960],
  ['4 pm', 960],
])('%s, as typed, is minute %d', (text, minute) => expect(readTypedClock(text)).toBe(minute))

test.each([
  ...['', '16', '4', '25:00', '2500', '1660', '24:01', '9:60', '9:5', '16.', '16:00pm', '1600pm', '13 p.m.', 'pm'],
  ...['now', '16:00Z', '16:00:30', '11 noon', '12345', '-1600', '1.6.00', '４pm'],
])('%j is no time of day as typed', (text) => expect(readTypedClock(text)).toBeUndefined())
