import { dayLabel, durationLabel, parseDay } from '../../model/time.js'
import { closing, flow, type Part } from '../layout/paragraph.js'
import { drawTable, type TableColumn } from '../layout/table.js'
import type { Sheet } from '../screen/sheet.js'
import { safe } from '../screen/terminal.js'
import type { Facet, FacetValue, FacetView } from '../views.js'
import { count, daysLabel } from '../words/labels.js'
import type { Suggest } from '../words/shell.js'

interface FacetWords {
  readonly one: string
  readonly flag: string
}

const WORDS: Readonly<Record<Facet, FacetWords>> = {
  days: { one: 'day', flag: '--day' },
  tracks: { one: 'track', flag: '--track' },
  rooms: { one: 'room', flag: '--room' },
  speakers: { one: 'speaker', flag: '--speaker' },
  orgs: { one: 'organization', flag: '--org' },
  tags: { one: 'tag', flag: '--tag' },
  kinds: { one: 'kind', flag: '--kind' },
}

const INDENT = 2

export function facetLines(view: FacetView, sheet: Sheet): readonly string[] {
  const { facet, values, without } = view
  const { one, flag } = WORDS[facet]
  const table = values.length === 0 ? [] : drawTable(values, columnsOf(facet, sheet.width), sheet.width - INDENT, sheet)
  const rest = without ? `${count(without, 'session')} without ${/^[aeiou]/.test(one) ? 'an' : 'a'} ${one}.` : ''
  return [
    ...flow(headOf(view, one), sheet),
    ...table.map((line) => ' '.repeat(INDENT) + line),
    ...closing([rest, nextStep(values, flag, sheet.suggest)], sheet),
  ]
}

function headOf({ catalogue, zone, facet, values }: FacetView, one: string): readonly Part[] {
  const { name, firstDay, lastDay } = catalogue.conference
  const days =
    facet === 'days'
      ? values.flatMap((value) => parseDay(value.name) ?? [])
      : [firstDay, lastDay].flatMap((day) => day ?? [])
  const span =
    facet === 'days' || !firstDay || !lastDay || firstDay === lastDay
      ? daysLabel(days)
      : `${dayLabel(firstDay)} - ${dayLabel(lastDay)}`
  const held = values.length === 0 ? `no ${one} known` : count(values.length, one)
  return [
    { text: safe(name), tone: 'strong' },
    { text: held },
    // Days that are many and apart are only counted.
    ...(span === held ? [] : [{ text: span }]),
    { text: safe(zone) },
  ]
}

function columnsOf(facet: Facet, width: number): readonly TableColumn<FacetValue>[] {
  const name = ({ name: value }: FacetValue) => safe(value)
  const columns: readonly (TableColumn<FacetValue> & { readonly from?: number })[] = [
    { head: WORDS[facet].one.toUpperCase(), text: facet === 'days' ? dayName : name, rank: 2 },
    { head: 'DATE', text: facet === 'days' ? name : () => '', rank: 2, tone: 'faint', from: 44 },
    {
      head: 'ORGANIZATION',
      text: ({ organizations = [] }) => organizations.map(safe).join('; '),
      rank: 1,
      tone: 'faint',
      from: 36,
    },
    { head: 'SESSIONS', text: ({ sessions }) => String(sessions), align: 'right' },
    {
      head: 'TIME',
      text: ({ minutes }) => (minutes === 0 ? '' : durationLabel(minutes)),
      align: 'right',
      from: 32,
    },
  ]
  return columns
    .filter(({ from = 0 }) => width >= from)
    .map((column) => ({ ...column, least: Math.min(8, column.head?.length ?? 0) }))
}

function dayName({ name }: FacetValue): string {
  const day = parseDay(name)
  return day === undefined ? safe(name) : dayLabel(day)
}

function nextStep(values: readonly FacetValue[], flag: string, suggest: Suggest): string {
  const [first] = values
  return first === undefined ? '' : `List one: ${suggest('list', [], [[flag, first.name]])}`
}
