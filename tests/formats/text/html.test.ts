import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plainText, titleText } from '../../../src/formats/text/html.js'
import { HUGE } from '../../fixtures/cases.js'

const TABLE: readonly (readonly [what: string, html: string, text: string])[] = [
  ['text stays', 'One line.\nAnother  line.', 'One line.\nAnother  line.'],
  ['line ends become one sort, three become two', 'a\r\nb\rc\n\n\n\nd', 'a\nb\nc\n\nd'],
  ['blanks at the ends of lines go, an indent stays', 'One. \n \n Two\n  - three \n ', 'One.\n\nTwo\n  - three'],
  ['a comparison is no tag', 'a < b and c > d', 'a < b and c > d'],
  ['neither is one without spaces', 'if a<b then', 'if a<b then'],
  ['a type is no tag', 'Option<T> & Result<Vec<u8>, E>', 'Option<T> & Result<Vec<u8>, E>'],
  ['nor beside real tags', '<p>Map&lt;K&gt; and Option<T></p>', 'Map<K> and Option<T>'],
  [
    'nor is a placeholder, an address, a mail address',
    'git <cmd> <b>x</b> <https://a.org> <a@b.org>',
    'git <cmd> x <https://a.org> <a@b.org>',
  ],
  ['a lone ampersand', 'R&D, AT&T & Q&A;', 'R&D, AT&T & Q&A;'],
  ['entities', '&lt;b&gt; &amp; &quot;x&quot; &#39;y&#39; &#x263A; &eacute;', '<b> & "x" \'y\' ☺ é'],
  ['entities that are none', '&foo; &amp; &nosuchthing;', '&foo; & &nosuchthing;'],
  ['an entity without semicolon is text', '<i>?a=1&copy=2</i>', '?a=1&copy=2'],
  ['hard spaces, also with the backslash of calendars', 'a&nbsp;b&nbsp\\;c', 'a b c'],
  ['twice escaped', 'a &amp;lt; b &amp;amp; c', 'a < b & c'],
  ['what was escaped is no tag', '&lt;script&gt;x&lt;/script&gt;', '<script>x</script>'],
  [
    'inline tags vanish',
    '<b>bold</b>, <em>soft</em><span> and</span> <FONT color=red>red</FONT>',
    'bold, soft and red',
  ],
  ['line ends are kept beside inline tags', 'one <b>two</b>\nthree\n\nfour', 'one two\nthree\n\nfour'],
  ['line ends are space where tags end lines', '<p>one\ntwo</p>\n\n\n<p>three</p>', 'one two\n\nthree'],
  ['paragraphs without end', '<p>one<p>two', 'one\n\ntwo'],
  ['breaks', 'a<br>b<br/>c<br /><br/><br>d', 'a\nb\nc\n\nd'],
  ['headings and divisions', '<h2>Title</h2><div>one</div><div>two</div>', 'Title\n\none\ntwo'],
  [
    'lists',
    '<p>Bring:</p><ul><li>a coat</li>\n<li>a <b>hat</b></li></ul><p>Now.</p>',
    'Bring:\n\n* a coat\n* a hat\n\nNow.',
  ],
  [
    'lists without ends, with paragraphs, with nothing',
    '<ol><li>one<li><p>two</p><li></li><li>three</ol>',
    '* one\n* two\n* three',
  ],
  ['lists in lists', '<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>', '* a\n* b\n* c'],
  ['tables', '<table><tr><td>a</td><td>b</td></tr><tr><th>c</th></tr></table>', 'a b\nc'],
  ['preformatted lines', '<pre>one\n  two</pre>three', 'one\ntwo\n\nthree'],
  ['links', 'see <a href="https://a.org/x">the page</a>.', 'see the page (https://a.org/x).'],
  ['links that are their text', '<a href="https://a.org/">https://a.org</a>', 'https://a.org/'],
  [
    'links that are nearly their text',
    'at <a href="https://www.a.org/"><i>a</i>.org</a> now',
    'at https://www.a.org/ now',
  ],
  ['links without text', '<a href="https://a.org/x"><img src="y.png"></a>', 'https://a.org/x'],
  ['links with a space at the end', '<a href="https://a.org/x">page </a>here', 'page (https://a.org/x) here'],
  [
    'links that begin before the last has ended',
    '<a href="https://a.org">a<a href="https://b.org">b</a>',
    'a (https://a.org)b (https://b.org)',
  ],
  ['links with entities', '<a href="https://a.org/?x=1&amp;y=2&copy=3">q</a>', 'q (https://a.org/?x=1&y=2&copy=3)'],
  [
    'mail addresses',
    '<a href="mailto:a@b.org">a@b.org</a> <a href="mailto:a@b.org">mail</a>',
    'a@b.org mail (a@b.org)',
  ],
  ['links that lead nowhere from here', '<a href="/x">x</a> <a href="#y">y</a> <a name="z">z</a>', 'x y z'],
  ['links that do something', '<a href="javascript:alert(1)">x</a><a href="data:text/html,y">y</a>', 'xy'],
  ['links without scheme', '<a href="//a.org/x">x</a>', 'x (https://a.org/x)'],
  ['the first address counts', '<a href="https://a.org" href="https://b.org">x</a>', 'x (https://a.org)'],
  ['scripts, styles, comments', 'a<script>if (x<y) z()</script><style>p{}</style><!-- c <b> -->b', 'ab'],
  ['pictures with words in them', '<svg><title>t</title><text>u</text></svg>after', 'after'],
  ['a script that never ends is a word', 'use <script> here', 'use <script> here'],
  ['a comment that never ends', 'a <!-- b', 'a <!-- b'],
  ['a picture that never ends', 'a<svg>b', 'ab'],
  ['a tag that never ends', '<b>a</b> x <a href="https://a.org', 'a x <a href="https://a.org'],
  ['CDATA', '<![CDATA[a <b>c</b>]]>', 'a <b>c</b>'],
  ['a doctype', '<!DOCTYPE html><html><head><title>t</title></head><body>b</body></html>', 'b'],
  ['tags of a word processor', '<o:p>x</o:p>', 'x'],
  ['only markup', '<p>&nbsp;</p><br>', ''],
  ['nothing', '', ''],
]

