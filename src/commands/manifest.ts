import type { Command } from './app.js'

type Row = readonly [usage: string, summary: string, load: () => Promise<{ readonly command: Command }>]

const facets = () => import('./discover/facets.js')
const show = () => import('./discover/show.js')
const undo = () => import('./choose/undo.js')
const conferences = () => import('./catalogue/conferences.js')

/** Every command, in the order of help. A new one is one file and one line in its group. */
const MANIFEST = {
  discover: [
    ['list [words...]', 'list sessions by day, track, speaker or words', () => import('./discover/list.js')],
    ['show <session...>', 'show everything about a session', async () => ({ command: (await show()).show })],
    ['open <session...>', "open a session's page in the browser", async () => ({ command: (await show()).open })],
    ['days', 'count sessions by day', async () => ({ command: (await facets()).days })],
    ['tracks', 'count sessions by track', async () => ({ command: (await facets()).tracks })],
    ['rooms', 'count sessions by room', async () => ({ command: (await facets()).rooms })],
    ['speakers', 'count sessions by speaker', async () => ({ command: (await facets()).speakers })],
    ['orgs', 'count sessions by organization', async () => ({ command: (await facets()).orgs })],
    ['tags', 'count sessions by tag', async () => ({ command: (await facets()).tags })],
    ['kinds', 'count sessions by kind', async () => ({ command: (await facets()).kinds })],
    ['grid [words...]', 'draw a timetable: time down, rooms or tracks across', () => import('./discover/grid.js')],
    [
      'clashes [words...]',
      'show what overlaps, on your agenda or in the programme',
      () => import('./discover/clashes.js'),
    ],
  ],
  choose: [
    ['add <session...>', 'put sessions on your agenda', () => import('./choose/add.js')],
    ['pick [words...]', 'browse, search and pick sessions on the whole screen', () => import('./choose/pick.js')],
    ['drop <session...>', 'take sessions off your agenda', () => import('./choose/drop.js')],
    ['block [title]', 'keep time for yourself: booth duty, lunch, a meeting', () => import('./choose/block.js')],
    ['undo', 'undo the last change to your agenda', async () => ({ command: (await undo()).undo })],
    ['redo', 'redo the last change that you undid', async () => ({ command: (await undo()).redo })],
    ['agenda [words...]', 'show your days: picks, clashes and free time', () => import('./choose/agenda.js')],
  ],
  plan: [
    ['plan [words...]', 'find the best plan without clashes, proven and priced', () => import('./plan/plan.js')],
    ['why <session...>', 'show what going to a session, or not, would cost', () => import('./plan/why.js')],
    ['team <file...>', 'split the programme between several people', () => import('./plan/team.js')],
  ],
  'take along': [
    [
      'export [file]',
      'export your agenda or the programme as a calendar, page, table or schedule',
      () => import('./take-along/export.js'),
    ],
    ['now', "show what's on, what's next and when to leave", () => import('./take-along/now.js')],
    ['serve', 'serve your agenda to browsers and calendars', () => import('./take-along/serve.js')],
    ['publish <target>', 'publish the programme where others can subscribe', () => import('./take-along/publish.js')],
  ],
  afterwards: [
    [
      'note [session] [text]',
      'take notes on a session, rate it, record takeaways',
      () => import('./afterwards/note.js'),
    ],
    ['guide [file]', 'write up your picks as a guide: who, when, what, why', () => import('./afterwards/guide.js')],
    ['recap [file]', 'write up what you attended and learned, by track', () => import('./afterwards/recap.js')],
  ],
  catalogue: [
    ['import <source...>', 'import a published schedule', () => import('./catalogue/import.js')],
    ['update', 'fetch again and show what changed', () => import('./catalogue/update.js')],
    ['changes [old] [new]', 'show what changed, yours first', () => import('./catalogue/changes.js')],
    [
      'conferences',
      'list the conferences in your library',
      async () => ({ command: (await conferences()).conferences }),
    ],
    ['use <slug>', 'switch to another conference', async () => ({ command: (await conferences()).use })],
    [
      'demand <agenda...>',
      'count what many people want, and what they want at the same time',
      () => import('./catalogue/demand.js'),
    ],
    ['check [file]', 'check a catalogue, schedule, agenda or team file', () => import('./catalogue/check.js')],
    [
      'schema [file]',
      'print the schema of a catalogue, agenda, team or config file',
      () => import('./catalogue/schema.js'),
    ],
    ['config [key] [value...]', 'list or change your defaults for every conference', () => import('./shell/config.js')],
    ['completion <shell>', 'print a completion script for a shell', () => import('./shell/completion.js')],
  ],
} satisfies Readonly<Record<string, readonly Row[]>>

/** Other words that people and other programs have for a command. They work, and help does not show them. */
const OTHER_WORDS = {
  list: ['ls', 'search', 'find', 'sessions', 'talks'],
  show: ['info', 'view'],
  speakers: ['people'],
  orgs: ['organizations', 'companies'],
  grid: ['timetable', 'schedule'],
  clashes: ['conflicts', 'overlaps'],
  add: ['star', 'fav', 'favorite', 'favourite'],
  drop: ['rm', 'remove', 'unstar', 'unfav'],
  now: ['next'],
} satisfies Readonly<Record<string, readonly string[]>>

/** The command that another word for it means. */
export const SYNONYMS: ReadonlyMap<string, string> = new Map(
  Object.entries(OTHER_WORDS).flatMap(([name, words]) => words.map((word) => [word, name] as const)),
)

type Group = keyof typeof MANIFEST

export const GROUPS = Object.keys(MANIFEST) as readonly Group[]

export interface Listing {
  readonly name: string
  readonly group: Group
  /** The arguments, as in help. */
  readonly usage: string
  readonly summary: string
  readonly load: () => Promise<Command>
}

export const COMMANDS: readonly Listing[] = GROUPS.flatMap((group) =>
  MANIFEST[group].map(([usage, summary, load]: Row) => {
    const [name = '', ...args] = usage.split(' ')
    return { name, group, usage: args.join(' '), summary, load: async () => (await load()).command }
  }),
)
