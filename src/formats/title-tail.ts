import type { Speaker } from '../model/session.js'

/**
 * The title without its tail " - A Name, Org & B Name, Org", where the tail says nothing but what the speakers' own
 * fields say: all of its words are theirs, and at least one of them is named in full.
 */
export function titleWithoutSpeakers(title: string, speakers: readonly Speaker[]): string {
  const names = speakers.map(({ name }) => wordsOf(name))
  const known = new Set([
    ...names.flat(),
    ...speakers.flatMap(({ organization }) => wordsOf(organization ?? '')),
    'and',
  ])
  for (let at = title.indexOf(' - '); at !== -1; at = title.indexOf(' - ', at + 3)) {
    const tail = wordsOf(title.slice(at + 3))
    if (at > 0 && tail.every((word) => known.has(word)) && names.some((name) => within(name, tail)))
      return title.slice(0, at).trim()
  }
  return title
}

function wordsOf(text: string): readonly string[] {
  return (
    text
      .toLowerCase()
      .normalize('NFKD')
      .replace(/\p{M}+/gu, '')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
}

function within(name: readonly string[], tail: readonly string[]): boolean {
  return name.length > 0 && ` ${tail.join(' ')} `.includes(` ${name.join(' ')} `)
}
