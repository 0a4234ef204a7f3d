import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, describe, expect, test } from 'vitest'
import { kubeplan, newHome } from '../cli/kubeplan.js'
import { HOSTILE_CATALOGUE, IDS } from '../fixtures/hostile.js'
import { lintCalendar } from '../render/calendar-lint.js'
import { AUTUMN, homeInAutumn, homeWithPicks } from './agendas.js'
import { closeBrowser, downloaded, eventsOf, exported, open, textsOf, visibleTexts } from './browser.js'

afterAll(closeBrowser)

/** Differs on purpose, because a pick made here is not saved yet. */
function withoutStamps(events: ReturnType<typeof eventsOf>) {
  return new Map([...events].map(([uid, { dtstamp, 'last-modified': modified, ...rest }]) => [uid, rest]))
}

describe('stars', () => {
  test('become the very events that the terminal exports, and the commands that make them picks', async (context) => {
    const home = newHome()
    const { page, misdeeds } = await open(context, await exported(['--all', '--with-picks', '--blocks'], { home }))
    expect(await page.isVisible('#tray')).toBe(false)
    await page.click('nav.days a:has-text("All days")')
    const starred = ['kubectl-blame', 'linux-in-the-kubernetes-era', 'bypass-falco', 'datadog-on-kubernetes-monitoring']
    for (const id of starred) await page.click(`#s-${id} .star`)
    expect(await page.textContent('#tally')).toBe('4 picks')
    expect(await textsOf(page, '#s-bypass-falco .stage')).toEqual(['Going'])
    const { name, text } = await downloaded(page)
    expect(name).toBe('kubecon-na-2020.ics')
    expect(lintCalendar(text)).toEqual([])

    const line = await page.textContent('#command')
    expect(line).toBe(
      'kubeplan add datadog-on-kubernetes-monitoring linux-in-the-kubernetes-era kubectl-blame bypass-falco',
    )
    expect((await kubeplan(line?.split(' ').slice(1) ?? [], { home })).exit).toBe(0)
    const mine = eventsOf((await kubeplan(['export'], { home })).stdout)
    expect(mine.size).toBe(4)
    expect(withoutStamps(eventsOf(text))).toEqual(withoutStamps(mine))
    const programme = eventsOf((await kubeplan(['export', '--all'], { home: newHome() })).stdout)
    expect([...eventsOf(text).keys()].filter((uid) => !programme.has(uid))).toEqual([])
    expect(misdeeds).toEqual([])
  })

  test('mark what clashes as soon as they do, with picks, blocks and each other', async (context) => {
    const home = await homeInAutumn()
    const { page } = await open(context, await exported(['--all', '--with-picks', '--blocks', '-c', AUTUMN], { home }))
    await page.click('nav.days a:has-text("Sat 24 Oct")')
    expect(await page.textContent('#tally')).toBe('4 picks, 1 clash')
    await page.click('article:has-text("AI for Operators, Again") .star')
    expect(await page.textContent('#tally')).toBe('5 picks, 1 clash')
    await page.click('article:has-text("Debugging DNS") .star')
    expect(await page.textContent('#tally')).toBe('6 picks, 2 clashes')
    const clashes = 'article:has(h4 a:text-is("Tutorial: Debugging DNS")) .clashes li'
    expect(await visibleTexts(page, clashes)).toEqual(['Clashes with AI for Operators, Again, 30 min'])
    await page.click('#mine')
    expect((await visibleTexts(page, 'article.s h4')).toSorted()).toEqual([
      'AI for Operators, Again',
      'Tutorial: Debugging DNS',
    ])
    await page.click('#clashing')
    await page.click('nav.days a:has-text("All days")')
    expect((await visibleTexts(page, 'article.s h4')).toSorted()).toEqual(
      ['AI for Operators', 'AI for Operators, Again', "The Maintainer's Year", 'Tutorial: Debugging DNS'].toSorted(),
    )
    // The terminal gives the same once the stars are picks.
    const line = (await page.textContent('#command')) ?? ''
    expect(line).toBe('kubeplan add debugging-dns ai-again')
    await kubeplan([...line.split(' ').slice(1), '-c', AUTUMN], { home })
    const { stdout } = await kubeplan(['clashes', '-c', AUTUMN, '--json'], { home })
    expect(JSON.parse(stdout).clashes.length).toBe(2)
  })

  test('know of clashes with what the page was not given, as long as they are picks', async (context) => {
    const home = await homeInAutumn()
    const { page } = await open(
      context,
      await exported(['--all', '--with-picks', '--blocks', '-c', AUTUMN, '--track', 'AI + ML'], { home }),
    )
    const card = 'article:has(h4 a:text-is("AI for Operators"))'
    expect(await visibleTexts(page, `${card} .clashes li`)).toEqual(["Clashes with The Maintainer's Year, 40 min"])
    expect(await visibleTexts(page, `${card} .clashes a`)).toEqual([])
    await page.click(`${card} .star`)
    expect(await textsOf(page, `${card} .clashes`)).toEqual([])
  })

  test('are kept by the browser, are forgotten once the agenda has them, and can be taken back', async (context) => {
    const home = await homeWithPicks()
    const { page } = await open(context, await exported(['--all', '--with-picks', '--blocks'], { home }))
    await page.click('#s-sig-scheduling-deep-dive .star')
    await page.click('#s-kubectl-blame .star')
    await page.reload()
    await page.waitForSelector('html[data-ready]', { state: 'attached' })
    expect(await page.getAttribute('#s-sig-scheduling-deep-dive .star', 'aria-pressed')).toBe('true')
    expect(await page.textContent('#command')).toBe(
      'kubeplan add sig-scheduling-deep-dive && kubeplan drop kubectl-blame',
    )
    const events = eventsOf((await downloaded(page)).text)
    expect(events.get('kubectl-blame@kubecon-na-2020.kubeplan')).toMatchObject({ status: 'CANCELLED', sequence: '1' })
    expect(events.get('sig-scheduling-deep-dive@kubecon-na-2020.kubeplan')).toMatchObject({ status: 'CONFIRMED' })
    expect(events.get('bypass-falco@kubecon-na-2020.kubeplan')).toMatchObject({ status: 'TENTATIVE' })
    await page.click('#s-kubectl-blame .star')
    expect(await textsOf(page, '#s-kubectl-blame .stage')).toEqual(['Going'])
    expect(await page.textContent('#command')).toBe('kubeplan add sig-scheduling-deep-dive')

    // The same browser opens tomorrow's page, written after the command was typed.
    await kubeplan(['add', 'sig-scheduling-deep-dive'], { home })
    const again = await exported(['--all', '--with-picks', '--blocks'], { home })
    await page.route(page.url(), (route) => route.fulfill({ body: again, contentType: 'text/html' }))
    await page.reload()
    await page.waitForSelector('html[data-ready]', { state: 'attached' })
    expect(await page.textContent('#command')).toBe('')
    expect(await page.textContent('#tally')).toBe('5 picks, 3 clashes')
  })

  test('work where the browser keeps nothing, and the page says so', async (context) => {
    const { page, misdeeds } = await open(
      context,
      await exported(['--all', '--with-picks', '--blocks'], { home: newHome() }),
      {
        // As in some browsers for local files.
        before: () => {
          const refuse = () => {
            throw new DOMException('no storage for files', 'SecurityError')
          }
          Object.defineProperty(window, 'localStorage', { get: refuse })
        },
      },
    )
    await page.click('#theme')
    await page.click('nav.days a:has-text("Fri")')
    await page.click('#s-kubectl-blame .star')
    expect(await page.textContent('#command')).toBe('kubeplan add kubectl-blame')
    expect(await visibleTexts(page, '#kept')).toEqual([expect.stringContaining('does not save stars')])
    expect(misdeeds).toEqual([])
  })

  test('the command is copied as a shell reads it, whatever the ids are', async (context) => {
    const home = newHome()
    const catalogue = join(home, 'work', 'hostile.json')
    writeFileSync(catalogue, HOSTILE_CATALOGUE)
    const { page } = await open(
      context,
      await exported(['--all', '--with-picks', '--blocks', '-c', catalogue], { home }),
    )
    await page.click('nav.days a:has-text("All days")')
    await page.$$eval('.star', (stars) => {
      for (const star of stars) if (star instanceof HTMLElement) star.click()
    })
    await page.click('.command summary')
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.click('#copy')
    await expect.poll(() => page.textContent('#copy')).toBe('Copied')
    const line = await page.evaluate(() => navigator.clipboard.readText())
    expect(line).toBe(await page.textContent('#command'))
    const words = execFileSync('sh', ['-c', line.replace(/^kubeplan /, "printf '%s\\0' ")], { encoding: 'utf8' })
    const [verb, end, ...ids] = words.split('\0').slice(0, -1)
    expect([verb, end]).toEqual(['add', '--'])
    const known = JSON.parse((await kubeplan(['list', '--kind', 'all', '-c', catalogue, '--json'], { home })).stdout)
    const wanted: readonly string[] = known.sessions.map(({ id }: { id: string }) => id)
    expect(ids.toSorted()).toEqual(wanted.toSorted())
    expect(IDS.filter((id) => !ids.includes(id))).toEqual([])
    // A lone dash stands for the ids on stdin; everything else must refer to the session it names.
    const added = await kubeplan(['add', '-c', catalogue, '--', ...ids.filter((id) => id !== '-')], { home })
    expect(added.exit).toBe(0)
  })
})

