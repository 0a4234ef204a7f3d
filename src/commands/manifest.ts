import type { Listing } from './command.js'

const DISCOVER: readonly Listing[] = [
  {
    name: 'list',
    group: 'discover',
    usage: '[words...]',
    summary: 'list sessions by day, track, speaker or words',
    load: async () => (await import('./discover/list.js')).list,
  },
  {
    name: 'show',
    group: 'discover',
    usage: '<session...>',
    summary: 'show everything about a session',
    load: async () => (await import('./discover/show.js')).show,
  },
  {
    name: 'open',
    group: 'discover',
    usage: '<session...>',
    summary: "open a session's page in the browser",
    load: async () => (await import('./discover/open.js')).open,
  },
  {
    name: 'days',
    group: 'discover',
    usage: '',
    summary: 'count sessions by day',
    load: async () => (await import('./discover/facets.js')).days,
  },
  {
    name: 'tracks',
    group: 'discover',
    usage: '',
    summary: 'count sessions by track',
    load: async () => (await import('./discover/facets.js')).tracks,
  },
  {
    name: 'rooms',
    group: 'discover',
    usage: '',
    summary: 'count sessions by room',
    load: async () => (await import('./discover/facets.js')).rooms,
  },
  {
    name: 'speakers',
    group: 'discover',
    usage: '',
    summary: 'count sessions by speaker',
    load: async () => (await import('./discover/facets.js')).speakers,
  },
  {
    name: 'grid',
    group: 'discover',
    usage: '[words...]',
    summary: 'draw a timetable: time down, rooms or tracks across',
    load: async () => (await import('./discover/grid.js')).grid,
  },
  {
    name: 'clashes',
    group: 'discover',
    usage: '[words...]',
    summary: 'show what overlaps, on your agenda or in the programme',
    load: async () => (await import('./discover/clashes.js')).clashes,
  },
]

const CHOOSE: readonly Listing[] = [
  {
    name: 'add',
    group: 'choose',
    usage: '<session...>',
    summary: 'put sessions on your agenda',
    load: async () => (await import('./choose/add/add.js')).add,
  },
  {
    name: 'drop',
    group: 'choose',
    usage: '<session...>',
    summary: 'take sessions off your agenda',
    load: async () => (await import('./choose/drop.js')).drop,
  },
  {
    name: 'block',
    group: 'choose',
    usage: '[title]',
    summary: 'keep time for yourself: booth duty, lunch, a meeting',
    load: async () => (await import('./choose/block.js')).block,
  },
  {
    name: 'undo',
    group: 'choose',
    usage: '',
    summary: 'undo the last change to your agenda',
    load: async () => (await import('./choose/undo.js')).undo,
  },
  {
    name: 'agenda',
    group: 'choose',
    usage: '[words...]',
    summary: 'show your days: picks, clashes and free time',
    load: async () => (await import('./choose/agenda.js')).agenda,
  },
]

const PLAN: readonly Listing[] = [
  {
    name: 'plan',
    group: 'plan',
    usage: '[words...]',
    summary: 'find the best plan without clashes, proven and priced',
    load: async () => (await import('./plan/plan.js')).plan,
  },
  {
    name: 'why',
    group: 'plan',
    usage: '<session...>',
    summary: 'show what going to a session, or not, would cost',
    load: async () => (await import('./plan/why.js')).why,
  },
  {
    name: 'team',
    group: 'plan',
    usage: '<file...>',
    summary: 'split the programme between several people',
    load: async () => (await import('./plan/team.js')).team,
  },
]

const TAKE_ALONG: readonly Listing[] = [
  {
    name: 'export',
    group: 'take along',
    usage: '[file]',
    summary: 'export your agenda as ics, html, md, csv, json or yaml',
    load: async () => (await import('./take-along/export.js')).exporting,
  },
  {
    name: 'now',
    group: 'take along',
    usage: '',
    summary: "show what's on, what's next and when to leave",
    load: async () => (await import('./take-along/now.js')).now,
  },
  {
    name: 'serve',
    group: 'take along',
    usage: '',
    summary: 'serve your agenda to browsers and calendars',
    load: async () => (await import('./take-along/serve.js')).serve,
  },
]

const AFTERWARDS: readonly Listing[] = [
  {
    name: 'note',
    group: 'afterwards',
    usage: '<session> [text]',
    summary: 'take notes on a session, rate it, record takeaways',
    load: async () => (await import('./afterwards/note.js')).note,
  },
  {
    name: 'guide',
    group: 'afterwards',
    usage: '[file]',
    summary: 'write up your picks as a guide: who, when, what, why',
    load: async () => (await import('./afterwards/guide.js')).guide,
  },
  {
    name: 'recap',
    group: 'afterwards',
    usage: '[file]',
    summary: 'write up what you attended and learned, by track',
    load: async () => (await import('./afterwards/recap.js')).recap,
  },
]

const CATALOGUE: readonly Listing[] = [
  {
    name: 'import',
    group: 'catalogue',
    usage: '<source...>',
    summary: 'import a published schedule',
    load: async () => (await import('./catalogue/import.js')).importing,
  },
  {
    name: 'update',
    group: 'catalogue',
    usage: '',
    summary: 'fetch again and show what changed',
    load: async () => (await import('./catalogue/update.js')).update,
  },
  {
    name: 'changes',
    group: 'catalogue',
    usage: '[old] [new]',
    summary: 'show what changed, yours first',
    load: async () => (await import('./catalogue/changes.js')).changes,
  },
  {
    name: 'conferences',
    group: 'catalogue',
    usage: '',
    summary: 'list the conferences in your library',
    load: async () => (await import('./catalogue/conferences.js')).conferences,
  },
  {
    name: 'use',
    group: 'catalogue',
    usage: '<slug>',
    summary: 'switch to another conference',
    load: async () => (await import('./catalogue/use.js')).use,
  },
  {
    name: 'check',
    group: 'catalogue',
    usage: '[file]',
    summary: 'check a catalogue, schedule, agenda or team file',
    load: async () => (await import('./catalogue/check.js')).check,
  },
  {
    name: 'schema',
    group: 'catalogue',
    usage: '[file]',
    summary: 'print the schema of a catalogue, agenda or team file',
    load: async () => (await import('./catalogue/schema.js')).schema,
  },
]

/** Every command, in the order of help. A new one is one file and one entry in its group. */
export const COMMANDS: readonly Listing[] = [
  ...DISCOVER,
  ...CHOOSE,
  ...PLAN,
  ...TAKE_ALONG,
  ...AFTERWARDS,
  ...CATALOGUE,
]

/** Global flags with a value: the word after one of them is not the command. */
export const VALUED: ReadonlySet<string> = new Set([
  '-c',
  '--catalogue',
  '--agenda',
  '--tz',
  '--format',
  '--color',
  '--width',
])
