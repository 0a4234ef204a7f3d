import { readSpanOnDay, type WallReading } from '../../clock/wall.js'
import { offsetAt } from '../../clock/zone.js'
import {
  type Block,
  badValue,
  type Catalogue,
  Exit,
  fail,
  LONGEST,
  type Note,
  onVenueClock,
} from '../../model/index.js'
import {
  clockAt,
  clockLabel,
  DAY_MINUTES,
  DAYS_FORM,
  type Day,
  dayLabel,
  type Instant,
  type Minutes,
} from '../../model/time.js'
import { layOutAgenda } from '../../planning/agenda/agenda-days.js'
import { blockEntry } from '../../planning/agenda/clashes.js'
import { addBlock, blocksNamed, removeBlocks } from '../../planning/agenda/picks.js'
import type { App, Command } from '../app.js'
import { readDayFlags } from '../flags/days.js'
import { walksFor } from '../flags/selection.js'
import { certain, namingFor, resolveOrAsk } from '../flags/session-args.js'
import { repeated, typedLine, typedWindow } from '../flags/values.js'
import { clashNotesFor } from './clash-notes.js'

interface BlockOptions {
  readonly day?: readonly string[]
  readonly time?: string
  readonly room?: string
  readonly remove?: true
}

export const command: Command<BlockOptions> = {
  configure: (command) =>
    command
      .argument('[title...]', 'a title, or a session whose time to block; without one, list your blocks')
      .option('-d, --day <day>', 'on this day, or on each of these: wed..fri', repeated)
      .option('--time <from-to>', 'at this time, such as 13:00-15:00 (in the zone of --tz)')
      .option('-r, --room <room>', 'in this room')
      .option('--remove', 'remove this block, on every day that has it or only on --day'),

  async run(words, given, app) {
    const catalogue = await app.catalogue()
    if (words.length === 0) return listBlocks(app, catalogue)
    const name = typedLine('a title', words.join(' '), LONGEST)
    const room = given.room === undefined ? {} : { room: typedLine('--room', given.room, LONGEST) }
    const options = { ...given, ...room }
    if (options.remove) return removeNamed(name, options.day && (await daysOf(options.day, app)), app)
    const wanted =
      options.time === undefined && options.day === undefined
        ? [await blockOfSession(words, options, app, catalogue)]
        : await blocksAt(name, options, app, catalogue)

    const [shown, clashNotes] = [await app.onShownClock(), await clashNotesFor(app)]
    let notes: readonly Note[] = []
    await app.changeAgenda((before) => {
      const agenda = wanted.reduce(addBlock, before)
      const notesOn = clashNotes(agenda, walksFor({}, before, catalogue))
      notes = wanted.flatMap((one): readonly Note[] => {
        const block = shown(one)
        return addBlock(before, one) === before
          ? [{ code: 'already-blocked', block }]
          : [{ code: 'blocked', block }, ...notesOn(blockEntry(block))]
      })
      return agenda
    })
    await app.note(...notes)
    return Exit.done
  },
}

async function listBlocks(app: App, catalogue: Catalogue): Promise<Exit> {
  const agenda = await app.agenda()
  if (agenda.blocks.length === 0) {
    await app.note({ code: 'no-blocks', day: await someDay(app) })
    if (app.format('agenda') === 'table') return Exit.done
  }
  const days = layOutAgenda({ ...agenda, picks: [] }, catalogue, new Set())
  await app.print({ kind: 'agenda', catalogue, zone: await app.zone(), agenda: { ...agenda, picks: [] }, ...days })
  return Exit.done
}

