import type { Speaker } from '../../model/conference.js'

/**
 * The title without its tail " - A Name, Org & B Name, Org", if the speakers' own fields confirm it: the tail consists
 * of their words and names at least one of them, or it begins with one of several and names all of them (then roles may
 * follow the names).
 */
export function titleWithoutSpeakers(title: string, speakers: readonly Speaker[]): string {
  if (title.length > LONGEST || speakers.length > MOST) return title
  const names = speakers.map(({ name }) => wordsOf(name).join(' '))
  const organizations = speakers.flatMap(({ organization }) => wordsOf(organization ?? ''))
  const known = new Set([...names.flatMap((name) => name.split(' ')), ...organizations, 'and'])
  for (let at = title.indexOf(DASH, 1); at !== -1; at = title.indexOf(DASH, at + 1)) {
    const tail = title.slice(at + DASH.length)
    const words = wordsOf(tail)
    const said = ` ${words.join(' ')} `
    const named = names.filter((name) => name !== '' && said.includes(` ${name} `)).length
    const nothingElse = named > 0 && words.every((word) => known.has(word))
    const all = named > 1 && named === names.length && names.includes(wordsOf(FIRST.exec(tail)?.[0] ?? '').join(' '))
    if (nothingElse || all) return title.slice(0, at).trim()
  }
  return title
}

const DASH = ' - '
const LONGEST = 1000
const MOST = 50
const FIRST = /^[^,;&]+/

function wordsOf(text: string): readonly string[] {
  const plain = text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
  return plain.match(/[\p{L}\p{N}]+/gu) ?? []
}
