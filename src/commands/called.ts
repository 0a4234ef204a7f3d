import type { Called } from '../render/views.js'

/**
 * How a command was called, to tell another one like it: without the flags in `left` (as commander names them), and those
 * about the paper that it was told on.
 */
export function calledWith(words: readonly string[], options: object, left: readonly string[]): Called {
  const away = new Set([...PAPER, ...left])
  const flags = Object.entries(options).flatMap(([name, value]: readonly [string, unknown]) =>
    away.has(name) ? [] : valuesOf(value).map((one) => flagOf(name, one)),
  )
  return { words, flags }
}

const PAPER = ['width', 'color', 'pager', 'format', 'json']

function valuesOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value]
}

/** commander calls `--not-track` notTrack. */
function flagOf(name: string, value: unknown): Called['flags'][number] {
  const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
  return value === true ? [flag] : [flag, String(value)]
}
