import { stretchesIn } from '../../planning/selection/spelling.js'
import { searcher } from '../../planning/selection/word-index.js'
import type { Card } from './cards.js'
import { afterPaint, all, inside, make, textIn } from './elements.js'

export interface Search {
  /** The cards that `kubeplan list WORDS` finds. */
  readonly find: (words: string) => ReadonlySet<Card>
  /** Marks the words in these cards, where the browser can, and shows the place in an abstract that has them alone. */
  readonly mark: (shown: readonly Card[]) => void
}

/** In cards: how many are marked before somebody's key is heard. */
const AT_ONCE = 10
/** In characters, around what was found in an abstract. */
const BEFORE = 40
const AFTER = 90

export function openSearch(cards: readonly Card[]): Search {
  const elements = new Map(cards.map(({ session, element }) => [session.id, element]))
  const textOf = (selector: string) => (id: string) => textIn(elements.get(id) ?? document, selector)
  const cardOf = new Map(cards.map((card) => [card.session.id, card]))
  const { prepare, search } = searcher(
    cards.map(({ session }) => session),
    textOf('.abstract'),
  )
  const read = () => {
    if (!prepare()) setTimeout(read)
  }
  setTimeout(read)
  let sought: ReturnType<typeof search>['sought'] = []
  let turn = 0

  return {
    find(words) {
      const wanted = words.split(/\s+/).filter((word) => word !== '')
      const found = search(wanted, textOf('.note span'))
      sought = wanted.length === 0 ? [] : found.sought
      return new Set(found.sessions.flatMap(({ id }) => cardOf.get(id) ?? []))
    },
    mark(shown) {
      for (const excerpt of all(document, '.found')) excerpt.remove()
      const marks = 'highlights' in CSS ? new Highlight() : undefined
      if (marks) CSS.highlights.set('found', marks)
      const spellings = sought.flat()
      const now = ++turn
      const go = (from: number) => {
        if (now !== turn || spellings.length === 0) return
        for (const { element } of shown.slice(from, from + AT_ONCE)) {
          const places = all(element, 'h4, .who, .where, .tags').flatMap((place) => rangesIn(place, spellings))
          if (places.length === 0) showExcerpt(element, spellings)
          for (const place of [
            ...places,
            ...all(element, '.abstract, .note span, .found').flatMap((one) => rangesIn(one, spellings)),
          ])
            marks?.add(place)
        }
        if (from + AT_ONCE < shown.length) setTimeout(() => go(from + AT_ONCE))
      }
      // What was found is shown before it is marked.
      afterPaint(() => go(0))
    },
  }
}

type Spellings = Parameters<typeof stretchesIn>[1]

function rangesIn(element: HTMLElement, spellings: Spellings): readonly Range[] {
  const ranges: Range[] = []
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    for (const { from, to } of stretchesIn(node.textContent ?? '', spellings)) {
      const range = document.createRange()
      range.setStart(node, from)
      range.setEnd(node, to)
      ranges.push(range)
    }
  }
  return ranges
}

function showExcerpt(element: HTMLElement, spellings: Spellings): void {
  const text = textIn(element, '.abstract') ?? ''
  const [first] = stretchesIn(text, spellings)
  if (!first) return
  const from = text.lastIndexOf(' ', Math.max(0, first.from - BEFORE)) + 1
  const end = text.indexOf(' ', first.to + AFTER)
  const part = text.slice(from, end < 0 ? text.length : end)
  const excerpt = make('p', `${from > 0 ? '…' : ''}${part}${end < 0 ? '' : '…'}`, { class: 'found' })
  element.insertBefore(excerpt, inside(element, 'details') ?? null)
}
