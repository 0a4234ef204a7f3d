import type { Listing } from '../command.js'

export const AFTERWARDS: readonly Listing[] = [
  {
    name: 'note',
    group: 'afterwards',
    usage: '<session> [text]',
    summary: 'my words about a session, a rating, what I learned',
    load: async () => (await import('../note.js')).note,
  },
  {
    name: 'guide',
    group: 'afterwards',
    usage: '[file]',
    summary: 'my picks as a guide to read: who, when, what, and why',
    load: async () => (await import('../guide.js')).guide,
  },
  {
    name: 'recap',
    group: 'afterwards',
    usage: '[file]',
    summary: 'what I attended and learned, by track',
    load: async () => (await import('../recap.js')).recap,
  },
]
