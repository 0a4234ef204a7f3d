import type { Listing } from '../command.js'

export const CATALOGUE: readonly Listing[] = [
  {
    name: 'import',
    group: 'catalogue',
    usage: '<source...>',
    summary: 'import a published schedule',
    load: async () => (await import('../import.js')).importing,
  },
  {
    name: 'update',
    group: 'catalogue',
    usage: '',
    summary: 'fetch again and show what changed',
    load: async () => (await import('../update.js')).update,
  },
  {
    name: 'changes',
    group: 'catalogue',
    usage: '[old] [new]',
    summary: 'show what changed, yours first',
    load: async () => (await import('../changes.js')).changes,
  },
  {
    name: 'conferences',
    group: 'catalogue',
    usage: '',
    summary: 'list the conferences in your library',
    load: async () => (await import('../conferences.js')).conferences,
  },
  {
    name: 'use',
    group: 'catalogue',
    usage: '<slug>',
    summary: 'switch to another conference',
    load: async () => (await import('../use.js')).use,
  },
  {
    name: 'check',
    group: 'catalogue',
    usage: '[file]',
    summary: 'check a catalogue, schedule, agenda or team file',
    load: async () => (await import('../check.js')).check,
  },
  {
    name: 'schema',
    group: 'catalogue',
    usage: '[file]',
    summary: 'print the schema of a catalogue, agenda or team file',
    load: async () => (await import('../schema.js')).schema,
  },
]
