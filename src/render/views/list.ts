import { isInPassing, type Session } from '../../model/index.js'
import { type Folding, foldAway } from '../../planning/sessions/foldable.js'
import { cellOf, columnsFor, GUTTER, toneInTime, widestOf } from '../layout/columns.js'
import { closing, cutLines, headline, painted } from '../layout/paragraph.js'
import { dayLines, firstAhead, type NumberedLines, nowLine, numberRows } from '../layout/rows.js'
import { drawTable, type TableColumn } from '../layout/table.js'
import type { Sheet } from '../screen/sheet.js'
import type { SessionsView } from '../views.js'
import { bestExcerpt } from '../words/excerpt.js'
import { foldedSentence, headlineOf, stageLegend } from '../words/headline.js'
import { count, speakersInFull } from '../words/labels.js'
import {
  briefOf,
  daysIn,
  fitLabel,
  fitSpeakers,
  groupRows,
  isRun,
  type Label,
  type SessionRow,
  shortOf,
  wholeOf,
} from '../words/session-rows.js'
import { distinctNames } from '../words/shared-parts.js'

/** Below this width a table would mostly consist of dots. */
const TABLE_FROM = 60

/**
 * A list of sessions for a person: a headline, a table (two lines a session on a narrow screen), counts, the next step.
 */
export function listLines(view: SessionsView, sheet: Sheet): NumberedLines {
  const folding: Folding = view.fold
    ? foldAway(view.sessions, ({ id }) => view.stages.has(id))
    : { shown: view.sessions, folded: new Map() }
  const shown = folding.shown.slice(0, view.limit)
  const place = shown.some(({ room }) => room !== undefined) ? 'room' : 'track'
  const groups = groupRows(view, shown, place, sheet.times)
  const isOn = groups.some(({ rows: some }) => some.some(({ phase }) => phase === 'on'))
  const marks = [stageLegend(shown, view.stages, sheet.glyphs), isOn ? `${sheet.glyphs.cursor} now` : '']
  const legend = { text: marks.filter(Boolean).join(' '), brief: '' }
  const order = view.ranked && shown.length > 1 ? 'sorted by relevance' : ''
  const head = headlineOf(view, view.days ?? daysIn(shown), shown, legend, order)
  const rows = groups.flatMap((group) => group.rows)
  const numbers = numberRows(rows, ({ ids }) => ids, sheet)
  const { heads, linesOf } = sessionTable(rows, { ...view, place }, numbers.sheet)
  const next = nextPick(view, shown, rows)
  const number = rows.find(({ ids }) => next !== undefined && ids.length === 1 && ids[0] === next)
  const example = (number && numbers.numberOf(number)?.toString()) ?? next
  const last = ending(view, { ...folding, shown }, example, sheet)
  const body = groups.flatMap((group) => {
    const ahead = firstAhead(group.rows)
    const before = (row: SessionRow) => {
      const { when } = row.session
      if (row !== ahead || view.now === undefined || when.kind !== 'timed') return []
      return numbers.indented([nowLine(view.now, when.offset, MARK, sheet)])
    }
    return dayLines([group], (row) => [...before(row), ...numbers.before(row, linesOf(row))], sheet)
  })
  return { lines: [...headline(head, sheet), ...numbers.headed(heads), ...body, ...last], rows: numbers.rows }
}

function ending(
  view: SessionsView,
  { shown, folded }: Folding,
  example: string | undefined,
  sheet: Sheet,
): readonly string[] {
  if (shown.length === 0) return ['No sessions.']
  const away = foldedSentence(folded)
  const all = view.sessions.length
  const counts = shown.length === all ? `${count(all, 'session')}.` : `${shown.length} of ${all}. ${away}`.trimEnd()
  const step =
    example === undefined ? `Your days: ${sheet.suggest('agenda')}` : `Pick: ${sheet.suggest('add', [example])}`
  return closing([counts, step], sheet)
}

/** The first session that could still be picked, for the example: preferably a talk, and one with its own line. */
function nextPick(
  { stages, whyNot }: SessionsView,
  shown: readonly Session[],
  rows: readonly SessionRow[],
): string | undefined {
  const alone = new Set(rows.flatMap((row) => (isRun(row) || row.phase === 'over' ? [] : row.session.id)))
  const talks = shown.filter(({ kind }) => !isInPassing(kind))
  const isOpen = (session: Session) => !stages.has(session.id) && whyNot !== undefined && whyNot(session) === undefined
  return (talks.find((talk) => alone.has(talk.id) && isOpen(talk)) ?? talks.find(isOpen) ?? shown.find(isOpen))?.id
}

