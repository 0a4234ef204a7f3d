/**
 * A pattern over Unicode classes, made when it is first used. A literal would be checked when its file is read, used or
 * not, and building the sets of its classes takes a third of a millisecond.
 */
export function pattern(source: string, flags: string): () => RegExp {
  let made: RegExp | undefined
  return () => (made ??= new RegExp(source, flags))
}
