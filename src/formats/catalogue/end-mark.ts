const FIRST = '# Written by kubeplan. The last line of this file tells that nothing is missing.'
const LAST = '# Nothing is missing.'

/** The pieces of a catalogue's text between two comments, so that it is known later when its end was lost. */
export function* withEndMark(pieces: Iterable<string>): Generator<string> {
  yield `${FIRST}\n`
  yield* pieces
  yield `${LAST}\n`
}

/**
 * Whether a text had an end mark once and has none now. YAML that is cut between two lines is valid YAML. The mark may
 * stand anywhere: a person may add to the file, at its end, too.
 */
export function lacksEndMark(text: string): boolean {
  return text.startsWith(FIRST) && !text.includes(`\n${LAST}`)
}
