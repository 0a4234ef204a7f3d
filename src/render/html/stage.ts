import type { Stage } from '../../model/agenda.js'
import { html, type Markup } from './markup.js'

/** What something is to me, in the words of the page. */
export const STAGE_NAMES: Readonly<Record<Stage | 'block', string>> = {
  going: 'Going',
  maybe: 'Maybe',
  block: 'My time',
}

/** The word for it before a time; nothing for what I have not picked. */
export function stageMark(stage: Stage | 'block' | undefined): Markup {
  return stage === undefined ? html`` : html`<b class="stage">${STAGE_NAMES[stage]}</b> `
}
