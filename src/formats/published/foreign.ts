import * as csv from '../csv/table.js'
import * as scheduleJson from '../frab/schedule-json.js'
import * as frabXml from '../frab/xml.js'
import * as ics from '../ics/ics.js'
import * as openEvent from '../platforms/open-event.js'
import * as schedJson from '../platforms/sched-json.js'
import * as sessionize from '../platforms/sessionize.js'
import type { FormatName, PublishedReading } from './published.js'

interface ForeignFormat {
  readonly names: readonly FormatName[]
  readonly recognise: (beginning: string) => boolean
  readonly read: (text: string, file: string) => PublishedReading
}

/** Every foreign format, the most specific first. A new one is one file and one line here. */
const FORMATS: readonly ForeignFormat[] = [
  { names: ['sched-ics', 'ics'], ...ics },
  { names: ['frab-xml'], ...frabXml },
  { names: ['schedule-json', 'schedule-json-2'], ...scheduleJson },
  { names: ['sched-json'], ...schedJson },
  { names: ['sessionize'], ...sessionize },
  { names: ['open-event'], ...openEvent },
  { names: ['csv'], ...csv },
]

/** The named format, or the one recognised by the beginning of a file. */
export function foreignFormat(beginning: string, name?: FormatName): ForeignFormat | undefined {
  return name === undefined
    ? FORMATS.find(({ recognise }) => recognise(beginning))
    : FORMATS.find(({ names }) => names.includes(name))
}
