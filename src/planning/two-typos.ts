import SearchableMap from 'minisearch/SearchableMap'

const SLIPS = 2

/** The words that two slips (Levenshtein distance) make `word` of, found in a radix tree instead of word by word. */
export function twoTyposFrom(word: string, vocabulary: Iterable<string>): readonly string[] {
  const tree = new SearchableMap<true>()
  for (const known of vocabulary) if (Math.abs(known.length - word.length) <= SLIPS) tree.set(known, true)
  return [...tree.fuzzyGet(word, SLIPS).keys()]
}
