import { isCommandLine, wrapAround } from './layout/paragraph.js'
import { type Sheet, withSheet } from './screen/sheet.js'
import type { Screen, View } from './views.js'

/** Views cannot be set narrower than this; they are set at this width, and their lines are then broken. */
const NARROWEST = 20

/** A view for a person, ending with a line end. Loads only what this view needs. */
export async function viewText(view: View, screen: Screen): Promise<string> {
  const { width } = screen
  const lines =
    width >= NARROWEST
      ? await withSheet(screen, (sheet) => linesOf(view, sheet))
      : await withSheet({ ...screen, width: NARROWEST, colour: 0 }, async (sheet) => {
          const whole = await linesOf(view, sheet)
          return whole.flatMap((line) => (isCommandLine(line) ? [line] : wrapAround(line, width, sheet)))
        })
  return lines.map((line) => `${line}\n`).join('')
}

async function linesOf(view: View, sheet: Sheet): Promise<readonly string[]> {
  switch (view.kind) {
    case 'sessions':
      return (await import('./views/list.js')).listLines(view, sheet)
    case 'session':
      return (await import('./views/show.js')).showLines(view, sheet)
    case 'facet':
      return (await import('./views/facets.js')).facetLines(view, sheet)
    case 'clashes':
      return (await import('./views/clashes.js')).clashesLines(view, sheet)
    case 'agenda':
      return (await import('./views/agenda/agenda.js')).agendaLines(view, sheet)
    case 'timetable':
      return (await import('./views/grid/grid.js')).timetableLines(view, sheet)
    case 'problems':
      return (await import('./views/problems.js')).problemsLines(view, sheet)
    case 'changes':
      return (await import('./views/changes/changes.js')).changesLines(view, sheet)
    case 'conferences':
      return (await import('./views/conferences.js')).conferencesLines(view, sheet)
    case 'plan':
      return (await import('./views/plan/plan.js')).planLines(view, sheet)
    case 'team':
      return (await import('./views/team.js')).teamLines(view, sheet)
    case 'now':
      return (await import('./views/now/now.js')).nowLines(view, sheet)
    case 'why':
      return (await import('./views/plan/why.js')).whyLines(view, sheet)
  }
}
