import axe from 'axe-core'
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import { kubeplan, newHome } from '../cli/kubeplan.js'
import { someOf } from '../fixtures/cases.js'
import { AUTUMN, homeInAutumn } from './agendas.js'
import { browserFor, closeBrowser, exported, open } from './browser.js'

afterAll(closeBrowser)

interface Audit {
  readonly violations: readonly {
    readonly id: string
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[]
  }[]
}

describe('everybody can use it', () => {
  /** All rules where they can differ, and contrast in all four. */
  const SCREENS = [
    ['light', 390, '{}'],
    ['light', 1280, "{ runOnly: ['color-contrast'] }"],
    ['dark', 1280, '{}'],
    ['dark', 390, "{ runOnly: ['color-contrast'] }"],
  ] as const

  test.for(someOf(SCREENS, 2))(
    'axe finds nothing to object to: %s, %i wide',
    async ([colorScheme, width, rules], context) => {
      const html = await exported(['--all', '--with-picks', '--blocks', '-c', AUTUMN], { home: await homeInAutumn() })
      // axe is injected by the browser, because the page allows only its own script.
      const options = { colorScheme, viewport: { width, height: 900 }, bypassCSP: true, now: '2026-10-23T08:05:00Z' }
      const { page } = await open(context, html, options)
      await page.clock.resume()
      await page.evaluate(axe.source)
      const audit = async (part: string) => {
        const { violations } = (await page.evaluate(`axe.run(${part}, ${rules})`)) as Audit
        return violations.map(({ id, nodes }) => [
          id,
          nodes.map(({ html: at, failureSummary }) => [at, failureSummary]),
        ])
      }
      for (const details of await page.$$('details')) await details.evaluate((one) => one.setAttribute('open', ''))
      if (await page.isVisible('#more')) await page.click('#more')
      await page.click('#clashing')
      await page.click('nav.days a:has-text("All days")')
      await page.click('#clashing')
      expect(await audit('document')).toEqual([])
      await page.click('[data-view=grid]')
      expect(await audit(`'main'`)).toEqual([])
      await page.click('.box[data-clash] a')
      expect(await audit(`'dialog'`)).toEqual([])
      // Nothing makes the page wider than the screen.
      await page.keyboard.press('Escape')
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    },
  )

  test.for(SCREENS)('nor to a guide: %s, %i wide', async ([colorScheme, width, rules], context) => {
    const { stdout } = await kubeplan(['guide', '--by', 'Datadog', '--format', 'html'])
    const { page } = await open(context, stdout, { colorScheme, viewport: { width, height: 900 }, bypassCSP: true })
    expect(await page.isVisible('main')).toBe(true)
    await page.evaluate(axe.source)
    const { violations } = (await page.evaluate(`axe.run(document, ${rules})`)) as Audit
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ failureSummary }) => failureSummary)])).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  })

  test('every control is reached by Tab and shows that it is, never under the tray', async (context) => {
    const html = await exported(['--all', '--with-picks', '--blocks', '-c', AUTUMN], { home: await homeInAutumn() })
    const { page } = await open(context, html, { viewport: { width: 900, height: 600 } })
    const reached: string[] = []
    for (;;) {
      await page.keyboard.press('Tab')
      if (await page.evaluate(() => document.activeElement === document.body)) break
      const at = await page.evaluate(() => {
        const element = document.activeElement
        const { outlineStyle = 'none', outlineWidth = '0' } = element ? getComputedStyle(element) : {}
        const name =
          element?.id || element?.getAttribute('data-view') || element?.className || element?.textContent || ''
        const tray = document.querySelector('#tray')
        const isCovered =
          tray?.contains(element) === false &&
          (element?.getBoundingClientRect().bottom ?? 0) > tray.getBoundingClientRect().top
        return { name, seen: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2 && !isCovered }
      })
      expect(at).toEqual({ name: at.name, seen: true })
      reached.push(at.name)
    }
    expect(reached).toEqual(
      expect.arrayContaining(['skip', 'find', 'list', 'grid', 'theme', 'mine', 'clashing', 'star']),
    )
  })

  test.for([
    [375, ''],
    [1280, '#day=2026-10-23&view=grid'],
  ] as const)('nothing jumps while the page opens on a slow processor, %i wide %s', async ([width, hash], context) => {
    const html = await exported(['--all', '-c', AUTUMN], { home: newHome() })
    const browser = await browserFor(context)
    const opened = await browser.newContext({ viewport: { width, height: 800 } })
    onTestFinished(() => opened.close())
    const page = await opened.newPage()
    await page.addInitScript(() => {
      let jumps = 0
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if ('value' in entry) jumps += Number(entry.value)
        document.documentElement.dataset['jumps'] = String(jumps)
      }).observe({ type: 'layout-shift', buffered: true })
    })
    const session = await opened.newCDPSession(page)
    await session.send('Emulation.setCPUThrottlingRate', { rate: 6 })
    await page.route('http://page.example/', (route) => route.fulfill({ body: html, contentType: 'text/html' }))
    await page.goto(`http://page.example/${hash}`)
    await page.waitForSelector('html[data-ready]', { state: 'attached' })
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100))))
    // The limit of "good" in Core Web Vitals.
    expect(Number((await page.getAttribute('html', 'data-jumps')) ?? '0')).toBeLessThan(0.1)
  })
})
