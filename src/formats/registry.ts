import type { FormatName } from '../model/index.js'
import type { DateHints } from '../model/time.js'
import * as csv from './csv/csv.js'
import * as frabXml from './frab/frab-xml.js'
import * as scheduleJson from './frab/schedule-json.js'
import * as ics from './ics/ics.js'
import * as awsEvents from './platforms/aws-events.js'
import * as conclar from './platforms/conclar.js'
import * as emfcamp from './platforms/emfcamp.js'
import * as openEvent from './platforms/open-event.js'
import * as pycon from './platforms/pycon.js'
import * as schedJson from './platforms/sched-json.js'
import * as sessionize from './platforms/sessionize.js'
import type { PublishedReading } from './published/published.js'

interface ForeignFormat {
  readonly names: readonly FormatName[]
  readonly recognise: (beginning: string) => boolean
  /** `hints` are for formats whose dates leave something open. */
  readonly read: (text: string, file: string, hints?: DateHints) => PublishedReading
}

/** Every foreign format, the most specific first. A new one is one file and one line here. */
const FORMATS: readonly ForeignFormat[] = [
  { names: ['sched-ics', 'ics'], recognise: ics.recognise, read: ics.read },
  { names: ['frab-xml'], recognise: frabXml.recognise, read: frabXml.read },
  { names: ['schedule-json', 'schedule-json-2'], recognise: scheduleJson.recognise, read: scheduleJson.read },
  { names: ['sched-json'], recognise: schedJson.recognise, read: schedJson.read },
  { names: ['sessionize'], recognise: sessionize.recognise, read: sessionize.read },
  { names: ['aws-events'], recognise: awsEvents.recognise, read: awsEvents.read },
  { names: ['conclar'], recognise: conclar.recognise, read: conclar.read },
  { names: ['emfcamp'], recognise: emfcamp.recognise, read: emfcamp.read },
  { names: ['pycon'], recognise: pycon.recognise, read: pycon.read },
  { names: ['open-event'], recognise: openEvent.recognise, read: openEvent.read },
  { names: ['csv'], recognise: csv.recognise, read: csv.read },
]

/** The named format, or the one recognised by the beginning of a file. */
export function foreignFormat(beginning: string, name?: FormatName): ForeignFormat | undefined {
  return name === undefined
    ? FORMATS.find(({ recognise }) => recognise(beginning))
    : FORMATS.find(({ names }) => names.includes(name))
}

/** The reader that says what a table lacks, for one whose columns are not recognised. */
export function tableFormat(beginning: string, file: string): ForeignFormat | undefined {
  const isNamedSo = /\.(?:csv|tsv)$/i.test(file) && /^[^<{[]*\S/.test(beginning)
  return isNamedSo || csv.isTable(beginning) ? foreignFormat(beginning, 'csv') : undefined
}
