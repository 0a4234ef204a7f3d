/** The values of a flag that may stand several times: for commander, which hands over one after the other. */
export function repeated(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value]
}
