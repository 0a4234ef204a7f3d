import ICAL from 'ical.js'
import { ENTRIES } from '../fields/limits.js'
import type { ContentLine } from './lines.js'

export interface Property {
  readonly values: readonly string[]
  /** `text`, `date` or `date-time`, as stated or by the property's name. */
  readonly type: string
  readonly parameter: (name: string) => string | undefined
}

const HEAD = 10_000

/**
 * Reads one content line strictly; undefined if it is invalid. ical.js then throws a ParserError or, for some lines, a
 * TypeError.
 */
export function readProperty(line: ContentLine): Property | undefined {
  return line.text.length - line.value.length > HEAD ? undefined : parsed(line.text)
}

/** The text of a line whose type ical.js does not know, such as X-WR-CALNAME; empty if it is invalid. */
export function readText(line: ContentLine): string {
  const text = readProperty({ ...line, text: `SUMMARY${line.text.slice(line.name.length)}` })
  return text?.values.join(',') ?? ''
}

/**
 * The unescaped texts of a list such as CATEGORIES, at most as many as a session may have. They are split here because
 * ical.js misreads a comma after an escaped backslash as escaped.
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

/** A property in the form of RFC 7265 section 3.4: name, parameters, type, values. */
function jCalOf(text: string): unknown {
  try {
    return ICAL.parse.property(text)
  } catch (error) {
    if (error instanceof Error) return undefined
    throw error
  }
}
