/** What a page may load and run, in its own head and wherever it is served from: its style and its one script. */
export function pagePolicy(scriptHash: string): string {
  return `default-src 'none'; style-src 'unsafe-inline'; script-src '${scriptHash}'; base-uri 'none'; form-action 'none'`
}
