import { afterAll, expect, test } from 'vitest'
import { kubeplan, newHome } from '../cli/kubeplan.js'
import { homeWithPicks } from './agendas.js'
import { closeBrowser, exported, open, textsOf, visibleTexts } from './browser.js'

afterAll(closeBrowser)

test('picks travel in an address: another page offers them and merges, the terminal takes them', async (context) => {
  const laptop = await open(context, await exported(['--all'], { home: newHome() }))
  await laptop.page.click('nav.days a:has-text("All days")')
  for (const id of ['kubectl-blame', 'bypass-falco']) await laptop.page.click(`#s-${id} .star`)
  await laptop.page.click('#s-sig-scheduling-deep-dive h4 a')
  await laptop.page.click('.session button:has-text("Maybe")')
  await laptop.page.click('.session [aria-label="Priority 5 (must)"]')
  await laptop.page.keyboard.press('Escape')
  await expect.poll(() => laptop.page.isVisible('dialog')).toBe(false)
  await laptop.page.click('#phone')
  expect(await visibleTexts(laptop.page, '.phone p')).toEqual([expect.stringContaining('kubeplan serve --host')])
  const address = (await laptop.page.textContent('.phone code')) ?? ''
  const hash = '#of=kubecon-na-2020&going=kubectl-blame,bypass-falco&maybe=sig-scheduling-deep-dive:5'
  expect(address.replace(/^[^#]*/, '')).toBe(hash)

  // Bypass Falco is a maybe there, kubectl blame is going, and so are two others.
  const home = await homeWithPicks()
  const phone = await open(context, await exported(['--all', '--with-picks'], { home }), { hash })
  const { page } = phone
  const offer = () => visibleTexts(page, '#brought p')
  expect(await offer()).toEqual(['3 picks from another device, 2 of them new'])
  expect(await page.textContent('#tally')).toBe('4 picks, 1 clash')
  await page.click('#brought button:has-text("Not now")')
  expect([await offer(), await page.textContent('#command')]).toEqual([[], ''])
  expect(page.url()).not.toContain('going=')

  await page.goto(`${page.url().replace(/#.*/, '')}${hash}`)
  await page.reload()
  await page.waitForSelector('html[data-ready]', { state: 'attached' })
  await page.click('#brought button:has-text("Take them")')
  expect(await page.textContent('#tally')).toBe('5 picks, 1 clash')
  expect(await page.textContent('#command')).toBe(
    'kubeplan add bypass-falco && kubeplan add --maybe --priority 5 sig-scheduling-deep-dive',
  )
  await page.goto(`${page.url().replace(/#.*/, '')}${hash.replace('2020', '2021')}`)
  await expect.poll(offer).toEqual(['3 picks from another device, but for another conference: kubecon-na-2021'])
  expect([...laptop.misdeeds, ...phone.misdeeds]).toEqual([])

  await kubeplan(['add', '--with', address], { home })
  const { stdout } = await kubeplan(['agenda', '--json'], { home })
  expect(JSON.parse(stdout).picks.map(({ session }: { session: string }) => session)).toContain(
    'sig-scheduling-deep-dive',
  )
  expect(await textsOf(page, '#brought button')).toEqual(['OK'])
})
