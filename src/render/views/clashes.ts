import { type Day, dayLabel, durationLabel, type Minutes, minutesBetween } from '../../model/time.js'
import { type Clash, countClashes, type Entry, isBlock } from '../../planning/agenda/clashes.js'
import type { Again, Sitting } from '../../planning/agenda/sittings.js'
import { columnWidths, widestOf } from '../layout/columns.js'
import { closing, flow, type Part } from '../layout/paragraph.js'
import type { Sheet } from '../screen/sheet.js'
import { safe } from '../screen/terminal.js'
import type { ClashesView } from '../views.js'
import { count, daysLabel, endLabel, momentLabel, spanLabel, timeLabel, zoneLabel } from '../words/labels.js'
import { insteadCommand, typed } from '../words/shell.js'
import { givenAgain, twiceSentences, unknownWalks } from '../words/sittings.js'

interface ClashRow {
  readonly day: Day
  readonly time: string
  readonly length: string
  readonly sides: readonly Side[]
  /** How many more clashes begin at that moment, and how many entries all of them have together. */
  readonly more?: { readonly clashes: number; readonly sessions: number }
}

interface Side {
  readonly title: string
  readonly room: string
  /** How far it extends beyond the overlap, or how far away it is. Shortened only after the room. */
  readonly facts: string
  readonly again: string
}

const COLUMNS_FROM = 72
const INDENT = 2

export function clashesLines(view: ClashesView, sheet: Sheet): readonly string[] {
  const found = gather(view)
  const { rows } = found
  const days = [...new Set(rows.map(({ day }) => day))]
  const named = view.days ?? (days.length === 1 ? days : [])
  const set = sheet.width < COLUMNS_FROM ? stacked : columned(rows, sheet)
  const body = days.flatMap((day) => {
    const lines = rows
      .filter((row) => row.day === day)
      .flatMap((row) => [...set(row, sheet), ...(row.more === undefined ? [] : [moreLine(row.more, sheet)])])
    return named.length === 1 && days.every((one) => named.includes(one))
      ? lines
      : [sheet.ink.heading(dayLabel(day)), ...lines]
  })
  return [...flow(headOf(view, found, named), sheet), ...body, ...closing(endingOf(view, found), sheet)]
}

interface Gathered {
  readonly rows: readonly ClashRow[]
  readonly number: number
  readonly offsets: readonly Minutes[]
  readonly session: Entry | undefined
  readonly move: string | undefined
}

/** More clashes at one moment are only counted. */
const MOST = 20

function gather({ entries, walks, again }: ClashesView): Gathered {
  const rows: ClashRow[] = []
  const offsets = new Set<Minutes>()
  let [number, session]: [number, Entry | undefined] = [0, undefined]
  let move: string | undefined
  for (const { clashes, ...all } of countClashes(entries, walks, MOST)) {
    number += all.number
    const more = { clashes: all.number - clashes.length, sessions: all.entries }
    for (const [index, clash] of clashes.entries()) {
      rows.push({ ...rowOf(clash, again), ...(more.clashes > 0 && index === clashes.length - 1 && { more }) })
      const [first, second] = clash.entries
      for (const entry of [second, first]) {
        offsets.add(entry.offset)
        if (!session && !isBlock(entry.id)) session = entry
        const better = sittingsIn(entry, again).find(({ free }) => free)
        if (better) move ??= insteadCommand(better.entry.id, entry.id)
      }
    }
  }
  return { rows, number, offsets: [...offsets], session, move }
}

function moreLine(
  { clashes, sessions }: { readonly clashes: number; readonly sessions: number },
  sheet: Sheet,
): string {
  return `${' '.repeat(INDENT)}${sheet.ink.faint(`and ${count(clashes, 'more clash', 'more clashes')} among ${sessions} at that time`)}`
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
    { text: safe(zoneLabel(zone, offsets)) },
    { text: unknownWalks(roomChanges) },
  ]
}

/** A clash is listed on the day of its later entry, where one has to choose. */
function rowOf(clash: Clash, again: Again | undefined): ClashRow {
  const { entries, reason, start, minutes } = clash
  const [first, second] = entries
  const { day } = start === second.start ? second : first
  const walk = reason === 'walk'
  return {
    day,
    time: walk ? timeLabel(start, clash.offset, day) : spanLabel(clash, day),
    length: walk ? 'walk' : clash.endAssumed ? 'overlap' : durationLabel(minutes),
    sides: entries.map((entry, side) => ({
      title: isBlock(entry.id) ? `[block] ${safe(entry.title)}` : safe(entry.title),
      room: safe(entry.room ?? ''),
      facts: walk ? walkFacts(clash, side) : timeFacts(entry, clash),
      again: givenAgain(sittingsIn(entry, again), day),
    })),
  }
}

/** Other sittings of one side of a clash; none if I am going to two already, since I must drop one anyway. */
function sittingsIn({ id }: Entry, again: Again | undefined): readonly Sitting[] {
  const isTwice = again?.twice.some(({ sittings }) => sittings.some((other) => other.id === id))
  return again && !isTwice ? again.sittingsOf(id) : []
}

function timeFacts(entry: Entry, clash: Clash): string {
  const from = momentLabel(entry.start, entry.offset)
  const later = entry.end > clash.end && !entry.endAssumed
  if (entry.start < clash.start) return later ? `${from}-${endLabel(entry, entry.day)}` : `from ${from}`
  return later ? `until ${endLabel(entry, entry.day)}` : ''
}

