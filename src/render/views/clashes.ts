import { byId, type Session } from '../../model/index.js'
import { clockAt, type Day, durationLabel, type Minutes, minutesBetween } from '../../model/time.js'
import { type Clash, countClashes, type Entry, isBlock } from '../../planning/agenda/clashes.js'
import type { Again, Sitting } from '../../planning/agenda/sittings.js'
import { columnsFor, widestOf } from '../layout/columns.js'
import { closing, cutLines, headline, type Part, painted } from '../layout/paragraph.js'
import { dayLines, type NumberedLines, numberRows } from '../layout/rows.js'
import type { Sheet } from '../screen/sheet.js'
import { safe } from '../screen/terminal.js'
import type { ClashesView } from '../views.js'
import { zonePart } from '../words/headline.js'
import { count, daysLabel, momentLabel, type Times } from '../words/labels.js'
import { givenAgain, twiceSentences, unknownWalks } from '../words/session-rows.js'
import { type DistinctNames, distinctNames } from '../words/shared-parts.js'
import { insteadCommand } from '../words/shell.js'

interface ClashRow {
  readonly day: Day
  readonly time: string
  readonly length: string
  readonly sides: readonly Side[]
  /** How many more clashes begin at that moment, and how many entries all of them have together. */
  readonly more?: { readonly clashes: number; readonly sessions: number }
}

interface Side {
  /** Of the session; empty for a block. */
  readonly ids: readonly string[]
  readonly title: string
  readonly url: string | undefined
  readonly room: string
  /** How far it extends beyond the overlap, or how far away it is. Shortened only after the room. */
  readonly facts: string
  readonly again: string
}

const COLUMNS_FROM = 72
const INDENT = 2

export function clashesLines(view: ClashesView, sheet: Sheet): NumberedLines {
  const slots = slotsOf(view, sheet.times)
  if (slots) return { lines: slotLines(view, slots, sheet), rows: [] }
  const found = gather(view, sheet.times)
  const { rows } = found
  const days = [...new Set(rows.map(({ day }) => day))]
  const named = view.days ?? (days.length === 1 ? days : [])
  const inHeadline = named.length === 1 && days.every((one) => named.includes(one))
  const numbers = numberRows(
    rows.flatMap(({ sides }) => sides),
    ({ ids }) => ids,
    sheet,
  )
  const set = (numbers.sheet.width < COLUMNS_FROM ? stacked : columned)(rows, numbers)
  const groups = days.map((day) => ({
    heading: inHeadline ? undefined : day,
    rows: rows.filter((row) => row.day === day),
  }))
  const lines = [
    ...headline(headOf(view, found, named), sheet),
    ...dayLines(
      groups,
      (row) => [...set(row), ...(row.more ? numbers.indented([moreLine(row.more, sheet)]) : [])],
      sheet,
    ),
    ...closing(endingOf(view, found, sheet), sheet),
  ]
  return { lines, rows: numbers.rows }
}

/** All clashes that begin at one moment. */
interface Slot {
  readonly day: Day
  readonly time: string
  readonly number: number
  readonly entries: number
  readonly example: Clash
}

/** A programme with more clashes than this is shown by slots, unless there are only a few of those. */
const MOST_PAIRS = 60
const SLOTS_FROM = 3

/** Undefined where the clashes are listed one by one. */
function slotsOf({ scope, entries, walks }: ClashesView, times: Times): readonly Slot[] | undefined {
  if (scope === 'agenda') return undefined
  const slots = [...countClashes(entries, walks, 1)].flatMap(({ number, entries: among, clashes }): readonly Slot[] => {
    const [example] = clashes
    if (!example) return []
    const day = dayOf(example)
    return [{ day, time: times.time(example.start, example.offset, day), number, entries: among, example }]
  })
  return slots.length >= SLOTS_FROM && pairsIn(slots) > MOST_PAIRS ? slots : undefined
}

function pairsIn(slots: readonly Slot[]): number {
  return slots.reduce((sum, { number }) => sum + number, 0)
}

