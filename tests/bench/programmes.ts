import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type Catalogue, type Details, NO_DETAILS, type Session } from '../../src/model/conference.js'
import { addDays, instant, parseDay } from '../../src/model/time.js'
import { catalogueYaml } from '../../src/render/documents/yaml.js'
import { cacheCatalogue, compiledFile, identityOf } from '../../src/store/catalogue/cache.js'
import { realWorld } from '../../src/world.js'

export const SESSIONS_A_DAY = 100
const [TRACKS, SLOTS] = [10, 10]
const [MINUTE, DAY] = [60_000, 86_400_000]
export const FIRST_DAY = parseDay('2026-03-02') ?? fault()
/** A day in the middle of the smallest programme. */
export const SOME_DAY = addDays(FIRST_DAY, 1)
/** The time of every file that is made: old enough to be trusted. */
const LONG_AGO = new Date('2026-01-01T00:00:00Z')

const WORDS = `cluster mesh latency gateway operator scheduler storage tracing policy runtime kernel network
tenancy upgrade pipeline security registry webhook migration observability`.split(/\s+/)

/** A programme like a large conference: ten rooms, ten slots a day, and as many days as needed. Always the same. */
export function programmeOf(size: number, abstractLength: number, aDay = SESSIONS_A_DAY): Catalogue {
  const random = seeded(size)
  const words = (count: number) =>
    Array.from({ length: count }, () => WORDS[Math.floor(random() * WORDS.length)]).join(' ')
  const sessions = Array.from({ length: size }, (_, at): Session => {
    const [day, place] = [Math.floor(at / aDay), at % aDay]
    const [slot, track] = [Math.floor(place / TRACKS) % SLOTS, place % TRACKS]
    const start = Date.parse(FIRST_DAY) + day * DAY + (9 * 60 + slot * 50) * MINUTE
    const title = words(6)
    return {
      id: `talk-${at}`,
      uid: `uid-${at}`,
      title: `${title.charAt(0).toUpperCase()}${title.slice(1)}`,
      kind: 'talk',
      tracks: [`Track ${track + 1}`],
      tags: [],
      room: `Hall ${track + 1}`,
      when: {
        kind: 'timed',
        day: addDays(FIRST_DAY, day),
        start: instant(start),
        end: instant(start + 35 * MINUTE),
        offset: 0,
        endOffset: 0,
        shift: 0,
      },
      speakers: [
        { name: `Ada Lovelace ${at % 997}`, organization: `Company ${at % 97}` },
        { name: `Alan Turing ${at % 991}` },
      ],
      status: 'confirmed',
    }
  })
  const details = new Map<string, Details>()
  if (abstractLength > 0)
    for (const { id } of sessions)
      details.set(id, { abstract: words(Math.ceil(abstractLength / 8)), takes: [], takeaways: [] })
  return {
    conference: { name: `Days of ${size}`, slug: `days-${size}`, timezone: 'UTC', dayChange: 0, sources: [] },
    rooms: { walks: [] },
    sessions,
    details: (id) => details.get(id) ?? NO_DETAILS,
  }
}

/** When something of a day is given, in minutes after the first midnight. */
function timed(day: number, start: number, length: number): Session['when'] {
  const begins = Date.parse(FIRST_DAY) + day * DAY + start * MINUTE
  const span = { start: instant(begins), end: instant(begins + length * MINUTE) }
  return { kind: 'timed', day: addDays(FIRST_DAY, day), ...span, offset: 0, endOffset: 0, shift: 0 }
}

/** A show, or one of its further times. */
function sitting(show: number, time: number, room: string, when: Session['when']): Session {
  const repeats = time > 0 && { repeatOf: `show-${show}-0` }
  const about = {
    title: `Show ${show}`,
    kind: 'talk',
    tracks: [],
    tags: [],
    speakers: [],
    status: 'confirmed',
  } as const
  return { id: `show-${show}-${time}`, uid: `show-${show}-${time}`, ...about, room, when, ...repeats }
}