describe('plain text of HTML', () => {
  test.each(TABLE)('%s', (_, html, text) => {
    expect(plainText(html)).toBe(text)
  })

  const word = fc.stringMatching(/^[a-zA-Zäß漢<>&;'"#/!-]{1,9}$/).filter((text) => !/&#?\w+;/.test(text))
  const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

  test('what was escaped comes back, whatever it looks like', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1 }), (words) => {
        expect(plainText(`<div>${escaped(words.join(' '))}</div>`)).toBe(words.join(' '))
      }),
      { numRuns: 1000 },
    )
  })

  test('blocks are lines, lists are bullets, inline tags are nothing: against a writer that knows what it wrote', () => {
    const plain = fc.stringMatching(/^[a-z]{1,6}$/)
    const inline = fc.oneof(
      plain.map((text) => ({ html: text, text })),
      plain.map((text) => ({ html: `<b>${text}</b>`, text })),
      plain.map((text) => ({
        html: `<a href="https://${text}.org/p">${text}</a>`,
        text: `${text} (https://${text}.org/p)`,
      })),
    )
    const run = fc.array(inline, { minLength: 1, maxLength: 4 }).map((parts) => ({
      html: parts.map(({ html }) => html).join(' \n'),
      text: parts.map(({ text }) => text).join(' '),
    }))
    const block = fc.oneof(
      run.map(({ html, text }) => ({ html: `<p>${html}</p>`, text })),
      fc.tuple(run, run).map(([a, b]) => ({ html: `<p>${a.html}<br>${b.html}</p>`, text: `${a.text}\n${b.text}` })),
      fc.array(run, { minLength: 1, maxLength: 3 }).map((entries) => ({
        html: `<ul>\n${entries.map(({ html }) => `<li>${html}</li>`).join('\n')}\n</ul>`,
        text: entries.map(({ text }) => `* ${text}`).join('\n'),
      })),
    )
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 5 }), (blocks) => {
        const html = blocks.map((found) => found.html).join('\n\n')
        expect(plainText(html)).toBe(blocks.map(({ text }) => text).join('\n\n'))
      }),
      { numRuns: 1000 },
    )
  })

  test('any string: no error, tidy line ends, and no second reading of its own tags', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '</',
      '<b>',
      '<p>',
      '<a href="',
      '"',
      '<li>',
      '<script>',
      '<!--',
      '-->',
      '&',
      '&amp;',
      '&#',
      ';',
      '&lt;',
      '\n',
      ' ',
      'x',
      '<![CDATA[',
      ']]>',
      '<svg>',
      '</p>',
      '\\;',
      '\u0000',
    )
    fc.assert(
      fc.property(
        fc.array(piece).map((pieces) => pieces.join('')),
        (html) => {
          const text = plainText(html)
          expect(text).toBe(text.trim())
          expect(text).not.toMatch(/\n{3}|\r/)
        },
      ),
      { numRuns: 10_000 },
    )
  })

  // The parser on top of htmlparser2's tokenizer needs half a minute for the first of these.
  test.each([
    ['<b>'.repeat(HUGE / 3), 0],
    ['</i>'.repeat(HUGE / 4), 0],
    [`${'<b>'.repeat(HUGE / 6)}${'</i>'.repeat(HUGE / 8)}x`, 1],
    ['<a href="https://a.org">'.repeat(HUGE / 25), (HUGE / 25) * 13],
    ['<!--'.repeat(HUGE / 4), HUGE],
    ['<script>'.repeat(HUGE / 8), HUGE],
    ['<svg>'.repeat(HUGE / 5), 0],
    [`<${'a'.repeat(HUGE)}`, HUGE + 1],
    [`<b>${' '.repeat(HUGE)}x`, 1],
    [`<br>${'&amp;'.repeat(HUGE / 5)}`, HUGE / 5],
    [`<a href="${'&amp;'.repeat(HUGE / 5)}">x</a>`, 1],
  ])('a megabyte of one thing is read in one pass (%#)', (html, length) => {
    expect(plainText(html)).toHaveLength(length)
  })
})

