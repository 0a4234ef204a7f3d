import { DEFAULT_PRIORITY, type Session, type Stage } from '../../../model/index.js'
import { type Day, dayLabel, HOUR, type Instant, instant } from '../../../model/time.js'
import type { Prospects } from '../../../planning/agenda/prospect.js'
import { isOver } from '../../../planning/agenda/relative-to-now.js'
import type { Picker, PickerWindow } from '../../../planning/picker/picker.js'
import {
  type Page,
  type PickerProgramme,
  type PickerRows,
  rowsOf,
  tracksOn,
} from '../../../planning/picker/picker-rows.js'
import { repeatsOf } from '../../../planning/sessions/repeats.js'
import { GUTTER, type Line, widestOf } from '../../layout/columns.js'
import { type Part, painted } from '../../layout/paragraph.js'
import type { Sheet } from '../../screen/sheet.js'
import { safe } from '../../screen/terminal.js'
import type { Setting } from '../../views.js'
import { clashCount, dateHint, zoneLabel } from '../../words/labels.js'
import { fitLabel, remarkTitle, speakerLabel, titleLabel } from '../../words/session-rows.js'
import { distinctNames, withoutSharedLabels } from '../../words/shared-parts.js'
import { type SessionFacts, sessionLines } from '../show.js'
import { detailLines } from './pick-details.js'
import { helpLines, keysLine } from './pick-keys.js'

/** The full-screen picker of `kubeplan pick`. */
export interface PickView extends Setting {
  readonly picker: Picker
  readonly programme: PickerProgramme
  /** Beside what is on the agenda now. */
  readonly prospects: Prospects
  /** How many of my going picks and blocks clash. */
  readonly clashes: number
  readonly now: Instant
  /** Shown instead of the keys: what could not be saved, for example. */
  readonly status?: string | undefined
}

/** In columns and lines. */
export interface Size {
  readonly width: number
  readonly height: number
}

/** Where the parts of the screen are. */
interface Layout {
  readonly heads: 0 | 1 | 2
  readonly list: Size
  /** Missing on a small screen. */
  readonly details?: Size & { readonly place: 'beside' | 'below' }
  readonly foot: 0 | 1
}

/** From this width on, details stand beside the list, and below it from the other one. */
const BESIDE_FROM = 100
const BELOW_FROM = 60
const LEAST_HEIGHT = 16
/** From this width on, everything above the list is one line. */
const ONE_HEAD_FROM = 120
/** Between the list and the details beside it. */
const BAR = 3

function layoutFor({ width, height }: Size): Layout {
  const heads = height < 3 ? 0 : width >= ONE_HEAD_FROM || height < 8 ? 1 : 2
  const foot = height < 2 ? 0 : 1
  const body = Math.max(1, height - heads - foot)
  if (width >= BESIDE_FROM) {
    const beside = Math.min(80, Math.floor(width * 0.4))
    const list = { width: width - beside - BAR, height: body }
    return { heads, foot, list, details: { place: 'beside', width: beside, height: body } }
  }
  if (width < BELOW_FROM || height < LEAST_HEIGHT) return { heads, foot, list: { width, height: body } }
  const below = Math.min(14, Math.floor(body * 0.4))
  // A line of its own divides them.
  const list = { width, height: body - below - 1 }
  return { heads, foot, list, details: { place: 'below', width, height: below } }
}

/** What fits on a screen of this size. */
export function pickerWindow(size: Size): Omit<PickerWindow, 'now' | 'lastScroll'> {
  const { list, foot } = layoutFor(size)
  return { rows: list.height, height: Math.max(1, size.height - foot) }
}

export interface Frame {
  /** At most as many and as wide as the screen. */
  readonly lines: readonly string[]
  /** The last line that what fills the screen can begin with. */
  readonly lastScroll: number
}

/** In columns; narrower screens show the beginning of each line. */
const NARROWEST = 20