interface SetRows {
  readonly heads: readonly string[]
  readonly linesOf: (row: SessionRow) => readonly string[]
}

type RowStyle = Pick<SessionsView, 'stages' | 'asked' | 'found'> & { readonly place: 'room' | 'track' }

/** In columns; for marks before every row. */
const MARK = 2

/** How to set these rows: in a table, or with two lines each on a narrow screen. */
export function sessionTable(rows: readonly SessionRow[], style: RowStyle, sheet: Sheet): SetRows {
  return (sheet.width < TABLE_FROM ? twoLineRows : tableRows)(rows, style, sheet)
}

/** From this width on there are speakers, tracks, and speakers in full; below it only where nothing is cut for them. */
const SPEAKERS_FROM = 100
const TRACKS_FROM = 120
const ALL_SPEAKERS_FROM = 200

/** A table of one line for each session. The title of a run, which has no speakers, covers their column. */
function tableRows(rows: readonly SessionRow[], style: RowStyle, sheet: Sheet): SetRows {
  if (rows.length === 0) return { heads: [], linesOf: () => [] }
  const width = sheet.width - MARK
  const columns = columnsOf(rows, style, sheet).map((column): TableColumn<SessionRow> => {
    const hits = column.head === TIME ? undefined : style.found?.hitsIn
    return { ...column, hits, tone: toneInTime(column) }
  })
  const reasonOf = reasons(rows, columns, style, sheet)
  const [heads = '', ...lines] = drawTable(rows, columns, width, sheet)
  const drawn = new Map(rows.map((row, index) => [row, lines[index] ?? '']))
  return {
    heads: [' '.repeat(MARK) + heads],
    linesOf: (row) => [markOf(row, style.stages, sheet) + (drawn.get(row) ?? ''), ...reasonOf(row)],
  }
}

const TIME = 'TIME'

/** Under a row that does not show every word that found it: what else of the session has them. */
function reasons(
  rows: readonly SessionRow[],
  columns: readonly TableColumn<SessionRow>[],
  { found }: RowStyle,
  sheet: Sheet,
): (row: SessionRow) => readonly string[] {
  if (!found) return () => []
  const { used, starts } = columnsFor(rows, columns, sheet.width - MARK, sheet)
  const cells = used.filter(({ column }) => column.head !== TIME)
  const indent = MARK + (starts[used.findIndex(({ column }) => column.head === TITLE)] ?? 0)
  return (row) => {
    if (isRun(row)) return []
    // A room may be abbreviated.
    const texts = [wholeOf(row.place), ...cells.map(({ column, width }) => cellOf(column, row, width, sheet).text)]
    const unseen = found.words.filter((hitsIn) => texts.every((text) => hitsIn(text).length === 0))
    if (unseen.length === 0) return []
    const { id, title, speakers, tracks, tags, room = '' } = row.session
    const hidden = [title, speakersInFull(speakers), tracks.join(', '), tags.join(', '), room]
    const excerpt = bestExcerpt([...hidden, ...found.textsOf(id)], unseen, sheet.width - indent, sheet)
    if (excerpt === undefined) return []
    const part = { text: excerpt, tone: 'faint' as const, hits: found.hitsIn(excerpt) }
    return [' '.repeat(indent) + painted(part, sheet)]
  }
}

const TITLE = 'TITLE'