function slotLines(view: ClashesView, slots: readonly Slot[], sheet: Sheet): readonly string[] {
  const days = [...new Set(slots.map(({ day }) => day))]
  const isOneDay = days.length === 1
  const offsets = [...new Set(slots.flatMap(({ example }) => example.entries.map(({ offset }) => offset)))]
  const [first] = slots
  const session = first?.example.entries.find(({ id }) => !isBlock(id))
  const found = { rows: [], number: pairsIn(slots), offsets, session, move: undefined }
  const groups = days.map((day) => ({
    heading: isOneDay ? undefined : day,
    rows: slots.filter((slot) => slot.day === day),
  }))
  const densest = slots.reduce((most, slot) => (slot.number > most.number ? slot : most))
  return [
    ...headline(headOf(view, found, view.days ?? (isOneDay ? days : [])), sheet),
    ...dayLines(groups, (sheet.width < COLUMNS_FROM ? stackedSlot : columnedSlots(slots))(sheet), sheet),
    ...closing(
      [
        `Densest: ${sheet.times.dayTime(densest.example.start, densest.example.offset, densest.day)}, ${CLASHES(densest)}.`,
        `Its clashes: ${sheet.suggest(
          'clashes --all',
          [],
          [
            ['--day', densest.day],
            ['--at', momentLabel(densest.example.start, densest.example.offset)],
          ],
        )}`,
        `Every pair: ${sheet.suggest(
          'clashes --all',
          [],
          [...(isOneDay ? [['--day', densest.day] as const] : []), ['--format', 'tsv']],
        )}`,
        ...endingOf(view, found, sheet),
      ],
      sheet,
    ),
  ]
}

type SetSlot = (sheet: Sheet) => (slot: Slot) => readonly string[]

const CLASHES = ({ number }: Slot) => count(number, 'clash', 'clashes')
const AMONG = ({ entries }: Slot) => `among ${entries}`

function columnedSlots(slots: readonly Slot[]): SetSlot {
  return (sheet) => {
    const { line } = columnsFor(
      slots,
      [
        { text: ({ time }) => sheet.times.aligned(time) },
        { text: CLASHES, tone: 'bad' },
        { text: AMONG },
        {
          text: ({ example }) => pairOf(example, sheet),
          within: ({ example }, width) => pairOf(example, sheet, width),
          tone: 'faint',
          least: 20,
          rank: 1,
        },
      ],
      sheet.width - INDENT,
      sheet,
    )
    return (slot) => [' '.repeat(INDENT) + line(slot).text]
  }
}

const stackedSlot: SetSlot = (sheet) => (slot) => [
  ' '.repeat(INDENT) + sheet.fitTo(`${slot.time}  ${CLASHES(slot)} ${AMONG(slot)}`, sheet.width - INDENT),
  ...cutLines([{ text: pairOf(slot.example, sheet, sheet.width - 2 * INDENT), tone: 'faint' }], sheet, 2 * INDENT),
]

/** Both titles, each in half of the width. */
function pairOf({ entries: [one, other] }: Clash, { fitTo, widthOf, glyphs }: Sheet, width?: number): string {
  const sign = ` ${glyphs.clash} `
  const [first, second] = [safe(one.title), safe(other.title)]
  if (width === undefined || widthOf(first + sign + second) <= width) return first + sign + second
  const half = Math.floor((width - widthOf(sign)) / 2)
  return fitTo(first, half) + sign + fitTo(second, width - widthOf(sign) - half)
}

type SetRow = (row: ClashRow) => readonly string[]
type SideNumbers = ReturnType<typeof numberRows<Side>>

interface Gathered {
  readonly rows: readonly ClashRow[]
  readonly number: number
  readonly offsets: readonly Minutes[]
  readonly session: Entry | undefined
  readonly move: readonly [session: string, old: string] | undefined
}

/** More clashes at one moment are only counted. */
const MOST = 20

function gather({ catalogue, entries, walks, again }: ClashesView, times: Times): Gathered {
  const sessions = byId(catalogue.sessions)
  const rows: ClashRow[] = []
  const offsets = new Set<Minutes>()
  let [number, session]: [number, Entry | undefined] = [0, undefined]
  let move: Gathered['move']
  for (const { clashes, ...all } of countClashes(entries, walks, MOST)) {
    number += all.number
    const more = { clashes: all.number - clashes.length, sessions: all.entries }
    for (const [index, clash] of clashes.entries()) {
      rows.push({
        ...rowOf(clash, again, sessions, times),
        ...(more.clashes > 0 && index === clashes.length - 1 && { more }),
      })
      const [first, second] = clash.entries
      for (const entry of [second, first]) {
        offsets.add(entry.offset)
        if (!session && !isBlock(entry.id)) session = entry
        const better = sittingsIn(entry, again).find(({ free }) => free)
        if (better) move ??= [better.entry.id, entry.id]
      }
    }
  }
  return { rows, number, offsets: [...offsets], session, move }
}