describe('an agenda', () => {
  test('takes its events along, and offers nothing to choose', async (context) => {
    const home = await homeWithPicks()
    const { page, misdeeds } = await open(context, await exported([], { home }))
    const { text } = await downloaded(page)
    expect(eventsOf(text)).toEqual(eventsOf((await kubeplan(['export'], { home })).stdout))
    expect(await textsOf(page, '.star, #command, #mine')).toEqual([])
    expect(misdeeds).toEqual([])
  })
})

test('ends that nobody knows clash, run and are taken along, and are never shown', async (context) => {
  const home = newHome()
  writeFileSync(
    join(home, 'work', 'owls.yaml'),
    `conference: { name: Owls, timezone: Europe/Paris }
sessions:
  - { title: Strix, room: Barn, start: 2026-06-01 10:00 }
  - { title: Bubo, room: Loft, start: 2026-06-01 10:00 }
`,
  )
  const html = await exported(['--all', '--with-picks', '--blocks', '-c', './owls.yaml'], { home })
  const { page, misdeeds } = await open(context, html, { now: '2026-06-01T08:10:30Z', timezoneId: 'America/New_York' })
  for (const id of ['strix', 'bubo']) await page.click(`#s-${id} .star`)
  expect(await page.textContent('#tally')).toBe('2 picks, 1 clash')
  expect(await visibleTexts(page, '#s-strix .clashes li')).toEqual(['Clashes with Bubo'])
  expect((await visibleTexts(page, '#now p')).toSorted()).toEqual([
    'Now Bubo since 10:00, end not known · Loft',
    'Now Strix since 10:00, end not known · Barn',
  ])
  await page.selectOption('#zone', 'America/New_York')
  expect(await textsOf(page, '#s-strix .when time')).toEqual(['04:00', '?'])
  const { text } = await downloaded(page)
  expect(text).not.toMatch(/DTEND|DURATION:PT[^1]/)
  expect(misdeeds).toEqual([])
})

