import type { Listing } from '../command.js'

export const AFTERWARDS: readonly Listing[] = [
  {
    name: 'note',
    group: 'afterwards',
    usage: '<session> [text]',
    summary: 'take notes on a session, rate it, record takeaways',
    load: async () => (await import('../note.js')).note,
  },
  {
    name: 'guide',
    group: 'afterwards',
    usage: '[file]',
    summary: 'write up your picks as a guide: who, when, what, why',
    load: async () => (await import('../guide.js')).guide,
  },
  {
    name: 'recap',
    group: 'afterwards',
    usage: '[file]',
    summary: 'write up what you attended and learned, by track',
    load: async () => (await import('../recap.js')).recap,
  },
]
