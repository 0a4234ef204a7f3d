import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Published, PublishedEntry, PublishedReading } from '../../src/formats/published/published.js'
import type { Problem } from '../../src/model/problem.js'
import { instant } from '../../src/model/time.js'

const FOLDER = join(import.meta.dirname, '..', 'fixtures', 'published')

/** The text of a fixture as a reader gets it: UTF-8 without a byte order mark. */
export function fixture(file: string): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(join(FOLDER, file)))
}

/** A reader's result with every place shortened to its line, and the likely zones found. */
export interface Told extends Omit<Published, 'entries' | 'problems' | 'likelyZones'> {
  readonly likelyZones?: readonly string[]
  readonly entries: readonly (Omit<PublishedEntry, 'at'> & { readonly line: number })[]
  readonly problems: readonly unknown[]
}

export function told(reading: PublishedReading): Told {
  if (!reading.ok) throw new Error(reading.problems.map((problem) => JSON.stringify(problem)).join('\n'))
  const { entries, problems, likelyZones, ...head } = reading.published
  return {
    ...head,
    ...(likelyZones && { likelyZones: likelyZones() }),
    entries: entries.map(({ at, ...entry }) => ({ line: at.line, ...entry })),
    problems: problems.map(short),
  }
}

/** Why a file was refused, each problem with its line and column. */
export function refusal(reading: PublishedReading): readonly unknown[] {
  return reading.ok ? [] : reading.problems.map(short)
}

export function short(problem: Problem): unknown {
  if (!('at' in problem) || typeof problem.at !== 'object') return problem
  const { at, ...rest } = problem
  const where = 'first' in rest ? { ...rest, first: `${rest.first.line}:${rest.first.column}` } : rest
  return { at: `${at.line}:${at.column}`, ...where }
}

export const PLAIN = { tracks: [], tags: [], speakers: [], speakersInTitle: false, status: 'confirmed' } as const

/** Without `end` it is unknown. */
export function instants(start: string, end?: string) {
  const until = end === undefined ? undefined : { end: instant(Date.parse(end)) }
  return { kind: 'instants', start: instant(Date.parse(start)), ...until } as const
}

export function wall(start: string, end?: string) {
  return { kind: 'wall', start: `${start}:00`, ...(end !== undefined && { end: `${end}:00` }) } as const
}
