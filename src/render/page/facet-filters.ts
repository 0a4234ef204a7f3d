import type { Session } from '../../model/index.js'
import type { Remembered } from './address.js'
import { byId, make } from './elements.js'

export interface FacetFilters extends Remembered {
  /** Whether a session has one of the chosen values of each facet of which any are chosen; undefined if none are. */
  readonly passes: () => ((session: Session) => boolean) | undefined
  readonly clear: () => void
}

const FACETS: readonly (readonly [name: string, valuesOf: (session: Session) => readonly (string | undefined)[]])[] = [
  ['Track', ({ tracks }) => tracks],
  ['Room', ({ room }) => [room]],
  ['Kind', ({ kind }) => [kind]],
  ['Level', ({ level }) => [level]],
  ['Language', ({ language }) => [language]],
  ['Organization', ({ speakers }) => speakers.map(({ organization }) => organization)],
]

/** Lists of the values that the sessions have, with a pill for each that was chosen. */
export function openFacetFilters(sessions: readonly Session[], changed: () => void): FacetFilters {
  const box = byId('filters', HTMLDetailsElement)
  const pills = byId('pills', HTMLElement)
  const chosen = new Map<string, Set<string>>()

  const show = () => {
    pills.replaceChildren(
      ...[...chosen].flatMap(([name, values]) =>
        [...values].map((value) => {
          const pill = make('button', `${name}: ${value}`, { type: 'button', 'aria-label': `Remove ${name}: ${value}` })
          pill.append(make('span', '×', { 'aria-hidden': 'true' }))
          pill.addEventListener('click', () => {
            values.delete(value)
            show()
            changed()
          })
          return pill
        }),
      ),
    )
  }

  for (const [name, valuesOf] of FACETS) {
    const counts = new Map<string, number>()
    for (const session of sessions)
      for (const value of new Set(valuesOf(session)))
        if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1)
    if (counts.size < 2) continue
    const label = make('label', '')
    const select = make('select', '', { id: `filter-${name.toLowerCase()}` })
    select.append(make('option', name, { value: '' }))
    for (const [value, count] of [...counts].sort((a, b) => b[1] - a[1]))
      select.append(make('option', `${value} (${count})`, { value }))
    select.addEventListener('change', () => {
      const values = chosen.get(name) ?? new Set()
      chosen.set(name, values.add(select.value))
      select.value = ''
      show()
      changed()
    })
    label.append(make('span', name, { class: 'label' }), select)
    box.append(label)
    box.hidden = false
  }
  return {
    passes() {
      const asked = FACETS.filter(([name]) => (chosen.get(name)?.size ?? 0) > 0)
      if (asked.length === 0) return undefined
      return (session) =>
        asked.every(([name, valuesOf]) =>
          valuesOf(session).some((value) => value !== undefined && chosen.get(name)?.has(value)),
        )
    },
    clear() {
      chosen.clear()
      show()
    },
    write(params) {
      for (const [name, values] of chosen) for (const value of values) params.append(name.toLowerCase(), value)
    },
    read(params) {
      chosen.clear()
      for (const [name] of FACETS) {
        const values = params.getAll(name.toLowerCase())
        if (values.length > 0) chosen.set(name, new Set(values))
      }
      show()
    },
  }
}
