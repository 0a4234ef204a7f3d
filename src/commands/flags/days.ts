import { badValue, Exit, fail, type Note, nearest } from '../../model/index.js'
import { DAY_WORDS, DAYS_FORM, type Day, type DaysContext, readDays } from '../../model/time.js'
import type { Selection, Values } from '../../planning/selection/selection.js'
import type { App } from '../app.js'
import { partsOf } from './values.js'

/** The days meant by `--day` and `--not-day` in this programme, and notes about them. */
export async function readDayFlags(
  values: Values,
  app: Pick<App, 'now' | 'outline'>,
): Promise<{ readonly chosen: NonNullable<Selection['days']>; readonly notes: readonly Note[] }> {
  const { wanted, unwanted } = partsOf(values)
  const daysIn = await dayReader([...wanted, ...unwanted], app)
  const read = (flag: string, text: string) => ({ asked: text, days: daysIn(flag, text) })
  const [chosen, excluded] = [
    wanted.map((text) => read('--day', text)),
    unwanted.map((text) => read('--not-day', text)),
  ]
  const notes = [...chosen, ...excluded]
    .filter(({ asked }) => COUNTED.test(asked))
    .map(({ asked, days }): Note => ({ code: 'day-read-as', asked, days }))
  const without = new Set(excluded.flatMap(({ days }) => days))
  const all = wanted.length > 0 ? new Set(chosen.flatMap(({ days }) => days)) : (await app.outline()).days
  const days = [...all].filter((day) => !without.has(day)).sort()
  return { chosen: { asked: wanted.join(', '), days, unwanted: [...without].sort() }, notes }
}

/** Returns a function that reads the days in each of `texts`. */
async function dayReader(
  texts: readonly string[],
  app: Pick<App, 'now' | 'outline'>,
): Promise<(flag: string, text: string) => readonly Day[]> {
  const context = await daysContext(texts, app)
  return (flag, text) => {
    return readDays(text.trim(), context) ?? badValue(flag, text, DAYS_FORM, nearestDays(text, context))
  }
}

/** For reading the days in `texts`. Loads zones only if one of them depends on the date. */
export async function daysContext(texts: readonly string[], app: Pick<App, 'now' | 'outline'>): Promise<DaysContext> {
  const { days, conference } = await app.outline()
  const { firstDay, dayChange, timezone } = conference
  const relative = texts.some((text) => /today|tomorrow|yesterday/i.test(text))
  const today = relative
    ? (await import('../../clock/zone.js')).todayIn(await app.now(), timezone, dayChange)
    : undefined
  return { days, ...(firstDay && { firstDay }), today: () => today ?? fail(Exit.bug) }
}

/** The same text with its misspelt words put right, if that is a day. */
function nearestDays(text: string, context: DaysContext): readonly string[] {
  const meant = text.replace(/[a-z]{3,}/gi, (word) =>
    DAY_WORDS.some((known) => known.startsWith(word.toLowerCase())) ? word : (nearest(word, DAY_WORDS)[0] ?? word),
  )
  return readDays(meant, context) === undefined ? [] : [meant]
}

/** Words for days that do not name the date, so that the person should see which one is meant. */
const COUNTED = /\b(day ?\d|today|tomorrow|yesterday)/i
