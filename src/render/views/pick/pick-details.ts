import { DEFAULT_PRIORITY } from '../../../model/index.js'
import { clockAt, durationLabel, minutesBetween } from '../../../model/time.js'
import type { Way } from '../../../planning/agenda/agenda-days.js'
import { type Clash, isBlock } from '../../../planning/agenda/clashes.js'
import type { Prospect } from '../../../planning/agenda/prospect.js'
import { flow, type Part, painted } from '../../layout/paragraph.js'
import { NOT_FREE } from '../../layout/rows.js'
import type { Glyphs, Sheet } from '../../screen/sheet.js'
import { safe, safeBlock } from '../../screen/terminal.js'
import { firstLine, ownLabel, speakersInFull, type Times } from '../../words/labels.js'
import { givenAgain, titleOf } from '../../words/session-rows.js'
import type { SessionFacts } from '../show.js'

/**
 * A session in a few lines, what matters for choosing it first: when and where, what it would clash with, the walks. The
 * abstract takes what is left of the height.
 */
export function detailLines(
  view: SessionFacts,
  prospect: Prospect | undefined,
  height: number,
  sheet: Sheet,
): readonly string[] {
  const { session, catalogue, agenda } = view
  const { wrapTo, width, ink, glyphs, times } = sheet
  const pick = agenda.picks.find((one) => one.session === session.id)
  const stage = pick ? `${glyphs[pick.stage]} ${pick.stage}${priorityOf(pick.priority)}` : ''
  const facts: readonly Part[] = [
    { text: times.when(session.when) },
    { text: safe(session.room ?? '') },
    { text: stage, tone: pick?.stage },
    { text: pick ? ownLabel(pick) : '' },
    { text: safe(session.tracks.join(', ')), tone: 'faint' },
  ]
  const people = speakersInFull(session.speakers)
  const note = pick?.note === undefined ? '' : firstLine(pick.note)
  const lines = [
    ...atMost(2, wrapTo(titleOf(session), width), sheet).map(ink.strong),
    ...flow(facts, sheet),
    ...(people === '' ? [] : atMost(2, wrapTo(people, width), sheet)),
    ...(note === '' ? [] : atMost(1, wrapTo(`Note: ${note}`, width), sheet)),
    ...(prospect ? prospectLines(prospect, pick?.stage === 'going', sheet) : []),
  ]
  const abstract = safeBlock(catalogue.details(session.id).abstract ?? '').trim()
  const room = height - lines.length - 1
  if (abstract === '' || room < 1) return lines.slice(0, height)
  return [...lines, '', ...atMost(room, wrapTo(abstract, width), sheet)]
}

function priorityOf(priority: number): string {
  return priority === DEFAULT_PRIORITY ? '' : `, p${priority}`
}

/** The first lines of a text, with an ellipsis where it goes on. */
function atMost(most: number, lines: readonly string[], { fitTo, widthOf, width, glyphs }: Sheet): readonly string[] {
  const [last = '', next] = lines.slice(most - 1)
  if (next === undefined) return lines
  const whole = `${last}${glyphs.ellipsis}`
  return [...lines.slice(0, most - 1), widthOf(whole) <= width ? whole : fitTo(`${last} ${next}`, width)]
}

/** What going there would mean: what it clashes with, the free time around it, the walks, and when it is given again. */
function prospectLines(prospect: Prospect, isGoing: boolean, sheet: Sheet): readonly string[] {
  const { entry, already, clashes, sittings } = prospect
  const { times } = sheet
  const again = givenAgain(sittings, entry.day, times)
  const time = already && times.dayTime(already.start, already.offset, already.day)
  const parts: readonly (Part & { readonly indent?: number })[] = [
    { text: time === undefined ? '' : `You are going to it on ${time}`, tone: 'going' },
    { text: clashes.length === 0 ? '' : isGoing ? 'Clashes with' : 'Choosing it clashes with', tone: 'bad' },
    ...clashes.map((clash) => ({ text: clashText(clash, sheet.glyphs), indent: 2 })),
    { text: clashes.length === 0 ? freeText(prospect, times) : '' },
    { text: wayThere(prospect, times) },
    { text: wayOnward(prospect, times) },
    { text: `${again.slice(0, 1).toUpperCase()}${again.slice(1)}` },
  ]
  return parts.flatMap(({ text, tone, indent = 0 }) => {
    if (text === '') return []
    const narrow = { ...sheet, width: Math.max(1, sheet.width - indent) }
    return atMost(2, sheet.wrapTo(text, narrow.width), narrow).map(
      (line) => ' '.repeat(indent) + painted({ text: line, tone }, sheet),
    )
  })
}

function clashText({ entries: [, other], reason, minutes, endAssumed, start, end }: Clash, glyphs: Glyphs): string {
  const mark = isBlock(other.id) ? glyphs.block : glyphs.going
  const title = `${mark} ${safe(other.title)}`
  if (endAssumed) return title
  if (reason === 'overlap') return `${title}, ${durationLabel(minutes)}`
  const have = minutesBetween(start, end)
  return `${title}, ${durationLabel(have + minutes)} away, have ${have}`
}

function freeText({ last, next }: Prospect, times: Times): string {
  if (last && next) {
    const free = { start: last.end, offset: last.endOffset, end: next.start, endOffset: next.offset }
    return `Free ${times.span(free, clockAt(free.start, free.offset).day)}`
  }
  if (last) return `Free from ${times.moment(last.end, last.endOffset)}`
  return next ? `Free until ${times.moment(next.start, next.offset)}` : 'Nothing else of yours that day'
}

function wayThere({ entry, hop }: Prospect, times: Times): string {
  if (!hop?.changes) return ''
  const { from } = hop
  const place = `${safe(from.room ?? from.title)} (ends ${times.moment(from.end, from.endOffset)})`
  return wayText(hop, `from ${place}`, minutesBetween(from.end, entry.start))
}

function wayOnward({ entry, next, onward }: Prospect, times: Times): string {
  if (!next || !onward?.changes) return ''
  const place = `${safe(next.room ?? next.title)} (${times.moment(next.start, next.offset)})`
  return wayText(onward, `to ${place}`, minutesBetween(entry.end, next.start))
}

function wayText({ walk, known }: Way, where: string, have: number): string {
  if (!known) return have > NOT_FREE ? '' : `${durationLabel(have)} for the walk ${where}, which is not known`
  return `${durationLabel(walk)} ${where}: ${have < walk ? `have ${have}` : 'fine'}`
}
