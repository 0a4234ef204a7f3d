import type { Listing } from '../command.js'

export const TAKE_ALONG: readonly Listing[] = [
  {
    name: 'export',
    group: 'take along',
    usage: '[file]',
    summary: 'my agenda as ics, html, md, csv, json or yaml',
    load: async () => (await import('../export.js')).exporting,
  },
  {
    name: 'now',
    group: 'take along',
    usage: '',
    summary: 'what is on, what is next, when to leave',
    load: async () => (await import('../now.js')).now,
  },
  {
    name: 'serve',
    group: 'take along',
    usage: '',
    summary: 'my agenda for browsers and calendars',
    load: async () => (await import('../serve.js')).serve,
  },
]