function columnsOf(
  rows: readonly SessionRow[],
  { place, asked }: RowStyle,
  sheet: Sheet,
): readonly TableColumn<SessionRow>[] {
  const { screen } = sheet
  const share = (percent: number) => Math.floor((sheet.width * percent) / 100)
  const labelled = (of: (row: SessionRow) => Label): Pick<TableColumn<SessionRow>, 'text' | 'within'> => {
    return { text: (row) => wholeOf(of(row)), within: (row, width) => fitLabel(of(row), width, sheet) }
  }
  const rooms = distinctNames(place === 'room' ? rows.map((row) => wholeOf(row.place)) : [], sheet)
  const time: TableColumn<SessionRow> = {
    head: TIME,
    text: (row) => (row.isSameTime ? '' : sheet.times.aligned(row.time)),
  }
  const title: TableColumn<SessionRow> = {
    head: TITLE,
    ...labelled((row) => row.title),
    covers: (row) => hasSpeakers && isRun(row),
    href: urlOf,
    least: 20,
    rank: 2,
  }
  const speakers: TableColumn<SessionRow> = {
    head: 'SPEAKERS',
    ...(screen < ALL_SPEAKERS_FROM
      ? labelled((row) => row.speakers)
      : {
          text: fullSpeakers,
          within: (row, width) => (isRun(row) ? '' : fitSpeakers(row.session.speakers, width, sheet)),
        }),
    snug: true,
    least: share(screen < ALL_SPEAKERS_FROM ? 20 : 32),
    rank: 1,
  }
  const tracks: TableColumn<SessionRow> = {
    head: 'TRACK',
    ...labelled((row) => row.tracks),
    tone: 'faint',
    snug: true,
    least: Math.min(share(15), PLACE),
    rank: 1,
  }
  const room: TableColumn<SessionRow> = {
    ...tracks,
    head: 'ROOM',
    text: (row) => wholeOf(row.place),
    within: (row, width) => rooms.fit(wholeOf(row.place), width),
    least: Math.min(rooms.compact, Math.max(ROOM, share(18)), PLACE),
  }
  const asksTracks = asked?.has('track') && new Set(rows.map((row) => wholeOf(row.tracks))).size > 1
  const places = place === 'track' ? [tracks] : screen >= TRACKS_FROM || asksTracks ? [tracks, room] : [room]
  const hasSpeakers: boolean =
    screen >= SPEAKERS_FROM ||
    asked?.has('speaker') ||
    areWhole(rows, [time, title, { ...speakers, text: (row) => briefOf(row.speakers) }, ...places], sheet)
  return [time, title, ...(hasSpeakers ? [speakers] : []), ...places]
}

/** In columns; enough for most rooms, and for most names of tracks. */
const ROOM = 12
const PLACE = 24

/** Whether nothing in these columns needs to be cut. */
function areWhole(rows: readonly SessionRow[], columns: readonly TableColumn<SessionRow>[], sheet: Sheet): boolean {
  const used = columns
    .map(({ head = '', text }) => [head, ...rows.map(text)])
    .filter((texts) => texts.some((text, index) => index > 0 && text !== ''))
  const widths = used.map((texts) => widestOf(texts, sheet))
  return widths.reduce((sum, width) => sum + width + GUTTER, -GUTTER) <= sheet.width - MARK
}

function urlOf(row: SessionRow): string | undefined {
  return isRun(row) ? undefined : row.session.url
}

function fullSpeakers(row: SessionRow): string {
  return isRun(row) ? '' : speakersInFull(row.session.speakers)
}

/** My stage, or that it is over or on now. */
function markOf({ session, phase }: SessionRow, stages: RowStyle['stages'], { ink, glyphs }: Sheet): string {
  const stage = stages.get(session.id)
  const sign = stage ? ink[phase === 'over' ? 'faint' : stage](glyphs[stage]) : ' '
  return sign + (phase === 'on' ? ink.strong(glyphs.cursor) : ' ')
}

/** In columns; a shorter name is not recognisable. */
const NAME = 8

/** Title, then time, place and people on a second line, for screens too narrow for columns. */
function twoLineRows(rows: readonly SessionRow[], { stages, place: of, found }: RowStyle, sheet: Sheet): SetRows {
  const { glyphs, width } = sheet
  const dot = ` ${glyphs.dot} `
  const rooms = distinctNames(of === 'room' ? rows.map((row) => wholeOf(row.place)) : [], sheet)
  const linesOf = (row: SessionRow) => {
    const { time, speakers, place, phase } = row
    const left = width - 2 * MARK - (time === '' ? 0 : sheet.widthOf(time + dot))
    const name = of === 'room' && left >= NAME ? rooms.fit(wholeOf(place), left) : shortOf(place)
    const where = [time, name].filter(Boolean).join(dot)
    const room = width - 2 * MARK - sheet.widthOf(where + dot)
    const people = room < NAME ? '' : fitLabel(speakers, room, sheet)
    const details = [where, people].filter(Boolean).join(dot)
    const title = fitLabel(row.title, width - MARK, sheet)
    const part = {
      text: title,
      tone: phase === 'over' ? ('faint' as const) : undefined,
      hits: found?.hitsIn(title),
      href: urlOf(row),
    }
    return [
      markOf(row, stages, sheet) + painted(part, sheet),
      ...cutLines([{ text: details, tone: 'faint' }], sheet, 2 * MARK),
    ]
  }
  return { heads: [], linesOf }
}
