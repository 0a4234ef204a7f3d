/** In UTF-16 units. */
const PIECE = 65_536

/** Joins short texts into pieces that are worth writing: the whole may be too long for one string. */
export function* inPieces(texts: Iterable<string>): Generator<string> {
  let piece = ''
  for (const text of texts) {
    piece += text
    if (piece.length < PIECE) continue
    yield piece
    piece = ''
  }
  yield piece
}
