import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Session } from '../../../src/model/conference.js'
import { searcher } from '../../../src/planning/selection/word-index.js'
import { search } from '../../../src/planning/selection/word-search.js'
import { session } from '../samples.js'

const ABSTRACTS: Readonly<Record<string, string>> = {
  chart: 'Packaging with Helm charts, and four ways to use them.',
  kubelet: 'What a kubelet has to do. Observability of nodes.',
  ways: 'Operators, one by one.',
  tokyo: 'クラウドネイティブ入門',
}

const programme: readonly Session[] = [
  session('chart', {
    title: 'Charts for Everyone',
    speakers: [{ name: 'Ana Gómez', organization: 'Red Hat' }],
    tags: ['ci-cd'],
  }),
  session('ways', {
    title: '4 Ways to Trust Helm',
    tags: ['security'],
    speakers: [{ name: 'Tasha Drew', organization: 'Helm Inc' }],
  }),
  session('helm-4', {
    title: 'Helm 4 Is Here. So, Now What?',
    speakers: [{ name: 'Andrew Block', organization: 'Red Hat' }],
  }),
  session('kubelet', {
    title: 'Kubelet Deep Dive',
    tags: ['c++', 'rust'],
    speakers: [{ name: 'Helmut Kohl-Schmidt' }],
  }),
  session('tokyo', { title: '機械学習基盤をKubernetesで作る 🎉', tags: ['ai'] }),
  session('maintainer', {
    title: 'MAINTAINER Track: Don’t Panic about CI/CD',
    tags: ['k8s.gcr.io'],
    speakers: [{ name: 'Bo' }],
  }),
  session('apparmor', {
    title: 'AppArmor and Observability',
    speakers: [{ name: '__proto__', organization: 'constructor' }],
  }),
]

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), minLength: 1, maxLength: 3 })
const texts = fc.array(
  fc.record({ title: fc.array(word), tags: fc.array(word, { maxLength: 3 }), abstract: fc.array(word) }),
  { maxLength: 8 },
)

async function find(...words: string[]): Promise<readonly string[]> {
  return search(programme, words, (id) => ABSTRACTS[id]).sessions.map(({ id }) => id)
}

describe('finds', () => {
  test.each<[string, string[], string[]]>([
    ['title before speaker before abstract', ['helm'], ['ways', 'helm-4', 'kubelet', 'chart']],
    ['a phrase in the title first', ['helm', '4'], ['helm-4', 'ways']],
    ['the same in one argument', ['helm 4'], ['helm-4', 'ways']],
    ['the whole title first', ['kubelet', 'deep', 'dive'], ['kubelet']],
    ['every word somewhere', ['helm', 'drew'], ['ways']],
    ['an organization', ['red', 'hat'], ['chart', 'helm-4']],
    ['a tag before an abstract', ['rust'], ['kubelet']],
    ['the beginning of a word', ['observ'], ['apparmor', 'kubelet']],
    ['the inside of a word, if none begins so', ['armor'], ['apparmor']],
    ['three letters never inside a word', ['tai'], []],
    ['two letters as a whole word', ['ai'], ['tokyo']],
    ['the beginning, if they are no word', ['ru'], ['kubelet']],
    ['accents and case do not matter', ['GOMEZ'], ['chart']],
    ['hidden characters do not matter', ['he\u200blm', '4'], ['helm-4', 'ways']],
    ['nothing where words never meet', ['kubelet', 'gomez'], []],
    ['nothing unknown', ['zzzz'], []],
    ['names of object parts', ['constructor', '__proto__'], ['apparmor']],
  ])('%s', async (_name, words, ids) => {
    expect(await find(...words)).toEqual(ids)
  })
})

