import { type Place, type Problem, type SessionName, severityOf } from '../../model/index.js'
import { widestOf } from '../layout/columns.js'
import { closing, hanging } from '../layout/paragraph.js'
import { type Sheet, withSheet } from '../screen/sheet.js'
import { safe } from '../screen/terminal.js'
import { sentenceOf } from '../sentences/sentences.js'
import { LISTED, numberedChoices } from '../sentences/usage.js'
import { placeOf, quoted, type SessionList } from '../sentences/words.js'
import type { ProblemsView, Screen } from '../views.js'
import { count } from '../words/labels.js'
import { suggestingAbout } from '../words/shell.js'

/** The result of `check` for a person: every problem with its place, then the counts. */
export function problemsLines({ file, problems, sessions, about }: ProblemsView, paper: Sheet): readonly string[] {
  const sheet = about ? { ...paper, suggest: suggestingAbout(about, paper.suggest) } : paper
  const { ink } = sheet
  const errors = numberOf(problems, 'error')
  const warnings = numberOf(problems, 'warning')
  const found = [errors > 0 ? count(errors, 'error') : '', warnings > 0 ? count(warnings, 'warning') : '']
  const counts = found.filter(Boolean).join(', ')
  const read = sessions === undefined ? '' : `, ${count(sessions, 'session')}`
  const last = counts === '' ? ink.going('no problems') : ink.bad(counts)
  return [...problems.flatMap((problem) => problemLines(problem, sheet, true)), `${safe(file)}: ${last}${read}`]
}

/** Includes those that were only counted. */
function numberOf(problems: readonly Problem[], severity: 'error' | 'warning'): number {
  const numbers = problems
    .filter((problem) => severityOf(problem) === severity)
    .map((problem) => (problem.code === 'more-problems' ? problem.count : 1))
  return numbers.reduce((sum, number) => sum + number, 0)
}

/**
 * A problem for a person: `file:line:column: message`, the line with carets, what to do. Does not end with a line end.
 * With `wraps` lines are wrapped at the width of the screen, except for the first line of a problem with a place, which
 * editors and grep read.
 */
export async function problemText(problem: Problem, screen: Screen, wraps: boolean): Promise<string> {
  return (await withSheet(screen, (sheet) => problemLines(problem, sheet, wraps))).join('\n')
}

/** Sessions of which the person is asked to choose one by its number, and what stands before the answer. */
export async function questionText(
  reference: string,
  sessions: readonly SessionName[],
  screen: Screen,
): Promise<{ readonly text: string; readonly prompt: string; readonly choices: number }> {
  const heading = `${quoted(reference)} could be ${count(sessions.length, 'session')}`
  const lines = await withSheet(screen, (sheet) =>
    choiceLines(numberedChoices(heading, sessions, sheet.times), sheet, true),
  )
  const length = Math.min(sessions.length, LISTED)
  return { text: `${lines.join('\n')}\n`, prompt: `Which? [1-${length}] `, choices: length }
}

function problemLines(problem: Problem, sheet: Sheet, wraps: boolean): readonly string[] {
  const { message, hint, list } = sentenceOf(problem, sheet.suggest, sheet.times)
  const at = placeOf(problem)
  const { ink } = sheet
  const where = at ? `${safe(at.file)}:${at.line}:${at.column}: ` : 'kubeplan: '
  const warning = severityOf(problem) === 'warning'
  const label = warning ? `${ink.warning('warning:')} ` : ''
  const paint = warning ? (text: string) => text : ink.bad
  const [first = '', ...further] = wraps && !at ? hanging(where + message, sheet) : [where + message]
  return [
    ink.strong(first.slice(0, where.length)) + label + paint(first.slice(where.length)),
    ...further.map(paint),
    ...(at ? excerptLines(at, sheet) : []),
    ...(hint?.split('\n') ?? []).flatMap((line) => (wraps ? hintLines(line, sheet) : [INDENT + line])),
    ...(list ? choiceLines(list, sheet, wraps) : []),
  ]
}

const INDENT = '  '

/** Commands in a sentence are kept whole if they fit. */
function hintLines(line: string, sheet: Sheet): readonly string[] {
  const room = Math.max(1, sheet.width - INDENT.length)
  return closing(line.split(BETWEEN), { ...sheet, width: room }).map((row) => INDENT + row)
}

const BETWEEN = '   '

