import fc from 'fast-check'
import { expect, test } from 'vitest'
import { KINDS, type Session, STAGES, STATUSES, type Stage, type When } from '../../../src/model/conference.js'
import { addDays, addMinutes, type Day, instant } from '../../../src/model/time.js'
import { select } from '../../../src/planning/selection/select.js'
import type { Selection, Times, TypedTime, Values } from '../../../src/planning/selection/selection.js'
import { at, catalogue, dated, idsOf, selection, THURSDAY } from '../samples.js'

/** No value begins, contains or equals another, so that the oracle needs no matching rules. */
const TRACKS = ['storage', 'edge', 'networking']
const TAGS = ['linux', 'rust', 'policy']
const LEVELS = ['beginner', 'expert', 'any']
const DAYS = [0, 1, 2].map((count) => addDays(THURSDAY, count))

const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
const day = fc.constantFrom(...DAYS)

const whens: fc.Arbitrary<When> = fc.oneof(
  fc.constant<When>({ kind: 'unscheduled' }),
  day.map(dated),
  fc
    .record({
      day,
      start: fc.integer({ min: 0, max: 47 }),
      length: fc.oneof(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 40, max: 120 })),
    })
    .map(({ day, start, length }): When => {
      const begin = addMinutes(at(day, '00:00'), start * 30)
      return {
        kind: 'timed',
        day,
        start: begin,
        end: addMinutes(begin, length * 30),
        offset: -300,
        endOffset: -300,
        shift: 0,
      }
    }),
)

const programmes = fc
  .array(
    fc.record({
      kind: fc.constantFrom(...KINDS.slice(0, 4)),
      tracks: fc.subarray(TRACKS),
      level: optional(fc.constantFrom(...LEVELS)),
      tags: fc.subarray(TAGS),
      speakers: fc.subarray([{ name: 'Ana', organization: 'Acme' }, { name: 'Bo' }]),
      status: fc.constantFrom(...STATUSES),
      when: whens,
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((drawn) =>
    drawn.map(
      ({ level, ...rest }, index): Session => ({
        id: `s${index}`,
        title: `Session ${index}`,
        ...rest,
        ...(level && { level }),
      }),
    ),
  )

const values = (...from: string[]) =>
  fc.record({ wanted: fc.subarray(from, { maxLength: 2 }), unwanted: fc.subarray(from, { maxLength: 1 }) })

const minute = fc.integer({ min: 0, max: 47 }).map((half) => half * 30)

const moment = fc.record({ day: fc.constantFrom(...DAYS), minute }).map(({ day, minute: half }) => {
  return { now: instant(at(day, '00:00') + half * 60_000) }
})
const typedTime = fc.oneof({ weight: 3, arbitrary: minute }, { weight: 1, arbitrary: moment })

const times = fc.record({
  wanted: fc.array(typedTime, { maxLength: 2 }),
  unwanted: fc.array(typedTime, { maxLength: 1 }),
})

const stageValues = fc
  .record({ wanted: optional(fc.subarray([...STAGES])), unwanted: fc.subarray([...STAGES]) })
  .map(({ wanted, unwanted }) => ({ ...(wanted && { wanted: new Set(wanted) }), unwanted: new Set(unwanted) }))

const selections = fc
  .record(
    {
      track: optional(values(...TRACKS)),
      tag: optional(values(...TAGS)),
      level: optional(values(...LEVELS)),
      kind: optional(values(...KINDS.slice(0, 4))),
      days: optional(
        fc.record({ days: fc.subarray(DAYS, { minLength: 1 }), unwanted: fc.subarray(DAYS, { maxLength: 1 }) }),
      ),
      at: optional(times),
      after: optional(times),
      before: optional(times),
      stage: optional(stageValues),
      unscheduled: fc.boolean(),
      notUnscheduled: fc.boolean(),
    },
    { requiredKeys: [] },
  )
  .map(
    ({
      track,
      tag,
      level,
      kind,
      days,
      at,
      after,
      before,
      stage,
      unscheduled = false,
      notUnscheduled = false,
    }): Selection => ({
      words: [],
      filters: { ...(track && { track }), ...(tag && { tag }), ...(level && { level }), ...(kind && { kind }) },
      unscheduled,
      notUnscheduled,
      ...(days && { days: { asked: 'asked', ...days } }),
      ...(at && { at }),
      ...(after && { after }),
      ...(before && { before }),
      ...(stage && { stage }),
    }),
  )

const picked = fc
  .array(
    fc.tuple(
      fc.integer({ min: 0, max: 11 }).map((index) => `s${index}`),
      fc.constantFrom(...STAGES),
    ),
  )
  .map((pairs): ReadonlyMap<string, Stage> => new Map(pairs))

/** The rules again, one session at a time, with clock times as minutes since midnight. */
function belongs(one: Session, asked: Selection, stages: ReadonlyMap<string, Stage>): boolean {
  const { when } = one
  const fits = (mine: readonly string[], flags: Values | undefined, forAll = false) =>
    !flags ||
    ((flags.wanted.length === 0 || forAll || flags.wanted.some((value) => mine.includes(value))) &&
      !flags.unwanted.some((value) => mine.includes(value)))
  const { track, tag, level, kind } = asked.filters
  if (!fits(one.tracks, track) || !fits(one.tags, tag) || !fits([one.kind], kind)) return false
  if (!fits(one.level ? [one.level] : [], level, one.level === 'any')) return false
  const stage = stages.get(one.id)
  if (asked.stage?.wanted && !(stage && asked.stage.wanted.has(stage))) return false
  if (stage && asked.stage?.unwanted.has(stage)) return false
  const clocks = [asked.at, asked.after, asked.before]
  const asksTime = clocks.some((values) => values && values.wanted.length > 0)
  if (asked.notUnscheduled && when.kind === 'unscheduled') return false
  if (when.kind === 'unscheduled') return asked.unscheduled || (!asksTime && !asked.days)
  if (asked.unscheduled && !asksTime && !asked.days) return false
  const isMeant = (day: Day) => !asked.days || (asked.days.days.includes(day) && !asked.days.unwanted.includes(day))
  if (when.kind === 'dated') return isMeant(when.day) && !asksTime
  const start = (when.start - at(when.day, '00:00')) / 60_000
  const end = (when.end - at(when.day, '00:00')) / 60_000
  // Nothing here lasts beyond the third day after its own.
  const runs = (time: number) =>
    [0, 1, 2, 3].some((later) => {
      const moment = time + later * 1440
      return isMeant(addDays(when.day, later)) && start <= moment && moment < end
    })
  const runsNow = (now: number) =>
    DAYS.some((day) => isMeant(day) && at(day, '00:00') <= now && now < at(addDays(day, 1), '00:00')) &&
    when.start <= now &&
    now < when.end
  const meets = (values: Times | undefined, meet: (time: number) => boolean, meetNow: (now: number) => boolean) => {
    const met = (time: TypedTime) => (typeof time === 'number' ? meet(time) : meetNow(time.now))
    return !values || ((values.wanted.length === 0 || values.wanted.some(met)) && !values.unwanted.some(met))
  }
  const someRun = asked.at !== undefined && asked.at.wanted.length > 0
  return (
    (someRun || isMeant(when.day)) &&
    meets(asked.at, runs, runsNow) &&
    meets(
      asked.after,
      (time) => start >= time,
      (now) => when.start >= now,
    ) &&
    meets(
      asked.before,
      (time) => end <= (time || 1440),
      (now) => when.end <= now,
    )
  )
}

test('chooses exactly what belongs, in time order, and changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(programmes, selections, picked, async (sessions, asked, stages) => {
      const before = structuredClone(sessions)
      const chosen = await select(catalogue(sessions), asked, stages)
      expect(sessions).toEqual(before)
      if (chosen.problems.length > 0) {
        expect(chosen.sessions).toEqual([])
        expect(chosen.notes).toEqual([])
        return
      }
      expect(new Set(chosen.sessions)).toEqual(new Set(sessions.filter((one) => belongs(one, asked, stages))))
      expect(chosen.notes).toHaveLength(chosen.sessions.length === 0 ? 1 : 0)
      for (const [index, later] of chosen.sessions.entries()) {
        const earlier = chosen.sessions[index - 1]
        if (earlier) expect(comesBefore(earlier, later, sessions)).toBe(true)
      }
    }),
    { numRuns: 10_000 },
  )
})

