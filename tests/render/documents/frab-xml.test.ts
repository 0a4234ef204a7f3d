import fc from 'fast-check'
import { expect, test } from 'vitest'
import { childOf, childText, readXml } from '../../../src/formats/text/xml.js'
import { NO_DETAILS, type Session } from '../../../src/model/conference.js'
import { type Day, instant } from '../../../src/model/time.js'
import { layOutFrab } from '../../../src/planning/export/frab-schedule.js'
import { frabXml } from '../../../src/render/documents/frab-xml.js'

/** Characters that XML 1.0 lacks (section 2.2), of which a reader gets a mark instead. */
const IMPOSSIBLE = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g

function written(text: string): string {
  const when = { kind: 'timed', start: instant(0), end: instant(1), offset: 0, endOffset: 0, shift: 0 } as const
  const session: Session = {
    id: 'a',
    title: text,
    kind: 'talk',
    tracks: [text],
    tags: [],
    room: text,
    when: { ...when, day: '1970-01-01' as Day },
    speakers: [{ name: text }],
    status: 'confirmed',
  }
  const conference = { name: text, slug: 'demo', timezone: 'UTC', dayChange: 0, sources: [] }
  const catalogue = {
    conference,
    rooms: { walks: [] },
    sessions: [session],
    details: () => ({ ...NO_DETAILS, abstract: text }),
  }
  const clock = {
    dayStart: (day: Day) => ({ instant: instant(Date.parse(day)), offset: 0 }),
    uuid: () => '00000000-0000-5000-8000-000000000000',
  }
  return [...frabXml(layOutFrab(catalogue, [session], clock))].join('')
}

test('any text is well-formed XML, reads back as it was, and acts on no terminal', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }), (text) => {
      const xml = written(text)
      expect(xml).not.toMatch(
        /[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]|\p{Bidi_Control}|\p{Default_Ignorable_Code_Point}/u,
      )
      const reading = readXml(xml, 'x.xml')
      if (!reading.ok) throw new Error(xml)
      const expected = text.toWellFormed().replace(IMPOSSIBLE, '\ufffd')
      const room = childOf(childOf(reading.root, 'day'), 'room')
      expect(room?.attributes.get('name')).toBe(expected)
      expect(childOf(childOf(room, 'event'), 'abstract')?.text).toBe(expected)
      expect(childText(childOf(reading.root, 'conference'), 'title')).toBe(expected.trim() || undefined)
    }),
    { numRuns: 500 },
  )
})