async function removeNamed(name: string, days: readonly Day[] | undefined, app: App): Promise<Exit> {
  let gone: readonly Block[] = []
  await app.changeAgenda((agenda) => {
    gone = blocksNamed(agenda, name).filter(({ day }) => !days || days.includes(day))
    const blocks = [...new Set(agenda.blocks.map(({ title }) => title))]
    if (gone.length === 0) fail(Exit.usage, { code: 'no-such-block', name, blocks, ...(days && { days }) })
    return removeBlocks(agenda, gone)
  })
  const shown = await app.onShownClock()
  await app.note(...gone.map((block) => ({ code: 'unblocked' as const, block: shown(block) })))
  return Exit.done
}

async function blockOfSession(
  words: readonly string[],
  { room }: BlockOptions,
  app: App,
  catalogue: Catalogue,
): Promise<Block> {
  const resolution = await resolveOrAsk(words, catalogue, await namingFor(words, app, await app.agenda()), app)
  const unknown = resolution.ok
    ? []
    : resolution.problems.flatMap((problem) => (problem.code === 'unknown-session' ? [problem] : []))
  if (!resolution.ok && unknown.length === resolution.problems.length) {
    const nearest = unknown.flatMap((problem) => problem.nearest)
    return fail(Exit.usage, { code: 'block-incomplete', title: words.join(' '), day: await someDay(app), nearest })
  }
  const [session, ...others] = certain(resolution, words)
  if (!session || others.length > 0 || session.when.kind !== 'timed') {
    return fail(Exit.usage, { code: 'block-incomplete', title: words.join(' '), day: await someDay(app), nearest: [] })
  }
  const where = room ?? session.room
  return { ...onVenueClock(session.when), title: session.title, ...(where !== undefined && { room: where }) }
}

/** One on each day. */
async function blocksAt(
  title: string,
  { day, time, room }: BlockOptions,
  app: App,
  catalogue: Catalogue,
): Promise<readonly Block[]> {
  const { timezone } = catalogue.conference
  if (day === undefined || time === undefined) {
    const given = { day: day?.join(',') ?? (await someDay(app)), ...(time !== undefined && { time }) }
    return fail(Exit.usage, { code: 'block-incomplete', title, ...given, nearest: [] })
  }
  const days = await daysOf(day, app)
  const times = typedWindow('--time', time, TIME_FORM)
  const zone = await app.zone()
  return days.map((on) => {
    const read = readSpanOnDay(on, times, { zone, conference: catalogue.conference })
    const [start, end] = [momentOf(read.start, times[0], zone), momentOf(read.end, times[1], zone)]
    const offsets = { offset: offsetAt(start, timezone), endOffset: offsetAt(end, timezone), shift: 0 }
    return { kind: 'timed', title, start, end, day: on, ...offsets, ...(room !== undefined && { room }) }
  })
}

async function daysOf(texts: readonly string[], app: App): Promise<readonly Day[]> {
  const { days } = (await readDayFlags({ wanted: texts, unwanted: [] }, app)).chosen
  return days.length > 0 ? days : badValue('--day', texts.join(','), DAYS_FORM)
}

/** The instant of a time of day, unless the clocks skip it. */
function momentOf(reading: WallReading, minute: Minutes, zone: string): Instant {
  const text = clockLabel(minute % DAY_MINUTES)
  if (!reading.ok) return badValue('--time', text, TIME_FORM)
  const resumes = clockLabel(clockAt(reading.instant, reading.offset).minute)
  return resumes === text ? reading.instant : fail(Exit.usage, { code: 'skipped-time', text, zone, resumes })
}

/** A day of the conference to suggest: its weekday, if that is unambiguous. */
async function someDay(app: Pick<App, 'outline'>): Promise<string | undefined> {
  const { days, conference } = await app.outline()
  const day = days.find((date) => date >= (conference.firstDay ?? date))
  if (day === undefined) return undefined
  const weekdayOf = (date: Day) => dayLabel(date).slice(0, 3).toLowerCase()
  return days.filter((other) => weekdayOf(other) === weekdayOf(day)).length > 1 ? day : weekdayOf(day)
}

const TIME_FORM = '13:00-15:00 or 1pm-3pm'
