import { type Agenda, type AgendaPick, DEFAULT_PRIORITY } from '../../model/conference.js'
import { blockFields, seenFields } from './agenda-document.js'
import { type Fields, filled } from './fields.js'
import { yamlText } from './yaml.js'

/** An agenda as an `agenda/1` file for others, without empty values. It reads back as the same agenda. */
export function sharedAgendaText({ conference, person, picks, blocks }: Agenda): string {
  return yamlText(
    filled({
      kubeplan: 'agenda/1',
      conference,
      person,
      picks: picks.map(pickFields),
      blocks: blocks.length > 0 ? blocks.map(blockFields) : undefined,
    }),
  )
}

function pickFields({ session, stage, priority, note, take, rating, attended, takeaways, seen }: AgendaPick): Fields {
  return filled({
    session,
    stage,
    priority: priority === DEFAULT_PRIORITY ? undefined : priority,
    note,
    take,
    rating,
    attended,
    takeaways: takeaways.length > 0 ? takeaways : undefined,
    seen: seen && seenFields(seen),
  })
}
