import type { Listing } from '../command.js'

export const PLAN: readonly Listing[] = [
  {
    name: 'plan',
    group: 'plan',
    usage: '[words...]',
    summary: 'find the best plan without clashes, proven and priced',
    load: async () => (await import('../plan.js')).plan,
  },
  {
    name: 'why',
    group: 'plan',
    usage: '<session...>',
    summary: 'show what going to a session, or not, would cost',
    load: async () => (await import('../why.js')).why,
  },
  {
    name: 'team',
    group: 'plan',
    usage: '<file...>',
    summary: 'split the programme between several people',
    load: async () => (await import('../team.js')).team,
  },
]
