import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { kubeplan, newHome } from './kubeplan.js'

interface Talk {
  readonly start: number
  readonly length: number
  readonly track: 'X' | 'Y'
  readonly repeats: number | undefined
  readonly cancelled: boolean
  readonly stage: 'going' | 'maybe' | undefined
  readonly priority: number
}

interface Flags {
  readonly track: 'X' | undefined
  readonly unpin: boolean
  readonly most: number | undefined
  readonly until: number | undefined
}

const sometimes = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 })

const talks: fc.Arbitrary<readonly Talk[]> = fc.array(
  fc.record({
    start: fc.integer({ min: 0, max: 6 }),
    length: fc.integer({ min: 1, max: 3 }),
    track: fc.constantFrom('X', 'Y'),
    repeats: sometimes(fc.nat({ max: 5 })),
    cancelled: fc.integer({ min: 0, max: 7 }).map((one) => one === 0),
    stage: fc.constantFrom('going', 'going', 'maybe', 'maybe', undefined),
    priority: fc.integer({ min: 1, max: 5 }),
  }),
  { minLength: 2, maxLength: 7 },
)

const flags: fc.Arbitrary<Flags> = fc.record({
  track: sometimes(fc.constant('X')),
  unpin: fc.boolean(),
  most: sometimes(fc.integer({ min: 1, max: 3 })),
  until: sometimes(fc.integer({ min: 3, max: 8 })),
})

const clock = (slot: number) => `${String(9 + Math.floor(slot / 2)).padStart(2, '0')}:${slot % 2 === 0 ? '00' : '30'}`
const idOf = (place: number) => `t${place}`

/** The first sitting of a session; only earlier ones are repeated here. */
function contentOf(all: readonly Talk[], place: number): number {
  const repeats = all[place]?.repeats
  return repeats === undefined || repeats >= place ? place : contentOf(all, repeats)
}

/** The best plan by the rules of the README, by trying every set. */
function bestOf(all: readonly Talk[], { track, unpin, most = Number.POSITIVE_INFINITY, until = 99 }: Flags) {
  const places = [...all.keys()]
  const talk = (place: number): Talk => {
    const found = all[place]
    if (!found) throw new Error(`no talk ${place}`)
    return found
  }
  const content = (place: number) => contentOf(all, place)
  const ends = (place: number) => talk(place).start + talk(place).length
  const excludes = (one: number, other: number) =>
    content(one) === content(other) || (talk(one).start < ends(other) && talk(other).start < ends(one))
  const worth = (place: number) =>
    Math.max(
      0,
      ...places
        .filter((one) => content(one) === content(place))
        .map((one) => (talk(one).stage ? talk(one).priority : 0)),
    )
  const attended = places.filter((place) => !talk(place).cancelled)
  const going = attended.filter((place) => talk(place).stage === 'going')
  const free = unpin ? [] : going.filter((one) => going.every((other) => one === other || !excludes(one, other)))
  const kept = free.length > most ? [] : free
  const options = attended.filter((place) => {
    const isMine = talk(place).stage === 'going' || track === undefined || talk(place).track === track
    return (
      !kept.includes(place) && worth(place) > 0 && isMine && (ends(place) <= until || (going.includes(place) && !unpin))
    )
  })
  const worthOf = (chosen: readonly number[], next: number): number => {
    const option = options[next]
    if (option === undefined) return chosen.reduce((sum, place) => sum + worth(place), 0)
    const without = worthOf(chosen, next + 1)
    if (chosen.length >= most || chosen.some((other) => excludes(other, option))) return without
    return Math.max(without, worthOf([...chosen, option], next + 1))
  }
  return { value: worthOf(kept, 0), kept: kept.map(idOf) }
}

/** The programme and agenda of some talks, and the flags to plan with. */
function morning(all: readonly Talk[], { track, unpin, most, until }: Flags) {
  const home = newHome()
  const sessions = all.map(({ start, length, track: own, cancelled, repeats }, place) => ({
    id: idOf(place),
    title: `Talk ${place}`,
    start: `2026-03-24 ${clock(start)}`,
    end: clock(start + length),
    track: own,
    ...(cancelled && { status: 'cancelled' }),
    ...(repeats !== undefined && repeats < place && { repeat_of: idOf(repeats) }),
  }))
  const picks = all.flatMap(({ stage, priority }, place) => (stage ? [{ session: idOf(place), stage, priority }] : []))
  const file = (name: string) => join(home, 'work', name)
  const conference = { name: 'T', slug: 't', timezone: 'Europe/Amsterdam' }
  writeFileSync(file('c.json'), JSON.stringify({ conference, sessions }))
  writeFileSync(file('mine.yaml'), JSON.stringify({ kubeplan: 'agenda/1', conference: 't', picks }))
  const given = [
    ...(track !== undefined && all.some((one) => one.track === track) ? ['--track', track] : []),
    ...(unpin ? ['--unpin'] : []),
    ...(most === undefined ? [] : ['--max-per-day', String(most)]),
    ...(until === undefined ? [] : ['--not-after', clock(until)]),
  ]
  const run = async (...argv: readonly string[]) => {
    const { exit, stdout, stderr } = await kubeplan([...argv, '--json', '-c', './c.json', '--agenda', './mine.yaml'], {
      home,
    })
    if (stdout === '') throw new Error(`exit ${exit}: ${stderr}`)
    return JSON.parse(stdout)
  }
  return {
    picks,
    plan: (...more: readonly string[]) => run('plan', ...given, ...more),
    run,
    agenda: () => readFileSync(file('mine.yaml'), 'utf8'),
  }
}

test('no choice beats a plan, which keeps what I am going to and tells of every pick; saved it has no clash and stays', async () => {
  await fc.assert(
    fc.asyncProperty(talks, flags, async (all, wanted) => {
      fc.pre(all.some(({ stage }) => stage !== undefined))
      const { picks, plan, run, agenda } = morning(all, wanted)
      const isTracked = wanted.track === undefined || all.some(({ track }) => track === wanted.track)
      const best = bestOf(all, isTracked ? wanted : { ...wanted, track: undefined })
      const found = await plan()
      const ids = (rows: readonly { readonly session: string }[]) => rows.map(({ session }) => session)
      const chosen: readonly string[] = ids(found.chosen)
      expect([found.value, found.bound, found.proven]).toEqual([best.value, best.value, true])
      expect(chosen).toEqual(expect.arrayContaining(best.kept))

      const contents = new Set(chosen.map((id) => contentOf(all, Number(id.slice(1)))))
      expect(contents.size).toBe(chosen.length)
      const told = new Set([...ids(found.left_out), ...ids(found.unplaced)])
      const untold = picks.filter(
        ({ session }) => !told.has(session) && !contents.has(contentOf(all, Number(session.slice(1)))),
      )
      expect(untold).toEqual([])

      await plan('--save')
      const saved = agenda()
      const { clashes } = await run('clashes')
      expect(clashes).toEqual([])
      expect(ids((await plan('--save')).chosen)).toEqual(chosen)
      expect(agenda()).toBe(saved)
    }),
    { numRuns: 60 },
  )
})
