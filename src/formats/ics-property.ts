import ICAL from 'ical.js'
import type { ContentLine } from './ics-lines.js'

/** A property as ical.js reads it. */
export interface Property {
  /** Text values, unescaped. */
  readonly values: readonly string[]
  readonly parameter: (name: string) => string | undefined
}

/** A property whose form ical.js refuses: `message` says why. */
export interface Refused {
  readonly refused: string
}

/**
 * Reads one content line strictly. What ical.js throws, a ParserError as well as the TypeErrors that some broken lines
 * cause in it, means that this line is not well formed, and is answered as data.
 */
export function readProperty(line: ContentLine): Property | Refused {
  return read(line.text)
}

/** The text of a line that ical.js knows no type for, such as X-WR-CALNAME; empty where it is not well formed. */
export function readText(line: ContentLine): string {
  const found = read(`SUMMARY${line.text.slice(line.name.length)}`)
  return 'refused' in found ? '' : found.values.join(',')
}

function read(text: string): Property | Refused {
  try {
    const property = ICAL.Property.fromString(text)
    const values: readonly unknown[] = property.getValues()
    return {
      values: values.flatMap((value) => (typeof value === 'string' ? [value] : [])),
      parameter(name) {
        const value: unknown = property.getParameter(name)
        return typeof value === 'string' ? value : undefined
      },
    }
  } catch (error) {
    if (error instanceof Error) return { refused: error.message }
    throw error
  }
}
