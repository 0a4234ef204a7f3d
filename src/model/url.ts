/**
 * The address that a text is, if it is one. Not by `URL.canParse`: after some thousand calls Node 20 compiles it, and
 * then it refuses every address with an é or ü.
 */
export function parseUrl(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base)
  } catch {
    return undefined
  }
}
