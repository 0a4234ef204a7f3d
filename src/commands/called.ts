import type { Called } from '../render/views.js'

/**
 * A command as typed, for suggesting a similar one: without the flags in `left` (by commander's names) and those about
 * the terminal.
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
