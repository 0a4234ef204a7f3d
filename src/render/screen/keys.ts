import type { Key } from '../../planning/picker/picker.js'

/** Reads keys out of what a terminal sends. A sequence or a character may come in several pieces. */
export interface KeyReader {
  readonly read: (bytes: Uint8Array) => readonly Key[]
  /** Whether it may be the beginning of a sequence; if nothing follows soon, it is what `flush` returns. */
  readonly isOpen: () => boolean
  readonly flush: () => readonly Key[]
}

const PASTE_BEGINS = '\x1b[200~'
const PASTE_ENDS = '\x1b[201~'

export function keyReader(): KeyReader {
  const decoder = new TextDecoder()
  let left = ''
  const take = (isLast: boolean) => {
    const keys: Key[] = []
    for (let next = nextKey(left, isLast); next; next = nextKey(left, isLast)) {
      left = left.slice(next.length)
      if (next.key) keys.push(next.key)
    }
    return keys
  }
  return {
    read(bytes) {
      left += decoder.decode(bytes, { stream: true })
      return take(false)
    },
    isOpen: () => left !== '' && !left.startsWith(PASTE_BEGINS),
    flush: () => take(true),
  }
}

interface Taken {
  /** In UTF-16 units. */
  readonly length: number
  /** Undefined for a sequence that is no key of ours. */
  readonly key?: Key | undefined
}

/** Undefined if more must come first. */
function nextKey(text: string, isLast: boolean): Taken | undefined {
  if (text === '') return undefined
  if (text.startsWith(PASTE_BEGINS)) return pasted(text)
  if (text.startsWith('\x1b')) return sequence(text, isLast)
  const character = String.fromCodePoint(text.codePointAt(0) ?? 0)
  const name = CONTROLS[character]
  if (name !== undefined) return { length: 1, key: { name } }
  return isControl(character) ? { length: 1 } : { length: character.length, key: { text: character } }
}

function pasted(text: string): Taken | undefined {
  const end = text.indexOf(PASTE_ENDS)
  if (end < 0) return undefined
  const inside = [...text.slice(PASTE_BEGINS.length, end)].map((one) => (isControl(one) ? ' ' : one)).join('')
  return { length: end + PASTE_ENDS.length, key: { text: inside, pasted: true } }
}

/** ECMA-48: a control sequence has parameters, intermediates and a final byte; SS3 has one byte. */
const SEQUENCE = /^\x1b(?:\[[0-?]*[ -/]*[@-~]|O[ -~])/
const BEGINNING = /^\x1b(?:\[[0-?]*[ -/]*|O)?$/

function sequence(text: string, isLast: boolean): Taken | undefined {
  const whole = SEQUENCE.exec(text)?.[0]
  if (whole === undefined) {
    if (!isLast && BEGINNING.test(text)) return undefined
    // The key itself, with or without another key behind it.
    return { length: 1, key: { name: 'escape' } }
  }
  // Modifiers do not matter: Ctrl-Up is Up.
  const name =
    SEQUENCES[
      whole
        .slice(1)
        .replace(/^O/, '[')
        .replace(/\[1?(?:;\d+)?([A-Z])$/, '[$1')
    ]
  return { length: whole.length, key: name === undefined ? undefined : { name } }
}

const SEQUENCES: Readonly<Record<string, string>> = {
  '[A': 'up',
  '[B': 'down',
  '[C': 'right',
  '[D': 'left',
  '[H': 'home',
  '[F': 'end',
  '[M': 'enter',
  '[1~': 'home',
  '[3~': 'backspace',
  '[4~': 'end',
  '[5~': 'page-up',
  '[6~': 'page-down',
  '[7~': 'home',
  '[8~': 'end',
}

const CONTROLS: Readonly<Record<string, string>> = {
  '\r': 'enter',
  '\n': 'enter',
  '\x08': 'backspace',
  '\x7f': 'backspace',
  ...Object.fromEntries(
    [...'bcflruwz'].map((letter) => [String.fromCharCode(letter.charCodeAt(0) - 96), `ctrl-${letter}`]),
  ),
}

/** C0 and C1 controls, which no key types. */
function isControl(character: string): boolean {
  const code = character.charCodeAt(0)
  return code < 0x20 || (code >= 0x7f && code < 0xa0)
}