describe('punctuation', () => {
  test.each<[string, string[], string[]]>([
    ['c++', ['c++'], ['kubelet']],
    ['C++ by its letter, no words that begin with it', ['c'], ['kubelet']],
    ['a host name', ['k8s.gcr.io'], ['maintainer']],
    ['a part of it', ['gcr'], ['maintainer']],
    ["don't", ["don't"], ['maintainer']],
    ['with a curly apostrophe', ['don’t'], ['maintainer']],
    ['without an apostrophe', ['dont'], ['maintainer']],
    ['CI/CD as written, or with another sign', ['CI/CD'], ['maintainer', 'chart']],
    ['by its parts, if it is written nowhere', ['ci.cd'], ['maintainer', 'chart']],
    ['inside words, as written', ['ohl-schm'], ['kubelet']],
    ['a comma left over', ['kubelet,'], ['kubelet']],
    ['quotes left over', ['"helm', '4"'], ['ways', 'helm-4']],
    ['punctuation between words says nothing', ['deep', '+', 'dive', '&'], ['kubelet']],
    ['punctuation alone is looked for', ['?'], ['helm-4']],
    ['emoji', ['🎉'], ['tokyo']],
    ['another emoji', ['🎈'], []],
  ])('%s', async (_name, words, ids) => {
    expect(await find(...words)).toEqual(ids)
  })
})

describe('spelling in one word or several, with signs or without, in both directions', () => {
  const known = [
    ...['Node.js', 'NodeJS', 'node-js', 'CI/CD', 'CICD', 'CI & CD', 'GitOps', 'Git Ops', 'git-ops', 'OpenTelemetry'],
    ...['Open Telemetry', 'e-BPF', 'eBPF', 'S.R.E.', 'SRE', 'C++', 'C', 'C#', '.NET', 'ASP.NET', 'Network', 'Dont'],
    ...["Don't", 'As a service', '16:00', '1600'],
    ...['Kubernetes', 'K8s', 'Internationalization', 'i18n', 'Accessibility', 'a11y', 'Observability', 'o11y'],
    ...['l10n', 'Localization', 'e2e', 'Else'],
  ]
  const sessions = known.map((title, index) => session(`${index}`, { title }))

  test.each<[string, readonly string[]]>([
    ['nodejs', ['NodeJS', 'Node.js', 'node-js']],
    ['node.js', ['Node.js', 'NodeJS', 'node-js']],
    ['node js', ['Node.js', 'NodeJS', 'node-js']],
    ['cicd', ['CICD', 'CI/CD', 'CI & CD']],
    ['ci/cd', ['CI/CD', 'CICD', 'CI & CD']],
    ['ci cd', ['CI/CD', 'CICD', 'CI & CD']],
    ['git ops', ['Git Ops', 'GitOps', 'git-ops']],
    ['gitops', ['GitOps', 'Git Ops', 'git-ops']],
    ['git op', ['Git Ops', 'GitOps', 'git-ops']],
    ['git-ops', ['git-ops', 'GitOps', 'Git Ops']],
    ['open telemetry', ['Open Telemetry', 'OpenTelemetry']],
    // By their letters alone, OpenTelemetry and observability are the same numeronym.
    ['opentelemetry', ['OpenTelemetry', 'Open Telemetry', 'o11y']],
    ['open-telemetry', ['OpenTelemetry', 'Open Telemetry', 'o11y']],
    ['ebpf', ['eBPF', 'e-BPF']],
    ['e-bpf', ['e-BPF', 'eBPF']],
    ['sre', ['SRE', 'S.R.E.']],
    ['s.r.e.', ['S.R.E.', 'SRE']],
    ['c++', ['C++']],
    ['c#', ['C#']],
    ['.net', ['.NET', 'ASP.NET']],
    ['asp.net', ['ASP.NET']],
    ['dont', ['Dont', "Don't"]],
    ['asa', []],
    ['1600', ['1600']],
    ['kubernetes', ['Kubernetes', 'K8s']],
    ['k8s', ['K8s', 'Kubernetes']],
    ['i18n', ['i18n', 'Internationalization']],
    ['internationalization', ['Internationalization', 'i18n']],
    ['accessibility', ['Accessibility', 'a11y']],
    ['a11y', ['a11y', 'Accessibility']],
    ['o11y', ['o11y', 'Observability', 'OpenTelemetry']],
    ['observability', ['Observability', 'o11y']],
    ['l10n', ['l10n', 'Localization']],
    ['e2e', ['e2e']],
    ['f8z', []],
  ])('%s', (typed, titles) => {
    const found = search(sessions, typed.split(' '), () => undefined).sessions.map(({ title }) => title)
    expect({ first: found[0], all: new Set(found) }).toEqual({ first: titles[0], all: new Set(titles) })
    expect(found).toEqual(
      searcher(sessions, () => undefined)
        .search(typed.split(' '), () => undefined)
        .sessions.map(({ title }) => title),
    )
  })

  test('a word that a title holds is found, with any signs or none inside it and in the words', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'abcdefgh'), minLength: 4, maxLength: 8 })
    const seams = fc.array(fc.constantFrom('', '', '.', '-', '/', ' ', ' & '), { minLength: 7, maxLength: 7 })
    const written = (word: string, signs: readonly string[]) =>
      [...word].map((letter, index) => letter + (index < word.length - 1 ? signs[index] : '')).join('')
    fc.assert(
      fc.property(letters, seams, fc.array(letters), fc.array(letters), (word, signs, before, after) => {
        const title = [...before, written(word, signs), ...after].join(' ')
        const [holding, other] = [session('holding', { title }), session('other', { title: word.toUpperCase() })]
        const found = search([holding, other], [word], () => undefined)
        expect(new Set(found.sessions)).toEqual(new Set([holding, other]))
      }),
    )
  })
})

