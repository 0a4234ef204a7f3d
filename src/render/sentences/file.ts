import type { RefusedConstruct } from '../../model/catalogue-problem.js'
import type { Problem } from '../../model/problem.js'
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
    message: 'there is nothing in this file',
    hint: 'A catalogue needs a conference (name, timezone) and sessions (title): kubeplan schema',
  }),
  'file-cut': () => ({
    message: 'the file ends here, but its last line is missing',
    hint: 'If you took that line out and all else is there, take out the first line too.',
  }),
  'not-a-catalogue': ({ found }) => ({
    message: `this is no catalogue: it looks like ${clipped(found)}`,
    hint: 'A catalogue has "conference:" and "sessions:" at its top.',
  }),
  'unknown-version': ({ version, expected }) => ({
    message: `this file says it is ${quoted(version)}; this kubeplan reads ${quoted(expected)}`,
    hint: 'A newer kubeplan may read it.',
  }),
  'yaml-syntax': ({ detail }) => ({ message: `not valid YAML: ${clipped(detail)}` }),
  'yaml-refused': ({ construct }) => REFUSED[construct],
  'more-problems': ({ count, severity }) => ({
    message: `and ${count} more ${severity ?? 'problem'}${count === 1 ? '' : 's'}`,
    hint: 'Mend the first ones, then look again.',
  }),
}

const REFUSED: Readonly<Record<RefusedConstruct, { readonly message: string; readonly hint?: string }>> = {
  alias: {
    message: 'aliases (*name) are not read here',
    hint: 'Write the value out, or quote it if the * belongs to it.',
  },
  anchor: {
    message: 'anchors (&name) are not read here',
    hint: 'Leave it out, or quote the value if the & belongs to it.',
  },
  'deep-nesting': { message: 'nested deeper than any schedule needs' },
  'explicit-key': { message: 'keys written with "?" are not read here', hint: 'Write "key: value".' },
  tag: { message: 'tags (!name) are not read here', hint: 'Leave it out, or quote the value if the ! belongs to it.' },
  'merge-key': { message: 'merge keys (<<) are not read here', hint: 'Write the values out.' },
  directive: {
    message: 'directives (%YAML, %TAG) are not read here',
    hint: 'Leave the line out: the file is read as YAML 1.2.',
  },
  'several-documents': { message: 'a second document begins here', hint: 'One file holds one: split it at the ---.' },
  'too-many-keys': { message: 'more keys in one map than any schedule needs' },
  'too-many-values': { message: 'more values in one file than any schedule needs' },
}
