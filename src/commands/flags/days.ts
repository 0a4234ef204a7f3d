import { badValue, Exit, fail, type Note, type Outline } from '../../model/index.js'
import { DAYS_FORM, type Day, readDays } from '../../model/time.js'
import type { Selection, Values } from '../../planning/selection/selection.js'
import type { App } from '../app.js'
import { partsOf } from './values.js'

/** The days meant by `--day` and `--not-day` in this programme, and notes about them. */
export async function readDayFlags(
  values: Values,
  outline: Outline,
  app: Pick<App, 'now'>,
): Promise<{ readonly chosen: NonNullable<Selection['days']>; readonly notes: readonly Note[] }> {
  const { wanted, unwanted } = partsOf(values)
  const daysIn = await dayReader([...wanted, ...unwanted], outline, app)
  const read = (flag: string, text: string) => ({ asked: text, days: daysIn(flag, text) })
  const [chosen, excluded] = [
    wanted.map((text) => read('--day', text)),
    unwanted.map((text) => read('--not-day', text)),
  ]
  const notes = [...chosen, ...excluded]
    .filter(({ asked }) => COUNTED.test(asked))
    .map(({ asked, days }): Note => ({ code: 'day-read-as', asked, days }))
  const without = new Set(excluded.flatMap(({ days }) => days))
  const all = wanted.length > 0 ? new Set(chosen.flatMap(({ days }) => days)) : outline.days
  const days = [...all].filter((day) => !without.has(day)).sort()
  return { chosen: { asked: wanted.join(', '), days, unwanted: [...without].sort() }, notes }
}

export async function readDayFlag(text: string, outline: Outline, app: Pick<App, 'now'>): Promise<Day> {
  const [day, ...others] = (await dayReader([text], outline, app))('--day', text)
  return day && others.length === 0 ? day : badValue('--day', text, DAYS_FORM)
}

/** Returns a function that reads the days in each of `texts`. Loads zones only if one of them depends on the date. */
async function dayReader(
  texts: readonly string[],
  { days, conference: { firstDay, dayChange, timezone } }: Outline,
  app: Pick<App, 'now'>,
): Promise<(flag: string, text: string) => readonly Day[]> {
  const relative = texts.some((text) => /today|tomorrow|yesterday/i.test(text))
  const today = relative
    ? (await import('../../clock/zone.js')).todayIn(await app.now(), timezone, dayChange)
    : undefined
  const context = { days, ...(firstDay && { firstDay }), today: () => today ?? fail(Exit.bug) }
  return (flag, text) => {
    const reading = readDays(text.trim(), context)
    return reading.ok ? reading.days : badValue(flag, text, DAYS_FORM)
  }
}

/** Words for days that do not name the date, so that the person should see which one is meant. */
const COUNTED = /\b(day ?\d|today|tomorrow|yesterday)/i
