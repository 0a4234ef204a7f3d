/** Characters that a reader cannot see or that act on a terminal; JSON and YAML leave many of them as they are. */
const INVISIBLE = /[\u007f-\u009f\u2028\u2029\ufff9-\ufffb]|\p{Default_Ignorable_Code_Point}|\p{Bidi_Control}/u
const EVERY_INVISIBLE = new RegExp(INVISIBLE.source, 'gu')

export function hasInvisible(text: string): boolean {
  return INVISIBLE.test(text)
}

/** Writes them as escapes: inside double quotes JSON and YAML read the same text. */
export function escapeInvisible(text: string, write: (character: string) => string): string {
  return text.replace(EVERY_INVISIBLE, write)
}
