import {
  appendTo,
  badValue,
  definedFields,
  Exit,
  emptyAgenda,
  fail,
  fetchTimes,
  fingerprint,
  linkOf,
  type Session,
  uniqueNames,
} from '../../model/index.js'
import { isoUtc } from '../../model/time.js'
import { compareCatalogues } from '../../planning/changes/changes.js'
import type { CalendarEvent } from '../../planning/export/calendar-events.js'
import { fold } from '../../planning/selection/fold-text.js'
import { inTimeOrder } from '../../planning/sessions/order.js'
import { atomFeed, newsOf } from '../../render/documents/news.js'
import { noteText } from '../../render/sentences/notes.js'
import { namesFile, readVersions } from '../../store/catalogue/library.js'
import {
  type Difference,
  type KnownGist,
  type NewsItem,
  type Publications,
  publishToFolder,
  publishToGist,
  publishToGit,
  readPublications,
  type Target,
  targetOf,
  writePublications,
} from '../../store/publish.js'
import { uuidOf } from '../../store/uuid.js'
import type { App, Command } from '../app.js'
import { screenFor } from '../flags/globals.js'
import { chooseSessions } from '../flags/selection.js'
import { calendarText, handOut } from './calendar.js'
import { pageOf } from './page.js'
import { type SharedContent, sharedContent } from './shared-content.js'

interface PublishOptions {
  readonly withPicks?: true
  readonly branch?: string
  readonly yes?: true
  readonly dryRun?: true
  readonly force?: true
}

const USUAL_BRANCH = 'gh-pages'

export const command: Command<PublishOptions> = {
  configure: (command) =>
    command
      .argument('<target>', 'a folder, a git remote, gist, or the address of a gist')
      .option('--with-picks', 'publish your picks as well: on the page, and as agenda.ics')
      .option('--branch <name>', `publish on this branch of a git remote (default: ${USUAL_BRANCH})`)
      .option('--dry-run', 'show what would change, and publish nothing')
      .option('--yes', 'do not ask before something is published for the first time')
      .option('--force', 'replace files that kubeplan did not write'),

  // It may ask.
  isLive: () => true,

  async run([named = ''], options, app) {
    const target = targetOf(named, readBranch(options.branch), app.world)
    if (!target) return fail(Exit.usage, { code: 'no-publish-target', target: named })
    const content = await contentOf(options, app)
    const { name, slug } = content.catalogue.conference
    const before = readPublications(slug, app.world)
    const rehearsal = options.dryRun ?? false
    if (!rehearsal) await agree(target, name, before, options, app)
    const news = await newsFor(before, app)
    const files = await filesOf({ ...content, rehearsal }, news, options, app)
    const manner = { force: options.force ?? false, rehearsal, message: `Update ${name}`, description: name }
    const gist = before.targets[target.key]?.gist
    const done = await send(target, files, gist, manner, app)
    if (!rehearsal) {
      const agreed = definedFields({ picks: options.withPicks ?? false, gist: done.gist })
      writePublications(slug, { ...news, targets: { ...before.targets, [target.key]: agreed } }, app.world)
    }
    tell(target, done, rehearsal ? undefined : files, app)
    const removed = done.differences.filter(({ what }) => what === 'removed').length
    const changed = done.differences.length - removed
    const hint = rehearsal || done.differences.length === 0 ? undefined : hintFor(target)
    await app.note(definedFields({ code: 'published', to: target.shown, changed, removed, rehearsal, hint }))
    return Exit.done
  },
}

function readBranch(branch = USUAL_BRANCH): string {
  const isName = /^(?!-)[\w./-]{1,200}$/.test(branch)
  return isName ? branch : badValue('--branch', branch, `the name of a branch, such as ${USUAL_BRANCH}`)
}

/** The whole programme, with my picks only if asked for, and nothing else of my agenda. */
async function contentOf({ withPicks }: PublishOptions, app: App): Promise<SharedContent> {
  const mine = withPicks ? await app.agenda() : emptyAgenda((await app.outline()).conference.slug)
  const choice = await chooseSessions({}, [], app, mine)
  const content = sharedContent(choice, mine, definedFields({ all: true as const, withPicks }))
  const { wishes: _, ...agenda } = content.agenda
  return { ...content, agenda: { ...agenda, walks: [], dropped: [] } }
}

