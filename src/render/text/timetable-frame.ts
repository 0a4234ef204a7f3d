import type { LinedBox } from '../../planning/timetable/rows.js'
import { type Box, weightOf } from '../../planning/timetable/timetable.js'
import type { Tone } from './ink.js'

/** The strength of an edge: none, programme, block, maybe, going. The stronger one wins on shared edges. */
type Stroke = 0 | 1 | 2 | 3 | 4

const TONES: readonly (Tone | undefined)[] = [undefined, 'faint', undefined, 'maybe', 'going']

export interface Frame {
  /** The character on a line between two slots; `boundary` 0 is left of all slots. */
  readonly corner: (line: number, boundary: number) => Piece
  /** The character of the edge in a slot; a space without an edge. */
  readonly rule: (line: number, slot: number) => Piece
}

export interface Piece {
  readonly text: string
  readonly tone?: Tone
}

/**
 * U+2500 to U+257F by the strength (none, light, heavy) of the arms up, down, left and right, which count 27, 9, 3 and
 * 1.
 */
const LINES = ' ╶╺╴─╼╸╾━╷┌┍┐┬┮┑┭┯╻┎┏┒┰┲┓┱┳╵└┕┘┴┶┙┵┷│├┝┤┼┾┥┽┿╽┟┢┧╁╆┪╅╈╹┖┗┚┸┺┛┹┻╿┞┡┦╀╄┩╃╇┃┠┣┨╂╊┫╉╋'

export function frameOf(
  boxes: readonly LinedBox[],
  { height, slots, ascii }: { readonly height: number; readonly slots: number; readonly ascii: boolean },
): Frame {
  // Across a slot on a line; and left of a slot, from a line to the next.
  const across = new Uint8Array(height * slots)
  const down = new Uint8Array(height * (slots + 1))
  const strengthen = (edges: Uint8Array, index: number, stroke: Stroke) => {
    edges[index] = Math.max(edges[index] ?? 0, stroke)
  }
  for (const { box, top, bottom } of boxes) {
    const stroke = strokeOf(box)
    for (const line of [top, bottom]) {
      for (let slot = box.from; slot < box.to; slot++) strengthen(across, line * slots + slot, stroke)
    }
    for (const boundary of [box.from, box.to]) {
      for (let line = top; line < bottom; line++) strengthen(down, line * (slots + 1) + boundary, stroke)
    }
  }
  const ruleAt = (line: number, slot: number) => (slot < 0 || slot >= slots ? 0 : (across[line * slots + slot] ?? 0))
  const downAt = (line: number, boundary: number) => (line < 0 ? 0 : (down[line * (slots + 1) + boundary] ?? 0))
  const sign = ascii ? asciiSign : lineSign
  return {
    corner(line, boundary) {
      const arms = [
        downAt(line - 1, boundary),
        downAt(line, boundary),
        ruleAt(line, boundary - 1),
        ruleAt(line, boundary),
      ]
      return toned(sign(arms), Math.max(...arms))
    },
    rule(line, slot) {
      const stroke = ruleAt(line, slot)
      return toned(sign([0, 0, stroke, stroke]), stroke)
    },
  }
}

function strokeOf(box: Box): Stroke {
  if (box.of.kind === 'block') return 2
  const weight = weightOf(box)
  return weight === 2 ? 4 : weight === 1 ? 3 : 1
}

function toned(text: string, stroke: number): Piece {
  const tone = TONES[stroke]
  return { text, ...(tone && { tone }) }
}

function lineSign(arms: readonly number[]): string {
  const index = arms.reduce((sum, stroke) => sum * 3 + (stroke === 0 ? 0 : stroke === 4 ? 2 : 1), 0)
  return LINES[index] ?? ' '
}

function asciiSign([up = 0, down = 0, left = 0, right = 0]: readonly number[]): string {
  const [upright, level] = [Math.max(up, down), Math.max(left, right)]
  if (upright > 0 && level > 0) return '+'
  if (level > 0) return level === 4 ? '=' : '-'
  return upright > 0 ? '|' : ' '
}
