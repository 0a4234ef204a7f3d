import fc from 'fast-check'
import { expect, test } from 'vitest'
import { picksFragment, picksInAddress } from '../../../src/planning/export/picks-in-address.js'

/** As the programme allows them: any visible text. */
const id = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1 }),
  fc.string({ unit: fc.constantFrom(',', ':', '%', '#', '&', '=', '+', ' ', '"', '<', '2', 'C'), minLength: 1 }),
)

const picks = fc.uniqueArray(
  fc.record({
    session: id,
    stage: fc.constantFrom('going' as const, 'maybe' as const),
    priority: fc.integer({ min: 1, max: 5 }),
  }),
  { selector: ({ session }) => session },
)

test('picks come back from an address as they were, whatever their ids are', () => {
  fc.assert(
    fc.property(id, picks, fc.constantFrom('', '#', 'https://example.org/page.html?a=b#'), (of, written, before) => {
      const fragment = picksFragment({ of, picks: written })
      const byStage = [...written].sort((a, b) => a.stage.localeCompare(b.stage))
      expect(picksInAddress(before + fragment)).toEqual({ of, picks: byStage })
      expect(new URL(`https://example.org/#${fragment}`).hash).toBe(`#${fragment}`)
    }),
  )
})

test('whatever else a fragment holds is ignored', () => {
  const part = fc.oneof(
    fc.string(),
    fc.constantFrom('going=', 'maybe=', 'of=', ',', ':', '%', '%ff', '%25zz', '&', '#'),
  )
  fc.assert(
    fc.property(fc.array(part), fc.array(part), (before, after) => {
      const text = [...before, '&of=kubecon&going=yes:5&', ...after].join('')
      for (const { session, stage, priority } of picksInAddress(text)?.picks ?? []) {
        expect(session).not.toBe('')
        expect(['going', 'maybe']).toContain(stage)
        expect([1, 2, 3, 4, 5]).toContain(priority)
      }
    }),
  )
})

test.each([
  ['', undefined],
  ['#monday', undefined],
  ['#day=mon&q=going', undefined],
  ['#going=a', undefined],
  ['#of=', undefined],
  ['#of=c', []],
  ['#of=c&q=x&going=a,b:5&view=mine&maybe=d:1', ['going a 3', 'going b 5', 'maybe d 1']],
  ['#of=c&going=a%2Cb%3A5', ['going a 3', 'going b 5']],
  ['#of=c&going=a&going=b', ['going a 3', 'going b 3']],
  ['#of=c&going=a,a:5&maybe=a', ['going a 3']],
  ['#of=c&going=,a:6,b:0,:3,d:1:2,%25,%25ff,e', ['going e 3']],
])('%s', (fragment, picked) => {
  const found = picksInAddress(fragment)?.picks.map(({ session, stage, priority }) => `${stage} ${session} ${priority}`)
  expect(found).toEqual(picked)
})
