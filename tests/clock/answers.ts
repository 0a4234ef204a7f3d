import { Settings } from 'luxon'
import { observancesOf } from '../../src/clock/transitions.js'
import { readWall } from '../../src/clock/wall.js'
import { offsetAt, readZone, todayIn } from '../../src/clock/zone.js'
import { dayLabel, instant, isoWithOffset } from '../../src/model/time.js'

const ZONES = [
  ...[
    'America/New_York',
    'Europe/Amsterdam',
    'Europe/Dublin',
    'Australia/Lord_Howe',
    'Africa/Casablanca',
    'Asia/Tehran',
  ],
  ...['Asia/Kolkata', 'UTC'],
]
const TEXTS = [
  ...['2020-11-01T01:30', '2020-11-20 16:00', '2026-03-29 02:30', '2026-10-25 02:30', '2026-04-05T01:45', '24:00', 'x'],
  ...['2026-10-04 02:15', '2026-02-15 02:30', '2026-03-22 02:30', '2026-10-25T02:30+01:00', '2026-10-25 01:30Z'],
]

/** The answers of this room to a fixed list of questions, while luxon believes that it is `now`. */
export function answers(now: number): unknown {
  Settings.now = () => now
  const moments = ['2020-11-01T05:30Z', '2026-03-29T00:30Z', '2026-10-25T01:30Z'].map((text) =>
    instant(Date.parse(text)),
  )
  return ZONES.map((zone) => ({
    zone: readZone(zone.toLowerCase()),
    walls: TEXTS.map((text) => readWall(text, zone)),
    shown: moments.map((moment) => isoWithOffset(moment, offsetAt(moment, zone))),
    days: moments.map((moment) => dayLabel(todayIn(moment, zone, 240))),
    observances: observancesOf(zone, {
      start: instant(Date.parse('2026-01-01')),
      end: instant(Date.parse('2027-01-01')),
    }),
  }))
}
