import type { LeftOutReason, Problem } from '../../model/problem.js'
import { clipped, quoted, type Sentences } from './words.js'

type Codes = 'broken-file' | 'entry-left-out' | 'not-in-programme'

export const publishedSentences: Pick<Sentences<Problem>, Codes> = {
  'broken-file': ({ format, detail }) => ({
    message: `not valid ${clipped(format)}: ${clipped(detail)}`,
    hint: 'The file may be cut or damaged: fetch it again.',
  }),
  'entry-left-out': ({ title, reason, text }) => ({
    message: `${title === undefined ? 'an entry' : quoted(title)} was left out: ${REASONS[reason](text)}`,
  }),
  'not-in-programme': ({ count, mark }) => ({
    message: `${count} ${count === 1 ? 'entry was' : 'entries were'} left out: marked ${clipped(mark)} by the publisher`,
  }),
}

const REASONS: Readonly<Record<LeftOutReason, (text: string | undefined) => string>> = {
  'no-title': () => 'it has no title',
  'no-start': (text) => `it has no start${about(text)}`,
  'bad-time': (text) => `its time cannot be read${about(text)}`,
  'bad-length': (text) => `its length cannot be read${about(text)}`,
  'ends-before-start': (text) => `it ends before it starts${about(text)}`,
  'unknown-zone': (text) => `there is no time zone${about(text)}`,
  malformed: (text) => `it does not follow its format${about(text)}`,
  'not-closed': () => 'its end is missing',
  'no-entry': (text) => `this is not an entry${about(text)}`,
}

function about(text: string | undefined): string {
  return text === undefined ? '' : ` (${clipped(text)})`
}
