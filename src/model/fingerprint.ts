/** A short hash of a long text: FNV-1a over UTF-16 code units, 32 bits, 7 characters of `[0-9a-z]`. */
export function fingerprint(text: string): string {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash >>> 0).toString(36).padStart(7, '0')
}
