import { afterAll, expect, test } from 'vitest'
import { kubeplan, newHome } from '../cli/kubeplan.js'
import { AUTUMN, homeInAutumn } from './agendas.js'
import { closeBrowser, downloaded, eventsOf, exported, open, textsOf, visibleTexts } from './browser.js'

afterAll(closeBrowser)

const PROGRAMME = ['--all', '--with-picks', '--blocks', '-c', AUTUMN]

test('a title opens all about its session, and the keyboard does the rest', async (context) => {
  const { page, misdeeds } = await open(context, await exported(PROGRAMME, { home: await homeInAutumn() }))
  await page.click('nav.days a:has-text("Fri")')
  const focused = () => page.evaluate(() => document.activeElement?.textContent)
  const shownNow = () => visibleTexts(page, 'dialog h2')
  const before = page.url()
  await page.focus('#s-maintainers-year h4 a')
  await page.keyboard.press('Enter')
  expect(await shownNow()).toEqual(["The Maintainer's Year"])
  expect(await textsOf(page, '.session :is(.date, .people li li, h3, section li)')).toEqual([
    'Fri 23 Oct',
    'Maybe 10:20 Panel: Who Pays for Open Source? Hall B, left wing',
    'At the same time',
    'Going 10:00 AI for Operators Hall A',
    'Maybe 10:20 Panel: Who Pays for Open Source? Hall B, left wing',
  ])
  await page.click('.session section a:has-text("AI for Operators")')
  expect(await shownNow()).toEqual(['AI for Operators'])
  expect(await textsOf(page, '.session :is(h3, section:first-of-type li)')).toEqual([
    'Given again',
    'Sat 24 Oct 10:00 AI for Operators, Again',
    'At the same time',
  ])
  await page.goBack()
  await expect.poll(shownNow).toEqual(["The Maintainer's Year"])
  await page.goForward()
  await expect.poll(shownNow).toEqual(['AI for Operators'])

  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  expect(await focused()).toBe('Maybe')
  await page.keyboard.press('Enter')
  expect(await focused()).toBe('Maybe')
  await page.click('.session [aria-label="Priority 5 (must)"]')
  expect(await textsOf(page, '.session [aria-pressed=true]')).toEqual(['Maybe', '5'])
  expect(await page.textContent('#command')).toBe('kubeplan add --maybe --priority 5 ai-for-operators')
  await page.keyboard.press('Escape')
  await expect.poll(shownNow).toEqual([])
  await expect.poll(focused).toBe("The Maintainer's Year")
  await expect.poll(() => page.url()).toBe(before)

  const star = '#s-ai-for-operators .star'
  expect(await page.getAttribute(star, 'aria-pressed')).toBe('mixed')
  await page.click(star)
  expect(await page.textContent('#command')).toBe('kubeplan add --priority 5 ai-for-operators')
  expect(misdeeds).toEqual([])
})

test('a box of the timetable does so too, and Escape goes back to the box', async (context) => {
  const { page, misdeeds } = await open(context, await exported(PROGRAMME, { home: await homeInAutumn() }))
  await page.click('[data-view=grid]')
  await page.focus('.box:has-text("From Zero") a')
  await page.keyboard.press('Enter')
  expect(await visibleTexts(page, 'dialog h2')).toEqual(['Workshop: Kubernetes From Zero'])
  expect(await visibleTexts(page, 'dialog .abstract')).toEqual(['From an empty laptop to a cluster that runs.'])
  await page.click('.session button:has-text("Not going")')
  await page.keyboard.press('Escape')
  expect(await page.isVisible('dialog')).toBe(false)
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.textContent))
    .toBe('Workshop: Kubernetes From Zero')
  expect(await textsOf(page, '.box:has-text("From Zero") .stage')).toEqual([])
  expect(misdeeds).toEqual([])
})

test('an address with # leads to a session wherever it is hidden', async (context) => {
  const { page } = await open(context, await exported(PROGRAMME, { home: newHome() }), { hash: '#s-coffee' })
  expect(await visibleTexts(page, 'h2')).toEqual(['Fri 23 Oct', 'Coffee'])
  await page.keyboard.press('Escape')
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest('article')?.id)).toBe('s-coffee')
  expect(await page.isVisible('#s-coffee')).toBe(true)
})

test('one session goes into any calendar, as the event of the export', async (context) => {
  const home = newHome()
  const { page } = await open(context, await exported(PROGRAMME, { home }), { hash: '#s-who-pays' })
  const { name, text } = await downloaded(page, '.session button:has-text(".ics")')
  expect(name).toBe('who-pays.ics')
  await kubeplan(['add', '-c', AUTUMN, 'who-pays'], { home })
  const expected = eventsOf((await kubeplan(['export', '-c', AUTUMN], { home })).stdout)
  const uid = 'who-pays@autumn-days-2026.kubeplan'
  const { dtstamp: _, 'last-modified': __, ...facts } = expected.get(uid) ?? {}
  expect(eventsOf(text).get(uid)).toMatchObject(facts)
  const links = await page.$$eval('.session a[target]', (all) => all.map((link) => link.getAttribute('href') ?? ''))
  expect(
    links.map((link) => new URL(link).searchParams.get('dates') ?? new URL(link).searchParams.get('startdt')),
  ).toEqual(['20261023T082000Z/20261023T090000Z', '2026-10-23T08:20:00Z'])
})

test('what a calendar was given is changed and cancelled in it, also after a reload', async (context) => {
  const { page } = await open(context, await exported(PROGRAMME, { home: newHome() }))
  const uid = 'from-zero@autumn-days-2026.kubeplan'
  const state = async () => {
    const { status, sequence } = eventsOf((await downloaded(page)).text).get(uid) ?? {}
    return `${status} ${sequence}`
  }
  const star = '#s-from-zero .star'
  await page.click(star)
  expect(await state()).toBe('CONFIRMED 0')
  expect(await state()).toBe('CONFIRMED 0')
  await page.click('#s-from-zero h4 a')
  await page.click('.session button:has-text("Maybe")')
  await page.keyboard.press('Escape')
  await expect.poll(() => page.isVisible('dialog')).toBe(false)
  expect(await state()).toBe('TENTATIVE 1')
  await page.click(star)
  await page.click(star)
  expect(await page.textContent('#tally')).toBe('0 picks, 1 to cancel in your calendar')
  await page.reload()
  await page.waitForSelector('html[data-ready]', { state: 'attached' })
  expect(await state()).toBe('CANCELLED 2')
  expect(await page.isVisible('#tray')).toBe(false)
  await page.click(star)
  expect(await state()).toBe('CONFIRMED 3')
})
