import { DEFAULT_PRIORITY, type Seats, type Session } from '../../model/index.js'
import { clockAt, durationLabel, minutesOf } from '../../model/time.js'
import type { Clash } from '../../planning/agenda/clashes.js'
import { bestSitting } from '../../planning/agenda/sittings.js'
import { closing, flow, type Part, painted, paragraph } from '../layout/paragraph.js'
import type { Sheet } from '../screen/sheet.js'
import { safe, safeBlock } from '../screen/terminal.js'
import type { SessionView } from '../views.js'
import { ownLabel, speakersInFull, type Times, zoneLabel } from '../words/labels.js'
import { titleOf } from '../words/session-rows.js'
import { insteadCommand, type Suggest } from '../words/shell.js'

const SEATS_WORDS: Readonly<Record<Seats, string>> = {
  available: 'seats available',
  limited: 'few seats left',
  full: 'no seats left',
  'walk-up': 'walk-up only',
}

interface Section {
  readonly heading?: string
  readonly paragraphs: readonly { readonly text: string; readonly indent: number; readonly bullet?: true }[]
}

export function showLines(view: SessionView, sheet: Sheet): readonly string[] {
  const steps = nextSteps(view, sheet.suggest)
  const gap = steps.length === 0 || mattersOf(view, sheet).paragraphs.length > 0 ? [] : ['']
  return [...sessionLines(view, sheet), ...gap, ...closing(steps, sheet)]
}

/** What a next step depends on is not needed without one. */
export type SessionFacts = Omit<SessionView, 'whyNot'>

/** Everything about a session, without a next step. */
export function sessionLines(view: SessionFacts, sheet: Sheet): readonly string[] {
  const { session } = view
  const people = speakersInFull(session.speakers)
  const matters = mattersOf(view, sheet)
  const sections = [...textsOf(view), matters].filter(({ paragraphs }) => paragraphs.length > 0)
  return [
    ...sheet
      .wrapTo(titleOf(session), sheet.width)
      .map((text) => painted({ text, tone: 'strong', href: session.url }, sheet)),
    ...flow(factsOf(view, sheet), sheet),
    ...(people === '' ? [] : paragraph(people, sheet)),
    ...sections.flatMap((section) => ['', ...sectionLines(section, sheet)]),
  ]
}

/** When and where it is, my stage, and the rest of what is short. */
export function factsOf({ session, agenda, zone }: SessionFacts, { glyphs, times }: Sheet): readonly Part[] {
  const { when, room, tracks, kind, level, language, recorded, capacity, seats, tags } = session
  const pick = agenda.picks.find(({ session: id }) => id === session.id)
  const stage =
    pick && `${glyphs[pick.stage]} ${pick.stage}${pick.priority === DEFAULT_PRIORITY ? '' : `, p${pick.priority}`}`
  return [
    { text: times.when(when), tone: 'strong' },
    { text: when.kind === 'timed' && !when.endAssumed ? durationLabel(minutesOf(when)) : '' },
    { text: safe(room ?? '') },
    ...(pick && stage !== undefined ? [{ text: stage, tone: pick.stage }] : []),
    { text: pick ? ownLabel(pick) : '' },
    { text: safe(tracks.join(', ')) },
    { text: kind === 'talk' ? '' : kind },
    { text: level === undefined ? '' : `level ${safe(level)}` },
    { text: language === undefined ? '' : `language ${safe(language)}` },
    { text: recorded === false ? 'not recorded' : '' },
    { text: capacity === undefined ? '' : `room for ${capacity}` },
    { text: seats === undefined ? '' : SEATS_WORDS[seats] },
    { text: when.kind === 'timed' ? safe(zoneLabel(zone, [when.offset])) : '' },
    { text: tags.map((tag) => `#${safe(tag)}`).join(' '), tone: 'faint' },
  ]
}

function textsOf({ session, catalogue, agenda }: SessionFacts): readonly Section[] {
  const { abstract, takes, takeaways } = catalogue.details(session.id)
  const pick = agenda.picks.find(({ session: id }) => id === session.id)
  const source = (url: string | undefined) => (url === undefined ? [] : [{ text: safe(url), indent: 2 }])
  const words = (text: string | undefined, indent = 2) =>
    text === undefined ? [] : [{ text: safeBlock(text).trim(), indent }]
  const points = (lines: readonly string[]) =>
    lines.flatMap((line) => words(line).map((point) => ({ ...point, bullet: true }) as const))
  return [
    { paragraphs: words(abstract, 0) },
    ...takes.map(({ by, text, source: url }) => {
      return { heading: `Take by ${safe(by)}`, paragraphs: [...words(text), ...source(url)] }
    }),
    ...takeaways.map(({ by, points: lines, source: url }) => {
      return { heading: `Takeaways by ${safe(by)}`, paragraphs: [...points(lines), ...source(url)] }
    }),
    { heading: 'My take', paragraphs: words(pick?.take) },
    { heading: 'My note', paragraphs: words(pick?.note) },
    { heading: 'My takeaways', paragraphs: points(pick?.takeaways ?? []) },
  ]
}

