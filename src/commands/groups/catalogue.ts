import type { Listing } from '../command.js'

export const CATALOGUE: readonly Listing[] = [
  {
    name: 'import',
    group: 'catalogue',
    usage: '<source...>',
    summary: 'bring a published schedule in',
    load: async () => (await import('../import.js')).importing,
  },
  {
    name: 'update',
    group: 'catalogue',
    usage: '',
    summary: 'fetch it again and say what changed',
    load: async () => (await import('../update.js')).update,
  },
  {
    name: 'changes',
    group: 'catalogue',
    usage: '[old] [new]',
    summary: 'what moved, mine first',
    load: async () => (await import('../changes.js')).changes,
  },
  {
    name: 'conferences',
    group: 'catalogue',
    usage: '',
    summary: 'the conferences that kubeplan has',
    load: async () => (await import('../conferences.js')).conferences,
  },
  {
    name: 'use',
    group: 'catalogue',
    usage: '<slug>',
    summary: 'work on another one from now on',
    load: async () => (await import('../use.js')).use,
  },
  {
    name: 'check',
    group: 'catalogue',
    usage: '[file]',
    summary: 'what is wrong in a catalogue, schedule, agenda or team file',
    load: async () => (await import('../check.js')).check,
  },
  {
    name: 'schema',
    group: 'catalogue',
    usage: '[file]',
    summary: 'the JSON Schema of a catalogue, agenda or team file',
    load: async () => (await import('../schema.js')).schema,
  },
]
