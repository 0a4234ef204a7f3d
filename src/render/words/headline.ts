import { type Conference, fetchTimes, type Session, type Stage } from '../../model/index.js'
import { ageLabel, type Day, HOUR, type Instant, type Minutes } from '../../model/time.js'
import type { Entry } from '../../planning/agenda/clashes.js'
import type { FoldLabel } from '../../planning/sessions/foldable.js'
import type { Part } from '../layout/paragraph.js'
import type { Glyphs } from '../screen/sheet.js'
import { safe } from '../screen/terminal.js'
import type { Setting } from '../views.js'
import { count, daysLabel, shortZoneLabel, zoneLabel } from './labels.js'

/** The headline of a table of sessions: the conference, its days, the clock, and whatever else there is to say. */
export function headlineOf(
  setting: Setting,
  days: readonly Day[],
  timed: Parameters<typeof settingParts>[2],
  ...more: readonly (string | Part)[]
): readonly Part[] {
  const [name = { text: '' }, ...parts] = settingParts(setting, days, timed)
  return [
    { ...name, tone: 'strong' },
    ...parts,
    ...more.map((part) => (typeof part === 'string' ? { text: part } : part)),
  ]
}

/** The conference, the days, and the clock with the offsets that it has there. */
export function settingParts(
  { catalogue, zone }: Setting,
  days: readonly Day[],
  timed: Iterable<Pick<Session, 'when'> | Pick<Entry, 'offset'>>,
): readonly Part[] {
  const offsets = [...timed].flatMap((one) => {
    if ('offset' in one) return [one.offset]
    return one.when.kind === 'timed' ? [one.when.offset] : []
  })
  return [{ text: safe(catalogue.conference.name) }, { text: daysLabel(days) }, zonePart(zone, offsets)]
}

/** The clock in a headline. */
export function zonePart(zone: string, offsets: Iterable<Minutes>): Part {
  const known = [...offsets]
  return { text: safe(zoneLabel(zone, known)), brief: safe(shortZoneLabel(zone, known)) }
}

/** The marks of picks that these sessions have: `● going ○ maybe`. */
export function stageLegend(
  shown: readonly Session[],
  stages: ReadonlyMap<string, Stage>,
  glyphs: Pick<Glyphs, Stage>,
): string {
  const used = new Set(shown.map(({ id }) => stages.get(id)))
  return (['going', 'maybe'] as const)
    .filter((stage) => used.has(stage))
    .map((stage) => `${glyphs[stage]} ${stage}`)
    .join(' ')
}

const FOLDED: Readonly<Record<FoldLabel, readonly [one: string, many: string]>> = {
  sponsored: ['sponsored demo', 'sponsored demos'],
  umbrella: ['umbrella', 'umbrellas'],
  social: ['social event', 'social events'],
  break: ['break', 'breaks'],
  other: ['other', 'other'],
}

/** `15 sponsored demos, 3 breaks`; empty if nothing is folded. */
export function foldedLabel(folded: ReadonlyMap<FoldLabel, number>): string {
  return [...folded].map(([label, number]) => count(number, ...FOLDED[label])).join(', ')
}

/** `Folded: 15 sponsored demos, 3 breaks (--kind all).`, or the empty string. */
export function foldedSentence(folded: ReadonlyMap<FoldLabel, number>): string {
  const away = foldedLabel(folded)
  return away === '' ? '' : `Folded: ${away} (--kind all).`
}

/** Clocks differ by less. If a fetch is later than this, the present moment is not the real one (KUBEPLAN_NOW). */
const SKEW_MS = HOUR

/** `fetched 2 h ago`: the age of the oldest source of a schedule; empty if it was never fetched. */
export function fetchedLabel(conference: Conference, now: Instant | undefined): string {
  const [at] = fetchTimes(conference)
  return at === undefined || now === undefined || at - now > SKEW_MS ? '' : `fetched ${ageLabel(at, now)}`
}