describe('now and next', () => {
  const panel = (page: Page) => visibleTexts(page, '#now p')

  test('the page opens at what is on, counts the minutes, and moves on', async (context) => {
    const html = await exported(['--blocks'], { home: await homeWithPicks() })
    const { page } = await open(context, html, { now: '2020-11-20T22:20:30Z', viewport: { width: 390, height: 844 } })
    expect(await panel(page)).toEqual([
      'Now In Search Of A kubectl blame Command until 17:40, 20 min left',
      'Next Lunch 17:30, in 10 min',
    ])
    expect(await visibleTexts(page, 'article.s h4')).toEqual([
      'In Search Of A kubectl blame Command',
      'Lunch',
      'Bypass Falco',
    ])
    expect(await textsOf(page, 'article .on')).toEqual(['On now'])
    await page.clock.runFor(31 * 60_000)
    expect(await panel(page)).toEqual(['Now Lunch until 18:15, 24 min left'])
    await page.click('.earlier')
    expect((await visibleTexts(page, 'article.s h4')).length).toBe(5)
    await page.clock.runFor(60 * 60_000)
    expect(await panel(page)).toEqual([])
  })

  test('what of mine began earlier and is still on is not folded away', async (context) => {
    const html = await exported(['--blocks'], { home: await homeWithPicks() })
    const { page } = await open(context, html, { now: '2020-11-20T22:33:00Z' })
    expect(await textsOf(page, 'article .on')).toEqual(['On now', 'On now'])
    expect(await visibleTexts(page, '.earlier')).toEqual(['Earlier, from 16:00'])
    expect(await visibleTexts(page, 'article.s h4')).toEqual([
      'In Search Of A kubectl blame Command',
      'Lunch',
      'Bypass Falco',
    ])
  })

  test('where nothing of mine is left the page opens at what others do', async (context) => {
    const home = newHome()
    await kubeplan(['add', 'linux-in-the-kubernetes-era'], { home })
    const html = await exported(['--all', '--with-picks', '--blocks'], { home })
    const { page } = await open(context, html, { now: '2020-11-20T22:20:30Z' })
    expect(await panel(page)).toEqual([])
    expect(await visibleTexts(page, '.earlier')).toEqual(['Earlier, from 16:00'])
    expect((await visibleTexts(page, 'article.s h4'))[0]).toBe('In Search Of A kubectl blame Command')
  })

  test('without picks it is what everybody can go to, without umbrellas, on the day that it is', async (context) => {
    const html = await exported(['--all', '--with-picks', '--blocks', '-c', AUTUMN], { home: newHome() })
    const { page } = await open(context, html, { now: '2026-10-23T08:05:00Z' })
    expect(await panel(page)).toEqual([
      'Now AI for Operators until 10:40, 35 min left · Hall A',
      "Now The Maintainer's Year until 10:40, 35 min left · Hall B",
      'Next Panel: Who Pays for Open Source? 10:20, in 15 min · Hall B, left wing',
    ])
    expect(await visibleTexts(page, 'h2')).toEqual(['Fri 23 Oct'])
  })

  test.for(['2026-10-01T10:00:00Z', '2026-11-01T10:00:00Z'])(
    'before and after the conference (%s) nothing is on',
    async (now, context) => {
      const html = await exported(['--all', '--with-picks', '--blocks', '-c', AUTUMN], { home: newHome() })
      const { page } = await open(context, html, { now })
      expect(await panel(page)).toEqual([])
      expect(await visibleTexts(page, '.on, .earlier')).toEqual([])
      expect(await visibleTexts(page, 'h2')).toEqual(['Thu 22 Oct'])
    },
  )
})