function moreLine({ clashes, sessions }: NonNullable<ClashRow['more']>, { ink }: Sheet): string {
  const more = `and ${count(clashes, 'more clash', 'more clashes')} among ${sessions} at that time`
  return ' '.repeat(INDENT) + ink.faint(more)
}

function headOf(
  { scope, maybe, catalogue, zone, narrowed, roomChanges }: ClashesView,
  { number: found, offsets }: Gathered,
  days: readonly Day[],
): readonly Part[] {
  const where =
    scope === 'agenda'
      ? maybe
        ? 'among your picks and blocks'
        : 'among your going picks and blocks'
      : 'in the programme'
  const number = found === 0 ? 'No clashes' : count(found, 'clash', 'clashes')
  return [
    { text: `${number} ${where}`, tone: found === 0 ? 'going' : 'bad' },
    { text: safe(catalogue.conference.name) },
    { text: daysLabel(days) },
    { text: narrowed ? 'narrowed by your filters' : '' },
    zonePart(zone, offsets),
    unknownWalks(roomChanges),
  ]
}

/** A clash is listed on the day of its later entry, where one has to choose. */
function dayOf({ entries: [first, second], start }: Clash): Day {
  return (start === second.start ? second : first).day
}

function rowOf(clash: Clash, again: Again | undefined, sessions: ReadonlyMap<string, Session>, times: Times): ClashRow {
  const { entries, reason, start, minutes } = clash
  const day = dayOf(clash)
  const walk = reason === 'walk'
  return {
    day,
    time: walk ? times.time(start, clash.offset, day) : times.span(clash, day),
    length: walk ? 'walk' : clash.endAssumed ? 'overlap' : durationLabel(minutes),
    sides: entries.map((entry, side) => ({
      ids: isBlock(entry.id) ? [] : [entry.id],
      title: isBlock(entry.id) ? `[block] ${safe(entry.title)}` : safe(entry.title),
      url: sessions.get(entry.id)?.url,
      room: safe(entry.room ?? ''),
      facts: walk ? walkFacts(clash, side, times) : timeFacts(entry, clash, times),
      again: givenAgain(sittingsIn(entry, again), day, times),
    })),
  }
}

/** Other sittings of one side of a clash; none if I am going to two already, since I must drop one anyway. */
function sittingsIn({ id }: Entry, again: Again | undefined): readonly Sitting[] {
  const isTwice = again?.twice.some(({ sittings }) => sittings.some((other) => other.id === id))
  return again && !isTwice ? again.sittingsOf(id) : []
}

function timeFacts(entry: Entry, clash: Clash, times: Times): string {
  const later = entry.end > clash.end && !entry.endAssumed
  if (entry.start < clash.start) {
    const { day } = clockAt(entry.start, entry.offset)
    return later ? times.span(entry, day) : `from ${times.moment(entry.start, entry.offset)}`
  }
  return later ? `until ${times.end(entry, entry.day)}` : ''
}

function walkFacts({ entries: [first], start, end, minutes, endAssumed }: Clash, side: number, times: Times): string {
  if (side === 0) return endAssumed ? 'end not known' : `ends ${times.end(first, first.day)}`
  const have = minutesBetween(start, end)
  if (endAssumed) return `${have + minutes} min away`
  return `${have + minutes} min away, have ${have}`
}

interface SideLine extends Side {
  readonly side: Side
  readonly time: string
  readonly length: string
}

/** A line for each side. The time and the length are written once. */
function columned(rows: readonly ClashRow[], { sheet, before }: SideNumbers): SetRow {
  const linesIn = ({ time, length, sides: [first, ...others] }: ClashRow): readonly SideLine[] => [
    ...(first ? [{ ...first, side: first, time, length }] : []),
    ...others.map((side) => ({ ...side, side, time: '', length: '' })),
  ]
  const lines = rows.flatMap(linesIn)
  const facts = widestOf(
    lines.map((line) => line.facts),
    sheet,
  )
  const rooms = roomsOf(rows, sheet)
  const { line, starts } = columnsFor(
    lines,
    [
      { text: ({ time }) => sheet.times.aligned(time) },
      { text: ({ length }) => length, tone: 'bad' },
      { text: ({ title }) => title, href: ({ url }) => url, least: 20, enough: 14, rank: 2 },
      {
        text: detailsOf,
        within: (side, width) => fitDetails(side, width, rooms, sheet),
        tone: 'faint',
        least: Math.max(facts + SEPARATOR + ROOM, Math.floor(sheet.width * 0.3)),
        enough: facts + SEPARATOR + Math.min(rooms.compact, ROOM),
        rank: 1,
      },
    ],
    sheet.width - INDENT,
    sheet,
  )
  const below = INDENT + (starts[2] ?? 0) + INDENT
  return (row) =>
    linesIn(row).flatMap((one) =>
      before(one.side, [
        ' '.repeat(INDENT) + line(one).text,
        ...cutLines([{ text: one.again, tone: 'faint' }], sheet, below),
      ]),
    )
}

