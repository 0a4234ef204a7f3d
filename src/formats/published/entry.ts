import type { Speaker, Status } from '../../model/conference.js'
import { defined } from '../../model/defined.js'
import type { Place } from '../../model/problem.js'
import { plainText } from '../html/text.js'
import type { PublishedEntry, PublishedTime } from './published.js'

/** A reader's findings about one entry, as written. Missing and empty values are left out of the entry. */
export interface Facts {
  readonly at: Place
  readonly uid?: string | undefined
  readonly revision?: number | undefined
  readonly content?: string | undefined
  readonly title: string
  readonly sort?: string | undefined
  readonly tracks?: readonly (string | undefined)[]
  readonly tags?: readonly string[]
  readonly level?: string | undefined
  readonly room?: string | undefined
  readonly time: PublishedTime
  readonly speakers?: readonly Speaker[]
  readonly speakersInTitle?: boolean
  /** Already plain text: see `proseOf`. */
  readonly abstract?: string | undefined
  readonly url?: string | undefined
  readonly video?: string | undefined
  readonly status?: Status
  readonly tentative?: boolean
}

/** An entry without empty values or repeated speakers, tracks or tags. Every text but the abstract is on one line. */
export function entryOf(facts: Facts): PublishedEntry {
  const { at, time, abstract } = facts
  const [uid, sort, level] = [oneLine(facts.uid), oneLine(facts.sort), oneLine(facts.level)]
  const content = oneLine(facts.content)
  const [room, url, video] = [oneLine(facts.room), oneLine(facts.url), oneLine(facts.video)]
  return defined({
    at,
    uid,
    revision: facts.revision,
    content,
    title: oneLine(facts.title) ?? '',
    sort,
    tracks: eachOnce(facts.tracks ?? []),
    tags: eachOnce(facts.tags ?? []),
    level,
    room,
    time,
    speakers: speakersOf(facts.speakers ?? []),
    speakersInTitle: facts.speakersInTitle ?? false,
    abstract,
    url,
    video,
    status: facts.status ?? 'confirmed',
    tentative: facts.tentative ? (true as const) : undefined,
  })
}

function eachOnce(texts: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(texts.flatMap((text) => oneLine(text) ?? []))]
}

/** A speaker as a list that can be joined with others; empty without a name. */
export function namedSpeaker(name: string | undefined, organization?: string): readonly Speaker[] {
  return name === undefined ? [] : [defined({ name, organization })]
}

/** Text without line ends and repeated spaces; undefined if nothing is left. */
export function oneLine(text: string | undefined): string | undefined {
  const line = text?.replace(/\s+/g, ' ').trim()
  return line === '' ? undefined : line
}

export function wholeTitle(title: string, subtitle: string | undefined): string {
  const [first, second] = [oneLine(title) ?? '', oneLine(subtitle)]
  if (second === undefined || first.toLowerCase().includes(second.toLowerCase())) return first
  return /[:;,.!?…–—-]$/.test(first) ? `${first} ${second}` : `${first}: ${second}`
}

/** Texts about one session as plain paragraphs without repetitions; undefined if all are empty. */
export function proseOf(...texts: readonly (string | undefined)[]): string | undefined {
  const plain = texts.map((text) => (text === undefined ? '' : plainText(text).trim()))
  const kept = plain.filter((text, index) => {
    const elsewhere = plain.some((other, at) => at !== index && other.includes(text) && (other !== text || at < index))
    return text !== '' && !elsewhere
  })
  return kept.length === 0 ? undefined : kept.join('\n\n')
}

/** The address; a path is resolved against `base`. Anything else is checked later. */
export function addressOf(text: string | undefined, base?: string): string | undefined {
  const address = text?.trim() ?? ''
  if (address === '' || address === '#') return undefined
  const isPath = /^(?:\.{0,2}\/(?!\/)|[\w.-]+\/)[^\s:]*$|^[\w.-]+\.html?$/.test(address) && !/^www\./i.test(address)
  const root = base === undefined ? undefined : withScheme(base.trim())
  return isPath && root !== undefined && URL.canParse(address, root) ? new URL(address, root).href : address
}

/** Adds https to an address without a scheme, as browsers do. Other text is returned unchanged. */
export function withScheme(address: string): string {
  if (/^\/\/[^/]/.test(address)) return `https:${address}`
  const isHost = /^(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?(?:[/?#]|$)/i.test(address)
  return isHost && !/^[\w-]+\.(?:html?|php|aspx?|pdf|xml|json|ics)(?:[/?#]|$)/i.test(address)
    ? `https://${address}`
    : address
}

function speakersOf(speakers: readonly Speaker[]): readonly Speaker[] {
  const found = new Map<string, Speaker>()
  for (const speaker of speakers) {
    const [name, organization] = [oneLine(speaker.name), oneLine(speaker.organization)]
    if (name === undefined) continue
    const known = found.get(name)
    if (known?.organization !== undefined || (known && organization === undefined)) continue
    found.set(name, defined({ name, organization }))
  }
  return [...found.values()]
}
