import { firstOf, type Session } from '../../model/conference.js'
import { type Box, weightOf } from '../../planning/timetable/timetable.js'
import { safe } from '../terminal.js'
import type { TimetableView } from '../views.js'
import type { Tone } from './ink.js'
import { placeLabel, titleOf } from './session-rows.js'
import type { Sheet } from './sheet.js'
import { fitLabel, type Label, speakerLabel } from './speaker-label.js'

export interface BoxLine {
  readonly sign: string
  readonly signTone?: Tone
  readonly text: string
  readonly tone?: Tone
}

/** The words of a box, in at most `most` lines of at most `width` columns: title, clashes, speakers, place. */
export function boxLines(
  box: Box,
  { width, most }: { readonly width: number; readonly most: number },
  view: TimetableView,
  sheet: Sheet,
): readonly BoxLine[] {
  const { glyphs } = sheet
  const against = clashWords(box, view)
  const mark = box.of.kind === 'block' ? glyphs.block : box.of.stage ? glyphs[box.of.stage] : ''
  const sign = (against.length > 0 ? '!' : '') + mark
  const signed = (title: string) => (sign === '' ? title : `${sign} ${title}`)
  const whole = signed(box.of.kind === 'block' ? safe(box.of.block.title) : titleOf(box.of.session))
  const short = box.of.kind === 'block' ? whole : signed(titleOf(withoutLabels(box.of.session, view)))
  const lines = wrapped(sheet.wrapTo(whole, width).length > most ? short : whole, width, most, sheet)
  const tone: Tone | undefined = box.of.kind === 'session' && box.of.stage === 'going' ? 'strong' : undefined
  const signTone: Tone | undefined = against.length > 0 ? 'bad' : box.of.kind === 'session' ? box.of.stage : undefined
  const titles = lines.map((line, index): BoxLine => {
    const cut = index === 0 ? sign.length : 0
    return { sign: line.slice(0, cut), ...(signTone && { signTone }), text: line.slice(cut), ...(tone && { tone }) }
  })
  const below = (text: string, ink: Tone): readonly BoxLine[] => (text === '' ? [] : [{ sign: '', text, tone: ink }])
  const clash = against.length === 0 ? '' : sheet.fitTo(`${glyphs.clash} ${others(against)}`, width)
  return [
    ...titles,
    ...below(clash, 'bad'),
    ...below(speakersOf(box, width, sheet), 'faint'),
    ...below(fitLabel(placeOf(box, view), width, sheet), 'faint'),
  ].slice(0, most)
}

const LABEL = /^([^:]{1,40}): +(?=\S)/

/** The session with a title that does not repeat the name of the column or the kind. */
function withoutLabels(session: Session, { across }: TimetableView): Session {
  const place = across === undefined ? undefined : firstOf(session, across)
  return withoutKind(place === undefined ? session : withoutPlace(session, place))
}

/**
 * Removes the last part of the place's name and the separator after it: `Demo Theater | How to …` in `Hall 5 | Demo
 * Theater`.
 */
function withoutPlace(session: Session, place: string): Session {
  const name = (place.split('|').at(-1) ?? '').trim().toLowerCase()
  if (name === '' || !session.title.toLowerCase().startsWith(name)) return session
  const rest = session.title.slice(name.length)
  const title = rest.replace(/^(?: ?[|:]| [-–—]) +(?=\S)/, '')
  return title === rest ? session : { ...session, title }
}

/** Removes a label that only says the kind: `Project Lightning Talk: `. */
function withoutKind(session: Session): Session {
  const label = LABEL.exec(session.title)
  const says = label?.[1]?.toLowerCase() ?? ''
  if (!label || !says.includes(session.kind) || says.includes('sponsored')) return session
  return { ...session, title: session.title.slice(label[0].length) }
}

/** At most `most` lines; an ellipsis marks what does not fit. */
export function wrapped(text: string, width: number, most: number, sheet: Sheet): readonly string[] {
  const lines = sheet.wrapTo(text, width)
  if (lines.length <= most) return lines
  const rest = lines.slice(most - 1).map((line) => (/[-/]$/.test(line) ? line : `${line} `))
  return [...lines.slice(0, most - 1), sheet.fitTo(rest.join('').trimEnd(), width)]
}

function clashWords(box: Box, { clashes }: TimetableView): readonly string[] {
  if (weightOf(box) < 2) return []
  const { of, when } = box
  const id = of.kind === 'block' ? `block:${of.block.title}` : of.session.id
  return clashes.flatMap(({ entries: [a, b] }) => {
    if (a.id === id && a.start === when.start) return [safe(b.title)]
    return b.id === id && b.start === when.start ? [safe(a.title)] : []
  })
}

/** A single one is named, as in the agenda. */
function others(titles: readonly string[]): string {
  return titles.length === 1 ? titles.join('') : `${titles.length} others`
}

function speakersOf({ of }: Box, width: number, sheet: Sheet): string {
  return of.kind === 'block' ? '' : fitLabel(speakerLabel(of.session.speakers), width, sheet)
}

/** The tracks if columns are rooms, or else the room. */
function placeOf({ of }: Box, { across }: TimetableView): Label {
  if (of.kind === 'block') return { forms: [safe(of.block.room ?? '')], more: '' }
  return placeLabel([of.session], across === 'room' ? 'track' : 'room')
}
