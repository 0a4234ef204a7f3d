import { KINDS, type Kind, type Speaker } from '../../model/conference.js'
import { defined } from '../../model/defined.js'
import type { ContentLine } from './lines.js'
import { readText } from './property.js'

export const OWN_PROPERTY = 'X-KUBEPLAN-SESSION'

export interface OwnEvent {
  readonly id?: string
  readonly kind?: Kind
  /** The first `tracks` categories are tracks; the others are tags. */
  readonly tracks?: number
  readonly speakers: readonly Speaker[]
  readonly abstract?: string
}

export function isOwnCalendar(productId: string | undefined): boolean {
  return /^-\/\/kubeplan\/\//i.test(productId ?? '')
}

/**
 * The facts in one of kubeplan's events beyond RFC 5545: from the property or, for calendars of earlier versions or of
 * programs that dropped it, from the form of the description. `url` is the event's link, with which the description
 * ends.
 */
export function ownEvent(line: ContentLine | undefined, description: string, url: string | undefined): OwnEvent {
  const said = line === undefined ? undefined : saidIn(readText(line))
  return said ? withAbstract(said, description) : asWritten(description, url)
}

function saidIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const said: unknown = JSON.parse(text)
    return typeof said === 'object' && said !== null ? { ...said } : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function withAbstract(said: Readonly<Record<string, unknown>>, description: string): OwnEvent {
  const { id, tracks } = said
  const kind = KINDS.find((known) => known === said['kind'])
  const [from, length] = Array.isArray(said['abstract']) ? said['abstract'] : []
  const abstract =
    typeof from === 'number' && typeof length === 'number' ? description.slice(from, from + length) : undefined
  const speakers = Array.isArray(said['speakers']) ? said['speakers'] : []
  return defined({
    ...(typeof id === 'string' && { id }),
    kind,
    ...(typeof tracks === 'number' && { tracks }),
    speakers: speakers.flatMap(speakerIn),
    abstract,
  })
}

function speakerIn(said: unknown): readonly Speaker[] {
  const [name, organization]: readonly unknown[] = Array.isArray(said) ? said : []
  if (typeof name !== 'string') return []
  return [{ name, ...(typeof organization === 'string' && { organization }) }]
}

function asWritten(description: string, url: string | undefined): OwnEvent {
  const paragraphs = description.split('\n\n')
  const speakers = /^Speakers?: (.+)$/.exec(paragraphs[0] ?? '')?.[1]
  if (speakers !== undefined) paragraphs.shift()
  if (url !== undefined && paragraphs.at(-1) === url) paragraphs.pop()
  const end = paragraphs.findIndex((paragraph) => /^(?:Take by .{1,200}|My note): /.test(paragraph))
  const abstract = (end === -1 ? paragraphs : paragraphs.slice(0, end)).join('\n\n').trim()
  return { speakers: namesIn(speakers ?? ''), ...(abstract !== '' && { abstract }) }
}

/** Splits `Name (Organization), Name2` at the commas outside brackets. */
function namesIn(text: string): readonly Speaker[] {
  const people: string[] = []
  let [start, depth] = [0, 0]
  for (let at = 0; at <= text.length; at++) {
    if (text[at] === '(') depth++
    if (text[at] === ')') depth = Math.max(0, depth - 1)
    if (at < text.length && (depth > 0 || !text.startsWith(', ', at))) continue
    people.push(text.slice(start, at).trim())
    start = at + 2
  }
  return people.flatMap((person) => {
    const [, name = person, organization] = /^(.+?) \((.+)\)$/.exec(person) ?? []
    return name === '' ? [] : [defined({ name, organization })]
  })
}
