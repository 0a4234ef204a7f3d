import type { Problem } from '../../model/problem.js'
import { agendaSentences } from './agenda.js'
import { diskSentences } from './disk.js'
import { fileSentences } from './file.js'
import { importSentences } from './import.js'
import { networkSentences } from './network.js'
import { publishedSentences } from './published.js'
import { shapeSentences } from './shape.js'
import { timeSentences } from './time.js'
import { usageSentences } from './usage.js'
import type { ByCode, Sentence, Sentences } from './words.js'

export type { Sentence }

const SENTENCES: Sentences<Problem> = {
  ...fileSentences,
  ...shapeSentences,
  ...timeSentences,
  ...publishedSentences,
  ...importSentences,
  ...agendaSentences,
  ...usageSentences,
  ...diskSentences,
  ...networkSentences,
}

/** The problem in words, and what to do next. All outside text in it is safe. */
export function sentenceOf(problem: Problem): Sentence {
  return sentenceFor(problem.code, problem)
}

function sentenceFor<C extends Problem['code']>(code: C, problem: ByCode<Problem>[C]): Sentence {
  return SENTENCES[code](problem)
}
