import type { Catalogue } from '../../model/conference.js'
import type { Day } from '../../model/day.js'
import { NO_DETAILS } from '../../model/session.js'
import { COMPILED_VERSION, type CompiledSource, type Head, type Place, PROLOGUE, type Row } from './shape.js'

/** A catalogue in the shape that is quick to read. */
export function compile(catalogue: Catalogue, source?: CompiledSource): Uint8Array {
  const { conference, rooms, sessions } = catalogue
  const details = new Parts()
  const rows = new Map<Day | '', Row[]>()
  for (const [order, session] of sessions.entries()) {
    const texts = catalogue.details(session.id)
    const row: Row = texts === NO_DETAILS ? [order, session] : [order, session, ...details.add(texts)]
    const day = session.when.kind === 'unscheduled' ? '' : session.when.day
    const those = rows.get(day)
    if (those) those.push(row)
    else rows.set(day, [row])
  }
  // Those without a day come last.
  const order = [...rows.keys()].sort((a, b) => Number(a === '') - Number(b === '') || (a < b ? -1 : 1))
  const parts = new Parts()
  const starts = order.map((day) => parts.add(rows.get(day) ?? [])[0])
  const head: Head = {
    compiled: COMPILED_VERSION,
    ...(source && { source }),
    size: parts.length + details.length,
    conference,
    rooms,
    sessions: sessions.length,
    days: order,
    starts,
    details: parts.length,
  }
  return withHead(head, [...parts.written, ...details.written])
}

function withHead(head: Head, parts: readonly Buffer[]): Uint8Array {
  const written = Buffer.from(`${JSON.stringify(head)}\n`)
  const prologue = Buffer.from(`${String(written.length).padEnd(PROLOGUE - 1)}\n`)
  return Buffer.concat([prologue, written, ...parts])
}

/** Values written one after the other, each where `add` says. */
class Parts {
  readonly written: Buffer[] = []
  length = 0

  add(value: unknown): Place {
    const part = Buffer.from(`${JSON.stringify(value)}\n`)
    const place: Place = [this.length, part.length]
    this.written.push(part)
    this.length += part.length
    return place
  }
}
