import { isCommandLine, wrapAround } from './layout/paragraph.js'
import { measurerFor } from './screen/sheet.js'
import type { Screen, View } from './views.js'

/** Views cannot be set narrower than this; they are set at this width, and their lines are then broken. */
const NARROWEST = 20

/** A view for a person, ending with a line end. Loads only what this view needs. */
export async function viewText(view: View, screen: Screen): Promise<string> {
  if (screen.width >= NARROWEST) return setText(view, screen)
  const text = await setText(view, { ...screen, width: NARROWEST, colour: 0 })
  const measurer = await measurerFor([text])
  const lines = text.trimEnd().split('\n')
  const broken = lines.flatMap((line) => (isCommandLine(line) ? [line] : wrapAround(line, screen.width, measurer)))
  return `${broken.join('\n')}\n`
}

async function setText(view: View, screen: Screen): Promise<string> {
  switch (view.kind) {
    case 'sessions':
      return (await import('./views/list.js')).listText(view, screen)
    case 'session':
      return (await import('./views/show.js')).showText(view, screen)
    case 'facet':
      return (await import('./views/facets.js')).facetText(view, screen)
    case 'clashes':
      return (await import('./views/clashes.js')).clashesText(view, screen)
    case 'agenda':
      return (await import('./views/agenda/agenda.js')).agendaText(view, screen)
    case 'timetable':
      return (await import('./views/grid/grid.js')).timetableText(view, screen)
    case 'problems':
      return (await import('./views/problems.js')).problemsText(view, screen)
    case 'changes':
      return (await import('./views/changes/changes.js')).changesText(view, screen)
    case 'conferences':
      return (await import('./views/conferences.js')).conferencesText(view, screen)
    case 'plan':
      return (await import('./views/plan/plan.js')).planText(view, screen)
    case 'team':
      return (await import('./views/team.js')).teamText(view, screen)
    case 'now':
      return (await import('./views/now/now.js')).nowText(view, screen)
    case 'why':
      return (await import('./views/plan/why.js')).whyText(view, screen)
  }
}