function mattersOf(view: SessionFacts, { glyphs, times }: Sheet): Section {
  const { session, catalogue, clashes, repeats } = view
  const { source } = session
  const isOneOfSeveral = source !== undefined && catalogue.conference.sources.length > 1
  const line = (text: string) => ({ text, indent: 0 })
  return {
    paragraphs: [
      ...(session.url === undefined ? [] : [line(safe(session.url))]),
      ...(session.video === undefined ? [] : [line(`Video: ${safe(session.video)}`)]),
      ...(isOneOfSeveral ? [line(`Source: ${safe(source)}`)] : []),
      ...repeats.map((other) =>
        line(
          `The same content: ${safe(other.title)}, ${times.when(other.when)} (${safe(other.id)})${standingOf(other, view)}`,
        ),
      ),
      ...clashes.map((clash) => line(`${glyphs.clash} ${clashSentence(clash, session, times)}`)),
    ],
  }
}

/** My stage there, and whether I could go: `, free`. */
function standingOf({ id, status }: Session, { agenda, sittings = [] }: SessionFacts): string {
  if (status === 'cancelled') return ', cancelled'
  const stage = agenda.picks.find(({ session }) => session === id)?.stage
  const sitting = sittings.find(({ session }) => session.id === id)
  return [stage, sitting && (sitting.free ? 'free' : 'not free')].flatMap((word) => (word ? `, ${word}` : [])).join('')
}

function clashSentence(clash: Clash, session: Session, times: Times): string {
  const { reason, minutes, endAssumed } = clash
  const [a, b] = clash.entries
  const other = a.id === session.id ? b : a
  const title = safe(other.title)
  if (reason === 'walk')
    return `too far from ${title}${endAssumed ? '' : `: ${durationLabel(minutes)} short for the walk`}`
  const time = times.span(clash, clockAt(clash.start, clash.offset).day)
  return `clashes with ${title}, ${time}${endAssumed ? '' : `, ${durationLabel(minutes)}`}`
}

function nextSteps(view: SessionView, suggest: Suggest): readonly string[] {
  const { session, agenda, clashes, sittings = [] } = view
  const { id, status } = session
  const pick = agenda.picks.find((one) => one.session === id)
  if (pick?.stage === 'maybe') {
    const steps = waysToGo(view, 'Go for it', suggest)
    return [...steps, `${view.whyNot(session) === undefined ? 'or not' : 'Drop it'}: ${suggest('drop', [id])}`]
  }
  if (pick === undefined) {
    const asMaybe = view.whyNot(session) === 'clashes' ? [`As maybe: ${suggest('add --maybe', [id])}`] : []
    return [...waysToGo(view, 'Pick it', suggest), ...asMaybe]
  }
  const best = clashes.length > 0 || status === 'cancelled' ? bestSitting(sittings) : undefined
  const mayMove = best?.free && view.whyNot(best.session, id) === undefined
  const move = mayMove ? [`Go at the other time: ${insteadCommand(best.session.id, id, suggest)}`] : []
  return [...move, `Drop it: ${suggest('drop', [id])}`]
}

/** To a session that I am not going to: now, at another time, or at a price. */
function waysToGo(
  { session, agenda, repeats, whyNot }: SessionView,
  label: string,
  suggest: Suggest,
): readonly string[] {
  const reason = whyNot(session)
  if (reason === undefined) return [`${label}: ${suggest('add', [session.id])}`]
  if (reason === 'going') {
    const mine = repeats.find((other) => whyNot(session, other.id) === undefined && isGoing(other, agenda))
    if (mine) return [`Go at this time instead: ${insteadCommand(session.id, mine.id, suggest)}`]
  }
  const other = repeats.find((one) => whyNot(one) === undefined)
  const isPossible = reason === 'going' || reason === 'clashes'
  return [
    ...(other ? [`Go at the other time: ${suggest('add', [other.id])}`] : []),
    ...(isPossible ? [`What going would cost: ${suggest('why', [session.id])}`] : []),
  ]
}

function isGoing({ id }: Session, { picks }: SessionView['agenda']): boolean {
  return picks.some(({ session, stage }) => session === id && stage === 'going')
}

function sectionLines({ heading, paragraphs }: Section, sheet: Sheet): readonly string[] {
  const { ink } = sheet
  const head = heading === undefined ? [] : sheet.wrapTo(heading, sheet.width).map(ink.heading)
  const body = paragraphs.flatMap(({ text, indent, bullet }) => {
    if (!bullet) return paragraph(text, sheet, indent)
    return paragraph(text, sheet, indent + 2).map((line, index) =>
      index === 0 ? `${' '.repeat(indent)}- ${line.trimStart()}` : line,
    )
  })
  return [...head, ...body]
}