/** One screen. Only visible rows are set. */
export function pickFrame(view: PickView, size: Size, sheet: Sheet): Frame {
  if (size.width >= NARROWEST) return frameOf(view, size, sheet)
  const { lines, lastScroll } = frameOf(view, { ...size, width: NARROWEST }, { ...sheet, width: NARROWEST })
  return { lines: lines.map((line) => clipped(line, sheet)), lastScroll }
}

function frameOf(view: PickView, size: Size, sheet: Sheet): Frame {
  const { picker, programme } = view
  const whole = wholeLines(view, sheet)
  const rows = rowsOf(picker, programme)
  if (whole) {
    const { height } = pickerWindow(size)
    const lastScroll = Math.max(0, whole.length - height)
    const from = Math.min(picker.scroll, lastScroll)
    const shown = filled(whole.slice(from, from + height), height)
    return { lines: [...shown, footOf(view, rows, size, sheet)].slice(0, size.height), lastScroll }
  }
  const layout = layoutFor(size)
  const lines = [
    ...headLines(view, rows, layout, sheet),
    ...bodyLines(view, rows, layout, sheet),
    ...(layout.foot > 0 ? [footOf(view, rows, size, sheet)] : []),
  ]
  return { lines: lines.slice(0, size.height), lastScroll: 0 }
}

/** What fills the screen, if something does. */
function wholeLines(view: PickView, sheet: Sheet): readonly string[] | undefined {
  const { mode } = view.picker
  if (mode === 'help') return helpLines(sheet)
  const session = mode === 'details' ? selectedOf(view) : undefined
  return session && sessionLines(sessionViewOf(session, view), sheet).map((line) => clipped(line, sheet))
}

function selectedOf({ picker, programme }: PickView): Session | undefined {
  return programme.sessions.find(({ id }) => id === picker.selected)
}

function sessionViewOf(session: Session, { catalogue, zone, picker, prospects }: PickView): SessionFacts {
  const { clashes = [], sittings = [] } = prospects.of(session) ?? {}
  const repeats = repeatsOf(session, catalogue.sessions)
  return { kind: 'session', catalogue, zone, session, agenda: picker.agenda, clashes, repeats, sittings }
}

function filled(lines: readonly string[], height: number): readonly string[] {
  return [...lines, ...Array.from({ length: Math.max(0, height - lines.length) }, () => '')].slice(0, height)
}

