import fc from 'fast-check'

/**
 * Fragments that break calendars: line ends of every kind, escapes, control characters, lone surrogates, text that
 * looks like properties.
 */
const FRAGMENTS = [
  '\r',
  '\n',
  '\r\n',
  '\r\n ',
  '\n\t',
  '\u0085',
  '\u2028',
  '\u2029',
  '\u0000',
  '\u0007',
  '\u000b',
  '\u000c',
  '\u001b[2J',
  '\u007f',
  '\u009b',
  '\\',
  '\\n',
  '\\N',
  '\\\\',
  ';',
  ',',
  ':',
  '"',
  '^',
  "^'",
  '\t',
  ' ',
  '  ',
  '\u00a0',
  '\ufeff',
  '\u202e',
  '\u200d',
  '\ud83c',
  '\udf89',
  '🎉',
  '👩‍👩‍👧',
  '日本語',
  'ü',
  'e\u0301',
  'END:VEVENT',
  'BEGIN:VALARM',
  '\r\nATTENDEE:mailto:a@example.org',
  '\nEND:VEVENT\r\nEND:VCALENDAR\r\n',
  'word',
  'a long stretch of harmless words that has to be folded somewhere in its middle',
] as const

/** Text of such fragments and of anything else, including lone surrogates. */
export function hostileText({ maxLength }: { readonly maxLength: number }): fc.Arbitrary<string> {
  const piece = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...FRAGMENTS) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 20 }) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) },
  )
  return fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join('').slice(0, maxLength))
}

/** The form of a text in a calendar: the oracle, character by character. */
export function plain(text: string): string {
  let kept = ''
  for (const character of text.replaceAll('\r\n', '\n')) {
    const code = character.codePointAt(0) ?? 0
    if (['\r', '\n', '\u0085', '\u2028', '\u2029'].includes(character)) kept += '\n'
    else if (code >= 0xd800 && code <= 0xdfff) kept += '\ufffd'
    else if (code === 9 || (code >= 32 && (code < 127 || code > 159))) kept += character
  }
  return kept
}
