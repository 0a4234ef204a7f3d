const FIRST = '# Written by kubeplan. The last line of this file tells that nothing is missing.'
const LAST = '# Nothing is missing.'

/** Wraps the pieces of a catalogue's text in two comments, so that a lost end is noticed later. */
export function* withEndMark(pieces: Iterable<string>): Generator<string> {
  yield `${FIRST}\n`
  yield* pieces
  yield `${LAST}\n`
}

/**
 * Whether a text has lost its end mark. YAML that is cut between two lines is valid YAML. The mark may be anywhere,
 * because people may add to the end of the file.
 */
export function lacksEndMark(text: string): boolean {
  return text.startsWith(FIRST) && !text.includes(`\n${LAST}`)
}