const COLOURS = /\x1b\[[0-9;]*m/g

/** Some lines are wider than the screen, because elsewhere a command is never broken. Here nobody copies one. */
function clipped(line: string, { widthOf, fitTo, width }: Sheet): string {
  const plain = line.replace(COLOURS, '')
  return widthOf(plain) <= width ? line : fitTo(plain, width)
}

function headLines(view: PickView, rows: PickerRows, { heads }: Layout, sheet: Sheet): readonly string[] {
  const [page, neighbours] = pageParts(view, sheet)
  const [narrowed, counts] = [narrowingParts(view, sheet), countsOf(view, rows, sheet)]
  if (heads === 0) return []
  const zone = zoneOf(view)
  if (heads === 1) return [spread([page, neighbours, ...narrowed], `${counts} ${sheet.glyphs.dot} ${zone}`, sheet)]
  const taken = narrowed.reduce((sum, { text }) => sum + GAP + sheet.widthOf(text), 0)
  const hasRoom = taken + sheet.widthOf(zone) + 2 < sheet.width
  return [spread([page, neighbours], counts, sheet), spread(narrowed, hasRoom ? zone : '', sheet)]
}

/** The displayed clock, as it is when the selected session begins. */
function zoneOf(view: PickView): string {
  const when = selectedOf(view)?.when
  return safe(zoneLabel(view.zone, when?.kind === 'timed' ? [when.offset] : []))
}

/** Parts on the left as far as there is room, and one on the right, which is cut last. */
function spread(parts: readonly Part[], right: string, sheet: Sheet): string {
  const { width, widthOf, fitTo } = sheet
  const end = fitTo(right, width - 2)
  let room = width - 1 - (end === '' ? 0 : widthOf(end) + GAP)
  let line = ' '
  for (const { text, tone } of parts) {
    const isFirst = line === ' '
    const gap = isFirst ? 0 : GAP
    if (text === '' || room - gap < 1 || (!isFirst && widthOf(text) > room - gap)) continue
    const shown = fitTo(text, room - gap)
    line += ' '.repeat(gap) + painted({ text: shown, tone }, sheet)
    room -= gap + widthOf(shown)
  }
  return (end === '' ? line : `${line}${' '.repeat(Math.max(0, room + GAP - 1))} ${end}`).trimEnd()
}

const GAP = 3

function pageParts({ picker, programme: { days } }: PickView, { glyphs }: Sheet): readonly [Part, Part] {
  const { page, day } = picker
  const at = days.indexOf(page as (typeof days)[number])
  const place = page === 'all' || days.length < 2 ? '' : ` ${at + 1}/${days.length}`
  const near = (index: number) => {
    const other = days[index]
    return other === undefined ? '' : other === '' ? 'unscheduled' : dateHint(other, nearest(day, other)).toLowerCase()
  }
  const [before, after] = page === 'all' ? ['', ''] : [near(at - 1), near(at + 1)]
  const neighbours = [before && `${glyphs.previous} ${before}`, after && `${after} ${glyphs.next}`]
  return [
    { text: `${pageName(page)}${place}`, tone: 'strong' },
    { text: neighbours.filter(Boolean).join('  '), tone: 'faint' },
  ]
}

function nearest(day: Page, other: Exclude<Page, '' | 'all'>) {
  return day === '' || day === 'all' ? other : day
}

function pageName(page: Page): string {
  if (page === 'all') return 'All days'
  return page === '' ? 'Not scheduled' : dayLabel(page)
}

function narrowingParts({ picker, programme }: PickView, sheet: Sheet): readonly Part[] {
  const { mode, track, words } = picker
  const hasTracks = track !== undefined || tracksOn(picker, programme).length > 0
  const isTyping = mode === 'search'
  const room = Math.max(8, Math.floor(sheet.width / 3))
  const search = isTyping
    ? `search: ${tailOf(safe(words), room, sheet)}${sheet.glyphs.caret}`
    : words.trim() === ''
      ? ''
      : `search: ${tailOf(safe(words), room, sheet)}`
  return [
    {
      text: hasTracks ? `track: ${track === undefined ? 'all' : sheet.fitTo(safe(track), room)}` : '',
      tone: track ? undefined : 'faint',
    },
    search === '' ? { text: '/ search', tone: 'faint' } : { text: search, tone: isTyping ? 'strong' : undefined },
  ]
}

/** The end of a text that is being typed. */
function tailOf(text: string, width: number, { widthOf }: Sheet): string {
  let tail = text.slice(-width)
  while (widthOf(tail) > width) tail = tail.replace(/^./su, '')
  return tail
}

function countsOf({ picker, clashes }: PickView, { sessions, all }: PickerRows, { glyphs, width }: Sheet): string {
  const going = picker.agenda.picks.filter(({ stage }) => stage === 'going').length
  const dot = ` ${glyphs.dot} `
  if (width < BELOW_FROM) {
    const bad = clashes > 0 ? `${dot}${clashes}${glyphs.clash}` : ''
    return `${sessions.length}/${all}${dot}${going}${glyphs.going}${bad}`
  }
  const shown = `${sessions.length} of ${all}`
  return [shown, `${going} going`, clashCount({ length: clashes })].filter(Boolean).join(dot)
}

function bodyLines(view: PickView, rows: PickerRows, { list, details }: Layout, sheet: Sheet): readonly string[] {
  const listed = listLines(view, rows, list, { ...sheet, width: list.width })
  if (!details)
    return filled(
      listed.map(({ text }) => text),
      list.height,
    )
  const session = selectedOf(view)
  const aside = { ...sheet, width: details.width }
  const shown = session
    ? detailLines(sessionViewOf(session, view), view.prospects.of(session), details.height, aside)
    : []
  const lines = filled(
    shown.map((line) => clipped(line, aside)),
    details.height,
  )
  if (details.place === 'below') {
    const rule = sheet.ink.faint(sheet.glyphs.below.repeat(sheet.width))
    return [
      ...filled(
        listed.map(({ text }) => text),
        list.height,
      ),
      rule,
      ...lines,
    ]
  }
  const bar = ` ${sheet.ink.faint(sheet.glyphs.beside)} `
  return lines.map((line, index) => {
    const { text, width } = listed[index] ?? { text: '', width: 0 }
    return `${text}${' '.repeat(Math.max(0, list.width - width))}${bar}${line}`.trimEnd()
  })
}

function listLines(view: PickView, rows: PickerRows, { height }: Size, sheet: Sheet): readonly Line[] {
  const { picker } = view
  const visible = rows.sessions.slice(picker.top, picker.top + height)
  if (visible.length === 0) return nothingLines(view, rows.elsewhere, sheet)
  const times = visible.map((session) => timeOf(session, view, sheet))
  const columns = columnsOf(times, rows.sessions, view, sheet)
  return visible.map((session, index) => {
    const time = { text: times[index] ?? '', tone: times[index] === times[index - 1] ? 'faint' : undefined } as const
    return rowLine(session, time, columns, view, sheet)
  })
}

type Titles = ReturnType<typeof withoutSharedLabels>

/** Of a list, which stays the same from key to key while one only moves in it. */
const TITLES = new WeakMap<readonly Session[], Titles>()

function titlesAmong(sessions: readonly Session[]): Titles {
  const known = TITLES.get(sessions) ?? withoutSharedLabels(sessions.map(({ title }) => safe(title)))
  TITLES.set(sessions, known)
  return known
}

/** Says why nothing is listed, and the key that helps. */
function nothingLines({ picker }: PickView, elsewhere: number, sheet: Sheet): readonly Line[] {
  const where = picker.page === 'all' ? '' : ` on ${pageName(picker.page)}`
  const what = picker.words.trim() === '' ? 'No sessions' : `Nothing found${where}`
  const key = picker.mode === 'search' ? 'enter' : 'a'
  const help =
    elsewhere > 0 ? `${elsewhere} on other days: ${key}` : picker.track === undefined ? '' : 'All tracks: esc'
  return [what, help].filter(Boolean).map((text) => {
    const shown = sheet.fitTo(`    ${text}`, sheet.width)
    return { text: shown, width: sheet.widthOf(shown) }
  })
}

/** From these widths of the list on, rows also have their rooms and priorities, their ends, and their speakers. */
const ROOMS_FROM = 50
const ENDS_FROM = 76
const SPEAKERS_FROM = 100
const WIDEST_ROOM = 24

function timeOf({ when }: Pick<Session, 'when'>, { picker }: PickView, { width, times }: Sheet): string {
  if (when.kind === 'unscheduled') return ''
  const isAll = picker.page === 'all'
  if (when.kind === 'dated') return isAll ? `${dateHint(when.day, when.day)} day only` : 'day only'
  const label = width < ENDS_FROM ? times.time(when.start, when.offset, when.day) : times.span(when, when.day)
  return times.aligned(isAll && /^\d/.test(label) ? `${dateHint(when.day, when.day)} ${label}` : label)
}

/** Widths in columns; 0 means left out. Apart from unusual times they are the same for all rows, so that nothing moves. */
interface RowColumns {
  readonly time: number
  readonly title: number
  readonly fitTitle: (session: Session) => string
  readonly speakers: number
  readonly room: number
  /** A safe name of a room, in at most the width of the column. */
  readonly fitRoom: (name: string) => string
  readonly priority: number
}

/** Its time is as wide as usual times can be. */
const USUAL = {
  when: {
    kind: 'timed',
    day: '1970-01-01' as Day,
    start: instant(11 * HOUR),
    end: instant(12 * HOUR),
    offset: 0,
    endOffset: 0,
    shift: 0,
  },
} as const

/** Cursor, clash and stage, each one column, and a space. */
const MARKS = 4

function columnsOf(times: readonly string[], sessions: readonly Session[], view: PickView, sheet: Sheet): RowColumns {
  const { width } = sheet
  const own = widestOf(times, sheet)
  const usual = sheet.widthOf(timeOf(USUAL, view, sheet))
  const time = own === 0 ? 0 : Math.min(Math.max(own, usual), Math.floor(width / 2))
  const names = [...new Set(view.programme.sessions.map(({ room = '' }) => safe(room)))]
  const rooms = distinctNames(names, sheet)
  const most = Math.min(WIDEST_ROOM, Math.floor(width * 0.26))
  const fitRoom = (name: string) => rooms.fit(name, most)
  const room = width < ROOMS_FROM ? 0 : widestOf(names.map(fitRoom), sheet)
  const speakers = width < SPEAKERS_FROM ? 0 : Math.floor(width * 0.2)
  const priority = width < ROOMS_FROM ? 0 : 'p5'.length
  const others = [time, speakers, room, priority].reduce((sum, one) => sum + (one > 0 ? one + GUTTER : 0), 0)
  const title = Math.max(1, width - MARKS - others)
  const titles = titlesAmong(sessions)
  const fitTitle = (session: Session) => {
    const { forms, more } = titleLabel(session, titles)
    return fitLabel({ forms: width < ENDS_FROM ? forms.map(remarkTitle) : forms, more }, title, sheet)
  }
  return { time, title, fitTitle, speakers, room, fitRoom, priority }
}

function rowLine(session: Session, time: Part, columns: RowColumns, view: PickView, sheet: Sheet): Line {
  const { picker, prospects, now } = view
  const { padTo } = sheet
  const isSelected = session.id === picker.selected
  const pick = picker.agenda.picks.find((one) => one.session === session.id)
  const isPast = isOver(session.when, now)
  const cells: readonly (Part & { readonly width: number })[] = [
    { ...time, width: columns.time },
    {
      text: columns.fitTitle(session),
      tone: isSelected ? 'strong' : undefined,
      width: columns.title,
    },
    { text: fitLabel(speakerLabel(session.speakers), columns.speakers, sheet), width: columns.speakers },
    { text: columns.fitRoom(safe(session.room ?? '')), tone: 'faint', width: columns.room },
    { text: pick && pick.priority !== DEFAULT_PRIORITY ? `p${pick.priority}` : '', width: columns.priority },
  ]
  const texts = cells.flatMap(({ text, tone, width }): string[] => {
    if (width === 0) return []
    return [painted({ text: padTo(text, width), tone: isPast && !isSelected ? 'faint' : tone }, sheet)]
  })
  const marks = marksOf(isSelected, prospects.fitOf(session)?.clashes.length, pick?.stage, sheet)
  return { text: `${marks} ${texts.join(' '.repeat(GUTTER))}`, width: sheet.width }
}

function marksOf(isSelected: boolean, clashes: number | undefined, stage: Stage | undefined, { ink, glyphs }: Sheet) {
  const cursor = isSelected ? ink.strong(glyphs.cursor) : ' '
  const clash = clashes ? ink.bad('!') : ' '
  return cursor + clash + (stage ? ink[stage](glyphs[stage]) : ' ')
}

/** The last line: what was just said, what is being typed, or the keys. */
function footOf({ picker, status }: PickView, rows: PickerRows, { width }: Size, sheet: Sheet): string {
  const { ink, glyphs, fitTo } = sheet
  if (picker.mode === 'note') {
    const label = ' Note: '
    const room = Math.max(1, width - label.length - 1)
    return fitTo(`${label}${tailOf(safe(picker.draft), room, sheet)}${glyphs.caret}`, width)
  }
  const said = status ?? (picker.refusal === 'not-picked' ? 'Not on your agenda: space picks it first' : undefined)
  return said === undefined ? keysLine(picker.mode, rows, sheet) : ink.warning(fitTo(` ${said}`, width))
}
