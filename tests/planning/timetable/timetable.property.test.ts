import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstOf } from '../../../src/model/conference.js'
import { rowsOf } from '../../../src/planning/timetable/rows.js'
import { type Box, layOutDay, type TimetableDay } from '../../../src/planning/timetable/timetable.js'
import { FRIDAY } from '../samples.js'
import { programme } from './programmes.js'

const slots = fc.integer({ min: 1, max: 12 })

function nameOf({ of }: Box): string {
  return of.kind === 'block' ? of.block.title : of.session.id
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, number) => all + number, 0)
}

const overlap = (a: Box, b: Box) => a.start < b.end && b.start < a.end

function pairs(boxes: readonly Box[]): readonly (readonly [Box, Box])[] {
  return boxes.flatMap((a, index) => boxes.slice(index + 1).map((b) => [a, b] as const))
}

function laidOut(check: (table: TimetableDay, input: Parameters<typeof layOutDay>[1], wide: number) => void): void {
  fc.assert(
    fc.property(programme, slots, (input, wide) => {
      check(
        layOutDay(FRIDAY, input, () => ({ wide, narrow: wide + 2 })),
        input,
        wide,
      )
    }),
    { numRuns: 500 },
  )
}

test('everything is in one box, in one banner, counted beside a box, or in a column that is left out', () => {
  laidOut((table, { sessions, blocks }) => {
    const boxes = table.boxes.map(nameOf)
    const banners = table.banners.flatMap(({ sessions: own }) => own.map(({ id }) => id))
    const shown = [...boxes, ...banners]
    expect(new Set(shown).size).toBe(shown.length)
    const known = new Set([...sessions.map(({ id }) => id), ...blocks.map(({ title }) => title)])
    expect(shown.filter((name) => !known.has(name))).toEqual([])
    const beside = sum(table.boxes.map(({ more }) => more))
    const elsewhere = sum((table.leftOut?.columns ?? []).map((column) => column.sessions))
    expect(shown.length + beside + elsewhere).toBe(sessions.length + blocks.length)
  })
})

test('boxes stand in slots of their column, and no two share a slot and a time', () => {
  laidOut(({ boxes, columns }, { across }) => {
    const owners = columns.flatMap((column) => new Array<typeof column>(column.slots).fill(column))
    for (const { of, from, to } of boxes) {
      expect(to).toBeGreaterThan(from)
      const own = new Set(owners.slice(from, to))
      expect(own.size).toBe(1)
      const [column] = own
      expect(column?.mine).toBe(of.kind === 'block')
      if (of.kind === 'session') expect(column?.name).toBe(across && firstOf(of.session, across))
    }
    const shared = pairs(boxes).filter(([a, b]) => overlap(a, b) && a.from < b.to && b.from < a.to)
    expect(shared).toEqual([])
  })
})

test('what is beside a box runs at the same time: nothing is left out where a lane is free', () => {
  laidOut(({ boxes, columns, leftOut }, input) => {
    const shown = new Set(boxes.map(nameOf))
    const gone = new Set((leftOut?.columns ?? []).map(({ name }) => name))
    let first = 0
    for (const { name, mine, slots: wide } of columns) {
      const own = boxes.filter(({ from }) => from >= first && from < first + wide)
      const all = mine
        ? input.blocks.map((block) => ({ id: block.title, when: block }))
        : input.sessions.filter(
            (one) => (input.across ? firstOf(one, input.across) : undefined) === name && !gone.has(name),
          )
      for (const { id, when } of all) {
        if (shown.has(id) || when.kind !== 'timed' || isBanner(id, input)) continue
        const end = Math.max(when.end, when.start + 60_000)
        const times = own.filter((box) => box.start < end && when.start < box.end)
        // At some time during it, every lane is taken.
        const moments = [when.start, ...times.map(({ start }) => Math.max(start, when.start))]
        const most = Math.max(...moments.map((at) => times.filter((box) => box.start <= at && at < box.end).length))
        expect(most).toBe(wide)
      }
      first += wide
    }
  })
})

