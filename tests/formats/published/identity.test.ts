import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { deriveSlug, idMaker } from '../../../src/formats/published/identity.js'

const NONE: ReadonlySet<string> = new Set()

describe('ids from titles', () => {
  test.each([
    ['Keynote: Kubernetes Everywhere', 'kubernetes-everywhere'],
    ['Sponsored Keynote: The Rise of the End Users', 'the-rise-of-the-end-users'],
    ['Project Lightning Talk: etcd', 'etcd'],
    ['⚡ Lightning Talk: Helm 4 Is Here', 'helm-4-is-here'],
    ['📚 Tutorial: 5 Stages of Kubernetes', '5-stages-of-kubernetes'],
    ['Panel: Linux in the Kubernetes Era: Does The OS Still Matter?', 'linux-in-the-kubernetes-era-does'],
    ['🪧 Poster Session: A Poster', 'a-poster'],
    ['Keynote: Panel Discussion: Twice Labelled', 'twice-labelled'],
    ['Keynote:', 'keynote'],
    ['Keynote', 'keynote'],
    ['Panels: A History', 'panels-a-history'],
    ['Helm: Past, Present, Future', 'helm-past-present-future'],
    ['PKI the Wrong Way: Simple TLS Mistakes and Surprising Consequences', 'pki-the-wrong-way-simple-tls'],
    ['Grüße aus Øresund, Łódź & Straße', 'grusse-aus-oresund-lodz-strasse'],
    ['Ħaż-Żebbuġ, as a search folds it', 'haz-zebbug-as-a-search-folds-it'],
    ['An in\u00advisible hyphen, and it´s gone', 'an-invisible-hyphen-and-its-gone'],
    ["Don't Panic — It’s Only K8s", 'dont-panic-its-only-k8s'],
    ['CI/CD + AI & ML', 'ci-cd-ai-ml'],
    ['日本語 Kubernetes', 'kubernetes'],
    ['Donaudampfschifffahrtselektrizitätenhauptbetriebswerk', 'donaudampfschifffahrtselektrizit'],
    ['Ｆｕｌｌ ｗｉｄｔｈ', 'full-width'],
    ['2020', '2020'],
    ['__proto__', 'proto'],
  ])('%s', (title, id) => {
    expect(idMaker(NONE)(title)).toBe(id)
  })

  test('a title without a Latin letter still has one, always the same', () => {
    expect(idMaker(NONE)('日本語')).toBe('session-0nbamha')
    expect(idMaker(NONE)('日本语')).not.toBe(idMaker(NONE)('日本語'))
    expect(idMaker(NONE)('😀')).toMatch(/^session-[a-z0-9]{7}$/)
  })

  test('a taken one gets a number', () => {
    expect(idMaker(new Set(['helm']))('Helm')).toBe('helm-2')
    expect(idMaker(new Set(['helm', 'helm-2', 'helm-3']))('Helm')).toBe('helm-4')
    const make = idMaker(new Set(['helm-2']))
    expect(['Helm', 'Helm', 'Helm 2', 'Helm', 'Helm 4'].map(make)).toEqual([
      'helm',
      'helm-3',
      'helm-2-2',
      'helm-4',
      'helm-4-2',
    ])
  })

  test('any titles: short, typable, unique, the same again', () => {
    const title = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('Keynote: A', 'A', 'A 2', 'a-2', '⚡', '日本'),
    )
    fc.assert(
      fc.property(fc.array(title, { maxLength: 30 }), fc.array(fc.constantFrom('a', 'a-2', 'a-3')), (titles, taken) => {
        const ids = titles.map(idMaker(new Set(taken)))
        expect(new Set([...ids, ...taken]).size).toBe(titles.length + new Set(taken).size)
        for (const id of ids) expect(id).toMatch(/^(?=.{1,36}$)[a-z0-9]+(-[a-z0-9]+)*$/)
        expect(titles.map(idMaker(new Set(taken)))).toEqual(ids)
      }),
      { numRuns: 3000 },
    )
  })
})

test.each([
  ['KubeCon + CloudNativeCon North America 2020', 'kubecon-cloudnativecon-north-america-2020'],
  ['FOSDEM ’26', 'fosdem-26'],
  ['Conférence', 'conference'],
  ['../../etc', 'etc'],
  ['x '.repeat(60), `${'x-'.repeat(39)}x`],
])('the slug of %s', (name, slug) => {
  expect(deriveSlug(name)).toBe(slug)
})
