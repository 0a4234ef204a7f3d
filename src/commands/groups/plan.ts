import type { Listing } from '../command.js'

export const PLAN: readonly Listing[] = [
  {
    name: 'plan',
    group: 'plan',
    usage: '[words...]',
    summary: 'the best plan without clashes, proven and priced',
    load: async () => (await import('../plan.js')).plan,
  },
  {
    name: 'why',
    group: 'plan',
    usage: '<session...>',
    summary: 'what going there, or not, would cost',
    load: async () => (await import('../why.js')).why,
  },
  {
    name: 'team',
    group: 'plan',
    usage: '<file...>',
    summary: 'split the programme over several people',
    load: async () => (await import('../team.js')).team,
  },
]
