import { type Catalogue, NO_DETAILS } from '../../model/index.js'
import type { Day } from '../../model/time.js'
import {
  COMPILED_VERSION,
  type CompiledSource,
  type Head,
  lineOf,
  type Place,
  type Row,
  sumOf,
  withHead,
} from './open-compiled.js'

/** Compiles a catalogue for fast reading. `source` is recorded if it must be recognised later. */
export function compile(catalogue: Catalogue): (source?: CompiledSource) => readonly Uint8Array[] {
  const { conference, rooms, sessions } = catalogue
  const days = new Map<Day | '', { readonly rows: Pieces; readonly details: Pieces }>()
  for (const [order, session] of sessions.entries()) {
    const day = session.when.kind === 'unscheduled' ? '' : session.when.day
    const those = days.get(day) ?? { rows: new Pieces(), details: new Pieces() }
    days.set(day, those)
    const texts = catalogue.details(session.id)
    const row: Row = texts === NO_DETAILS ? [order, session] : [order, session, ...those.details.add(lineOf(texts))]
    those.rows.add(`${those.rows.length === 0 ? '[' : ','}${JSON.stringify(row)}`)
  }
  // Sessions without a day come last.
  const order = [...days.keys()].sort((a, b) => Number(a === '') - Number(b === '') || (a < b ? -1 : 1))
  const inOrder = order.flatMap((day) => days.get(day) ?? [])
  for (const { rows } of inOrder) rows.add(']\n')
  const parts = [...inOrder.map(({ rows }) => rows.whole()), ...inOrder.map(({ details }) => details.whole())]
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

/** UTF-8 text that grows without ever being one string. */
class Pieces {
  length = 0
  private readonly written: Buffer[] = []
  private text = ''

  /** Returns where the text was put. */
  add(text: string): Place {
    const place = [this.length, Buffer.byteLength(text)] as const
    this.length += place[1]
    this.text += text
    if (this.text.length >= PIECE) this.cut()
    return place
  }

  /** The whole text, of which the pieces are let go: both together would take twice the memory. */
  whole(): Buffer {
    this.cut()
    return Buffer.concat(this.written.splice(0))
  }

  private cut(): void {
    this.written.push(Buffer.from(this.text))
    this.text = ''
  }
}

const PIECE = 65_536
