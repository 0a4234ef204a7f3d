import type { Problem, RefusedConstruct } from '../../model/problem.js'
import { clipped, quoted, type Sentences } from './words.js'

type Codes =
  | 'not-text'
  | 'empty-file'
  | 'file-cut'
  | 'not-a-catalogue'
  | 'unknown-version'
  | 'yaml-syntax'
  | 'yaml-refused'
  | 'more-problems'

export const fileSentences: Pick<Sentences<Problem>, Codes> = {
  'not-text': ({ looksLike, byte }) => ({
    message: `not UTF-8 text: it looks like ${clipped(looksLike)} (byte ${byte})`,
    hint: 'Save it as UTF-8 and try again.',
  }),
  'empty-file': () => ({
    message: 'this file is empty',
    hint: 'A catalogue needs a conference (name, timezone) and sessions (title): kubeplan schema',
  }),
  'file-cut': () => ({
    message: 'the file is cut off here: its last line is missing',
    hint: 'If you removed that line and the rest is complete, remove the first line too.',
  }),
  'not-a-catalogue': ({ found }) => ({
    message: `this is not a catalogue: it looks like ${clipped(found)}`,
    hint: 'A catalogue has "conference:" and "sessions:" at the top level.',
  }),
  'unknown-version': ({ version, expected }) => ({
    message: `this file says it is ${quoted(version)}; this kubeplan reads ${quoted(expected)}`,
    hint: 'Try a newer kubeplan.',
  }),
  'yaml-syntax': ({ detail }) => ({ message: `not valid YAML: ${clipped(detail)}` }),
  'yaml-refused': ({ construct }) => REFUSED[construct],
  'more-problems': ({ count, severity }) => ({
    message: `and ${count} more ${severity ?? 'problem'}${count === 1 ? '' : 's'}`,
    hint: 'Fix the first ones, then try again.',
  }),
}

const REFUSED: Readonly<Record<RefusedConstruct, { readonly message: string; readonly hint?: string }>> = {
  alias: {
    message: 'aliases (*name) are not supported',
    hint: 'Write the value out, or quote it if the * is part of it.',
  },
  anchor: {
    message: 'anchors (&name) are not supported',
    hint: 'Remove it, or quote the value if the & is part of it.',
  },
  'deep-nesting': { message: 'nested too deeply' },
  'explicit-key': { message: 'keys written with "?" are not supported', hint: 'Write "key: value".' },
  tag: { message: 'tags (!name) are not supported', hint: 'Remove it, or quote the value if the ! is part of it.' },
  'merge-key': { message: 'merge keys (<<) are not supported', hint: 'Write the values out.' },
  directive: {
    message: 'directives (%YAML, %TAG) are not supported',
    hint: 'Remove the line: the file is read as YAML 1.2.',
  },
  'several-documents': { message: 'a second document begins here', hint: 'Put each document in its own file.' },
  'too-many-keys': { message: 'too many keys in one mapping' },
  'too-many-values': { message: 'too many values in one file' },
}
