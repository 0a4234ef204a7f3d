import SearchableMap from 'minisearch/SearchableMap'

/** The words that two slips (Levenshtein distance) make `word` of, found in a radix tree instead of word by word. */
export function twoTyposFrom(word: string, vocabulary: Iterable<string>): readonly string[] {
  const tree = new SearchableMap<true>()
  for (const known of vocabulary) tree.set(known, true)
  return [...tree.fuzzyGet(word, 2).keys()]
}
