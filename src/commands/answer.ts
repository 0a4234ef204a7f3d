import type { World } from '../world.js'
import type { Globals } from './globals.js'
import { isPaged, pagerFor } from './paging.js'

export interface Answer {
  readonly write: (text: string) => void
  /** Writes out what has been printed so far, and waits until the person has left the pager. */
  readonly show: () => Promise<void>
}

/** On a terminal an answer is collected, because a long one goes through a pager; elsewhere it is written at once. */
export function answerOn(world: World, globals: Pick<Globals, 'pager'>): Answer {
  let waiting = ''
  return {
    write(text) {
      if (isPaged(globals, world)) waiting += text
      else world.stdout.write(text)
    },
    async show() {
      const text = waiting
      waiting = ''
      if (text === '') return
      const pager = pagerFor(text, world)
      const end = pager ? await world.page(text, pager) : 'missing'
      if (end === 'shown') return
      if (end === 'missing') return world.stdout.write(text)
      const { interrupted } = await import('../store/files/temporary.js')
      throw interrupted(end)
    },
  }
}