function comesBefore(a: Session, b: Session, file: readonly Session[]): boolean {
  const place = { timed: 0, dated: 1, unscheduled: 2 }
  const dayOf = ({ when }: Session) => (when.kind === 'unscheduled' ? '9999' : when.day)
  if (dayOf(a) !== dayOf(b)) return dayOf(a) < dayOf(b)
  if (a.when.kind !== b.when.kind) return place[a.when.kind] < place[b.when.kind]
  const inFile = file.indexOf(a) < file.indexOf(b)
  if (a.when.kind !== 'timed' || b.when.kind !== 'timed') return inFile
  return a.when.start < b.when.start || (a.when.start === b.when.start && inFile)
}

test('the order of the file decides no membership', async () => {
  const shuffled = programmes.chain((sessions) =>
    fc.tuple(fc.constant(sessions), fc.shuffledSubarray([...sessions], { minLength: sessions.length })),
  )
  await fc.assert(
    fc.asyncProperty(shuffled, selections, picked, async ([sessions, turned], asked, stages) => {
      const [one, other] = [
        await select(catalogue(sessions), asked, stages),
        await select(catalogue(turned), asked, stages),
      ]
      expect(new Set(idsOf(other).ids)).toEqual(new Set(idsOf(one).ids))
      expect(other.notes).toEqual(one.notes)
    }),
  )
})

test('a limit cuts the same list', async () => {
  await fc.assert(
    fc.asyncProperty(programmes, fc.integer({ min: 1, max: 15 }), async (sessions, limit) => {
      const all = await select(catalogue(sessions), selection(), new Map())
      const some = await select(catalogue(sessions), selection({ limit }), new Map())
      expect(some).toEqual({ ...all, sessions: all.sessions.slice(0, limit) })
    }),
  )
})