function detailsOf({ room, facts }: Side): string {
  return [room, facts].filter(Boolean).join(', ')
}

/** In columns, between a room and the facts. */
const SEPARATOR = 2
/** In columns; all of most rooms, once they are shortened. */
const ROOM = 12
/** In columns; a room that is cut further says nothing. */
const ROOM_FROM = 6

function roomsOf(rows: readonly ClashRow[], sheet: Sheet): DistinctNames {
  return distinctNames(
    rows.flatMap(({ sides }) => sides.map(({ room }) => room)),
    sheet,
  )
}

/** The room and the facts in `width` columns. The room is shortened first. */
function fitDetails(side: Side, width: number, rooms: DistinctNames, { fitTo, widthOf }: Sheet): string {
  const { room, facts } = side
  if (room === '') return fitTo(facts, width)
  const after = facts === '' ? '' : `, ${facts}`
  const left = width - widthOf(after)
  return left < Math.min(ROOM_FROM, widthOf(room)) ? fitTo(facts || room, width) : rooms.fit(room, left) + after
}

function stacked(rows: readonly ClashRow[], { sheet, before, indented }: SideNumbers): SetRow {
  const { fitTo, width, ink, glyphs, widthOf } = sheet
  const indent = ' '.repeat(INDENT)
  const room = width - INDENT - 2
  const rooms = roomsOf(rows, sheet)
  const timeLines = ({ time, length }: ClashRow) =>
    INDENT + widthOf(`${time}  ${length}`) <= width
      ? [`${indent}${time}  ${ink.bad(length)}`]
      : [indent + fitTo(time, width - INDENT), indent + ink.bad(length)]
  return (row) => [
    ...indented(timeLines(row)),
    ...row.sides.flatMap((side) =>
      before(side, [
        `${indent}${ink.bad(glyphs.clash)} ${painted({ text: fitTo(side.title, room), href: side.url }, sheet)}`,
        ...cutLines(
          [fitDetails(side, room, rooms, sheet), side.again].map((text) => ({ text, tone: 'faint' })),
          sheet,
          INDENT + 2,
        ),
      ]),
    ),
  ]
}

const LEFT_OUT = { break: 'break', social: 'social event', umbrella: 'umbrella' } as const

function endingOf(
  { catalogue, scope, picked, maybe, leftOut, days, narrowed, again, whyNot }: ClashesView,
  { rows, number, session, move }: Gathered,
  sheet: Sheet,
): readonly string[] {
  const { suggest } = sheet
  const away = [...leftOut].map(([kind, many]) => {
    if (kind === 'break' || kind === 'social' || kind === 'umbrella') return count(many, LEFT_OUT[kind])
    return kind === 'other' ? `${many} other` : count(many, kind)
  })
  const left = away.length > 0 ? [`Not counted: ${away.join(', ')}.`] : []
  if (scope === 'programme') {
    if (picked) return [...left, `Only yours: ${suggest('clashes')}`]
    const clashing = new Set([session?.id, ...rows.flatMap(({ sides }) => sides.flatMap(({ ids }) => ids))])
    const open = catalogue.sessions.find((one) => clashing.has(one.id) && whyNot(one) === undefined)
    const example = suggest('add', [open?.id ?? 'WORDS-OF-A-TITLE'])
    return session ? [...left, `To see only yours, pick something: ${example}`] : left
  }
  const wider = number === 0 && (days || narrowed) ? [`All of yours: ${suggest('clashes')}`] : []
  const drop = session ? [`Keep one of each: ${suggest('drop', [session.id])}`] : []
  const twice = again ? twiceSentences(again, sheet) : []
  const moved = move === undefined ? [] : [`Go at the other time: ${insteadCommand(...move, suggest)}`]
  const steps = [...left, ...wider, ...twice, ...moved, ...drop]
  if (maybe) return [...steps, "(everybody's: --all)"]
  const best = session ? [`The best way out: ${suggest('plan')}`] : []
  return [...steps, ...best, "(maybe picks: --stage any; everybody's: --all)"]
}
