import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { kubeplan, newHome } from '../cli/kubeplan.js'
import { EVIL, HOSTILE_AGENDA, HOSTILE_CATALOGUE, TITLES } from '../fixtures/hostile.js'
import { AUTUMN, homeInAutumn } from './agendas.js'
import { closeBrowser, exported, open, searchFor, textsOf } from './browser.js'

afterAll(closeBrowser)

/** A text after a round trip through HTML: unified line ends, and a replacement for what HTML cannot hold. */
function inHtml(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]|\p{Surrogate}/gu, '\ufffd')
}

/** Markup that acts if one of its characters is not escaped, in text and in attributes. */
const BAIT = [
  `<script>alert(1)</script><img src=x onerror=alert(2)>`,
  `"><svg onload=alert(3)><a href="javascript:alert(4)">`,
  `' onmouseover='alert(5)' x='`,
  `</title></style></script><!--<iframe src="https://x.example">`,
  `&amp;lt;b&gt; &#60;img src=https://x.example/i.png&#62;`,
  `{{7*7}} \${alert(6)}`,
]

const BAITED = {
  kubeplan: 'catalogue/1',
  conference: {
    name: `Conf ${BAIT.join(' ')}`.slice(0, 199),
    slug: 'bait',
    timezone: 'UTC',
    url: 'https://x.example/"><script>alert(8)</script>',
  },
  sessions: BAIT.map((bait, index) => ({
    id: `${index} ${bait}`,
    title: bait,
    track: bait,
    room: `${bait} ${index}`,
    tags: [bait],
    level: bait,
    start: `2020-11-20 ${10 + index}:00`,
    duration: '30m',
    speakers: [{ name: bait, organization: bait }],
    abstract: bait,
    url: `https://x.example/${bait}`.replaceAll(' ', ''),
    video: `https://x.example/?${bait}`.replaceAll(' ', ''),
    takes: [{ by: bait, text: bait }],
    takeaways: [{ by: bait, points: [bait], source: 'https://x.example/#"onclick=alert(9)' }],
  })),
}

function hostileHome(catalogue: string, agenda: string, slug: string): { home: string; argv: readonly string[] } {
  const home = newHome()
  const file = join(home, 'work', 'hostile.json')
  writeFileSync(file, catalogue)
  writeFileSync(join(home, 'work', `${slug}.yaml`), agenda)
  return { home, argv: ['-c', file, '--agenda', join(home, 'work', `${slug}.yaml`)] }
}