/** Asks before the first time, and before more than before is published. Without a yes the run ends (2). */
async function agree(
  { key, shown, kind }: Target,
  conference: string,
  { targets }: Publications,
  { withPicks, yes }: PublishOptions,
  { world, globals }: Pick<App, 'world' | 'globals'>,
): Promise<void> {
  const agreed = targets[key]
  if (yes || (agreed && (agreed.picks || !withPicks))) return
  const question = { conference, picks: withPicks ?? false, isMore: agreed !== undefined, isPublic: kind !== 'folder' }
  const { stdin, stderr, environment } = world
  if (!stdin.isTerminal || !stderr.isTerminal) fail(Exit.usage, { code: 'publish-unasked', to: shown, question })
  const screen = screenFor(globals, environment, stderr)
  stderr.write(`${await noteText({ code: 'publishes', to: shown, question }, screen)}\nGo on? [y/N] `)
  if (!/^y(?:es)?$/i.test((await stdin.readLine())?.trim() ?? '')) fail(Exit.usage)
}

/** More news are not for a feed: who missed them reads the page. */
const MOST_NEWS = 200

/** What the publisher changed since the programme was last seen, and what was published of it before; the newest first. */
async function newsFor(before: Publications, app: App): Promise<Publications> {
  const slug = await app.reference()
  const versions = namesFile(slug) ? undefined : await readVersions(slug, app.world)
  const conference = versions?.now.conference ?? (await app.outline()).conference
  const fetched = isoUtc(fetchTimes(conference).at(-1) ?? (await app.now()))
  const known = new Set(before.news.map(({ id }) => id))
  const changes = versions?.seen ? compareCatalogues(versions.seen, versions.now) : []
  const fresh = changes.flatMap((change): NewsItem[] => {
    const { uid, id: session, what, before: was, after: is } = change
    const { title, text } = newsOf(change)
    const name = ['change', conference.slug, uid ?? session, what, title, text].join(':')
    const id = `urn:uuid:${uuidOf(`kubeplan:${name}`)}`
    if (known.has(id)) return []
    return [definedFields({ id, updated: fetched, title, text, link: linkOf((is ?? was)?.url) })]
  })
  return { ...before, since: before.since ?? fetched, news: [...fresh, ...before.news].slice(0, MOST_NEWS) }
}

type Content = SharedContent & { readonly rehearsal: boolean }

/** Everything that is published, by path. */
async function filesOf(content: Content, news: Publications, { withPicks }: PublishOptions, app: App) {
  const { conference } = content.catalogue
  const { catalogue, rehearsal } = content
  const none = { ...content.agenda, picks: [] }
  const wish = { agenda: none, catalogue, sessions: inTimeOrder(catalogue.sessions), rehearsal }
  const events = await handOut(wish, app, async (made, ledger) => ({ result: made.events, ledger }))
  const calendar = (some: readonly CalendarEvent[], part?: string) =>
    calendarText(
      some,
      { ...conference, name: part === undefined ? conference.name : `${conference.name}: ${part}` },
      none,
      {},
    )
  const files = new Map<string, string>()
  files.set('index.html', [...(await pageOf(content, app))].join(''))
  files.set('calendar.ics', await calendar(events))
  for (const [folder, namesOf] of PARTS)
    for (const { path, name, events: some } of partsOf(folder, namesOf, events))
      files.set(path, await calendar(some, name))
  const [newest] = news.news
  const feed = {
    id: `urn:uuid:${uuidOf(`kubeplan:changes:${conference.slug}`)}`,
    title: `${conference.name}: changes`,
    updated: newest?.updated ?? news.since ?? '',
    author: conference.name,
    link: conference.url,
    entries: news.news,
  }
  files.set('changes.atom', atomFeed(feed))
  if (withPicks) files.set('agenda.ics', await mineOf(content, app))
  return files
}

