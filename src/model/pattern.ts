/**
 * A pattern over Unicode classes, compiled on first use. As a literal it would be compiled when its file is loaded,
 * which takes a third of a millisecond.
 */
export function pattern(source: string, flags: string): () => RegExp {
  let made: RegExp | undefined
  return () => (made ??= new RegExp(source, flags))
}
