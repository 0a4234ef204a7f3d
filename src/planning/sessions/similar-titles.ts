import { parseUrl, pattern, type Session, type Speaker } from '../../model/index.js'
import { fold, isOneTypoFrom, mayHaveTypo } from '../selection/fold-text.js'

const NUMBER = pattern(String.raw`^\p{N}+$`, 'u')
const BETWEEN_WORDS = pattern(String.raw`[^\p{L}\p{N}\p{M}]+`, 'gu')

/** The words of a title, folded and separated by single blanks. A title without words is only folded. */
export function titleWords(title: string): string {
  const folded = fold(title)
  return folded.replace(BETWEEN_WORDS(), ' ').trim() || folded
}

/**
 * Whether one of two titles (as returned by `titleWords`) contains the other: a label was added, or a list of names cut
 * off.
 */
export function holdsOther(a: string, b: string): boolean {
  return ` ${a} `.includes(` ${b} `) || ` ${b} `.includes(` ${a} `)
}

/** The share of the longer title's words that must be in the other. */
const ALIKE = 0.7

/**
 * Whether one title looks like a correction of the other: one contains the other, or most words are the same, allowing
 * for typos and shortened words. Numbers must be equal: "Part 1" is not "Part 2". A shared beginning up to a colon is
 * ignored. At most 40 words of each are compared.
 */
export function areSimilarTitles(a: string, b: string): boolean {
  const [first, second] = withoutSharedLabel(a, b).map(titleWords) as [string, string]
  if (holdsOther(first, second)) return true
  const [left, right] = [wordsOf(first), wordsOf(second)]
  if (numbersOf(left) !== numbersOf(right)) return false
  const rest = new Set(right)
  let common = 0
  for (const word of left) {
    const same = rest.has(word) ? word : [...rest].find((other) => isSameWord(word, other))
    if (same === undefined) continue
    rest.delete(same)
    common++
  }
  return common >= ALIKE * Math.max(left.length, right.length)
}

const MOST_WORDS = 40

function wordsOf(title: string): readonly string[] {
  return [...new Set(title.split(' '))].slice(0, MOST_WORDS)
}

function numbersOf(words: readonly string[]): string {
  return words
    .filter((word) => NUMBER().test(word))
    .sort()
    .join(' ')
}

function isSameWord(a: string, b: string): boolean {
  if (!mayHaveTypo(a) || !mayHaveTypo(b)) return false
  return a.startsWith(b) || b.startsWith(a) || isOneTypoFrom(a, b)
}

/** `Lightning talk: Helm` and `Lightning talk: Flux` are as similar as `Helm` and `Flux`. */
function withoutSharedLabel(a: string, b: string): readonly [string, string] {
  const [label] = /^[^:]*:\s+/.exec(a) ?? []
  const rests = label === undefined ? [] : [a.slice(label.length), b.slice(label.length)]
  const shared = label !== undefined && b.startsWith(label) && rests.every((rest) => rest.trim() !== '')
  return shared ? [rests[0] ?? a, rests[1] ?? b] : [a, b]
}

/**
 * Whether the publisher reused an entry for another session: the same uid or address, but another title and other
 * people. A title is the same if it differs only in case, accents and punctuation, or contains the other (a label was
 * added, a list of names cut off). People are the same if they share anybody.
 */
export function isReplaced(before: Session, after: Session): boolean {
  return (
    areOthers(before.speakers, after.speakers) && isAnotherTitle(before.title, after.title) && isOneEntry(before, after)
  )
}

function isOneEntry(before: Session, after: Session): boolean {
  if (before.uid !== undefined && before.uid === after.uid) return true
  const [was, is] = [before.url, after.url].map((url) => (url === undefined ? undefined : addressKey(url)))
  return was !== undefined && was === is
}

function isAnotherTitle(before: string, after: string): boolean {
  return !holdsOther(titleWords(before), titleWords(after))
}

/** A change between somebody and nobody counts as other people. */
function areOthers(before: readonly Speaker[], after: readonly Speaker[]): boolean {
  if (before.length + after.length === 0) return false
  const were = new Set(before.map(({ name }) => fold(name)))
  return !after.some(({ name }) => were.has(fold(name)))
}

const TRACKING = /^(?:utm_\w*|fbclid|gclid|mc_[ce]id|ref|source|trk|mkt_tok)$/i

/**
 * A normal form of an address: without scheme, `www.`, trailing slashes, tracking and the order of the query. The short
 * and the long address of a Sched event are the same. Undefined if it is not a web address.
 */
export function addressKey(address: string): string | undefined {
  const url = parseUrl(address)
  if (!url || !/^https?:$/.test(url.protocol)) return undefined
  const host = url.host.replace(/^www\./, '')
  const path = url.pathname.replace(/\/+$/, '')
  const sched = schedEvent(host, path)
  if (sched !== undefined) return sched
  const query = [...url.searchParams].filter(([name]) => !TRACKING.test(name)).map(([name, value]) => [name, value])
  return `${host}${path}${query.length === 0 ? '' : `?${JSON.stringify(query.sort())}`}${url.hash}`
}

/**
 * `sched.co/1aBc2` and `some.sched.com/event/1aBc2/a-title` lead to one event; 32 hex digits are another kind of id.
 */
function schedEvent(host: string, path: string): string | undefined {
  const short = host === 'sched.co' ? /^\/([^/]+)$/.exec(path) : undefined
  const long = host.endsWith('.sched.com') ? /^\/event\/([^/]+)(?:\/[^/]*)?$/.exec(path) : undefined
  const id = (short ?? long)?.[1]
  return id === undefined ? undefined : `sched.co/${id}`
}
