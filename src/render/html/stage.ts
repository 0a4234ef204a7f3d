import type { Stage } from '../../model/conference.js'
import { html, type Markup } from './markup.js'

export const STAGE_NAMES: Readonly<Record<Stage | 'block', string>> = {
  going: 'Going',
  maybe: 'Maybe',
  block: 'My time',
}

/** The word before a time; empty for what I have not picked. */
export function stageMark(stage: Stage | 'block' | undefined): Markup {
  return stage === undefined ? html`` : html`<b class="stage">${STAGE_NAMES[stage]}</b> `
}
