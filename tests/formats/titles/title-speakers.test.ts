import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { splitTitle } from '../../../src/formats/titles/title-speakers.js'

function people(text: string) {
  return text.split(' + ').map((one) => {
    const [name = '', organization] = one.split(' @')
    return { name, ...(organization !== undefined && { organization }) }
  })
}

/** Titles that certainly end in people: the part before the last dash, the tail, and the people. */
const SPLIT: readonly (readonly [title: string, tail: string, speakers: string])[] = [
  ['Owls by Night', ' - Ana Roe, Acme', 'Ana Roe @Acme'],
  ['Owls by Night', ' - Ana Roe & Ben Low, Acme', 'Ana Roe @Acme + Ben Low @Acme'],
  ['Owls by Night', ' - Ana Roe and Ben Low, Acme', 'Ana Roe @Acme + Ben Low @Acme'],
  ['Owls by Night', ' - Ana Roe & Ben Low & Cara Dee, Acme', 'Ana Roe @Acme + Ben Low @Acme + Cara Dee @Acme'],
  [
    'Owls by Night',
    ' - Ana Roe, Ben Low, Cara Dee, Dov Eel & Eve Fry, Acme',
    'Ana Roe @Acme + Ben Low @Acme + Cara Dee @Acme + Dov Eel @Acme + Eve Fry @Acme',
  ],
  ['Owls by Night', ' - Ana Roe, Acme & Ben Low, Barn', 'Ana Roe @Acme + Ben Low @Barn'],
  ['Owls by Night', ' - Ana Roe, Acme and Ben Low, Barn', 'Ana Roe @Acme + Ben Low @Barn'],
  ['Owls by Night', ' - Ana Roe & Ben Low, Acme & Cara Dee, Barn', 'Ana Roe @Acme + Ben Low @Acme + Cara Dee @Barn'],
  [
    'Owls by Night',
    ' - Ana Roe, Acme; Ben Low, Barn; Cara Dee, Nest',
    'Ana Roe @Acme + Ben Low @Barn + Cara Dee @Nest',
  ],
  ['Owls by Night', ' - Ana Roe & Ben Low, Acme; Cara Dee, Barn', 'Ana Roe @Acme + Ben Low @Acme + Cara Dee @Barn'],
  [
    'Owls by Night',
    ' - Ana Roe, Acme, Ben Low, Barn, Cara Dee, Nest and Dov Eel, Hay',
    'Ana Roe @Acme + Ben Low @Barn + Cara Dee @Nest + Dov Eel @Hay',
  ],
  ['Owls by Night', ' - Ana Roe, Acme, Ben Low, and Cara Dee, Barn', 'Ana Roe @Acme + Ben Low @Barn + Cara Dee @Barn'],
  ['Owls by Night', ' - Ana Roe, Maintainer', 'Ana Roe'],
  ['Owls by Night', ' - Ana Roe, Lead Maintainer', 'Ana Roe'],
  ['Owls by Night', ' - Ana Roe, Research Scientist', 'Ana Roe'],
  ['Owls by Night', ' - Ana Roe, Senior Engineer, Acme', 'Ana Roe @Acme'],
  ['Owls by Night', ' - Ana Roe, Director of Product, Acme & Ben Low, CTO, Barn', 'Ana Roe @Acme + Ben Low @Barn'],
  ['Owls by Night', ' - Ana Roe, Founder & CEO, Acme', 'Ana Roe @Acme'],
  ['Owls by Night', ' - Ana Roe, Senior Engineer and Ben Low, Acme', 'Ana Roe + Ben Low @Acme'],
  ['Owls by Night', ' - Ana Roe, VP, Cloud and Infrastructure, Acme', 'Ana Roe @Acme'],
  ['Owls by Night', ' - Ana Roe, Technical Fellow, Global Engineering, Acme', 'Ana Roe @Acme'],
  ['Owls by Night', ' - Ana Roe, Developer Relations, Acme', 'Ana Roe @Acme'],
  ['Owls by Night', ' - Ana Roe, Independent', 'Ana Roe @Independent'],
  ['Owls by Night', ' - Ana Roe, Red Hat & Ben Low, Acme', 'Ana Roe @Red Hat + Ben Low @Acme'],
  ['Owls by Night', ' - Ana Roe, Hazel Grove Labs & Ben Low, Acme', 'Ana Roe @Hazel Grove Labs + Ben Low @Acme'],
  ['Owls by Night', ' - Ana Roe, Owl Security Agency (OSA)', 'Ana Roe @Owl Security Agency (OSA)'],
  ['Owls by Night', ' - Ana Roe, Ernst & Young', 'Ana Roe @Ernst & Young'],
  ['Owls by Night', ' - Ana Roe, Tawny & Barn SA & Ben Low, Acme', 'Ana Roe @Tawny & Barn SA + Ben Low @Acme'],
  [
    'Owls by Night',
    ' - Ana Roe, Northern School of Science and Mathematics',
    'Ana Roe @Northern School of Science and Mathematics',
  ],
  ['Owls by Night', ' - Ana Roe, Acme, Inc. & Ben Low, Barn Co., Ltd', 'Ana Roe @Acme, Inc. + Ben Low @Barn Co., Ltd'],
  ['Owls by Night', ' - Ana Roe, Barn Co.,ltd', 'Ana Roe @Barn Co.,ltd'],
  [
    'Owls by Night',
    ' - Ana Roe, Barn by Acme & Ben Low, Nest at Acme',
    'Ana Roe @Barn by Acme + Ben Low @Nest at Acme',
  ],
  ['Owls by Night', ' - Ana Roe, Barn | An Acme Company', 'Ana Roe @Barn | An Acme Company'],
  ['Owls by Night', ' - Ana Roe, easyNest & Ben Low, barn.io', 'Ana Roe @easyNest + Ben Low @barn.io'],
  [
    'Owls by Night',
    ' - Ana Roe, b4rn; Ben Low, 7owls; Cara Dee, NEST-UND-EI',
    'Ana Roe @b4rn + Ben Low @7owls + Cara Dee @NEST-UND-EI',
  ],
  ['Owls by Night', ' - Dan (OWL) Roe, Acme', 'Dan (OWL) Roe @Acme'],
  ['Owls by Night', ' - Dan "Owl" Roe, Acme', 'Dan "Owl" Roe @Acme'],
  ['Owls by Night', ' - Karl van der Roe & Lia de la Low, Acme', 'Karl van der Roe @Acme + Lia de la Low @Acme'],
  ['Owls by Night', ' - Ana M. Roe, Acme & J. R. Low, Barn', 'Ana M. Roe @Acme + J. R. Low @Barn'],
  [
    'Owls by Night',
    ' - Roshni K, Acme; Karthi K N, Barn; JD Low, Nest',
    'Roshni K @Acme + Karthi K N @Barn + JD Low @Nest',
  ],
  ['Owls by Night', ' - Ana-Lia Roe-Łow, Acme & Neil O’Hay, Barn', 'Ana-Lia Roe-Łow @Acme + Neil O’Hay @Barn'],
  ['Owls by Night', ' - Ana McRoe, Acme & LeRoy DuBarn, Nest', 'Ana McRoe @Acme + LeRoy DuBarn @Nest'],
  ['Owls by Night', ' - Ján Sovičák, Acme & Øyvind Ugle, Ærlig', 'Ján Sovičák @Acme + Øyvind Ugle @Ærlig'],
  ['Owls by Night', ' - Иван Совин, Сова', 'Иван Совин @Сова'],
  ['Owls by Night', ' - Νίκος Κουκουβάγιας, Acme', 'Νίκος Κουκουβάγιας @Acme'],
  ['Owls by Night', ' - 梟 太郎, 夜会社 & Ana Roe, Acme', '梟 太郎 @夜会社 + Ana Roe @Acme'],
  ['Owls by Night', ' - Strix, Acme & Ana Roe, Barn', 'Strix @Acme + Ana Roe @Barn'],
  ['Owls by Night', ' - Dr. Ana Roe, Acme; Ben Low, PhD, Barn', 'Dr. Ana Roe @Acme + Ben Low, PhD @Barn'],
  ['Panel: Owls by Night', ' - Moderated by Ana Roe, Acme; Ben Low, Barn', 'Ana Roe @Acme + Ben Low @Barn'],
  ['Strix - The Owl Framework - Part 2', ' - Ana Roe, Acme', 'Ana Roe @Acme'],
  ['How Owls Hunt by Night', '- Ana Roe, Acme', 'Ana Roe @Acme'],
  ['How Do Owls Hunt by Night?', ' -Ana Roe, Acme', 'Ana Roe @Acme'],
  ['Owls by Night', ' – Ana Roe, Acme', 'Ana Roe @Acme'],
  ['Owls by Night', ' — Ana Roe ,Acme ;Ben Low,Barn ', 'Ana Roe @Acme + Ben Low @Barn'],
]

