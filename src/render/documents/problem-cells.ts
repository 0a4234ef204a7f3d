import { severityOf } from '../../model/problem.js'
import { sentenceOf } from '../sentences/index.js'
import { fileOf, placeOf } from '../text/problem-place.js'
import type { ProblemsView } from '../views.js'

export function problemCells({ problems, file }: ProblemsView): readonly (readonly string[])[] {
  const rows = problems.map((problem) => {
    const at = placeOf(problem)
    const place = [fileOf(problem, file), String(at?.line ?? ''), String(at?.column ?? '')]
    return [...place, severityOf(problem), problem.code, sentenceOf(problem).message]
  })
  return [['file', 'line', 'column', 'severity', 'code', 'message'], ...rows]
}
