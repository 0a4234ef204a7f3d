/** Collects the values of a repeatable flag, as a parser for commander. */
export function repeated(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value]
}