describe('a hostile programme', () => {
  test('shows what it says, runs nothing and asks for nothing', async (context) => {
    const picks = BAITED.sessions.map(({ id }, index) => ({
      session: id,
      stage: index % 2 ? 'maybe' : 'going',
      note: BAIT[0],
    }))
    const blocks = [{ title: BAIT[1], start: '2020-11-20 10:10', end: '12:00', room: BAIT[2] }]
    const agenda = { kubeplan: 'agenda/1', conference: 'bait', person: BAIT[3], picks, blocks }
    const { home, argv } = hostileHome(JSON.stringify(BAITED), JSON.stringify(agenda), 'bait')
    for (const flags of [['--all', '--with-picks', '--blocks', '--with-notes'], ['--blocks']]) {
      const html = await exported([...flags, ...argv], { home })
      const { page, misdeeds } = await open(context, html, { hash: '#"><img src=x onerror=alert(11)>' })
      expect((await textsOf(page, 'article.s h4')).toSorted()).toEqual([...BAIT, BAIT[1]].toSorted())
      for (const part of ['.track', '.name', '.org', '.abstract', '.take p', '.by', '.tag', '.takeaways li']) {
        expect(new Set(await textsOf(page, `article.s ${part}`)), part).toEqual(new Set(BAIT))
      }
      expect((await textsOf(page, 'article.s:not(.block) .room')).toSorted()).toEqual(
        BAITED.sessions.map(({ room }) => room).toSorted(),
      )
      const links = await page.$$eval('a[href]', (all) => all.map((link) => link.getAttribute('href') ?? ''))
      expect(links.filter((href) => !/^(#|https:\/\/x\.example\/[!-~]*$)/.test(href) || /["<>]/.test(href))).toEqual([])
      const elements = await page.$$eval('*', (all) => [...new Set(all.map(({ localName }) => localName))])
      expect(elements.filter((name) => ['img', 'svg', 'iframe', 'object', 'embed', 'base'].includes(name))).toEqual([])
      expect(await page.$$eval('script', (scripts) => scripts.length)).toBe(1)
      const handlers = await page.$$eval('*', (all) =>
        all.flatMap((element) =>
          [...element.attributes].filter(({ name }) => name.startsWith('on')).map(({ name }) => name),
        ),
      )
      expect(handlers).toEqual([])
      // Everything that the script itself writes.
      await page.click('[data-view=grid]')
      await searchFor(page, 'alert')
      await page.click('#filters summary')
      for (const select of await page.$$('#filters select'))
        for (const value of await select.$$eval('option', (all) => all.map((one) => one.getAttribute('value') ?? '')))
          if (value !== '') await select.selectOption(value)
      for (const pill of await page.$$('#pills button'))
        await pill.evaluate((button) => button instanceof HTMLElement && button.click())
      for (const star of await page.$$('.star'))
        await star.evaluate((button) => button instanceof HTMLElement && button.click())
      await page.evaluate(() => document.querySelector<HTMLElement>('.box a')?.click())
      await page.waitForTimeout(50)
      expect(misdeeds).toEqual([])
    }
  })

  test('of ids, times and names of every sort keeps its texts and its order', async (context) => {
    const { home, argv } = hostileHome(HOSTILE_CATALOGUE, HOSTILE_AGENDA, 'constructor')
    const { page, misdeeds } = await open(
      context,
      await exported(['--all', '--with-picks', '--blocks', ...argv], { home }),
    )
    const titles = await textsOf(page, 'article.s:not(.block) h4')
    expect(titles.toSorted()).toEqual(TITLES.map((title) => inHtml(title.trim())).toSorted())
    expect(await textsOf(page, 'article.block h4')).toEqual([inHtml(EVIL), '__proto__'])
    const anchors = await page.$$eval('article.s', (cards) => cards.map(({ id }) => id))
    expect(new Set(anchors).size).toBe(anchors.length)
    await page.click('nav.days a:has-text("All days")')
    for (const anchor of anchors) {
      const hash = await page.evaluate((id) => {
        document.querySelector<HTMLAnchorElement>(`.box a[href="#${CSS.escape(id)}"]`)?.click()
        return document.getElementById(id)?.checkVisibility() ?? false
      }, anchor)
      expect(hash).toBe(true)
    }
    expect(misdeeds).toEqual([])
  })

  test('is stopped by the policy, should anything ever slip through', async (context) => {
    const html = await exported([], { home: newHome() })
    const slipped = html.replace(
      '<main',
      `<script>alert(1)</script><img src="https://x.example/i.png" onerror="alert(2)"><main`,
    )
    const { page, misdeeds } = await open(context, slipped)
    const stopped = ['request https://x.example/i.png', 'stopped csp']
    expect(misdeeds.filter((one) => !one.startsWith('console'))).toEqual(stopped)
    expect(misdeeds.filter((one) => one.includes('Content Security Policy')).length).toBeGreaterThan(1)
    expect(await page.getAttribute('html', 'data-ready')).toBe('')
  })
})

describe('without its script', () => {
  test('the page shows everything, days are links, texts open', async (context) => {
    const html = await exported(['--all', '--with-picks', '--blocks', '-c', AUTUMN], { home: await homeInAutumn() })
    const { page, misdeeds } = await open(context, html, { javaScriptEnabled: false })
    const seen = (selector: string) =>
      page.locator(selector).evaluateAll((all) => all.filter((one) => one.checkVisibility()).length)
    expect(await seen('article.s')).toBe(await page.locator('.day > .slot article.s').count())
    const { stdout } = await kubeplan(['list', '-c', AUTUMN, '--kind', 'all', '--json'])
    const everything = JSON.parse(stdout).sessions.length + 1
    expect(await page.locator('article.s').count()).toBe(everything)
    expect(await seen('#tools, #tray, #now, #none')).toBe(0)
    for (const folded of await page.locator('.folded > summary').all()) await folded.click()
    expect(await seen('article.s')).toBe(everything)
    await page.click('nav.days a:has-text("Sun 25 Oct")')
    expect(page.url()).toMatch(/#day-2026-10-25$/)
    await page.click('article:has-text("From Zero") summary')
    expect(await page.isVisible('text=From an empty laptop')).toBe(true)
    expect(misdeeds).toEqual([])
  })
})