/** Sessions to choose from, with whole ids and the rest in columns. With `cuts` no line is wider than the screen. */
function choiceLines({ heading, rows, more }: SessionList, sheet: Sheet, cuts: boolean): readonly string[] {
  const { width, widthOf, fitTo } = sheet
  const whens = filledUp(rows, ({ when }) => when, sheet)
  const rooms = filledUp(rows, ({ room }) => (cuts ? fitTo(room, LONGEST_ROOM) : room), sheet, LONGEST_ROOM)
  const ids = filledUp(rows, ({ id }) => id, sheet, LONGEST_ID)
  const facts = whens.map((when, row) => joinedCell(when, rooms[row] ?? ''))
  const beside = width - CHOICE_INDENT.length - widestOf(ids, sheet) - GAP.length
  const fitsBeside = beside >= Math.max(LEAST_TITLE, widestOf(facts, sheet))
  const room = fitsBeside ? beside : Math.max(1, width - CHOICE_INDENT.length - GAP.length)
  const lines = rows.flatMap(({ id, title }, row) => {
    const fact = facts[row] ?? ''
    if (!cuts) return [CHOICE_INDENT + ids[row] + GAP + joinedCell(fact, title)]
    const left = fact === '' ? room : room - widthOf(fact) - GAP.length
    const rest = left < LEAST_TITLE / 2 ? fitTo((fact || title).trimEnd(), room) : joinedCell(fact, fitTo(title, left))
    return fitsBeside ? [`${CHOICE_INDENT}${ids[row]}${GAP}${rest}`] : [CHOICE_INDENT + id, CHOICE_INDENT + GAP + rest]
  })
  return [`${GAP}${heading}:`, ...lines, ...(more > 0 ? [`${CHOICE_INDENT}and ${more} more`] : [])]
}

const CHOICE_INDENT = '    '
const GAP = '  '
/** In columns. Longer ids push their line; if too little room is left for the title, it goes below. */
const LONGEST_ID = 32
const LONGEST_ROOM = 20
const LEAST_TITLE = 16

function joinedCell(one: string, other: string): string {
  return one === '' || other === '' ? one + other : one + GAP + other
}

function filledUp<Row>(
  rows: readonly Row[],
  textOf: (row: Row) => string,
  sheet: Sheet,
  most = Number.POSITIVE_INFINITY,
): readonly string[] {
  const texts = rows.map(textOf)
  const widest = Math.min(most, widestOf(texts, sheet))
  return texts.map((text) => text + ' '.repeat(Math.max(0, widest - sheet.widthOf(text))))
}

/** In columns, so that excerpts of one file are aligned. */
const NUMBER = 5
/** How much is kept before the place when the beginning of a long line is cut. */
const BEFORE = 16

function excerptLines(place: Place, sheet: Sheet): readonly string[] {
  if (place.excerpt === undefined) return []
  const { ink, widthOf } = sheet
  const room = Math.max(1, sheet.width - NUMBER - 3)
  const characters = [...place.excerpt]
  const begin = Math.max(0, place.column - (place.from ?? 1))
  const length = Math.max(1, place.width ?? 1)
  const marked = safe(characters.slice(begin, begin + length).join(''))
  const after = safe(characters.slice(begin + length).join(''))
  let before = safe(characters.slice(0, begin).join(''))
  const cut = place.from !== undefined && place.from > 1
  if (cut || widthOf(before) + Math.min(widthOf(marked), room / 2) > room) before = shortened(before, room, sheet, cut)
  const line = sheet.fitTo(before + marked + after, room)
  const lead = widthOf(before)
  const carets = '^'.repeat(Math.max(1, Math.min(widthOf(marked), room - lead)))
  const number = String(place.line).padStart(NUMBER)
  return [
    ink.faint(`${number} | `) + line,
    ink.faint(`${' '.repeat(NUMBER)} | `) + ' '.repeat(lead) + ink.bad(carets),
  ].map((text) => text.trimEnd())
}

function shortened(before: string, room: number, { widthOf, glyphs }: Sheet, cut: boolean): string {
  const limit = Math.max(0, Math.min(BEFORE, Math.floor(room / 3)))
  if (cut && widthOf(before) + glyphs.ellipsis.length <= limit) return glyphs.ellipsis + before
  let tail = ''
  for (const character of [...before.slice(-4 * BEFORE)].reverse()) {
    if (widthOf(character + tail) > limit) break
    tail = character + tail
  }
  return glyphs.ellipsis + tail
}
