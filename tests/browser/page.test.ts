import { afterAll, describe, expect, test } from 'vitest'
import { durationLabel } from '../../src/model/time.js'
import { kubeplan, newHome } from '../cli/kubeplan.js'
import { SWEEPS, someOf } from '../fixtures/cases.js'
import { AUTUMN, homeInAutumn, homeWithPicks } from './agendas.js'
import { closeBrowser, exported, open, searchFor, textsOf, visibleTexts } from './browser.js'

afterAll(closeBrowser)

interface Told {
  readonly id: string
  readonly title: string
  readonly kind: string
  readonly start?: string
  readonly end?: string
  readonly date?: string
  readonly room?: string
  readonly track?: string
  readonly status: string
  readonly abstract?: string
  readonly speakers?: readonly (string | { readonly name: string; readonly organization?: string })[]
}

const HOUR = 3_600_000
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

async function told(argv: readonly string[], home: string): Promise<readonly Told[]> {
  const { stdout } = await kubeplan(['list', '--kind', 'all', '--json', ...argv], { home })
  return JSON.parse(stdout).sessions
}

function dayOf({ start, date }: Told, dayChange: number): string {
  if (start === undefined) return date ?? ''
  const wall = new Date(Date.parse(`${start.slice(0, 19)}Z`) - dayChange * HOUR)
  return wall.toISOString().slice(0, 10)
}

/** `16:00–16:35 35 min`, and `Sun 02:30` for a start after midnight. */
function timeOf(session: Told, dayChange: number): string {
  const { start, end, date } = session
  if (start === undefined || end === undefined) return date === undefined ? 'Not scheduled yet' : 'Time not known yet'
  const other =
    start.slice(0, 10) === dayOf(session, dayChange) ? '' : `${WEEKDAYS[new Date(start.slice(0, 10)).getUTCDay()]} `
  const length = durationLabel((Date.parse(end) - Date.parse(start)) / 60_000)
  return `${other}${start.slice(11, 16)}–${end.slice(11, 16)} ${length}`
}

function peopleOf({ speakers = [] }: Told): string {
  const names = speakers.map((one) => (typeof one === 'string' ? [one] : [one.name, one.organization]))
  return names.map((parts) => parts.filter(Boolean).join(', ')).join('; ')
}

/** The contents of the cards of a page, in order. */
async function cardsOf(page: Awaited<ReturnType<typeof open>>['page']) {
  return page.$$eval('article.s:not(.block)', (cards) =>
    cards.map((card) => {
      const text = (selector: string) => card.querySelector(selector)?.textContent ?? ''
      return {
        day: card.closest<HTMLElement>('section.day')?.dataset['day'] ?? '',
        slot: card.closest('.slot')?.querySelector('h3')?.textContent ?? '',
        title: text('h4'),
        time: text('.when').replace(/^(On now |Cancelled |Going |Maybe )+/, ''),
        room: text('.room'),
        track: text('.track'),
        who: text('.who'),
        abstract: text('.abstract'),
        cancelled: text('.off') !== '',
      }
    }),
  )
}

const CONFERENCES: readonly (readonly [name: string, dayChange: number, argv: readonly string[]])[] = [
  ['the shipped conference', 0, []],
  ['one with rooms, nights and folded entries', 5, ['-c', AUTUMN]],
]