describe('a title', () => {
  test.each([
    ['The <canvas> and <video> elements', 'The <canvas> and <video> elements'],
    ['What <b> and <i> mean', 'What <b> and <i> mean'],
    ['A world without </div>', 'A world without </div>'],
    ['An empty <div></div> more', 'An empty <div></div> more'],
    ['Option<T>, a < b & c > d', 'Option<T>, a < b & c > d'],
    ['Using <canvas> in <b>bold</b> ways', 'Using <canvas> in bold ways'],
    ['<s>Owls</s> Ravens', 'Owls Ravens'],
    ['<p>Owls</p>', 'Owls'],
    ['<B>Owls</b> <em>by <u>night</u></em>', 'Owls by night'],
    ['<a href="https://example.org">Owls</a>', 'Owls'],
    ['<span class="new">Owls', 'Owls'],
    ['Owls<br>by night<br/>and day', 'Owls by night and day'],
    ['Q&amp;amp;A &amp; more &nbsp;', 'Q&A & more'],
    ['&amp;lt;canvas&amp;gt; and &lt;b&gt;', '<canvas> and <b>'],
    ['R&D', 'R&D'],
  ])('%j is %j', (html, text) => {
    expect(titleText(html).replace(/ +/g, ' ')).toBe(text)
  })

  test('of letters and element names keeps them all, if no element is closed', () => {
    const piece = fc.constantFrom('<canvas>', '<b>', '<video>', 'owl', ' ', '<T>', '&', '</i>')
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const title = pieces.join('').replace(/\s+/g, ' ').trim()
        expect(titleText(title).replace(/\s+/g, ' ')).toBe(title)
      }),
    )
  })

  test.each(['<b>', '</b>', '<b', '<br>', '<b>x</b>', '&amp;', '<b x=y>'])(
    'of a megabyte of %s is read in one pass',
    (piece) => {
      const title = piece.repeat(HUGE / piece.length)
      const before = process.cpuUsage()
      titleText(title)
      expect(process.cpuUsage(before).user).toBeLessThan(5_000_000)
    },
  )
})
