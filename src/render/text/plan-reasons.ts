import type { Session } from '../../model/conference.js'
import { overlapOf } from '../../model/time.js'
import type { Entry } from '../../planning/agenda/clashes.js'
import type { LeftOut, Limit } from '../../planning/plan/problem.js'
import { repeatsOf } from '../../planning/sessions/repeats.js'
import { safe } from '../terminal.js'
import type { Setting } from '../views.js'
import { listed } from './listed.js'
import { momentLabel } from './moments.js'
import { BLOCK, type Names } from './plan-names.js'

export interface Ground extends Pick<Setting, 'catalogue'> {
  readonly names: Names
  readonly blocks: readonly Entry[]
}

export function isImpossible({ regret }: LeftOut): boolean {
  return regret === null
}

/** Whether only sessions that the plan must keep are at its time. The person may then choose to give them up. */
export function isKeptOut(leftOut: LeftOut, { names: { sessionOf } }: Ground): boolean {
  const when = sessionOf(leftOut.id)?.when
  return (
    isImpossible(leftOut) &&
    leftOut.limit === undefined &&
    leftOut.because.length > 0 &&
    leftOut.because.every((id) => {
      const other = sessionOf(id)?.when
      return when?.kind === 'timed' && other?.kind === 'timed' && overlapOf(when, other) !== undefined
    })
  )
}

const LIMITS: Readonly<Record<Limit, string>> = {
  break: 'no break would be left',
  'max-per-day': 'the day is full',
  'max-hours': 'the day is long enough',
}

/** The reason why a session is left out: `Booth duty until 15:00`; at most `most` names. */
export function reasonLabel({ id, because, limit }: LeftOut, ground: Ground, most: number): string {
  const session = ground.names.sessionOf(id)
  if (limit !== undefined) {
    const lost = listed(because.map(ground.names.nameOf), 'and', most)
    return lost === '' ? LIMITS[limit] : `${LIMITS[limit]}, or ${lost} must go`
  }
  return listed(
    because.map((other) => obstacleLabel(session, other, ground)),
    'and',
    most,
  )
}

function obstacleLabel(session: Session | undefined, id: string, { names, blocks, catalogue }: Ground): string {
  if (session?.when.kind !== 'timed') return names.nameOf(id)
  const { when } = session
  if (id.startsWith(BLOCK)) {
    const block = blockInTheWay(id, when, blocks)
    if (!block) return names.nameOf(id)
    const title = safe(block.title)
    if (!overlapOf(when, block)) return `too far from ${title}`
    const { start, end, offset, endOffset } = block
    return start > when.start
      ? `${title} from ${momentLabel(start, offset)}`
      : `${title} until ${momentLabel(end, endOffset)}`
  }
  const other = names.sessionOf(id)
  if (other?.when.kind !== 'timed' || overlapOf(when, other.when)) return names.nameOf(id)
  return isRepeat(session, other, catalogue.sessions)
    ? `the same as ${names.nameOf(id)}`
    : `too far from ${names.nameOf(id)}`
}

/** Blocks of several days may share a title: the one at that time, or else the nearest. */
function blockInTheWay(id: string, when: Pick<Entry, 'start' | 'end'>, blocks: readonly Entry[]): Entry | undefined {
  const named = blocks.filter((block) => block.id === id)
  const distance = ({ start }: Entry) => Math.abs(start - when.start)
  const nearest = [...named].sort((a, b) => distance(a) - distance(b))
  return nearest.find((block) => overlapOf(when, block)) ?? nearest[0]
}

function isRepeat(one: Session, other: Session, sessions: readonly Session[]): boolean {
  if (one.repeatOf === undefined && other.repeatOf === undefined) return false
  return repeatsOf(one, sessions).some(({ id }) => id === other.id)
}
