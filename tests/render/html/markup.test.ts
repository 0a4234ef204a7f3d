import fc from 'fast-check'
import { Parser } from 'htmlparser2'
import { describe, expect, test } from 'vitest'
import { anchorOf, hrefOf, html } from '../../../src/render/html/markup.js'

/** The result of an HTML parser: the elements with their attributes, and the text. */
function read(markup: string): { readonly elements: readonly unknown[]; readonly text: string } {
  const elements: unknown[] = []
  let text = ''
  const parser = new Parser({
    onopentag: (name, attributes) => void elements.push([name, attributes]),
    ontext: (part) => {
      text += part
    },
  })
  parser.end(markup)
  return { elements, text }
}

/** The part of a text that HTML can hold. */
function held(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]|\p{Surrogate}/gu, '\ufffd')
}

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.stringMatching(/^[<>&"'=/ a-z!;#\-\n\r]*$/),
  fc.constantFrom('</script><script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '&amp;lt;', '<!--'),
)

describe('markup', () => {
  test('a parser reads every text as it is, between tags and in attributes, and nothing else', () => {
    fc.assert(
      fc.property(hostile, hostile, (title, text) => {
        const { markup } = html`<p title="${title}" class='${title}'>${text}</p>`
        const name = held(title)
        expect(read(markup)).toEqual({ elements: [['p', { title: name, class: name }]], text: held(text) })
      }),
      { numRuns: 2000 },
    )
  })

  test('takes parts in, leaves out what is not there, and escapes no part twice', () => {
    const parts = ['a & b', '<c>'].map((text) => html`<li>${text}</li>`)
    expect(html`<ul>${parts}</ul>${undefined}${false}${0}`.markup).toBe(
      '<ul><li>a &amp; b</li><li>&lt;c&gt;</li></ul>0',
    )
  })
})

describe('links', () => {
  test.each([
    ['https://x.example/a?b=c#d', 'https://x.example/a?b=c#d'],
    ['HTTP://X.example', 'http://x.example/'],
    ['mailto:ana@x.example', 'mailto:ana@x.example'],
    [`https://x.example/"'<>`, "https://x.example/%22'%3C%3E"],
    ['javascript:alert(1)', undefined],
    [' java\nscript:alert(1)', undefined],
    ['data:text/html,<script>alert(1)</script>', undefined],
    ['vbscript:x', undefined],
    ['file:///etc/passwd', undefined],
    ['//x.example', undefined],
    ['x', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%j may lead to %j', (url, href) => {
    expect(hrefOf(url)).toBe(href)
  })

  test('no two sessions have one place, whatever their ids', () => {
    fc.assert(
      fc.property(hostile, hostile, (a, b) => {
        const same = a.toWellFormed() === b.toWellFormed()
        expect(anchorOf(a) === anchorOf(b)).toBe(same)
        expect(anchorOf(a)).toMatch(/^s-[!-~]*$/)
        expect(anchorOf(a)).not.toMatch(/["<>&#\s]/)
        expect(decodeURIComponent(anchorOf(a).slice(2))).toBe(a.toWellFormed())
      }),
    )
  })
})
