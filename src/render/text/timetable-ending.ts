import { entryKey } from '../../planning/agenda/clashes.js'
import type { Folding } from '../../planning/sessions/foldable.js'
import type { Box, TimetableDay } from '../../planning/timetable/timetable.js'
import type { Called, TimetableView } from '../views.js'
import { count } from './count.js'
import { foldedSentence } from './folded.js'
import { listed } from './listed.js'
import { daysLabel } from './moments.js'
import { commandLine } from './shell.js'
import { columnName } from './timetable-heads.js'
import { widthFor } from './timetable-measure.js'

/** Further names are counted. */
const NAMES = 3

/** Below one day: which columns are left out and why, how to see them, and what has no place in the others. */
export function dayEnding(table: TimetableDay, gutter: number, view: TimetableView): readonly string[] {
  const beside = table.boxes.reduce((sum, { more }) => sum + more, 0)
  const besides = `${beside} more ${beside === 1 ? 'runs' : 'run'} at the same time (+1 on an edge): kubeplan list`
  return [...columnsLeftOut(table, gutter, view), ...(beside > 0 ? [besides] : [])]
}

function columnsLeftOut(
  { day, leftOut, columns }: TimetableDay,
  gutter: number,
  { across, called }: TimetableView,
): readonly string[] {
  if (!leftOut) return []
  const facet = across ?? 'column'
  const shown = leftOut.of - leftOut.columns.length
  const mine = leftOut.columns.filter(({ picks }) => picks > 0)
  const named = (some: typeof leftOut.columns) =>
    listed(
      some.map((column) => columnName(column, across)),
      'and',
      NAMES,
    )
  const sessions = leftOut.columns.reduce((sum, column) => sum + column.sessions, 0)
  const first = leftOut.by === 'picks' ? 'those with your picks first' : 'the fullest first'
  const next = [...mine, ...leftOut.columns].find(({ name }) => name !== undefined)?.name
  const blocks = columns.reduce((sum, column) => sum + (column.mine ? column.slots : 0), 0)
  const again = (...flags: Called['flags']) => {
    const replaced = new Set(flags.map(([flag]) => flag))
    const kept = called.flags.filter(([flag]) => !replaced.has(flag))
    return commandLine('grid', { ...called, flags: [['--day', day], ...kept, ...flags] })
  }
  return [
    `${shown} of ${count(leftOut.of, facet)} ${shown === 1 ? 'fits' : 'fit'}: ${first}.`,
    `Not shown: ${count(sessions, 'session')} in ${count(leftOut.columns.length, facet)}: ${named(leftOut.columns)}.`,
    ...(mine.length > 0 ? [`You also have picks in ${named(mine)}.`] : []),
    ...(next !== undefined && across ? [`One of them: ${again([`--${across}`, next])}`] : []),
    `All: ${again(['--width', `${widthFor(leftOut.wanted, gutter, blocks)}`])} | less -S`,
  ]
}

/** Below all days: what is in none of them, and where to find it. */
export function ending(
  view: TimetableView,
  { shown, folded }: Folding,
  tables: readonly TimetableDay[],
): readonly string[] {
  const elsewhere = new Set(view.otherDays)
  const untimed = view.sessions.filter(
    ({ when }) => when.kind === 'unscheduled' || (when.kind === 'dated' && !elsewhere.has(when.day)),
  ).length
  return [
    ...(tables.length === 0 && shown.length === 0 ? ['No session with a time.'] : []),
    foldedSentence(folded),
    untimed === 0 ? '' : `${count(untimed, 'session')} without a time: kubeplan list`,
    tables.some((table) => showsClash(table, view)) ? 'What clashes: kubeplan clashes' : '',
    ...otherDays(view),
  ].filter(Boolean)
}

export function showsClash({ boxes }: TimetableDay, { clashes }: TimetableView): boolean {
  const idOf = ({ of }: Box) => (of.kind === 'block' ? `block:${of.block.title}` : of.session.id)
  const shown = new Set(boxes.map((box) => entryKey({ id: idOf(box), ...box.when })))
  return clashes.some(({ entries }) => entries.some((entry) => shown.has(entryKey(entry))))
}

function otherDays({ otherDays: days }: TimetableView): readonly string[] {
  const [first] = days
  return first === undefined ? [] : [`Also ${daysLabel(days)}.`, `Another day: kubeplan grid --day ${first}`]
}
