import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { kubeplan, newHome } from './kubeplan.js'

const DAYS = ['2026-03-23', '2026-03-24'] as const

interface Entry {
  readonly day: (typeof DAYS)[number]
  readonly from: number
  readonly until: number
}

interface Talk extends Entry {
  readonly id: string
  readonly cancelled: boolean
  readonly again?: string
  readonly stage: 'going' | 'maybe' | undefined
}

interface Case {
  readonly talks: readonly Talk[]
  readonly blocks: readonly Entry[]
  /** On the first day. */
  readonly hour: number | undefined
}

const NAMES = ['ant', 'bee', 'cow', 'dog', 'eel', 'fox', 'gnu', 'hen'] as const

const spans = fc
  .tuple(fc.constantFrom(...DAYS), fc.integer({ min: 9, max: 13 }), fc.integer({ min: 1, max: 2 }))
  .map(([day, from, length]): Entry => ({ day, from, until: from + length }))

const cases = fc
  .record({
    isNew: fc.nat({ max: 4 }).map((drawn) => drawn === 0),
    talks: fc
      .array(
        fc.tuple(
          spans,
          fc.nat({ max: 4 }),
          fc.constantFrom('going', 'going', 'maybe', undefined, undefined, undefined),
          fc.option(fc.nat({ max: 7 }), { freq: 3, nil: undefined }),
        ),
        { minLength: 2, maxLength: NAMES.length },
      )
      .map((drawn) =>
        drawn.map(([span, state, stage, again], index): Talk => {
          const id = NAMES[index] ?? ''
          const original = again !== undefined && again < index ? NAMES[again] : undefined
          return { ...span, id, cancelled: state === 0, stage, ...(original !== undefined && { again: original }) }
        }),
      ),
    blocks: fc.array(spans, { maxLength: 1 }),
    hour: fc.option(fc.integer({ min: 9, max: 15 }), { freq: 3, nil: undefined }),
  })
  .map(({ isNew, talks, ...rest }): Case => {
    return { ...rest, talks: isNew ? talks.map((talk) => ({ ...talk, stage: undefined })) : talks }
  })

const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`

function catalogueText({ talks }: Case): string {
  const rows = talks.map(({ id, day, from, until, cancelled, again }) => ({
    id,
    title: `The ${id}`,
    start: `${day} ${clock(from)}`,
    end: clock(until),
    ...(cancelled && { status: 'cancelled' }),
    ...(again !== undefined && { repeat_of: again }),
  }))
  const conference = { name: 'Zoo', timezone: 'UTC', first_day: DAYS[0], last_day: DAYS[1] }
  return JSON.stringify({ kubeplan: 'catalogue/1', conference, sessions: rows })
}

function agendaText({ talks, blocks }: Case): string {
  const picks = talks.flatMap(({ id, stage }) => (stage ? [{ session: id, stage }] : []))
  const own = blocks.map(({ day, from, until }) => ({
    title: 'Lunch',
    start: `${day} ${clock(from)}`,
    end: clock(until),
  }))
  return JSON.stringify({ kubeplan: 'agenda/1', conference: 'zoo', picks, blocks: own })
}

/** What is wrong with going to `id` (`instead` of another pick, or only perhaps) with this agenda. */
function faultOf(id: string, { talks, blocks, hour }: Case, { instead = '', maybe = false } = {}): string | undefined {
  const talk = talks.find((one) => one.id === id)
  if (!talk) return 'unknown'
  const original = ({ id: own, again }: Talk): string => {
    const repeated = talks.find((one) => one.id === again)
    return repeated ? original(repeated) : own
  }
  const meets = (other: Entry) => other.day === talk.day && other.from < talk.until && talk.from < other.until
  const going = talks.filter((one) => one.stage === 'going' && one.id !== instead)
  if (talk.cancelled) return 'cancelled'
  if (hour !== undefined && talk.day === DAYS[0] && talk.until <= hour) return 'over'
  if (maybe) return talk.stage === undefined ? undefined : 'picked'
  if (going.some((one) => original(one) === original(talk))) return 'picked'
  return [...going.filter((one) => !one.cancelled), ...blocks].some(meets) ? 'clashes' : undefined
}

const PROPOSED = /kubeplan add(?<maybe> --maybe)? (?<id>[a-z]{3})\b(?: --instead-of (?<instead>[a-z]{3}))?/g

test('every view proposes to add only what one could still go to', async () => {
  const proposed = new Set<string>()
  await fc.assert(
    fc.asyncProperty(cases, async (made) => {
      const home = newHome()
      writeFileSync(join(home, 'work', 'zoo.yaml'), catalogueText(made))
      writeFileSync(join(home, 'work', 'mine.yaml'), agendaText(made))
      const globals = ['-c', './zoo.yaml', '--agenda', './mine.yaml']
      const now = made.hour === undefined ? '2026-03-01T12:00:00Z' : `${DAYS[0]}T${clock(made.hour)}:00Z`
      const runs = [
        ...[['list'], ['list', '--day', 'tue'], ['grid', '--day', 'mon'], ['agenda'], ['now'], ['now', '--all']],
        ...[['clashes'], ['clashes', '--all'], ['plan'], ['changes'], ['recap']],
        ...made.talks.flatMap(({ id }) => [
          ['show', id],
          ['why', id],
        ]),
      ]
      for (const run of runs) {
        const { stdout, stderr } = await kubeplan([...run, ...globals], { home, now, terminal: 50 })
        for (const { groups } of `${stdout}\n${stderr}`.replace(/\s+/g, ' ').matchAll(PROPOSED)) {
          const { id = '', instead = '', maybe } = groups ?? {}
          proposed.add(`${run[0]}${maybe ? ' maybe' : ''}${instead && ' instead'}`)
          expect([run, id, faultOf(id, made, { instead, maybe: maybe !== undefined })]).toEqual([run, id, undefined])
        }
      }
    }),
    { numRuns: 60 },
  )
  expect([...proposed].sort()).toEqual(
    expect.arrayContaining(['clashes', 'grid', 'list', 'show', 'show instead', 'show maybe', 'why']),
  )
})
