import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { newHome } from '../cli/kubeplan.js'
import { AUTUMN, homeInAutumn } from './agendas.js'
import { closeBrowser, exported, open, textsOf, visibleTexts } from './browser.js'

afterAll(closeBrowser)

function sheetsIn(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0
}

describe('on paper', () => {
  test.for([
    ['my agenda', ['--blocks']],
    ['my picks in the programme', ['--all', '--with-picks', '--blocks']],
  ] as const)('%s: one page a day, nothing else', async ([, flags], context) => {
    const html = await exported([...flags, '-c', AUTUMN], { home: await homeInAutumn() })
    const { page } = await open(context, html)
    if (flags[0] === '--all') await page.click('#mine')
    for (const format of ['A4', 'Letter'] as const) expect(sheetsIn(await page.pdf({ format }))).toBe(2)
    await page.emulateMedia({ media: 'print' })
    expect(await visibleTexts(page, 'h2')).toEqual(['Thu 22 Oct', 'Fri 23 Oct'])
    expect((await visibleTexts(page, 'article.s h4')).toSorted()).toEqual(
      [
        'AI for Operators',
        'Booth duty',
        'Panel: Who Pays for Open Source?',
        "The Maintainer's Year",
        'Workshop: Kubernetes From Zero',
      ].toSorted(),
    )
    expect(await visibleTexts(page, 'button, input, nav, summary, footer')).toEqual([])
    const colours = await page.$$eval('body *', (all) => [
      ...new Set(all.filter((one) => one.checkVisibility()).map((one) => getComputedStyle(one).color)),
    ])
    expect(colours.every((colour) => /^rgb\((\d+), \1, \1\)$/.test(colour))).toBe(true)
  })

  test('the programme is printed whole, folded or not, picked or not; my picks where they are shown', async (context) => {
    const { page } = await open(
      context,
      await exported(['--all', '--with-picks', '--blocks', '-c', AUTUMN], { home: newHome() }),
    )
    await page.click('nav.days a:has-text("Fri")')
    await page.click('.day:not([hidden]) .folded summary')
    await page.click('article:has-text("Coffee") .star')
    await page.click('.day:not([hidden]) .folded summary')
    const printed = async () => {
      await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
      await page.emulateMedia({ media: 'print' })
      const titles = await visibleTexts(page, 'article.s h4')
      await page.emulateMedia({ media: 'screen' })
      await page.evaluate(() => dispatchEvent(new Event('afterprint')))
      return titles
    }
    expect((await printed()).toSorted()).toEqual((await textsOf(page, 'article.s h4')).toSorted())
    expect(await page.$$('.folded[open]')).toEqual([])
    await page.click('#mine')
    expect(await printed()).toEqual(['Coffee'])
    expect(sheetsIn(await page.pdf())).toBe(1)
  })

  test.for([8, 18, 30, 45])('%i picks a day fit on one page of A4 or Letter', async (picks, context) => {
    const home = newHome()
    const title = 'A session with a title of a usual length that may need a second line'
    const sessions = Array.from({ length: picks }, (_, index) => ({
      id: `s-${index}`,
      title: `${title} ${index}`,
      room: 'Hall 8 | Room F',
      track: 'Platform Engineering',
      start: `2020-11-20 ${String(8 + Math.floor(index / 4)).padStart(2, '0')}:${String((index % 4) * 15).padStart(2, '0')}`,
      duration: '15m',
      speakers: [
        { name: 'Ana Example', organization: 'Example BV' },
        { name: 'Bo Example', organization: 'Elsewhere' },
      ],
      abstract: 'Long. '.repeat(100),
    }))
    const catalogue = { kubeplan: 'catalogue/1', conference: { name: 'Full Days', timezone: 'UTC' }, sessions }
    const agenda = { kubeplan: 'agenda/1', conference: 'full-days', picks: sessions.map(({ id }) => ({ session: id })) }
    writeFileSync(join(home, 'work', 'full.json'), JSON.stringify(catalogue))
    writeFileSync(join(home, 'work', 'mine.yaml'), JSON.stringify(agenda))
    const argv = ['-c', join(home, 'work', 'full.json'), '--agenda', join(home, 'work', 'mine.yaml')]
    const { page } = await open(context, await exported(argv, { home }))
    for (const format of ['A4', 'Letter'] as const) expect(sheetsIn(await page.pdf({ format }))).toBe(1)
  })
})