describe('tracks, rooms, kinds, organizations and tags', () => {
  const sessions = [
    session('abstract', {}),
    session('room', { room: 'Mesh Hall' }),
    session('kind', { kind: 'workshop' }),
    session('tag', { tags: ['mesh'] }),
    session('track', { tracks: ['Networks', 'Mesh + Edge'] }),
    session('organization', { speakers: [{ name: 'Bo', organization: 'Mesh Inc' }] }),
    session('speaker', { speakers: [{ name: 'Mesh Patel' }] }),
    session('title', { title: 'The mesh' }),
  ].map((one) => ({ ...one, title: one.id === 'title' ? one.title : 'x' }))
  const texts = (id: string) => (id === 'abstract' ? 'A mesh in a workshop.' : undefined)

  test.each<[string, readonly string[]]>([
    ['mesh', ['title', 'speaker', 'organization', 'track', 'tag', 'room', 'abstract']],
    ['workshop', ['kind', 'abstract']],
    ['hall', ['room']],
    ['mesh hall', ['room']],
    ['edge', ['track']],
    ['mesh edge', ['track']],
  ])('%s', (typed, ids) => {
    expect(search(sessions, typed.split(' '), texts).sessions.map(({ id }) => id)).toEqual(ids)
  })
})

describe('an exclamation mark excludes', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['sessions with the word, in order of time', ['!helm'], ['kubelet', 'tokyo', 'maintainer', 'apparmor']],
    ['in an abstract', ['!operators', 'ways'], ['chart']],
    ['in a tag', ['red', '!ci-cd'], ['helm-4']],
    ['in an organization', ['helm', '!red'], ['ways', 'kubelet']],
    ['in a title', ['helm', '!kubelet'], ['ways', 'helm-4', 'chart']],
    ['whatever comes first', ['!kubelet', 'helm'], ['ways', 'helm-4', 'chart']],
    ['several words, each of them', ['helm', '!kubelet', '!ways'], ['helm-4']],
    ['several words, together', ['helm', '!helm 4'], ['ways', 'kubelet', 'chart']],
    ['the same in quotes', ['helm', '!"helm 4"'], ['ways', 'kubelet', 'chart']],
    ['after a blank', ['helm', '! kubelet'], ['ways', 'helm-4', 'chart']],
    ['whole words only', ['helm', '!kube'], ['ways', 'helm-4', 'kubelet', 'chart']],
    ['without a typo', ['helm', '!kubelte'], ['ways', 'helm-4', 'kubelet', 'chart']],
    ['beside a typo', ['hlem', '!kubelet'], ['ways', 'helm-4', 'chart']],
    ['however it is written', ['ci', '!cicd'], []],
    ['no numeronym, which may stand for another word', ['ci', '!kubernetes'], ['maintainer', 'chart']],
    ['nothing on its own', ['helm', '!'], ['ways', 'helm-4', 'kubelet', 'chart']],
    ['no other signs', ['helm', '!?'], ['ways', 'helm-4', 'kubelet', 'chart']],
  ])('%s', async (_name, words, ids) => {
    const found = await find(...words)
    expect(words.every((word) => word.startsWith('!')) ? new Set(found) : found).toEqual(
      words.every((word) => word.startsWith('!')) ? new Set(ids) : ids,
    )
  })

  test('never leaves a session that holds the word, and leaves all others', () => {
    fc.assert(
      fc.property(texts, word, (drawn, unwanted) => {
        const sessions = drawn.map(({ title, tags }, index) => session(`${index}`, { title: title.join(' '), tags }))
        const left = search(sessions, [`!${unwanted}`], (id) => drawn[Number(id)]?.abstract.join(' ')).sessions
        const holds = ({ title, tags, abstract }: (typeof drawn)[number]) =>
          [...title, ...tags, ...abstract].includes(unwanted)
        expect(left).toEqual(sessions.filter((_, index) => !drawn.slice(index, index + 1).some(holds)))
      }),
    )
  })
})

