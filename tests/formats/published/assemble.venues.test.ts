import { describe, expect, test } from 'vitest'
import { assemble } from '../../../src/formats/published/assemble.js'
import { entryOf, type Published } from '../../../src/formats/published/published.js'
import type { Conditions, Venue } from '../../../src/model/conference.js'

const WISHES = { timezone: 'Europe/Amsterdam', command: ['import', 'x'] }

interface Held {
  readonly room?: string
  readonly venue?: Omit<Venue, 'rooms'>
  readonly conditions?: Conditions
}

function schedule(held: readonly Held[], file = 'x'): Published {
  const entries = held.map((facts, index) =>
    entryOf({
      at: { file, line: index + 1, column: 1 },
      uid: `${file}-${index}`,
      title: `Talk ${index} of ${file}`,
      time: { kind: 'unscheduled' },
      ...facts,
    }),
  )
  return { format: 'ics', entries, problems: [] }
}

function assembled(...schedules: readonly Published[]) {
  const { catalogue, problems } = assemble(schedules, WISHES)
  return {
    venues: catalogue?.rooms.venues,
    rooms: catalogue?.sessions.map(({ room }) => room),
    told: problems.map((problem) => ('detail' in problem ? problem.detail : problem.code)),
  }
}

const MILL = { name: 'Old Mill', address: 'Owl Lane 4' }
const BARN = { name: 'Barn' }

describe('venues', () => {
  test.each<[string, readonly Held[], readonly Venue[] | undefined, readonly (string | undefined)[]]>([
    ['nobody names one', [{ room: 'Loft' }], undefined, ['Loft']],
    ['a placeholder is none', [{ room: 'Loft', venue: { name: 'TBA' } }], undefined, ['Loft']],
    [
      'all are in one: it has every room, and needs no list',
      [{ room: 'Loft', venue: MILL }, { venue: MILL }, { room: 'Yard', venue: { name: ' old  mill' } }],
      [MILL],
      ['Loft', undefined, 'Yard'],
    ],
    [
      'some are in one: it has their rooms',
      [{ room: 'Loft', venue: MILL }, { room: 'Yard' }, { room: 'Loft', venue: MILL }],
      [{ ...MILL, rooms: ['Loft'] }],
      ['Loft', 'Yard', 'Loft'],
    ],
    [
      'two: without a room one is in the building',
      [{ room: 'Loft', venue: MILL }, { venue: BARN }],
      [
        { ...MILL, rooms: ['Loft'] },
        { ...BARN, rooms: ['Barn'] },
      ],
      ['Loft', 'Barn'],
    ],
    [
      'a name that two buildings use for a room says which',
      [
        { room: 'Loft', venue: MILL },
        { room: 'Loft', venue: BARN },
        { room: 'Yard', venue: BARN },
      ],
      [
        { ...MILL, rooms: ['Old Mill | Loft'] },
        { ...BARN, rooms: ['Barn | Loft', 'Yard'] },
      ],
      ['Old Mill | Loft', 'Barn | Loft', 'Yard'],
    ],
    [
      'an address that a later entry adds counts',
      [{ venue: { name: 'Old Mill' } }, { venue: MILL }],
      [MILL],
      [undefined, undefined],
    ],
  ])('%s', (_name, held, venues, rooms) => {
    expect(assembled(schedule(held))).toEqual({ venues, rooms, told: [] })
  })

  test('of two schedules each has its own', () => {
    const [one, other] = [schedule([{ room: 'Loft', venue: MILL }]), schedule([{ room: 'Yard', venue: BARN }], 'y')]
    expect(assembled(one, other).venues).toEqual([
      { ...MILL, rooms: ['Loft'] },
      { ...BARN, rooms: ['Yard'] },
    ])
  })

  test('what a catalogue cannot hold is cut or left out, and told', () => {
    const long = schedule([{ venue: { name: 'M'.repeat(300), address: '\0' } }])
    const { venues, told } = assembled(long)
    expect(venues?.[0]?.name).toHaveLength(200)
    expect(told).toEqual(['cut-to-length'])
    const many = Array.from({ length: 1002 }, (_, index) => ({ room: `R${index}`, venue: MILL }))
    const { venues: kept, told: warnings } = assembled(schedule([{ room: 'Yard' }, ...many]))
    expect(kept?.[0]?.rooms).toHaveLength(1000)
    expect(warnings).toEqual(['it has 1002 rooms: the first 1000 were kept'])
  })
})

describe('conditions', () => {
  const conditionsOf = (conditions: Conditions) => {
    const { catalogue, problems } = assemble([schedule([{ conditions }])], WISHES)
    const { language, recorded, capacity, seats } = catalogue?.sessions[0] ?? {}
    return { kept: { language, recorded, capacity, seats }, codes: problems.map(({ code }) => code) }
  }

  test('are kept', () => {
    const said = { language: 'fr', recorded: false, capacity: 40, seats: 'limited' } as const
    expect(conditionsOf(said)).toEqual({ kept: said, codes: [] })
    expect(conditionsOf({})).toEqual({ kept: {}, codes: [] })
  })

  test.each<[Conditions, readonly string[]]>([
    [{ capacity: -1 }, ['entry-doubt']],
    [{ capacity: 1.5 }, ['entry-doubt']],
    [{ capacity: 1e21 }, ['entry-doubt']],
    [{ capacity: Number.NaN }, ['entry-doubt']],
    [{ language: ' ' }, []],
  ])('%j is left out', (said, codes) => {
    expect(conditionsOf(said)).toEqual({ kept: {}, codes })
  })
})