function repertory(slug: string, sessions: readonly Session[], walks: Catalogue['rooms']['walks']): Catalogue {
  return {
    conference: { name: slug, slug, timezone: 'UTC', dayChange: 0, sources: [] },
    rooms: { walks },
    sessions,
    details: () => NO_DETAILS,
  }
}

/** Shows of an hour or so that are given on several evenings, in venues that lie apart. */
export function fringeOf(shows: number, times: number, days: number): Catalogue {
  const random = seeded(shows)
  const below = (limit: number) => Math.floor(random() * limit)
  const sessions = Array.from({ length: shows }, (_, show) => {
    const [venue, length] = [below(5), 60 + 15 * below(3)]
    return Array.from({ length: times }, (__, time) =>
      sitting(show, time, `Venue ${venue} | Stage ${show % 4}`, timed(below(days), 600 + 15 * below(44), length)),
    )
  }).flat()
  const walks = [0, 1, 2, 3, 4].flatMap((one) =>
    [0, 1, 2, 3, 4]
      .filter((other) => other < one)
      .map((other) => ({
        ...{ from: `Venue ${one}`, to: `Venue ${other}`, walk: 8 + 4 * (one - other) },
      })),
  )
  return repertory(`fringe-${shows}`, sessions, walks)
}

/** A day of short visits to a hundred places, each at any minute of its window, as in the orienteering problem (Solomon 1987). */
export function visitsOf(window: number): Catalogue {
  const random = seeded(window)
  const places = Array.from(
    { length: 100 },
    () => [random() * 70, random() * 70, 30 + Math.floor(random() * 170)] as const,
  )
  const sessions = places.flatMap(([, , opens], place) =>
    Array.from({ length: window }, (_, minute) =>
      sitting(place, minute, `Place ${place}`, timed(0, opens + minute, 10)),
    ),
  )
  const walks = places.flatMap(([x, y], one) =>
    places.slice(0, one).map(([a, b], other) => {
      return { from: `Place ${one}`, to: `Place ${other}`, walk: Math.ceil(Math.hypot(x - a, y - b)) }
    }),
  )
  return repertory(`visits-${window}`, sessions, walks)
}

export interface Home {
  readonly folder: string
  readonly environment: Readonly<Record<string, string>>
}

export function newHome(): Home {
  return homeIn(newFolder())
}

export function homeIn(folder: string): Home {
  return { folder, environment: { HOME: folder, KUBEPLAN_HOME: folder, KUBEPLAN_NOW: '2026-03-03T10:00:00Z' } }
}

/** An empty folder that is removed after the benchmark. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kubeplan-bench-'))
  if (made.push(folder) === 1) process.on('exit', removeMade)
  return folder
}

const made: string[] = []

function removeMade(): void {
  for (const folder of made) rmSync(folder, { recursive: true, force: true })
}

/**
 * Puts a compiled programme into the library, as `import` does. The source of a very large one is left empty: only its
 * size, time and inode matter, and writing a million sessions as YAML would take minutes.
 */
export function keep(catalogue: Catalogue, home: Home, withSource = true): void {
  const file = join(home.folder, catalogue.conference.slug, 'catalogue.yaml')
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, withSource ? yamlText(catalogue) : '')
  utimesSync(file, LONG_AGO, LONG_AGO)
  const world = { ...realWorld(process, home.folder), environment: home.environment }
  const identity = identityOf(file) ?? fault()
  mkdirSync(dirname(compiledFile(file, world)), { recursive: true })
  cacheCatalogue([identity], new Uint8Array(), catalogue, world)
}

export function yamlText(catalogue: Catalogue): string {
  return [...catalogueYaml(catalogue)].join('')
}

/** Mulberry32: the same numbers in every run. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

function fault(): never {
  throw new Error('the benchmark made data that cannot be')
}
