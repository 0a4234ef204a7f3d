import type { Command } from 'commander'
import type { Agenda, Catalogue } from '../model/conference.js'
import { Exit, fail } from '../model/problem.js'
import { readDuration } from '../model/time.js'
import { type Walks, walksOf } from '../planning/agenda/walks.js'

export interface WalkOptions {
  readonly walk?: string
}

export function withWalk(command: Command): Command {
  return command.option('--walk <length>', 'assume this walk between rooms, such as 5m')
}

/** The walks that apply: the flag's for all rooms, or else the agenda's and the catalogue's. */
export function walksFor({ walk }: WalkOptions, agenda: Agenda, catalogue: Catalogue): Walks {
  if (walk === undefined) return walksOf(agenda, catalogue)
  const minutes = readDuration(walk)
  if (minutes !== undefined && minutes <= 1440) return walksOf(agenda, catalogue, minutes)
  return fail(Exit.usage, { code: 'bad-value', flag: '--walk', value: walk, form: '5m, 0m or 1h, at most 24h' })
}