describe('what the page shows is the model', () => {
  test.for(CONFERENCES)(
    '%s: every session with its day, time, room, people and text',
    async ([, dayChange, argv], context) => {
      const home = newHome()
      const programme = await told(argv, home)
      const { page, misdeeds } = await open(
        context,
        await exported(['--all', '--with-picks', '--blocks', ...argv], { home }),
      )
      const expected = programme.map((session) => ({
        day: dayOf(session, dayChange),
        slot: session.start ? timeOf(session, dayChange).split('–')[0] : session.date ? 'No time yet' : 'No day yet',
        title: session.title,
        time: timeOf(session, dayChange),
        room: session.room ?? '',
        track: session.track ?? '',
        who: peopleOf(session),
        abstract: session.abstract?.trim() ?? '',
        cancelled: session.status === 'cancelled',
      }))
      const shown = await cardsOf(page)
      // Folded sessions are at the end of their day.
      const folded = new Set(await textsOf(page, '.folded h4'))
      const apart = <T extends { readonly title: string }>(all: readonly T[]) => [
        all.filter(({ title }) => !folded.has(title)),
        all.filter(({ title }) => folded.has(title)),
      ]
      expect(apart(shown)).toEqual(apart(expected))
      expect(misdeeds).toEqual([])
    },
  )

  test('my agenda: picks, blocks, stages, clashes and free time as the terminal tells them', async (context) => {
    const home = await homeWithPicks()
    const { page, misdeeds } = await open(context, await exported(['--blocks'], { home }))
    const { stdout } = await kubeplan(['clashes', '--json'], { home })
    const clashes: readonly { sessions: readonly [string, string]; minutes: number }[] = JSON.parse(stdout).clashes
    const entries = await page.$$eval('article.s', (cards) =>
      cards.map((card) => [
        card.querySelector('h4')?.textContent,
        card.querySelector('.stage')?.textContent,
        [...card.querySelectorAll('.clashes li')].map((line) => line.textContent),
      ]),
    )
    const panel = 'Panel: Linux in the Kubernetes Era: Does The OS Still Matter?'
    const regulated = 'How to Effectively Manage Kubernetes in a Regulated Environment'
    expect(entries).toEqual([
      [panel, 'Going', [`Clashes with ${regulated}, 35 min`]],
      [regulated, 'Going', [`Clashes with ${panel}, 35 min`]],
      ['In Search Of A kubectl blame Command', 'Going', ['Clashes with Lunch, 10 min']],
      ['Lunch', 'My time', ['Clashes with In Search Of A kubectl blame Command, 10 min']],
      ['Bypass Falco', 'Maybe', []],
    ])
    expect(clashes.map(({ sessions, minutes }) => [...sessions, minutes])).toEqual([
      ['linux-in-the-kubernetes-era', 'regulated-environment', 35],
      ['kubectl-blame', 'block:Lunch', 10],
    ])
    expect(await textsOf(page, '.gap')).toEqual(['Free for 30 min'])
    expect(await textsOf(page, '.facts span')).toEqual([
      'My agenda',
      'Fri 20 Nov',
      '3 going',
      '1 block',
      '1 maybe',
      '2 clashes',
      'Times in America/New_York (UTC-5)',
    ])
    expect(misdeeds).toEqual([])
  })

  test('the timetable has a box for everything timed, under its room, as far down and as high as it is late and long', async (context) => {
    const home = await homeInAutumn()
    const programme = await told(['-c', AUTUMN], home)
    const { page } = await open(context, await exported(['--all', '--with-picks', '--blocks', '-c', AUTUMN], { home }))
    await page.click('nav.days a:has-text("All days")')
    await page.click('[data-view=grid]')
    const placed = await boxesOf(page)
    const folded = new Set(await textsOf(page, '.folded h4'))
    const expected = programme.filter(
      ({ start, kind, title }) => start !== undefined && (!folded.has(title) || kind === 'break' || kind === 'social'),
    )
    expect(placed.map(({ title }) => title).toSorted()).toEqual(
      [...expected.map(({ title }) => title), 'Booth duty'].toSorted(),
    )
    const stages: Readonly<Record<string, string>> = {
      'AI for Operators': 'Going',
      "The Maintainer's Year": 'Going',
      'Workshop: Kubernetes From Zero': 'Going',
      'Panel: Who Pays for Open Source?': 'Maybe',
    }
    const clashing = ['AI for Operators', "The Maintainer's Year"]
    for (const session of expected) {
      const box = placed.find(({ title }) => title === session.title)
      const span = timeOf(session, 5).match(/^(?:[A-Z]\w+ )?[\d:]+–[\d:]+/)?.[0]
      expect(box).toMatchObject({
        span,
        stage: stages[session.title] ?? '',
        clash: clashing.includes(session.title) ? 'Clash' : '',
      })
      // On one day only one session has a room, so the columns have no heads.
      if (!box?.banner) expect(box?.head).toMatch(new RegExp(`^(${session.room ?? ''})?$`))
    }
    expect(placed.find(({ title }) => title === 'Booth duty')).toMatchObject({ head: 'My time', stage: 'My time' })
    expect(placed.filter(({ head }) => head !== '').length).toBeGreaterThan(8)
    const minutesOf = ({ start = '', end = '' }: Told) => (Date.parse(end) - Date.parse(start)) / 60_000
    const scales = expected.flatMap((session) => {
      const box = placed.find(({ title }) => title === session.title)
      return box && !box.banner && minutesOf(session) >= 15 ? [(box.height + 2) / minutesOf(session)] : []
    })
    expect(Math.max(...scales) - Math.min(...scales)).toBeLessThan(0.1)
    for (const day of new Set(placed.map((box) => box.day))) {
      const here = placed.filter((box) => box.day === day)
      const startOf = (box: Placed) => programme.find(({ title }) => title === box.title)?.start ?? ''
      const byStart = here.filter(({ title }) => title !== 'Booth duty').toSorted((a, b) => a.top - b.top)
      expect(byStart.map(startOf)).toEqual(byStart.map(startOf).toSorted())
    }
  })

  test('rows and columns of the timetable are those of what was found; what has no time is listed below', async (context) => {
    const html = await exported(['--all', '--with-picks', '--blocks', '-c', AUTUMN], { home: await homeInAutumn() })
    const { page, misdeeds } = await open(context, html)
    await page.click('[data-view=grid]')
    await page.click('nav.days a:has-text("All days")')
    const whole = await boxesOf(page)
    for (const words of ['operators', 'maintainer', 'night', 'kubernetes', 'coffee']) {
      await searchFor(page, words)
      const found = await boxesOf(page)
      expect(found.length).toBeLessThan(whole.length / 2)
      const listed = await visibleTexts(page, 'article.s h4')
      expect(await page.textContent('#status')).toMatch(new RegExp(`^${found.length + listed.length} match`))
      const heads = await textsOf(page, '.head:not(.corner)')
      expect(heads.filter((head) => !found.some((box) => box.head === head))).toEqual([])
      expect(found.every(({ top }) => top > 0 && top < 20_000)).toBe(true)
    }
    await searchFor(page, '')
    expect(await boxesOf(page)).toEqual(whole)
    expect(misdeeds).toEqual([])
  })

  test('a star in a box picks its session; the line of the present moment is where it is', async (context) => {
    const html = await exported(['--all', '-c', AUTUMN], { home: newHome() })
    const { page } = await open(context, html, { now: '2026-10-23T08:10:00Z' })
    await page.click('[data-view=grid]')
    const box = '.box:has-text("AI for Operators")'
    await page.click(`${box} .star`)
    expect(await textsOf(page, `${box} .stage`)).toEqual(['Going'])
    expect(await textsOf(page, '#tally')).toEqual(['1 pick'])
    expect(await textsOf(page, 'li.now')).toEqual(['Now 10:10'])
    expect(await page.isVisible('#jump')).toBe(true)
    const rows = await page.$$eval('.at, li.now', (all) =>
      all
        .map((one) => [one.getBoundingClientRect().top, one.textContent?.replace('Now ', '') ?? ''] as const)
        .sort(([a], [b]) => a - b)
        .map(([, time]) => time),
    )
    expect(rows).toEqual(rows.toSorted())
  })
})

