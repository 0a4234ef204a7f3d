/** A set of the lower-case words in a text, separated by spaces. */
export function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/))
}
