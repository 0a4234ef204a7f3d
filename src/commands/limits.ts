import type { Command } from 'commander'
import type { Catalogue } from '../model/conference.js'
import type { Instant } from '../model/time.js'
import { breaksLeft } from '../planning/past.js'
import type { Limits } from '../planning/team/problem.js'
import type { App } from './app.js'
import { readBreak, readDayLimits } from './planning.js'
import { repeated } from './repeated.js'

/** What binds days, for everybody who plans. */
export interface LimitOptions {
  readonly break?: readonly string[]
  readonly maxPerDay?: string
  readonly maxHours?: string
  readonly notBefore?: string
  readonly notAfter?: string
}

export function withLimits(command: Command): Command {
  return command
    .option('--break <window/length>', 'time off each day, such as 12:00-14:00/45m', repeated)
    .option('--max-per-day <number>', 'no more sessions a day')
    .option('--max-hours <length>', 'no more time in sessions a day, such as 5h')
    .option('--not-before <time>', 'nothing that starts earlier')
    .option('--not-after <time>', 'nothing that ends later')
}

/** The limits of every day of a programme, as far as they are still to come; the hours of a day are for `openTimes`. */
export async function limitsFor(
  options: LimitOptions,
  catalogue: Catalogue,
  app: App,
  since?: Instant,
): Promise<Limits> {
  const days = new Set(catalogue.sessions.flatMap(({ when }) => (when.kind === 'timed' ? [when.day] : [])))
  const shown = { zone: await app.zone(), conference: catalogue.conference }
  return {
    breaks: breaksLeft(
      [...days].sort().flatMap((day) => (options.break ?? []).map((text) => readBreak(text, day, shown))),
      since,
    ),
    ...readDayLimits(options),
  }
}
