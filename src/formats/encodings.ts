const SIGNATURES: readonly (readonly [bytes: readonly number[], name: string])[] = [
  [[0xff, 0xfe, 0x00, 0x00], 'UTF-32 text (little-endian)'],
  [[0x00, 0x00, 0xfe, 0xff], 'UTF-32 text (big-endian)'],
  [[0xff, 0xfe], 'UTF-16 text (little-endian)'],
  [[0xfe, 0xff], 'UTF-16 text (big-endian)'],
  [[0x1f, 0x8b], 'gzip data'],
  [[0x50, 0x4b, 0x03, 0x04], 'a ZIP archive or an office document'],
  [[0x25, 0x50, 0x44, 0x46, 0x2d], 'a PDF document'],
  [[0x89, 0x50, 0x4e, 0x47], 'a PNG picture'],
  [[0xff, 0xd8, 0xff], 'a JPEG picture'],
  [[0x47, 0x49, 0x46, 0x38], 'a GIF picture'],
  [[0x42, 0x5a, 0x68, 0x39], 'bzip2 data'],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], 'xz data'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'zstd data'],
  [[0x7f, 0x45, 0x4c, 0x46], 'a program'],
]

/** The type of a file by its first bytes; undefined if they are not known. */
export function looksLike(bytes: Uint8Array): string | undefined {
  return SIGNATURES.find(([signature]) => signature.every((byte, at) => bytes[at] === byte))?.[1]
}

/**
 * Names a file that has NUL bytes. UTF-16 without a byte order mark has them in nearly every character, always on the
 * same side.
 */
export function nulPattern(bytes: Uint8Array): string {
  const sample = bytes.subarray(0, 4096)
  let even = 0
  let odd = 0
  sample.forEach((byte, at) => {
    if (byte === 0 && at % 2 === 0) even++
    if (byte === 0 && at % 2 === 1) odd++
  })
  const most = sample.length / 2
  if (odd > most * 0.6 && even < most * 0.1) return 'UTF-16 text (little-endian)'
  if (even > most * 0.6 && odd < most * 0.1) return 'UTF-16 text (big-endian)'
  return even + odd > sample.length * 0.02 ? 'a binary file' : 'text with NUL bytes in it'
}