/** Titles with ambiguous ends, which stay whole. */
const WHOLE: readonly string[] = [
  'Owls by Night',
  'Owls by Night - Ana Roe',
  'Owls by Night - Ana Roe & Ben Low',
  'Owls by Night - Ana Roe, Ben Low',
  'Owls by Night - Ana Roe, Ben Low & Cara Dee, Acme',
  'Owls by Night - Ana Roe, Ben Low, and Cara Dee, Acme',
  'Owls by Night - Ana Roe, Ben Low; Cara Dee, Dov Eel',
  'Owls by Night - Ana Roe, Acme & Ben Low',
  'Owls by Night - Ana Roe, Acme & more',
  'Owls by Night - Ana Roe, TBA',
  'Owls by Night - Speaker TBD, Acme',
  'Owls by Night - Ana Roe, Acme, Berlin',
  'Owls by Night - Ana Roe, Manager, Acme & Core Maintainer, Barn',
  'Owls by Night - Vesna Roe, Hazel Grove & Tove Low, Acme',
  'Owls by Night - Strix, Acme',
  'Owls by Night - Strix, Owl Evangelist',
  'Owls by Night - 梟 太郎, 夜会社',
  'Owls by Night - Ana Roe, Acme, S…',
  'Owls by Night - with Ana Roe, Acme',
  'Owls by Night - Ana Roe (Acme), Ben Low (Barn)',
  'Owls by Night - ana roe, acme',
  'Owls by Night - ANA ROE, ACME',
  'Owls by Night, Ana Roe, Senior Engineer - Owl Specialist, Acme',
  'Owls by Night - Ana Roe, Acme - Ben Low, Barn',
  'Meet Strix Nest - Strix Barn, Acme',
  'Day of Owls Hosted by Acme - Full-Day Event | ALL ACCESS PASS REQUIRED',
  'Owl Summit - AM SESSION | SEPARATE REGISTRATION REQUIRED',
  'Strix - The Owl Framework for Everyone, Explained',
  'Owls - Past, Present & Future',
  'Owls - Past, Present, and Future of the Night',
  'Owls - Deep Dive, Updates',
  'SIG Owl - Nest API, Services & Policies',
  'Lunch - Exhibit Hall, Level 2',
  'Party - Grand Ballroom, Amsterdam',
  'City Tour - New York, NY',
  'Fun Run - Central Park, Manhattan',
  'Dinner - Vondel Park, Amsterdam',
  'Demo - Owl Tracker X2, Booth 12',
  'Demo Time - Build Nests in Owl Pipelines',
  'Demo: NOBODY HOOTS - Why “Hoot” is not a word, and you are told so',
  'Jean- Marc Roe, Acme',
  'Night-Ana Roe, Acme',
  ' - Ana Roe, Acme',
  `Owls - ${'Ana Roe, Acme; '.repeat(300)}Ben Low, Barn`,
]

