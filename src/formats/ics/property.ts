import ICAL from 'ical.js'
import { ENTRIES } from '../fields/limits.js'
import type { ContentLine } from './lines.js'

/** A property as ical.js reads it. */
export interface Property {
  /** Its texts, unescaped. */
  readonly values: readonly string[]
  /** What it says it is, or what its name says: `text`, `date`, `date-time`. */
  readonly type: string
  readonly parameter: (name: string) => string | undefined
}

/** No property has longer parameters. */
const HEAD = 10_000

/**
 * Reads one content line strictly; nothing where it is not well formed. What ical.js throws, a ParserError as well as
 * the TypeErrors that some broken lines cause in it, means just that.
 */
export function readProperty(line: ContentLine): Property | undefined {
  return line.text.length - line.value.length > HEAD ? undefined : parsed(line.text)
}

/** The text of a line that ical.js knows no type for, such as X-WR-CALNAME; empty where it is not well formed. */
export function readText(line: ContentLine): string {
  const text = readProperty({ ...line, text: `SUMMARY${line.text.slice(line.name.length)}` })
  return text?.values.join(',') ?? ''
}

/**
 * The texts of a list such as CATEGORIES, unescaped; no more than a session has. They are parted here: ical.js takes the
 * comma behind an escaped backslash for escaped.
 */
export function readTexts(line: ContentLine): readonly string[] {
  const values = line.value.match(/(?:[^\\,]|\\.?)+/g) ?? []
  return values.slice(0, ENTRIES).map((value) => parsed(`SUMMARY:${value}`)?.values.join(',') ?? '')
}

function parsed(text: string): Property | undefined {
  const property = jCalOf(text)
  if (!Array.isArray(property)) return undefined
  const [, parameters, type, ...values]: readonly unknown[] = property
  const given = new Map<string, unknown>(Object.entries(parameters ?? {}))
  return {
    values: values.filter((value) => typeof value === 'string'),
    type: typeof type === 'string' ? type : 'unknown',
    parameter(name) {
      const value = given.get(name)
      return typeof value === 'string' ? value : undefined
    },
  }
}

/** A property as RFC 7265 section 3.4 writes it: name, parameters, type, values. */
function jCalOf(text: string): unknown {
  try {
    return ICAL.parse.property(text)
  } catch (error) {
    if (error instanceof Error) return undefined
    throw error
  }
}