interface Placed {
  readonly day: string
  readonly title: string
  readonly head: string
  readonly span: string
  readonly stage: string
  readonly clash: string
  readonly banner: boolean
  readonly top: number
  readonly height: number
}

/** The boxes of the timetables of a page, with the head above each. */
async function boxesOf(page: Awaited<ReturnType<typeof open>>['page']): Promise<readonly Placed[]> {
  return page.$$eval('.grid .box', (boxes) =>
    boxes.map((box) => {
      const text = (selector: string) => box.querySelector(selector)?.textContent ?? ''
      const { top, left, height } = box.getBoundingClientRect()
      const grid = box.closest('.grid')
      const head = [...(grid?.querySelectorAll('.head:not(.corner)') ?? [])].find((one) => {
        const place = one.getBoundingClientRect()
        return place.left <= left + 2 && left + 2 < place.right
      })
      return {
        day: box.closest<HTMLElement>('section.day')?.dataset['day'] ?? '',
        title: text('a'),
        head: head?.textContent ?? '',
        span: text('.span'),
        stage: text('.stage'),
        clash: text('.clash'),
        banner: box.classList.contains('banner'),
        top: Math.round(top - (grid?.getBoundingClientRect().top ?? 0)),
        height,
      }
    }),
  )
}

describe('the tools', () => {
  test('search looks everywhere, forgives accents and case, and says how many it found', async (context) => {
    const { page } = await open(
      context,
      await exported(['--all', '--with-picks', '--blocks', '-c', AUTUMN], { home: newHome() }),
    )
    const search = async (words: string) => {
      await searchFor(page, words)
      return visibleTexts(page, 'article.s h4')
    }
    expect(await search('perez KUBERNETES')).toEqual(['Workshop: Kubernetes From Zero'])
    expect(await page.textContent('#status')).toBe('1 match')
    // In the abstract, and in folded sessions.
    expect(await search('laptop')).toEqual(['Workshop: Kubernetes From Zero'])
    expect(await search('coffee')).toEqual(['Coffee'])
    expect(await search('nothing of the kind')).toEqual([])
    expect(await visibleTexts(page, '#none')).toEqual(['Nothing matches. Show everything'])
    await page.click('#reset')
    expect((await visibleTexts(page, 'article.s h4')).length).toBeGreaterThan(12)
    await page.keyboard.press('Escape')
    await page.locator('h1').click()
    await page.keyboard.press('/')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('find')
  })

  test.for(CONFERENCES)('%s: search finds what the terminal finds, and marks it', async ([, , argv], context) => {
    const home = newHome()
    const { page, misdeeds } = await open(context, await exported(['--all', ...argv], { home }))
    const texts = await page.$$eval('article.s', (cards) => cards.map((card) => card.textContent ?? ''))
    const known = [...new Set(texts.flatMap((text) => text.match(/[\p{L}\p{N}+#./'-]{2,}/gu) ?? []))]
    const some = known.filter((_, index) => index % Math.ceil(known.length / (SWEEPS ? 25 : 6)) === 0)
    const typos = some.map((word) => word.slice(0, 2) + word.slice(3))
    const pairs = some.map((word, index) => `${word} ${some[(index * 7 + 3) % some.length]}`)
    const fixed = ['!kubernetes', 'cicd', 'nodejs', 'k8s', 'git ops', 'c++', 'ai', '  ', 'AI + ML', 'details']
    for (const words of [...some, ...typos, ...pairs, ...fixed]) {
      const asked = words.split(' ').filter((word) => word !== '')
      const { stdout } = await kubeplan(['list', '--format', 'ids', '--kind', 'all', ...argv, '--', ...asked], { home })
      const expected = stdout.split('\n').filter((id) => id !== '')
      await searchFor(page, words)
      const found = await page.$$eval('article.s', (cards) =>
        cards.flatMap((card) => (card.checkVisibility() ? [decodeURIComponent(card.id.slice(2))] : [])),
      )
      const whole = words.trim() === ''
      if (!whole) expect([words, ...found.toSorted()]).toEqual([words, ...expected.toSorted()])
      const isMarked = () => page.evaluate(() => (CSS.highlights.get('found')?.size ?? 0) > 0)
      await expect.poll(isMarked).toBe(!whole && expected.length > 0 && !words.startsWith('!'))
    }
    expect(misdeeds).toEqual([])
  })

  test('tabs show a day, filters what has one of their values, with counts, and a pill takes each away', async (context) => {
    const { page } = await open(
      context,
      await exported(['--all', '--with-picks', '--blocks', '-c', AUTUMN], { home: newHome() }),
    )
    expect(await visibleTexts(page, 'h2')).toEqual(['Thu 22 Oct'])
    await page.click('nav.days a:has-text("Sat 24 Oct")')
    expect(await visibleTexts(page, 'h2')).toEqual(['Sat 24 Oct'])
    expect(await textsOf(page, 'nav.days [aria-current]')).toEqual(['Sat 24 Oct 5'])
    await page.click('#filters summary')
    await page.selectOption('#filter-track', 'Operations')
    expect(await visibleTexts(page, 'article.s h4')).toEqual([
      'Tutorial: Debugging DNS',
      'Quiet Failures',
      'Night Watch',
    ])
    expect(await page.textContent('#status')).toBe('3 matches on this day, 5 in all')
    await page.selectOption('#filter-track', 'Learning')
    await page.click('nav.days a:has-text("All days")')
    expect((await visibleTexts(page, 'article.s .track')).toSorted()).toEqual([
      'Learning',
      'Learning',
      'Operations',
      'Operations',
      'Operations',
      'Operations',
      'Operations',
    ])
    expect(await textsOf(page, '#pills button')).toEqual(['Track: Operations×', 'Track: Learning×'])
    await page.selectOption('#filter-kind', 'tutorial')
    expect(await visibleTexts(page, 'article.s h4')).toEqual(['Tutorial: Debugging DNS'])
    await page.click('#pills button:has-text("Kind")')
    await page.click('#pills button:has-text("Operations")')
    expect(await visibleTexts(page, 'article.s .track')).toEqual(['Learning', 'Learning'])
  })

  test('the viewer may read all times on their own clock, across dates and changes of the clocks', async (context) => {
    const options = { timezoneId: 'America/New_York' }
    const { page, misdeeds } = await open(
      context,
      await exported(['--all', '--with-picks', '--blocks', '-c', AUTUMN], { home: newHome() }),
      options,
    )
    await page.click('nav.days a:has-text("All days")')
    await page.click('[data-view=grid]')
    const before = await textsOf(page, 'article.s .when, .slot h3, .at, .box .when')
    expect(await textsOf(page, '#zone > option')).toEqual(['Conference time', 'My time: America/New_York'])
    await page.selectOption('#zone', 'America/New_York')
    expect(await page.textContent('#clock')).toBe('Times in America/New_York (UTC-4)')
    const mine = await kubeplan(
      ['list', '-c', AUTUMN, '--kind', 'all', '--format', 'tsv', '--tz', 'America/New_York'],
      { home: newHome() },
    )
    const rows = mine.stdout.split('\n').filter((row) => /\d\d:\d\d\t\d\d:\d\d/.test(row))
    const expected = rows.map((row) =>
      row
        .match(/(\d\d:\d\d)\t(\d\d:\d\d)/)
        ?.slice(1, 3)
        .join('–'),
    )
    const times = await textsOf(page, 'article.s .when:has(time)')
    expect(times.map((text) => text.match(/\d\d:\d\d–\d\d:\d\d/)?.[0]).toSorted()).toEqual(expected.toSorted())
    expect(before).toContain('Sun 02:30–03:00 30 min')
    expect(await textsOf(page, 'article.s:has-text("Small Hours") .when')).toEqual(['21:30–22:00 30 min'])
    expect(await textsOf(page, '.box:has-text("Small Hours") .span')).toEqual(['21:30–22:00'])
    await page.selectOption('#zone', 'Europe/Amsterdam')
    expect(await textsOf(page, 'article.s .when, .slot h3, .at, .box .when')).toEqual(before)
    expect(misdeeds).toEqual([])
  })

  test('a page of twelve hours keeps to them on every clock', async (context) => {
    const file = await exported(['--all', '--clock', '12', '-c', AUTUMN], { home: newHome() })
    const { page } = await open(context, file, { timezoneId: 'America/New_York' })
    await page.click('nav.days a:has-text("All days")')
    const small = 'article.s:has-text("Small Hours") .when'
    expect(await textsOf(page, small)).toEqual(['Sun 2:30am–3:00am 30 min'])
    await page.selectOption('#zone', 'America/New_York')
    expect(await textsOf(page, small)).toEqual(['9:30pm–10:00pm 30 min'])
  })

  test('any zone can be chosen; the browser remembers it, and the heading names it', async (context) => {
    const html = await exported(['-c', AUTUMN, '--all', '--with-picks', '--blocks'], { home: newHome() })
    const { page } = await open(context, html, { timezoneId: 'Europe/Brussels' })
    expect(await textsOf(page, '#zone > option')).toEqual(['Conference time'])
    await page.selectOption('#zone', 'Asia/Tokyo')
    const first = 'article.s:has-text("Keynote: Where") .when'
    expect(await textsOf(page, first)).toEqual(['16:00–16:30 30 min'])
    await page.goto(page.url().replace(/#.*/, ''))
    await page.waitForSelector('html[data-ready]', { state: 'attached' })
    expect(await page.textContent('#clock')).toBe('Times in Asia/Tokyo (UTC+9)')
    expect(await textsOf(page, first)).toEqual(['16:00–16:30 30 min'])
  })

  test('the address holds what is shown: it can be sent, reloaded, and gone back through', async (context) => {
    const html = await exported(['--all', '--with-picks', '--blocks', '-c', AUTUMN], { home: await homeInAutumn() })
    const { page, misdeeds } = await open(context, html, { timezoneId: 'America/New_York' })
    const shown = async () => ({
      titles: await visibleTexts(page, 'article.s h4'),
      boxes: await textsOf(page, '.box a'),
      days: await visibleTexts(page, 'section.day > h2'),
      words: await page.inputValue('#find'),
      pills: await textsOf(page, '#pills button'),
      clock: await page.textContent('#clock'),
      sheet: await visibleTexts(page, 'dialog h2'),
      pressed: await textsOf(page, '[aria-pressed=true]:not(.star)'),
    })
    const steps: (() => Promise<unknown>)[] = [
      () => page.click('nav.days a:has-text("Fri 23 Oct")'),
      () => page.click('button[data-view=grid]'),
      () => page.click('.box:has-text("AI for Operators") a'),
      () => page.keyboard.press('Escape'),
      () => page.selectOption('#zone', 'America/New_York'),
      () => page.selectOption('#filter-track', 'AI + ML'),
      () => page.click('#mine'),
      () => page.click('button[data-view=list]'),
      () => searchFor(page, 'operators'),
    ]
    await page.evaluate(() => document.querySelector('#filters')?.setAttribute('open', ''))
    const seen = [{ url: page.url(), state: await shown() }]
    for (const step of steps) {
      await step()
      await expect.poll(() => page.url()).not.toBe(seen.at(-1)?.url)
      seen.push({ url: page.url(), state: await shown() })
    }
    for (const { url, state } of someOf(seen.slice(1).reverse(), 4)) {
      const { page: other } = await open(context, html, { timezoneId: 'America/New_York', hash: new URL(url).hash })
      const [titles, words] = [await visibleTexts(other, 'article.s h4'), await other.inputValue('#find')]
      expect({ titles, words }).toEqual({ titles: state.titles, words: state.words })
    }
    await page.reload()
    await page.waitForSelector('html[data-ready]', { state: 'attached' })
    expect(await shown()).toEqual(seen.at(-1)?.state)
    // Where a session was closed, nothing is left of it to go back to.
    const behind = seen.filter(
      ({ url }, index) => !url.includes('open=') && seen[index - 1]?.url.includes('open=') !== true,
    )
    for (const { url, state } of behind.slice(1, -1).reverse()) {
      await page.goBack()
      await expect.poll(() => page.url()).toBe(url)
      await expect.poll(shown).toEqual(state)
    }
    expect(misdeeds).toEqual([])
  })

  test('a zone younger than the browser is not offered, and everything else works', async (context) => {
    const venue = 'data-venue="Europe/Amsterdam"'
    for (const flags of [[], ['--tz', 'Asia/Tokyo']]) {
      const html = await exported(['-c', AUTUMN, '--all', '--with-picks', '--blocks', ...flags], { home: newHome() })
      expect(html).toContain(venue)
      const young = html.replace(venue, 'data-venue="Europe/Tomorrow"')
      const { page, misdeeds } = await open(
        context,
        flags.length === 0 ? young.replace('data-zone="Europe/Amsterdam"', 'data-zone="Europe/Tomorrow"') : young,
        { timezoneId: 'America/New_York' },
      )
      expect(await textsOf(page, '#zone > option')).toEqual([
        flags[1] ?? 'Conference time',
        'My time: America/New_York',
      ])
      expect(misdeeds).toEqual([])
    }
  })

  test('a page made with --tz offers its own clock, the conference’s and the viewer’s', async (context) => {
    const html = await exported(['-c', AUTUMN, '--all', '--with-picks', '--blocks', '--tz', 'Asia/Tokyo'], {
      home: newHome(),
    })
    const { page } = await open(context, html, { timezoneId: 'America/New_York' })
    expect(await textsOf(page, '#zone > option')).toEqual([
      'Asia/Tokyo',
      'Conference time',
      'My time: America/New_York',
    ])
    expect(await textsOf(page, 'article.s:has-text("Keynote: Where") .when')).toEqual(['16:00–16:30 30 min'])
    // A start on another date than the conference day names the date, in the list and in the timetable.
    expect(await textsOf(page, 'article.s:has-text("Last Words") .when')).toEqual(['Tue 07:30–08:15 45 min'])
    await page.click('nav.days a:has-text("All days")')
    await page.click('[data-view=grid]')
    expect(await textsOf(page, '.box:has-text("Last Words") .span')).toEqual(['Tue 07:30–08:15'])
    await page.selectOption('#zone', 'Europe/Amsterdam')
    expect(await textsOf(page, 'article.s:has-text("Keynote: Where") .when')).toEqual(['09:00–09:30 30 min'])
  })

  test('light and dark follow the system until somebody chooses, and the choice stays', async (context) => {
    const { page } = await open(context, await exported(['--all', '--with-picks', '--blocks'], { home: newHome() }), {
      colorScheme: 'dark',
    })
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    const dark = await paper()
    await page.click('#theme')
    expect(await page.getAttribute('#theme', 'aria-label')).toBe('Theme: light')
    expect(await paper()).not.toBe(dark)
    await page.reload()
    await page.waitForSelector('html[data-ready]', { state: 'attached' })
    expect(await paper()).not.toBe(dark)
    await page.click('#theme')
    expect(await paper()).toBe(dark)
  })
})

test('a phone shows four sessions at once with two lines of their abstracts, and five further down', async (context) => {
  const html = await exported(['--all', '--day', 'fri'], { home: newHome() })
  const viewport = { width: 375, height: 812 }
  const { page, misdeeds } = await open(context, html, { viewport, isMobile: true, hasTouch: true })
  const whole = () =>
    page.$$eval('article.s', (cards) => {
      const top = document.querySelector('nav.days')?.getBoundingClientRect().bottom ?? 0
      return cards.filter((card) => {
        const place = card.getBoundingClientRect()
        return card.checkVisibility() && place.top >= top && place.bottom <= innerHeight
      }).length
    })
  expect(await whole()).toBeGreaterThanOrEqual(4)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375)
  const [beginning] = await page.$$eval('.beginning', (all) => all.map((one) => one.getBoundingClientRect().height))
  expect(beginning).toBeGreaterThan(30)
  expect(beginning).toBeLessThan(40)
  await page.evaluate(() => scrollTo(0, 700))
  expect(await whole()).toBeGreaterThanOrEqual(5)
  await page.evaluate(() => scrollTo(0, 0))
  expect(await page.isVisible('button[data-view=grid]')).toBe(false)
  await page.click('#more')
  await page.click('button[data-view=grid]')
  await page.keyboard.press('Escape')
  expect(await page.isVisible('button[data-view=grid]')).toBe(false)
  await page.click('#more')
  await page.click('button[data-view=list]')
  await page.click('.beginning')
  expect(await page.isVisible('.abstract')).toBe(true)
  expect(misdeeds).toEqual([])
})
