import type { LeftOutReason } from '../../model/problem.js'
import type { Range } from '../fields/place.js'
import type { ContentLine } from './lines.js'

export interface Fault {
  readonly range: Range
  readonly reason: LeftOutReason
  readonly text?: string
}

export interface EventLines {
  readonly begin: Range
  readonly lines: readonly ContentLine[]
  readonly fault?: Fault
}

/** The parts of a calendar file. Several calendars in one file are read as one. */
export interface Components {
  readonly calendar: readonly ContentLine[]
  /** The lines of each VTIMEZONE, including its parts. */
  readonly zones: readonly (readonly ContentLine[])[]
  readonly events: readonly EventLines[]
  readonly others: ReadonlySet<string>
  readonly broken?: { readonly range: Range; readonly detail: string }
}

const DEPTH = 8

/**
 * Sorts the lines of a calendar file by BEGIN and END. An event without END ends at the next one or at the calendar's
 * end, and is invalid, as is one with a line that is not a property. A calendar without END was cut. Linear.
 */
export function componentsOf(lines: readonly ContentLine[]): Components {
  const sorter = new Sorter()
  for (const line of lines) if (!sorter.take(line)) break
  return sorter.finish(lines.at(-1)?.range ?? [0, 0])
}

interface OpenEvent {
  readonly begin: Range
  readonly lines: ContentLine[]
  readonly around: number
  fault?: Fault
}

class Sorter {
  private readonly calendar: ContentLine[] = []
  private readonly zones: ContentLine[][] = []
  private readonly events: EventLines[] = []
  private readonly others = new Set<string>()
  private readonly stack: string[] = []
  private readonly opened = new Map<string, number>()
  private event: OpenEvent | undefined
  private broken: Components['broken']

  take(line: ContentLine): boolean {
    const part = line.value.toUpperCase()
    if (line.name === 'BEGIN') this.begin(part, line)
    else if (line.name === 'END') this.end(part, line)
    else this.property(line)
    return this.broken === undefined
  }

  finish(last: Range): Components {
    if (this.isOpen('VCALENDAR'))
      this.broken ??= { range: last, detail: 'END:VCALENDAR is missing, so the file is cut off' }
    const { calendar, zones, events, others, broken } = this
    return { calendar, zones, events, others, ...(broken && { broken }) }
  }

  private begin(part: string, line: ContentLine): void {
    const { range } = line
    if (part === 'VCALENDAR' && this.isOpen(part)) {
      this.broken = { range, detail: 'a calendar begins before the previous one has ended' }
      return
    }
    if (part === 'VEVENT') {
      if (this.event) this.popTo('VEVENT', false)
      this.event = { begin: range, lines: [], around: this.stack.length }
    } else if (this.event) {
      const deep = this.stack.length - this.event.around > DEPTH
      if (deep) this.event.fault ??= { range, reason: 'malformed', text: 'nested too deeply' }
    } else if (part === 'VTIMEZONE') this.zones.push([])
    else if (this.stack.length === 1) this.others.add(part)
    this.stack.push(part)
    this.opened.set(part, (this.opened.get(part) ?? 0) + 1)
    this.zoneLine(line)
  }

  private end(part: string, line: ContentLine): void {
    this.zoneLine(line)
    if (this.isOpen(part)) this.popTo(part, true)
    else if (this.event) this.event.fault ??= { range: line.range, reason: 'malformed', text: line.text }
  }

  private property(line: ContentLine): void {
    const { event, stack } = this
    if (!event) {
      if (stack.length === 1 && stack[0] === 'VCALENDAR') this.calendar.push(line)
      else this.zoneLine(line)
    } else if (stack.length === event.around + 1) {
      if (line.name === '') event.fault ??= { range: line.range, reason: 'malformed', text: line.text }
      else event.lines.push(line)
    }
  }

  private zoneLine(line: ContentLine): void {
    if (!this.event && this.isOpen('VTIMEZONE')) this.zones.at(-1)?.push(line)
  }

  private isOpen(part: string): boolean {
    return (this.opened.get(part) ?? 0) > 0
  }

  private popTo(part: string, closed: boolean): void {
    for (let popped = this.stack.pop(); popped !== undefined; popped = this.stack.pop()) {
      this.opened.set(popped, (this.opened.get(popped) ?? 1) - 1)
      if (popped === 'VEVENT') this.endEvent(closed && popped === part)
      if (popped === part) return
    }
  }

  private endEvent(closed: boolean): void {
    if (!this.event) return
    const { begin, lines, fault = closed ? undefined : ({ range: begin, reason: 'not-closed' } as const) } = this.event
    this.events.push({ begin, lines, ...(fault && { fault }) })
    this.event = undefined
  }
}
