import type { Problem } from '../../model/problem.js'
import type { Speaker } from '../../model/session.js'
import { ENTRIES, LIMITS } from '../fields/limits.js'
import type { PublishedEntry } from './published.js'

const ADDRESS = /^(?:https?:\/\/|mailto:)[^\s\p{Cc}]+$/iu

/**
 * The entry, but for its identity, as a catalogue can hold it: over-long texts cut and told, addresses that are none left out, and what cannot
 * be written to a file (halves of characters) replaced.
 */
export function cutToLimits(entry: PublishedEntry, problems: Problem[]): PublishedEntry {
  const { at } = entry
  const cut = (key: string, text: string, limit: number): string => {
    const whole = text.toWellFormed().trim()
    if (whole.length <= limit || [...whole].length <= limit) return whole
    problems.push({ code: 'cut-to-length', at, key, limit })
    return `${[...whole]
      .slice(0, limit - 1)
      .join('')
      .trimEnd()}…`
  }
  const optional = <K extends 'level' | 'room' | 'abstract'>(key: K, limit: number) => {
    const text = entry[key]
    const kept = text === undefined ? '' : cut(key, text, limit)
    return kept === '' ? undefined : kept
  }
  const several = (key: 'track' | 'tags', texts: readonly string[]) =>
    texts
      .slice(0, ENTRIES)
      .map((text) => cut(key, text, LIMITS.name))
      .filter((text) => text !== '')
  const address = (key: 'url' | 'video') => {
    const text = entry[key]?.trim()
    if (text === undefined || text === '') return undefined
    if (text.length <= LIMITS.line && ADDRESS.test(text) && URL.canParse(text)) return text
    problems.push({
      code: 'entry-doubt',
      at,
      title: entry.title,
      detail: `its ${key} is no web address and was left out`,
    })
    return undefined
  }
  const { time, status, speakersInTitle, sort, own } = entry
  const values = {
    level: optional('level', LIMITS.name),
    room: optional('room', LIMITS.name),
    abstract: optional('abstract', LIMITS.prose),
    url: address('url'),
    video: address('video'),
    sort,
  }
  return {
    at,
    title: cut('title', entry.title, LIMITS.title),
    tracks: several('track', entry.tracks),
    tags: several('tags', entry.tags),
    time,
    speakers: entry.speakers.slice(0, ENTRIES).flatMap((speaker) => cutSpeaker(speaker, cut) ?? []),
    speakersInTitle,
    status,
    ...(own && { own }),
    ...given(values),
  }
}

function cutSpeaker(
  { name, organization }: Speaker,
  cut: (key: string, text: string, limit: number) => string,
): Speaker | undefined {
  const kept = cut('speakers', name, LIMITS.name)
  const of = organization === undefined ? '' : cut('organization', organization, LIMITS.name)
  return kept === '' ? undefined : { name: kept, ...(of !== '' && { organization: of }) }
}

/** The values that are there. */
function given<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}
