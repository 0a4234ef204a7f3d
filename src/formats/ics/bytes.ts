const CR = 0x0d
const LF = 0x0a
const SPACE = 0x20
const TAB = 0x09
const BEGINNING = 4096

/**
 * Makes calendar bytes decodable: programs that fold lines at 75 octets (RFC 5545 section 3.1) split characters. Such a
 * fold is moved behind its character; all others stay, so that lines keep their numbers. Other files are returned
 * unchanged. Linear; call it before decoding.
 */
export function unfoldBytes(bytes: Uint8Array): Uint8Array {
  const beginning = new TextDecoder('latin1').decode(bytes.subarray(0, BEGINNING))
  if (!/BEGIN\s*:\s*VCALENDAR/i.test(beginning)) return bytes
  let mended: Uint8Array | undefined
  for (let at = 0; at < bytes.length; at++) {
    const following = followersOf(bytes[at] ?? 0)
    if (following === 0) continue
    const whole = gather(bytes, at, following)
    if (whole === undefined) continue
    mended ??= Uint8Array.from(bytes)
    mended.set([...whole.character, ...whole.folds], at)
    at += whole.character.length + whole.folds.length - 1
  }
  return mended ?? bytes
}

function followersOf(byte: number): number {
  if (byte >= 0xf0 && byte <= 0xf4) return 3
  if (byte >= 0xe0 && byte < 0xf0) return 2
  return byte >= 0xc2 && byte < 0xe0 ? 1 : 0
}

interface Gathered {
  readonly character: readonly number[]
  readonly folds: readonly number[]
}

function gather(bytes: Uint8Array, from: number, following: number): Gathered | undefined {
  const character = [bytes[from] ?? 0]
  const folds: number[] = []
  let at = from + 1
  while (character.length <= following) {
    const byte = bytes[at] ?? 0
    if (byte >= 0x80 && byte <= 0xbf) {
      character.push(byte)
      at++
      continue
    }
    const fold = foldAt(bytes, at)
    if (fold.length === 0) return undefined
    folds.push(...fold)
    at += fold.length
  }
  return folds.length === 0 ? undefined : { character, folds }
}

function foldAt(bytes: Uint8Array, at: number): readonly number[] {
  const first = bytes[at]
  if (first !== CR && first !== LF) return []
  const lineEnd = first === CR && bytes[at + 1] === LF ? [CR, LF] : [first]
  const next = bytes[at + lineEnd.length]
  return next === SPACE || next === TAB ? [...lineEnd, next] : []
}