describe('scripts without spaces', () => {
  test.each<[string, string[]]>([
    ['学習', ['tokyo']],
    ['kubernetes', ['tokyo', 'maintainer']],
    ['ネイティブ', ['tokyo']],
    ['学校', []],
  ])('%s', async (word, ids) => {
    expect(await find(word)).toEqual(ids)
  })
})

describe('typos', () => {
  test.each<[string, string[], string[]]>([
    ['a letter swapped', ['hlem'], ['ways', 'helm-4', 'kubelet', 'chart']],
    ['a letter missing', ['kubelt'], ['kubelet']],
    ['a letter too much', ['gommez'], ['chart']],
    ['a letter wrong', ['securety'], ['ways']],
    ['two in a long word', ['obsevabilty'], ['apparmor', 'kubelet']],
    ['two in a short word', ['kbelt'], []],
    ['three letters are too few', ['hem'], []],
    ['a number is meant as written', ['2020'], []],
    ['one word wrong, one right', ['hlem', '4'], ['ways', 'helm-4']],
    ['a word found as written has no typo: rust is not trust', ['rust'], ['kubelet']],
    ['not even if it then leads nowhere', ['rust', 'drew'], []],
  ])('%s', async (_name, words, ids) => {
    expect(await find(...words)).toEqual(ids)
  })
})

test('the title that is the phrase stands before one that only begins with it', async () => {
  const [longer, exact] = [session('longer', { title: 'Helm 4 Today' }), session('exact', { title: 'Helm 4' })]
  expect(search([longer, exact], ['helm', '4'], () => undefined).sessions).toEqual([exact, longer])
})

test('what is equally good keeps its order', async () => {
  const twins = ['b', 'a', 'c'].map((id) => session(id, { title: 'Service mesh' }))
  expect(search(twins, ['mesh'], () => undefined).sessions).toEqual(twins)
})

test('words are not found across two values', async () => {
  const pair = session('pair', { title: 'x', tags: ['red', 'hat'] })
  expect(search([pair], ['red-hat'], () => undefined).sessions).toEqual([pair])
  expect(search([session('one', { tags: ['r', 'ed'] })], ['red'], () => undefined).sessions).toEqual([])
})

test('short words: finds the sessions that have every word in the best way any session has it', async () => {
  await fc.assert(
    fc.asyncProperty(texts, fc.array(word, { minLength: 1, maxLength: 3 }), async (drawn, words) => {
      const sessions = drawn.map(({ title, tags }, index) => session(`${index}`, { title: title.join(' '), tags }))
      const found = search(sessions, words, (id) => drawn[Number(id)]?.abstract.join(' ')).sessions
      const held = drawn.map(({ title, tags, abstract }) => [...title, ...tags, ...abstract])
      const meant = (wanted: string) => {
        const whole = wanted.length < 3 && held.flat().includes(wanted)
        return (one: string) => (whole ? one === wanted : one.startsWith(wanted))
      }
      const distinct = [...new Set(words)]
      // Two that follow each other are also found as one word.
      const joined = (at: number) => (one: string) =>
        [distinct.slice(at - 1, at + 1), distinct.slice(at, at + 2)].some((pair) => {
          const both = pair.join('')
          return pair.length === 2 && (both.length < 5 ? one === both : one.startsWith(both))
        })
      const expected = sessions.filter((_, index) =>
        distinct.every((wanted, at) => held[index]?.some((one) => meant(wanted)(one) || joined(at)(one))),
      )
      expect(new Set(found)).toEqual(new Set(expected))
    }),
  )
})

