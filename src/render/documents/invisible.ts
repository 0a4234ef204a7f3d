import { pattern } from '../../model/pattern.js'

/** Characters that a reader cannot see or that act on a terminal; JSON and YAML leave many of them as they are. */
const CHARACTERS = String.raw`[\u007f-\u009f\u2028\u2029\ufff9-\ufffb]|\p{Default_Ignorable_Code_Point}|\p{Bidi_Control}`
const INVISIBLE = pattern(CHARACTERS, 'u')
const EVERY_INVISIBLE = pattern(CHARACTERS, 'gu')
/** What most texts are made of: nothing more needs to be known of them. */
const USUAL = /^[\t\n -~]*$/

export function hasInvisible(text: string): boolean {
  return !USUAL.test(text) && INVISIBLE().test(text)
}

/** Writes them as escapes: inside double quotes JSON and YAML read the same text. */
export function escapeInvisible(text: string, write: (character: string) => string): string {
  return USUAL.test(text) ? text : text.replace(EVERY_INVISIBLE(), write)
}
