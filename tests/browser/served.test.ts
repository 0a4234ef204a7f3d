import { afterAll, expect, onTestFinished, test } from 'vitest'
import { started } from '../cli/server.js'
import { homeWithPicks } from './agendas.js'
import { browserFor, closeBrowser, exported, open, visibleTexts } from './browser.js'

afterAll(closeBrowser)

test('a served page runs under the policy of its header and offers addresses to subscribe to', async (context) => {
  const browser = await browserFor(context)
  const home = await homeWithPicks()
  const { port } = await started([], { home })
  const opened = await browser.newContext()
  onTestFinished(() => opened.close())
  const page = await opened.newPage()
  const misdeeds: string[] = []
  page.on('console', (message) => misdeeds.push(message.text()))
  page.on('pageerror', (error) => misdeeds.push(error.message))
  await page.goto(`http://localhost:${port}/`)
  await page.waitForSelector('html[data-ready]', { state: 'attached' })
  expect(await page.getAttribute('#subscribe a', 'href')).toBe(`webcal://localhost:${port}/agenda.ics`)
  expect(await page.textContent('#subscribe code')).toBe(`http://localhost:${port}/agenda.ics`)
  expect(misdeeds).toEqual([])

  // Saved, it is an ordinary file with nothing beside it.
  const saved = await open(context, await page.content().then((html) => html.replace(/ data-ready=""/, '')))
  expect(await visibleTexts(saved.page, '#subscribe')).toEqual([])
  const file = await open(context, await exported([], { home }))
  expect(await file.page.$('#subscribe')).toBeNull()
})