/** My picks as a calendar to subscribe to. It replaces what calendars have, so dropped picks are simply absent. */
async function mineOf({ agenda, catalogue, rehearsal }: Content, app: App): Promise<string> {
  const picked = new Set(agenda.picks.map(({ session }) => session))
  const sessions = inTimeOrder(catalogue.sessions.filter(({ id }) => picked.has(id)))
  return handOut({ agenda, catalogue, sessions, rehearsal }, app, async ({ events }, ledger) => ({
    result: await calendarText(events, catalogue.conference, agenda, {}),
    ledger,
  }))
}

const PARTS: readonly (readonly [folder: string, namesOf: (session: Session) => readonly string[]])[] = [
  ['track', ({ tracks }) => tracks],
  ['room', ({ room }) => (room === undefined ? [] : [room])],
]

/** The events of each track or room, in a file of its own. */
function partsOf(
  folder: string,
  namesOf: (session: Session) => readonly string[],
  events: readonly CalendarEvent[],
): readonly { readonly path: string; readonly name: string; readonly events: readonly CalendarEvent[] }[] {
  const found = new Map<string, CalendarEvent[]>()
  for (const event of events)
    for (const name of event.session ? namesOf(event.session) : []) appendTo(found, name, event)
  const unique = uniqueNames(new Set())
  return [...found]
    .sort(byName)
    .map(([name, some]) => ({ path: `${folder}/${unique(slugFor(name))}.ics`, name, events: some }))
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1
}

/** Of a longer name whole words are kept. */
const SLUG = 48

/** A name without Latin letters and digits gets one of its own that stays the same. */
function slugFor(name: string): string {
  const words = fold(name).match(/[a-z0-9]+/g) ?? [fingerprint(name)]
  const slug = words.join('-')
  return slug.length <= SLUG ? slug : slug.slice(0, SLUG + 1).replace(/-[^-]*$|.$/, '')
}

interface Done {
  readonly differences: readonly Difference[]
  readonly gist?: KnownGist
}

async function send(
  target: Target,
  files: ReadonlyMap<string, string>,
  gist: KnownGist | undefined,
  manner: {
    readonly force: boolean
    readonly rehearsal: boolean
    readonly message: string
    readonly description: string
  },
  { world }: Pick<App, 'world'>,
): Promise<Done> {
  switch (target.kind) {
    case 'folder':
      return { differences: await publishToFolder(target.path, files, manner, world) }
    case 'git':
      return { differences: await publishToGit(target, files, manner, world) }
    case 'gist':
      return publishToGist(target.id, gist, files, manner, world)
  }
}

/** Prints where the published `files` are or, without them, what would change. */
function tell(
  target: Target,
  { differences, gist }: Done,
  files: ReadonlyMap<string, string> | undefined,
  app: Pick<App, 'write'>,
) {
  const addressOf = addressIn(target, gist)
  const lines = files
    ? MAIN.filter((path) => files.has(path)).flatMap((path) => addressOf(path) ?? [])
    : differences.map(({ path, what }) => `${what.padEnd(7)}  ${path}`)
  app.write(lines.map((line) => `${line}\n`).join(''))
}

const MAIN: readonly string[] = ['index.html', 'calendar.ics', 'agenda.ics', 'changes.atom']

/** The address of a published file, if it is known. */
function addressIn(target: Target, gist: KnownGist | undefined): (path: string) => string | undefined {
  if (target.kind === 'folder') return (path) => `${target.shown.replace(/\/+$/, '')}/${path}`
  if (target.kind === 'git') {
    const site = pagesOf(target.remote)
    return (path) => (site === undefined ? undefined : `${site}${path === 'index.html' ? '' : path}`)
  }
  return (path) => gist && `https://gist.githubusercontent.com/${gist.owner}/${gist.id}/raw/${path}`
}

/** Where GitHub Pages serves a repository. */
function pagesOf(remote: string): string | undefined {
  const [, owner = '', name = ''] = /github\.com[:/]([\w-]+)\/([\w.-]+?)\.git\/?$/.exec(remote) ?? []
  if (owner === '') return undefined
  const host = `${owner.toLowerCase()}.github.io`
  return name.toLowerCase() === host ? `https://${host}/` : `https://${host}/${name}/`
}

function hintFor(target: Target): 'needs-server' | 'needs-pages' | undefined {
  if (target.kind === 'folder') return 'needs-server'
  return target.kind === 'git' && pagesOf(target.remote) === undefined ? 'needs-pages' : undefined
}