function isBanner(
  id: string,
  { sessions, stages }: Pick<Parameters<typeof layOutDay>[1], 'sessions' | 'stages'>,
): boolean {
  const found = sessions.find((one) => one.id === id)
  return !!found && !stages.has(id) && ['break', 'social', 'umbrella'].includes(found.kind)
}

test('where not all columns fit, those that stay have more going picks, then maybes, then sessions', () => {
  laidOut(({ columns, leftOut }, { sessions, stages, across }, wide) => {
    const shown = columns.filter(({ mine }) => !mine)
    expect(sum(shown.map((column) => column.slots))).toBeLessThanOrEqual(wide + 2)
    if (!leftOut) return
    expect(leftOut.of).toBe(shown.length + leftOut.columns.length)
    expect(leftOut.wanted).toBeGreaterThan(wide)
    const inColumn = (name: string | undefined) =>
      sessions.filter(
        (one) =>
          one.when.kind === 'timed' &&
          !isBanner(one.id, { sessions, stages }) &&
          (across && firstOf(one, across)) === name,
      )
    const worthOf = ({ name }: { readonly name?: string }) => {
      const own = inColumn(name)
      const staged = (stage: string) => own.filter(({ id }) => stages.get(id) === stage).length
      return { picks: staged('going') * 1000 + staged('maybe'), sessions: own.length }
    }
    const worths = shown.map(worthOf)
    expect(leftOut.by).toBe(
      [...worths, ...leftOut.columns.map(worthOf)].some(({ picks }) => picks > 0) ? 'picks' : 'sessions',
    )
    for (const column of leftOut.columns) {
      const { picks, sessions: number } = worthOf(column)
      expect(worths.filter((worth) => worth.picks < picks)).toEqual([])
      const times = inColumn(column.name).flatMap(({ when }) => (when.kind === 'timed' ? [when] : []))
      const isNarrow = times.every((a, index) =>
        times
          .slice(index + 1)
          .every((b) => Math.max(a.end, a.start + 60_000) <= b.start || Math.max(b.end, b.start + 60_000) <= a.start),
      )
      // A wide one may have to give way to a narrow one.
      if (picks === 0 && isNarrow)
        expect(worths.filter((worth) => worth.picks === 0 && worth.sessions < number)).toEqual([])
    }
  })
})

const paper = fc.record({ minutesALine: fc.constantFrom(6, 7.5, 10), least: fc.integer({ min: 1, max: 3 }) })

test('lines: time never runs back, every box has a line inside, one that lasts through another is not the lower', () => {
  fc.assert(
    fc.property(programme, slots, paper, (input, wide, scale) => {
      const table = layOutDay(FRIDAY, input, () => ({ wide, narrow: wide }))
      const { boxes, moments, banners, aside, height } = rowsOf(table, scale)
      expect(boxes.map(({ box }) => box)).toEqual(table.boxes)
      const lines = moments.map(({ line }) => line)
      expect(lines).toEqual([...new Set(lines)].toSorted((a, b) => a - b))
      for (const { top, bottom } of boxes) {
        expect(bottom - top).toBeGreaterThanOrEqual(2)
        expect(top).toBeGreaterThanOrEqual(0)
        expect(bottom).toBeLessThan(height)
      }
      for (const one of boxes) {
        for (const other of boxes) {
          if (one.box.start <= other.box.start && other.box.end <= one.box.end) {
            expect(one.bottom - one.top).toBeGreaterThanOrEqual(other.bottom - other.top)
          }
          // Later boxes are lower.
          if (one.box.end <= other.box.start) expect(one.bottom).toBeLessThanOrEqual(other.top)
          const apart = one === other || one.bottom <= other.top || other.bottom <= one.top
          expect(apart || one.box.to <= other.box.from || other.box.to <= one.box.from).toBe(true)
        }
      }
      expect(banners.length + aside.length).toBe(table.banners.length)
      for (const { line, from, to } of banners) {
        const hit = boxes.filter(
          (own) => own.top <= line && line <= own.bottom && own.box.from < to && from < own.box.to,
        )
        expect(hit).toEqual([])
      }
      expect(new Set(banners.map(({ line }) => line)).size).toBe(banners.length)
    }),
    { numRuns: 500 },
  )
})
