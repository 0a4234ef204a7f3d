/**
 * The content security policy of a page, for its own head and for the server: its inline style and, by hash, its one
 * script; nothing else.
 */
export function pagePolicy(scriptHash?: string): string {
  const script = scriptHash === undefined ? '' : `script-src '${scriptHash}'; `
  return `default-src 'none'; style-src 'unsafe-inline'; ${script}base-uri 'none'; form-action 'none'`
}
