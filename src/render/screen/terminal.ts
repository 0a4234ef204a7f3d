import { pattern } from '../../model/index.js'

/**
 * The only way for outside text to a terminal. Titles, names, file names and excerpts come from strangers: a control
 * character in them could clear the screen, forge a line or type into the shell (CVE-2021-25743, CVE-2024-52005), a
 * bidi control could show another order (CVE-2021-42574), an invisible character could hide a difference.
 */

/**
 * The text on one line: line ends and tabs become spaces; characters that act or are invisible are made visible or
 * dropped. Idempotent.
 */
export function safe(text: string): string {
  return PRINTABLE.test(text) ? text : new Cleaning(' ').of(text)
}

/** `safe`, with line ends kept as `\n`. */
export function safeBlock(text: string): string {
  return PRINTABLE.test(text) ? text : new Cleaning('\n').of(text)
}

/** Texts that stay as they are: ASCII, the letters of western languages, and the usual punctuation. */
const PRINTABLE = /^[ -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e]*$/

/** More marks on one letter would cover the lines above and below. */
const MARKS_ON_A_BASE = 8
/** The longest emoji in Unicode's list has four joiners. */
const JOINS_IN_AN_EMOJI = 4

const ZWNJ = 0x200c
const ZWJ = 0x200d
const KEYCAP = 0x20e3
const DOTTED_CIRCLE = '\u25cc'

const MARK = pattern(String.raw`^\p{M}$`, 'u')
const IGNORABLE = pattern(String.raw`^\p{Default_Ignorable_Code_Point}$`, 'u')
const PICTOGRAPH = pattern(String.raw`^[\p{Extended_Pictographic}\p{Emoji_Modifier}]$`, 'u')
const EMOJI = pattern(String.raw`^[\p{Emoji}]$`, 'u')
/** Letters and marks of scripts whose spelling needs joiners. */
const JOINING = pattern(
  String.raw`^(?=[\p{L}\p{M}])[\p{scx=Arab}\p{scx=Syrc}\p{scx=Mong}\p{scx=Nkoo}\p{scx=Deva}\p{scx=Beng}\p{scx=Guru}\p{scx=Gujr}\p{scx=Orya}\p{scx=Taml}\p{scx=Telu}\p{scx=Knda}\p{scx=Mlym}\p{scx=Sinh}\p{scx=Khmr}\p{scx=Mymr}]$`,
  'u',
)

/** One pass over a text. The last kept character decides what the next one may be. */
class Cleaning {
  private kept = ''
  private atLineStart = true
  private before: 'start' | 'emoji' | 'joining' | 'other' = 'start'
  private selectable = false
  private marks = 0
  private joins = 0
  private joiner = 0

  constructor(private readonly lineEnd: ' ' | '\n') {}

  of(text: string): string {
    for (const character of text.replaceAll('\r\n', '\n')) this.take(character)
    return this.kept
  }

  private take(character: string): void {
    const code = character.codePointAt(0) ?? 0
    if (code >= 0x20 && code < 0x7f) this.base(character, code)
    else if (character === '\n') this.base(this.lineEnd, 0x20)
    else if (character === '\t') this.base(' ', 0x20)
    else if (code < 0x20 || (code >= 0x7f && code < 0xa0)) this.base(`\\x${code.toString(16).padStart(2, '0')}`, 0)
    else if (SHOWN.test(character)) this.base(`U+${code.toString(16).toUpperCase().padStart(4, '0')}`, 0)
    else if (code === ZWJ || code === ZWNJ) this.holdJoiner(code)
    else if (code === 0xfe0e || code === 0xfe0f) this.select(character)
    else if (IGNORABLE().test(character)) return
    else if (MARK().test(character)) this.mark(character, code)
    else this.base(character, code)
  }

  private base(character: string, code: number): void {
    const emoji = code > 0x7f && PICTOGRAPH().test(character)
    const joining = code > 0x7f && !emoji && JOINING().test(character)
    const joined = this.release(emoji, joining)
    this.kept += character
    this.atLineStart = character === '\n'
    this.before = emoji ? 'emoji' : joining ? 'joining' : 'other'
    this.selectable = code > 0 && EMOJI().test(character)
    this.marks = 0
    if (!joined) this.joins = 0
  }

  private mark(character: string, code: number): void {
    if (this.marks === MARKS_ON_A_BASE) return
    // A mark without a letter would combine with whatever is printed before it.
    if (this.atLineStart) this.kept += DOTTED_CIRCLE
    this.atLineStart = false
    const joining = JOINING().test(character)
    this.release(false, joining)
    this.kept += character
    this.marks++
    this.selectable = false
    if (code !== KEYCAP && joining) this.before = 'joining'
  }

  private select(character: string): void {
    if (!this.selectable) return
    this.kept += character
    this.selectable = false
  }

  private holdJoiner(code: number): void {
    const fits = this.before === 'joining' || (this.before === 'emoji' && code === ZWJ)
    this.joiner = fits ? code : 0
  }

  /** Writes a pending joiner if it is between two characters that it joins. */
  private release(emoji: boolean, joining: boolean): boolean {
    const { joiner } = this
    this.joiner = 0
    if (joiner === 0) return false
    const fits = this.before === 'emoji' ? emoji && this.joins < JOINS_IN_AN_EMOJI : joining
    if (!fits) return false
    this.kept += String.fromCharCode(joiner)
    this.joins++
    return true
  }
}

/**
 * Bidi controls, line and paragraph separators, byte order mark, annotations, tags, Hangul fillers, lone surrogates.
 */
const SHOWN =
  /[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}\u115f\u1160\u3164\uffa0\ud800-\udfff]/u
