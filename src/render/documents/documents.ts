import { type Problem, severityOf } from '../../model/index.js'
import { sentenceOf } from '../sentences/sentences.js'
import { fileOf, placeOf } from '../sentences/words.js'
import type { ClashesView, View } from '../views.js'
import { agendaDocument } from './agenda-document.js'
import { catalogueDocument } from './catalogue-document.js'
import { conferencesDocument, type Fields, filled } from './fields.js'
import { changesDocument, nowDocument, planDocument, teamDocument, whyDocument } from './view-documents.js'

/** A view as data for machines. The first key names the document type; unknown values are left out. */
export function documentOf(view: Exclude<View, ClashesView>): Fields {
  switch (view.kind) {
    case 'sessions':
    case 'timetable':
      return catalogueDocument(view.catalogue, view.sessions)
    case 'session':
      return catalogueDocument(view.catalogue, [view.session])
    case 'facet': {
      const values = view.values.map(({ name, sessions, minutes }) => ({ name, sessions, minutes }))
      return { kubeplan: 'facets/1', facet: view.facet, values }
    }
    case 'agenda':
      return agendaDocument(view)
    case 'problems':
      return { kubeplan: 'problems/1', problems: view.problems.map((problem) => problemFields(problem, view.file)) }
    case 'changes':
      return changesDocument(view)
    case 'conferences':
      return conferencesDocument(view)
    case 'plan':
      return planDocument(view)
    case 'team':
      return teamDocument(view)
    case 'now':
      return nowDocument(view)
    case 'why':
      return whyDocument(view)
  }
}

/** Without a file a problem has no line. */
function problemFields(problem: Problem, file: string): Fields {
  const at = placeOf(problem)
  return filled({
    code: problem.code,
    severity: severityOf(problem),
    file: fileOf(problem, file),
    line: at?.line,
    column: at?.column,
    message: sentenceOf(problem).message,
  })
}
