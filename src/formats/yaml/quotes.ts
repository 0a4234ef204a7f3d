/** Texts that some YAML reader, 1.1 or 1.2, would not read as text without quotes. */
const MISTAKABLE =
  /^(?:~|null|true|false|yes|no|on|off|y|n|[-+]?\.?\d[\d_:.]*(?:e[-+]?\d+)?|0x[\da-f]+|0o[0-7]+|[-+]?\.(?:inf|nan))?$/i

/** White space at the edges of a text or of its lines, and control characters, which block scalars do not preserve. */
const FRAGILE = /^\s|[^\S\n]$|[^\S\n]\n|\n[^\S\n]|\n\n$|[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/u

/** Whether a text needs quotes so that every reader takes it for text. */
export function needsQuotes(text: string): boolean {
  return MISTAKABLE.test(text) || FRAGILE.test(text)
}
