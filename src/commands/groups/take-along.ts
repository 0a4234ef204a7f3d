import type { Listing } from '../command.js'

export const TAKE_ALONG: readonly Listing[] = [
  {
    name: 'export',
    group: 'take along',
    usage: '[file]',
    summary: 'export your agenda as ics, html, md, csv, json or yaml',
    load: async () => (await import('../export.js')).exporting,
  },
  {
    name: 'now',
    group: 'take along',
    usage: '',
    summary: "show what's on, what's next and when to leave",
    load: async () => (await import('../now.js')).now,
  },
  {
    name: 'serve',
    group: 'take along',
    usage: '',
    summary: 'serve your agenda to browsers and calendars',
    load: async () => (await import('../serve.js')).serve,
  },
]
