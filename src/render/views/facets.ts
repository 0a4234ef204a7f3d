import { dayLabel, durationLabel, parseDay } from '../../model/time.js'
import { closing, flow, type Part } from '../layout/paragraph.js'
import { type Cell, type Column, drawGrid, GUTTER } from '../layout/table.js'
import type { Sheet } from '../screen/sheet.js'
import { safe } from '../screen/terminal.js'
import { columnWidths, widestOf } from '../screen/width.js'
import type { Facet, FacetValue, FacetView } from '../views.js'
import { count, daysLabel } from '../words/labels.js'
import { typed } from '../words/shell.js'

interface FacetWords {
  readonly one: string
  readonly flag: string
}

const WORDS: Readonly<Record<Facet, FacetWords>> = {
  days: { one: 'day', flag: '--day' },
  tracks: { one: 'track', flag: '--track' },
  rooms: { one: 'room', flag: '--room' },
  speakers: { one: 'speaker', flag: '--speaker' },
}

interface FacetColumn {
  readonly head: string
  readonly texts: readonly string[]
  readonly align: Column['align']
  readonly rank: number
  readonly tone?: 'faint'
  readonly from?: number
}

export function facetLines(view: FacetView, sheet: Sheet): readonly string[] {
  const { facet, values, without } = view
  const { one, flag } = WORDS[facet]
  const columns = columnsOf(facet, values).filter(
    ({ texts, from = 0 }) => sheet.width >= from && texts.some((text) => text !== ''),
  )
  const step = nextStep(values, flag)
  const rest = without ? [`${count(without, 'session')} without a ${one}.`] : []
  const body = values.length === 0 ? [] : tableOf(columns, sheet)
  return [...flow(headOf(view, one), sheet), ...body, ...closing([...rest, step], sheet)]
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
  return [
    { text: safe(name), tone: 'strong' },
    { text: values.length === 0 ? `no ${one} known` : count(values.length, one) },
    { text: span },
    { text: safe(zone) },
  ]
}

function columnsOf(facet: Facet, values: readonly FacetValue[]): readonly FacetColumn[] {
  const names = values.map(({ name }) => safe(name))
  const labels = facet === 'days' ? values.map(({ name }) => dayName(name)) : []
  return [
    { head: WORDS[facet].one.toUpperCase(), texts: labels.length > 0 ? labels : names, align: 'left', rank: 2 },
    { head: 'DATE', texts: facet === 'days' ? names : [], align: 'left', rank: 2, tone: 'faint', from: 44 },
    {
      head: 'ORGANIZATION',
      texts: values.map(({ organizations }) => (organizations ?? []).map(safe).join('; ')),
      align: 'left',
      rank: 1,
      tone: 'faint',
      from: 36,
    },
    { head: 'SESSIONS', texts: values.map(({ sessions }) => String(sessions)), align: 'right', rank: 3 },
    {
      head: 'TIME',
      texts: values.map(({ minutes }) => (minutes === 0 ? '' : durationLabel(minutes))),
      align: 'right',
      rank: 3,
      from: 32,
    },
  ]
}

function dayName(name: string): string {
  const day = parseDay(name)
  return day === undefined ? safe(name) : dayLabel(day)
}

function tableOf(columns: readonly FacetColumn[], sheet: Sheet): readonly string[] {
  const indent = 2
  const widths = columnWidths(
    columns.map(({ head, texts, rank }) => ({
      natural: Math.min(sheet.width, Math.max(head.length, widestOf(texts, sheet))),
      least: Math.min(8, head.length),
      rank,
    })),
    sheet.width - indent - GUTTER * (columns.length - 1),
  )
  const rows = (columns[0]?.texts ?? []).map((_, row) =>
    columns.map(({ texts, tone }): Cell => ({ text: texts[row] ?? '', ...(tone && { tone }) })),
  )
  const specs = columns.map(({ head, align }, index): Column => ({ head, align, width: widths[index] ?? 1 }))
  return drawGrid(specs, rows, sheet).map((line) => ' '.repeat(indent) + line)
}

function nextStep(values: readonly FacetValue[], flag: string): string {
  const [first] = values
  return first === undefined ? '' : `List one: kubeplan list ${flag} ${typed(first.name)}`
}
