/** Words in small letters, written as a text with spaces between them. */
export function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/))
}
