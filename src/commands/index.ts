import type { Listing } from './command.js'

/** Every command, in the order of help. A new one is one file and one entry here. */
export const COMMANDS: readonly Listing[] = [
  {
    name: 'list',
    group: 'discover',
    usage: '[words...]',
    summary: 'sessions by day, track, speaker or words',
    load: async () => (await import('./list.js')).list,
  },
  {
    name: 'show',
    group: 'discover',
    usage: '<session...>',
    summary: 'everything about one session',
    load: async () => (await import('./show.js')).show,
  },
  {
    name: 'open',
    group: 'discover',
    usage: '<session...>',
    summary: "a session's page in the browser",
    load: async () => (await import('./open.js')).open,
  },
  {
    name: 'days',
    group: 'discover',
    usage: '',
    summary: 'the days, with counts',
    load: async () => (await import('./facets.js')).days,
  },
  {
    name: 'tracks',
    group: 'discover',
    usage: '',
    summary: 'the tracks, with counts',
    load: async () => (await import('./facets.js')).tracks,
  },
  {
    name: 'rooms',
    group: 'discover',
    usage: '',
    summary: 'the rooms, with counts',
    load: async () => (await import('./facets.js')).rooms,
  },
  {
    name: 'speakers',
    group: 'discover',
    usage: '',
    summary: 'the speakers, with counts',
    load: async () => (await import('./facets.js')).speakers,
  },
  {
    name: 'clashes',
    group: 'discover',
    usage: '[words...]',
    summary: 'what overlaps, on my agenda or in the programme',
    load: async () => (await import('./clashes.js')).clashes,
  },
  {
    name: 'add',
    group: 'choose',
    usage: '<session...>',
    summary: 'put sessions on my agenda',
    load: async () => (await import('./add.js')).add,
  },
  {
    name: 'drop',
    group: 'choose',
    usage: '<session...>',
    summary: 'take sessions off my agenda',
    load: async () => (await import('./drop.js')).drop,
  },
  {
    name: 'agenda',
    group: 'choose',
    usage: '[words...]',
    summary: 'my days: picks, clashes and free time',
    load: async () => (await import('./agenda.js')).agenda,
  },
  {
    name: 'export',
    group: 'take along',
    usage: '[file]',
    summary: 'my agenda as ics, json, yaml or csv',
    load: async () => (await import('./export.js')).exporting,
  },
  {
    name: 'check',
    group: 'catalogue',
    usage: '[file]',
    summary: 'what is wrong in a catalogue or an agenda',
    load: async () => (await import('./check.js')).check,
  },
  {
    name: 'schema',
    group: 'catalogue',
    usage: '',
    summary: 'the JSON Schema of the catalogue file',
    load: async () => (await import('./schema.js')).schema,
  },
]

/** Global flags that take a value: the word after one of them is not the command. */
export const VALUED: ReadonlySet<string> = new Set([
  '-c',
  '--catalogue',
  '--agenda',
  '--tz',
  '--format',
  '--color',
  '--width',
])
