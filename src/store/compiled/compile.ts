import type { Catalogue } from '../../model/conference.js'
import type { Day } from '../../model/day.js'
import { NO_DETAILS } from '../../model/session.js'
import { COMPILED_VERSION, type CompiledSource, type Head, PROLOGUE, type Row, sumOf } from './shape.js'

/** The pieces of a catalogue in the shape that is quick to read; with what it was compiled from, where it has to be known again. */
export function compile(catalogue: Catalogue): (source?: CompiledSource) => readonly Uint8Array[] {
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
  const parts = [
    ...inOrder.map(({ rows }) => Buffer.from(lineOf(rows))),
    ...inOrder.map(({ details }) => details.whole()),
  ]
  let size = 0
  const starts = parts.map(({ length }) => {
    size += length
    return size - length
  })
  const head: Head = {
    compiled: COMPILED_VERSION,
    size,
    conference,
    rooms,
    sessions: sessions.length,
    days: order,
    starts,
    sums: parts.map(sumOf),
  }
  return (source) => withHead({ ...head, ...(source && { source }) }, parts)
}

function withHead(head: Head, parts: readonly Uint8Array[]): readonly Uint8Array[] {
  const written = Buffer.from(lineOf(head))
  const prologue = Buffer.from(`${`${written.length} ${sumOf(written)}`.padEnd(PROLOGUE - 1)}\n`)
  return [prologue, written, ...parts]
}

/** Values written one after the other, each where `add` says. */
class Lines {
  private readonly written: string[] = []
  private length = 0

  add(value: unknown): readonly [at: number, length: number] {
    const line = lineOf(value)
    const [at, length] = [this.length, Buffer.byteLength(line)]
    this.written.push(line)
    this.length += length
    return [at, length]
  }

  whole(): Buffer {
    return Buffer.from(this.written.join(''))
  }
}

function lineOf(value: unknown): string {
  return `${JSON.stringify(value)}\n`
}