function walkFacts({ entries: [first], start, end, minutes, endAssumed }: Clash, side: number): string {
  if (side === 0) return endAssumed ? 'end not known' : `ends ${endLabel(first, first.day)}`
  const have = minutesBetween(start, end)
  if (endAssumed) return `${have + minutes} min away`
  return `${have + minutes} min away, have ${have}`
}

function columned(
  rows: readonly ClashRow[],
  { widthOf, width }: Sheet,
): (row: ClashRow, sheet: Sheet) => readonly string[] {
  const gap = 2
  const widest = (texts: readonly string[]) => widestOf(texts, { widthOf })
  const time = widest(rows.map((row) => row.time))
  const length = widest(rows.map((row) => row.length))
  const lead = INDENT + time + gap + length + gap
  const sides = rows.flatMap((row) => row.sides)
  const facts = widest(sides.map((side) => side.facts))
  const details = widest(sides.map(detailsOf))
  const titles = widest(sides.map((side) => side.title))
  const [title = 1, rest = 1] = columnWidths(
    [
      { natural: Math.min(titles, width), least: 20, rank: 2 },
      {
        natural: Math.min(details, width) - facts,
        least: Math.max(ROOM_ENOUGH, Math.floor(width * 0.3) - facts),
        rank: 1,
      },
    ],
    width - lead - gap - facts,
  )
  return (row, sheet) =>
    row.sides.flatMap((side, index) => {
      const { padTo, ink } = sheet
      const start =
        index === 0
          ? `${padTo(row.time, time)}  ${ink.bad(padTo(row.length, length))}`
          : ' '.repeat(lead - gap - INDENT)
      const line = `${' '.repeat(INDENT)}${start}  ${padTo(side.title, title)}`
      const about = fitDetails(side, rest + facts, sheet)
      return [about === '' ? line.trimEnd() : `${line}  ${ink.faint(about)}`, ...againLines(side, lead + INDENT, sheet)]
    })
}

function againLines({ again }: Side, indent: number, { ink, fitTo, width }: Sheet): readonly string[] {
  return again === '' ? [] : [' '.repeat(indent) + ink.faint(fitTo(again, width - indent))]
}

function detailsOf({ room, facts }: Side): string {
  return [room, facts].filter(Boolean).join(', ')
}

/** In columns, including the separator; enough for most rooms. */
const ROOM_ENOUGH = 14
/** In columns; a room that is cut further says nothing. */
const ROOM_FROM = 4

/** The room and the facts in `width` columns. The room is cut first. */
function fitDetails(side: Side, width: number, { fitTo, widthOf }: Sheet): string {
  const { room, facts } = side
  const details = detailsOf(side)
  if (facts === '' || room === '' || widthOf(details) <= width) return fitTo(details, width)
  const left = width - widthOf(`, ${facts}`)
  return left < ROOM_FROM ? fitTo(facts, width) : `${fitTo(room, left)}, ${facts}`
}

function stacked({ time, length, sides }: ClashRow, sheet: Sheet): readonly string[] {
  const { fitTo, width, ink, glyphs, widthOf } = sheet
  const indent = ' '.repeat(INDENT)
  const room = width - INDENT - 2
  const whole = INDENT + widthOf(`${time}  ${length}`) <= width
  return [
    ...(whole
      ? [`${indent}${time}  ${ink.bad(length)}`]
      : [indent + fitTo(time, width - INDENT), indent + ink.bad(length)]),
    ...sides.flatMap((side) => {
      const about = fitDetails(side, room, sheet)
      return [
        `${indent}${ink.bad(glyphs.clash)} ${fitTo(side.title, room)}`,
        ...(about === '' ? [] : [`${indent}  ${ink.faint(about)}`]),
        ...againLines(side, INDENT + 2, sheet),
      ]
    }),
  ]
}

const LEFT_OUT = { break: 'break', social: 'social event', umbrella: 'umbrella' } as const

function endingOf(
  { scope, picked, maybe, leftOut, days, narrowed, again }: ClashesView,
  { number, session, move }: Gathered,
): readonly string[] {
  const away = [...leftOut].map(([kind, many]) => {
    if (kind === 'break' || kind === 'social' || kind === 'umbrella') return count(many, LEFT_OUT[kind])
    return kind === 'other' ? `${many} other` : count(many, kind)
  })
  const left = away.length > 0 ? [`Not counted: ${away.join(', ')}.`] : []
  if (scope === 'programme') {
    if (picked) return [...left, 'Only yours: kubeplan clashes']
    return session ? [...left, `To see only yours, pick something: kubeplan add ${typed(session.id)}`] : left
  }
  const wider = number === 0 && (days || narrowed) ? ['All of yours: kubeplan clashes'] : []
  const drop = session ? [`Keep one of each: kubeplan drop ${typed(session.id)}`] : []
  const twice = again ? twiceSentences(again) : []
  const moved = move === undefined ? [] : [`Go at the other time: ${move}`]
  const steps = [...left, ...wider, ...twice, ...moved, ...drop]
  if (maybe) return [...steps, "(everybody's: --all)"]
  const best = session ? ['The best way out: kubeplan plan'] : []
  return [...steps, ...best, "(maybe picks: --stage any; everybody's: --all)"]
}
