import { HtmlRenderer, Parser } from 'commonmark'
import { linkOf } from '../../model/index.js'
import { anchorsOf, type Block, contentsOf, type Item, type Line, type Prose } from '../prose/prose.js'
import { safe, safeBlock } from '../screen/terminal.js'
import { html, type Markup, own, pagePolicy } from './markup.js'

/** A document as one page without scripts or outside resources, ready to print. Ends with a line end. */
export function htmlOf(prose: Prose): string {
  const { title, parts } = prose
  const anchors = anchorsOf(prose)
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${pagePolicy()}">
<title>${safe(title)}</title>
<style>
${own(STYLE)}</style>
</head>
<body>
<main>
<h1>${safe(title)}</h1>
${parts.map(({ blocks }) => blocks.map((block) => html`${blockMarkup(block, prose, anchors)}\n`))}</main>
</body>
</html>
`
  return page.markup
}

const STYLE = `:root { color-scheme: light dark; color: #1a1a1a; background: #fff }
a { color: #0a4fb8 }
@media (prefers-color-scheme: dark) { :root { color: #eee; background: #141414 } a { color: #9cc4ff } }
body { margin: 0; font: 1rem/1.55 system-ui, sans-serif }
main { max-width: 44rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; overflow-wrap: anywhere }
h1, h2, h3 { line-height: 1.25; break-after: avoid }
h2 { margin-top: 2rem }
li { margin: .3rem 0 }
table { border-collapse: collapse }
th, td { padding: .3rem .8rem .3rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid }
p, li, tr { break-inside: avoid }
@media print { :root { color: #000; background: none } main { max-width: none; padding: 0 } a { color: inherit } }
`

function blockMarkup(block: Block, prose: Prose, anchors: ReadonlyMap<Block, string>): Markup {
  switch (block.kind) {
    case 'heading': {
      const tag = own(`h${block.level}`)
      return html`<${tag} id="${anchors.get(block)}">${inline(block.line)}</${tag}>`
    }
    case 'paragraph':
      return html`<p>${inline(block.line)}</p>`
    case 'list':
      return itemsMarkup(block.items)
    case 'contents':
      return itemsMarkup(contentsOf(prose, anchors).items)
    case 'markdown':
      return own(markdownMarkup(block.text))
    case 'table': {
      const heads = block.heads.map((head) => html`<th scope="col">${safe(head)}</th>`)
      const rows = block.rows.map((cells) => html`<tr>${cells.map((cell) => html`<td>${inline(cell)}</td>`)}</tr>\n`)
      return html`<table>\n<thead><tr>${heads}</tr></thead>\n<tbody>\n${rows}</tbody>\n</table>`
    }
  }
}

function itemsMarkup(items: readonly Item[]): Markup {
  const under = (more: readonly Item[] = []) => more.length > 0 && html`\n${itemsMarkup(more)}`
  return html`<ul>\n${items.map(({ line, items: more }) => html`<li>${inline(line)}${under(more)}</li>\n`)}</ul>`
}

/** Without HTML and links to scripts, which a page of mine cannot need. */
function markdownMarkup(text: string): string {
  return new HtmlRenderer({ safe: true }).render(new Parser().parse(safeBlock(text))).trim()
}

/** The page may be printed to a terminal, so its texts are made safe for that as well. */
function inline(line: Line): readonly Markup[] {
  return line.map((piece) => {
    if (typeof piece === 'string') return html`${safe(piece)}`
    if (piece.kind === 'strong') return html`<strong>${safe(piece.text)}</strong>`
    if (piece.kind === 'jump') return html`<a href="#${piece.anchor}">${safe(piece.text)}</a>`
    const target = linkOf(piece.url)
    return target === undefined
      ? html`${safe(piece.text)}`
      : html`<a href="${target}" rel="noreferrer">${safe(piece.text)}</a>`
  })
}
