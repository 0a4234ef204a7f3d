import type { Listing } from '../command.js'

export const CHOOSE: readonly Listing[] = [
  {
    name: 'add',
    group: 'choose',
    usage: '<session...>',
    summary: 'put sessions on your agenda',
    load: async () => (await import('../add.js')).add,
  },
  {
    name: 'drop',
    group: 'choose',
    usage: '<session...>',
    summary: 'take sessions off your agenda',
    load: async () => (await import('../drop.js')).drop,
  },
  {
    name: 'block',
    group: 'choose',
    usage: '[title]',
    summary: 'keep time for yourself: booth duty, lunch, a meeting',
    load: async () => (await import('../block.js')).block,
  },
  {
    name: 'undo',
    group: 'choose',
    usage: '',
    summary: 'undo the last change to your agenda',
    load: async () => (await import('../undo.js')).undo,
  },
  {
    name: 'agenda',
    group: 'choose',
    usage: '[words...]',
    summary: 'show your days: picks, clashes and free time',
    load: async () => (await import('../agenda.js')).agenda,
  },
]