describe('the tail of a title', () => {
  test.each(SPLIT)('%s%s', (title, tail, speakers) => {
    expect(splitTitle(`${title}${tail}`)).toEqual({ title, speakers: people(speakers) })
  })

  test.each(WHOLE)('is left where it may be anything: %s', (title) => {
    expect(splitTitle(title)).toEqual({ title, speakers: [] })
  })

  test('any list of people in the form of Sched is taken apart as it was put together', () => {
    const given = fc.constantFrom(
      'Ana',
      'Ben',
      'Clara',
      'David',
      'Emma',
      'Felix',
      'Hannah',
      'Jakub',
      'Leonardo',
      'Maria',
    )
    const family = fc.constantFrom('Roe', 'Nováková', 'McLow', 'Strix-Barn', 'O’Hay', 'van der Uil', 'Łąka', 'K.')
    const name = fc.tuple(given, family).map((parts) => parts.join(' '))
    const organization = fc.constantFrom(
      'Acme',
      'Red Hat',
      'Barn Labs',
      'hay.io',
      'Owl & Lark GmbH',
      'Nest, Inc.',
      '7owls',
    )
    const role = fc.constantFrom('', '', 'Senior Engineer, ', 'CEO & Founder, ')
    // The second of three people could also be the organization of the first.
    const names = fc.uniqueArray(name, { minLength: 1, maxLength: 4 }).filter(({ length }) => length !== 3)
    const unit = fc.tuple(names, role, organization)
    fc.assert(
      fc.property(fc.array(unit, { minLength: 1, maxLength: 5 }), fc.constantFrom('; ', ' & '), (units, between) => {
        const tail = units
          .map(([names, job, house]) => {
            const last = names.at(-1) ?? ''
            const listed = names.length === 1 ? last : `${names.slice(0, -1).join(', ')} & ${last}`
            return `${listed}, ${job}${house}`
          })
          .join(between)
        const speakers = units.flatMap(([names, , house]) => names.map((one) => ({ name: one, organization: house })))
        expect(splitTitle(`Hoots - and Howls - ${tail}`)).toEqual({ title: 'Hoots - and Howls', speakers })
      }),
      { numRuns: 1000 },
    )
  })

  test('nothing is lost, whatever the title: every word is in the title or was a role or a separator', () => {
    const piece = fc.constantFrom(
      'Ana Roe',
      'Ben Low',
      'Acme',
      'Owls',
      ' - ',
      '- ',
      ', ',
      ' & ',
      '; ',
      ' and ',
      'Engineer',
      'TBA',
      ' ',
      '|',
      '(',
      ')',
    )
    fc.assert(
      fc.property(
        fc.array(piece).map((pieces) => pieces.join('')),
        (whole) => {
          const { title, speakers } = splitTitle(whole)
          expect(whole.startsWith(title) || whole.trim().startsWith(title)).toBe(true)
          if (speakers.length === 0) expect(title).toBe(whole)
          for (const { name, organization } of speakers) {
            expect(whole).toContain(name)
            expect(whole).toContain(organization ?? '')
          }
        },
      ),
      { numRuns: 10_000 },
    )
  })
})
