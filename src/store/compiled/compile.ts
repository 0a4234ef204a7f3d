import type { Catalogue } from '../../model/conference.js'
import type { Day } from '../../model/day.js'
import { NO_DETAILS } from '../../model/session.js'
import { COMPILED_VERSION, type CompiledSource, type Head, PROLOGUE, type Row, sumOf } from './shape.js'

/** A catalogue in the shape that is quick to read. */
export function compile(catalogue: Catalogue, source?: CompiledSource): Uint8Array {
  const { conference, rooms, sessions } = catalogue
  const days = new Map<Day | '', { readonly rows: Row[]; readonly details: Lines }>()
  for (const [order, session] of sessions.entries()) {
    const day = session.when.kind === 'unscheduled' ? '' : session.when.day
    const those = days.get(day) ?? { rows: [], details: new Lines() }
    days.set(day, those)
    const texts = catalogue.details(session.id)
    those.rows.push(texts === NO_DETAILS ? [order, session] : [order, session, ...those.details.add(texts)])
  }
  // Those without a day come last.
  const order = [...days.keys()].sort((a, b) => Number(a === '') - Number(b === '') || (a < b ? -1 : 1))
  const inOrder = order.flatMap((day) => days.get(day) ?? [])
  const parts = [...inOrder.map(({ rows }) => lineOf(rows)), ...inOrder.map(({ details }) => details.whole())]
  let size = 0
  const starts = parts.map(({ length }) => {
    size += length
    return size - length
  })
  const head: Head = {
    compiled: COMPILED_VERSION,
    ...(source && { source }),
    size,
    conference,
    rooms,
    sessions: sessions.length,
    days: order,
    starts,
    sums: parts.map(sumOf),
  }
  return withHead(head, parts)
}

function withHead(head: Head, parts: readonly Buffer[]): Uint8Array {
  const written = lineOf(head)
  const prologue = Buffer.from(`${`${written.length} ${sumOf(written)}`.padEnd(PROLOGUE - 1)}\n`)
  return Buffer.concat([prologue, written, ...parts])
}

/** Values written one after the other, each where `add` says. */
class Lines {
  private readonly written: Buffer[] = []
  private length = 0

  add(value: unknown): readonly [at: number, length: number] {
    const line = lineOf(value)
    const at = this.length
    this.written.push(line)
    this.length += line.length
    return [at, line.length]
  }

  whole(): Buffer {
    return Buffer.concat(this.written)
  }
}

function lineOf(value: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(value)}\n`)
}
