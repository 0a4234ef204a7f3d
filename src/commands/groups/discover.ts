import type { Listing } from '../command.js'

export const DISCOVER: readonly Listing[] = [
  {
    name: 'list',
    group: 'discover',
    usage: '[words...]',
    summary: 'list sessions by day, track, speaker or words',
    load: async () => (await import('../list.js')).list,
  },
  {
    name: 'show',
    group: 'discover',
    usage: '<session...>',
    summary: 'show everything about a session',
    load: async () => (await import('../show.js')).show,
  },
  {
    name: 'open',
    group: 'discover',
    usage: '<session...>',
    summary: "open a session's page in the browser",
    load: async () => (await import('../open.js')).open,
  },
  {
    name: 'days',
    group: 'discover',
    usage: '',
    summary: 'count sessions by day',
    load: async () => (await import('../facets.js')).days,
  },
  {
    name: 'tracks',
    group: 'discover',
    usage: '',
    summary: 'count sessions by track',
    load: async () => (await import('../facets.js')).tracks,
  },
  {
    name: 'rooms',
    group: 'discover',
    usage: '',
    summary: 'count sessions by room',
    load: async () => (await import('../facets.js')).rooms,
  },
  {
    name: 'speakers',
    group: 'discover',
    usage: '',
    summary: 'count sessions by speaker',
    load: async () => (await import('../facets.js')).speakers,
  },
  {
    name: 'grid',
    group: 'discover',
    usage: '[words...]',
    summary: 'draw a timetable: time down, rooms or tracks across',
    load: async () => (await import('../grid.js')).grid,
  },
  {
    name: 'clashes',
    group: 'discover',
    usage: '[words...]',
    summary: 'show what overlaps, on your agenda or in the programme',
    load: async () => (await import('../clashes.js')).clashes,
  },
]
