import { describe, expect, test } from 'vitest'
import { render } from '../../src/render/render.js'
import type { Screen } from '../../src/render/views.js'
import { ALL_VIEWS } from '../fixtures/all-views.js'
import { someOf } from '../fixtures/cases.js'
import { tooWide } from '../fixtures/wide.js'

const paper = (width: number, more: Partial<Screen> = {}): Screen => ({ width, colour: 0, ascii: false, ...more })

describe.each(Object.entries(ALL_VIEWS))('%s', (name, view) => {
  test.each([80, 40])('at %i columns', async (width) => {
    await expect(await render(view, 'table', paper(width))).toMatchFileSnapshot(`golden/${name}-${width}.txt`)
  })

  test('colour says nothing alone', async () => {
    for (const width of [40, 80]) {
      const plain = await render(view, 'table', paper(width))
      const coloured = await render(view, 'table', paper(width, { colour: 1 }))
      expect(coloured).toContain('\u001b[')
      expect(coloured.replace(/\u001b\[[0-9;]*m/g, '')).toBe(plain)
    }
  })

  test('at any width', async () => {
    const turn = Object.keys(ALL_VIEWS).indexOf(name)
    const widths = [1, 2, 5, 10, 19, 20, 21, 30, 33, 40, 59, 60, 71, 72, 73, 79, 80, 99, 140, 200, 400]
    for (const width of someOf(widths, 4, turn)) {
      const text = await render(view, 'table', paper(width, { ascii: width % 2 === 0 }))
      // Editors and grep read the places of problems, and a character of two columns does not fit into one.
      if (view.kind !== 'problems') expect(tooWide(text, Math.max(width, 2))).toEqual([])
      expect(text).not.toMatch(/NaN|undefined|Infinity/)
      expect(text).toMatch(/\S\n$/)
    }
  })

  test('links cost no room and say nothing alone', async () => {
    for (const width of [40, 80, 200]) {
      const linked = await render(view, 'table', paper(width, { links: true }))
      expect(linked.replace(/\u001b\]8;;[!-~]*\u001b\\/g, '')).toBe(await render(view, 'table', paper(width)))
    }
  })

  test('no suggested command is broken or cut, however narrow', async () => {
    const wide = await render(view, 'table', paper(1000))
    const commands = [...wide.matchAll(/: (kubeplan .*?)(?=$| {3}| \(|; )/gm)].map(([, command = '']) => command)
    // A timetable is a list on a narrow screen.
    for (const width of [...(view.kind === 'timetable' ? [] : [20, 30, 40]), 60, 80, 100]) {
      const text = await render(view, 'table', paper(width))
      expect(commands.filter((command) => !text.includes(command))).toEqual([])
    }
  })

  test('every row of one session is a link to it, on terminals that show links', async () => {
    for (const width of [40, 80, 200]) {
      let rows: readonly (readonly string[])[] = []
      const onRows = (found: typeof rows) => {
        rows = found
      }
      const text = await render(withUrls(view), 'table', paper(width, { numbered: true, links: true }), { onRows })
      const linked = new Set(
        [...text.matchAll(/\u001b\]8;;https:\/\/demo\.example\/s\/([!-~]+)\u001b/g)].map(([, id]) => id),
      )
      const alone = rows.flatMap((ids) => (ids.length === 1 ? ids : []))
      const shown = view.kind === 'why' || view.kind === 'session' ? [view.session.id, ...alone] : alone
      expect(shown.filter((id) => !linked.has(encodeURIComponent(id)))).toEqual([])
      if (view.kind === 'timetable' && view.sessions.some(({ when }) => when.kind === 'timed'))
        expect(linked.size).toBeGreaterThan(0)
    }
  })

  test('on a clock of twelve hours, every time but those in commands says its half of the day', async () => {
    const timesIn = async (clock: 12 | 24) => {
      const text = await render(view, 'table', paper(400, { clock }))
      return text.replace(/--[a-z]+ \S+/g, '').match(/(?<!\d)\d{1,2}:\d\d(?!\d)(?:-\d{1,2}:\d\d)?(?:[ap]m)?/g) ?? []
    }
    const [twelve, whole] = [await timesIn(12), await timesIn(24)]
    // A problem quotes what was typed.
    if (view.kind !== 'problems') expect(twelve.filter((time) => !/[ap]m$/.test(time))).toEqual([])
    const minutes = (times: readonly string[]) => times.join(' ').match(/:\d\d/g)
    expect(minutes(twelve)).toEqual(minutes(whole))
  })

  test('numbers its rows from 1 on, if it has numbers', async () => {
    for (const width of [20, 30, 40, 60, 72, 80, 140]) {
      let rows: readonly (readonly string[])[] = []
      const onRows = (found: typeof rows) => {
        rows = found
      }
      const numbered = await render(view, 'table', paper(width, { numbered: true, colour: 1 }), { onRows })
      // The numbers are faint and stand before everything else.
      const numbers = [...numbered.matchAll(/^\u001b\[2m *(\d+)\u001b\[22m /gm)].map(([, number]) => Number(number))
      expect(numbers).toEqual(rows.map((_, index) => index + 1))
      expect(rows.flat().filter((id) => id === '' || id.startsWith('block:'))).toEqual([])
      const plain = numbered.replace(/\u001b\[[0-9;]*m/g, '')
      if (view.kind !== 'problems') expect(tooWide(plain, width)).toEqual([])
      if (rows.length === 0) expect(plain).toBe(await render(view, 'table', paper(width)))
    }
  })
})

test.each(['list', 'list-runs', 'agenda-runs', 'clashes-of-mine', 'changes', 'plan', 'now-late'])(
  '%s with numbers',
  async (name) => {
    const view = ALL_VIEWS[name]
    if (!view) throw new Error(name)
    for (const width of [80, 40]) {
      const text = await render(view, 'table', paper(width, { numbered: true }))
      await expect(text).toMatchFileSnapshot(`golden/${name}-numbers-${width}.txt`)
    }
  },
)

test.each(['list', 'agenda', 'clashes-of-mine', 'timetable', 'changes', 'conferences', 'plan', 'why', 'now-late'])(
  '%s in ASCII signs',
  async (name) => {
    const view = ALL_VIEWS[name]
    if (!view) throw new Error(name)
    const text = await render(view, 'table', paper(80, { ascii: true }))
    await expect(text).toMatchFileSnapshot(`golden/${name}-ascii.txt`)
    expect(text).not.toMatch(/[●○×·…→−┄░\u2500-\u257f]/)
  },
)

/** The same view, but every session in it has an address. Objects that were one stay one. */
function withUrls<T>(view: T): T {
  const done = new Map<object, unknown>()
  const of = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || value instanceof Map || value instanceof Set) return value
    if (done.has(value)) return done.get(value)
    if (Array.isArray(value)) {
      const list: unknown[] = []
      done.set(value, list)
      list.push(...value.map(of))
      return list
    }
    const copy: Record<string, unknown> = {}
    done.set(value, copy)
    for (const [key, own] of Object.entries(value)) copy[key] = of(own)
    if ('tracks' in copy && typeof copy['id'] === 'string')
      copy['url'] = `https://demo.example/s/${encodeURIComponent(copy['id'])}`
    return copy
  }
  return of(view) as T
}