test('the field decides, then the whole word, then the order', async () => {
  const places = ['title', 'speaker', 'organization', 'tag', 'abstract'] as const
  const mesh = (id: string, place: (typeof places)[number], text: string) => ({
    abstract: place === 'abstract' ? text : '',
    session: session(id, {
      title: place === 'title' ? text : 'x',
      tags: place === 'tag' ? [text] : [],
      speakers: [{ name: place === 'speaker' ? text : 'y', ...(place === 'organization' && { organization: text }) }],
    }),
  })
  const ranked = places.flatMap((place) => [
    mesh(`${place} mesh`, place, 'a mesh'),
    mesh(`${place} meshes`, place, 'meshes'),
  ])
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(ranked), async (some) => {
      const found = search(
        some.map((one) => one.session),
        ['mesh'],
        (id) => some.find((one) => one.session.id === id)?.abstract,
      ).sessions
      expect(found).toEqual(ranked.filter((one) => some.includes(one)).map((one) => one.session))
    }),
  )
})

describe('my own words', () => {
  const own: Readonly<Record<string, string>> = {
    kubelet: 'Ask about finalizers.\nHelm can wait.',
    tokyo: 'Charts of Tokyo',
  }
  const mine = async (...words: string[]) => {
    return search(
      programme,
      words,
      (id) => ABSTRACTS[id],
      (id) => own[id],
    ).sessions.map(({ id }) => id)
  }

  test('are found, forgiving as ever, together with other words', async () => {
    expect(await mine('finalizers')).toEqual(['kubelet'])
    expect(await mine('finalzers')).toEqual(['kubelet'])
    expect(await mine('finalizers', 'deep')).toEqual(['kubelet'])
    expect(await find('finalizers')).toEqual([])
  })

  test('count less than everything that is published, and change no other order', async () => {
    expect(await mine('charts')).toEqual(['chart', 'tokyo'])
    expect(await mine('helm')).toEqual(await find('helm'))
  })
})

describe('a search again and again', () => {
  const letters = fc.constantFrom(..."aabbcst019 '-/!漢字éç\n.")
  const text = fc.string({ unit: letters, maxLength: 24 })
  const given = fc.array(fc.record({ title: text, name: text, tag: text, abstract: text, own: fc.option(text) }), {
    maxLength: 8,
  })

  test('finds what one search finds, also when notes change', () => {
    fc.assert(
      fc.property(
        given,
        fc.array(fc.tuple(text, fc.boolean()), { minLength: 1, maxLength: 4 }),
        (entries, searches) => {
          const sessions = entries.map(({ title, name, tag }, index) =>
            session(`${index}`, { title, speakers: [{ name }], tags: [tag] }),
          )
          const abstractOf = (id: string) => entries[Number(id)]?.abstract
          const again = searcher(sessions, abstractOf)
          for (const [words, notes] of searches) {
            const ownOf = (id: string) => (notes ? (entries[Number(id)]?.own ?? undefined) : undefined)
            const wanted = words.split(' ').filter((word) => word.trim() !== '')
            expect(again.search(wanted, ownOf).sessions).toEqual(search(sessions, wanted, abstractOf, ownOf).sessions)
          }
        },
      ),
      { numRuns: 1000 },
    )
  })

  test('reads texts bit by bit, and the rest when it must', () => {
    const many = Array.from({ length: 120 }, (_, index) => session(`${index}`, { title: `Talk ${index}` }))
    const read: string[] = []
    const { prepare, search: find } = searcher(many, (id) => {
      read.push(id)
      return undefined
    })
    expect([prepare(), read.length]).toEqual([false, 50])
    expect(find(['119'], () => undefined).sessions.map(({ id }) => id)).toEqual(['119'])
    expect([prepare(), read.length]).toEqual([true, 120])
  })
})
