import { HtmlRenderer, Parser } from 'commonmark'
import { linkOf } from '../../model/index.js'
import { anchorsOf, type Block, contentsOf, type Item, type Line, type Prose } from '../prose/prose.js'
import { safe, safeBlock } from '../screen/terminal.js'
import { html, type Markup, own, pagePolicy } from './markup.js'

/** A document in the `style` of the page, without scripts or outside resources, ready to print. Ends with a line end. */
export function htmlOf(prose: Prose, style: string): string {
  const { title, parts } = prose
  const anchors = anchorsOf(prose)
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="${pagePolicy()}">
<title>${safe(title)}</title>
<style>
${own(style)}${own(STYLE)}</style>
</head>
<body class="prose">
<header>
<h1>${safe(title)}</h1>
</header>
<main>
${parts.map(({ blocks }) => blocks.map((block) => html`${blockMarkup(block, prose, anchors)}\n`))}</main>
</body>
</html>
`
  return page.markup
}

/** Over the page's own, whose headings and paragraphs are those of cards. */
const STYLE = `/* The page waits for its script; here is none. */
.prose.prose main { visibility: visible; animation: none; max-width: 44rem; line-height: 1.6 }
.prose :is(h1, h2, h3, h4) { position: static; overflow: visible; padding: 0; line-height: 1.25; white-space: normal; text-wrap: pretty; break-after: avoid }
.prose h1 { font-size: clamp(1.6rem, 1.1rem + 2.4vw, 2.6rem) }
.prose h2 { margin: 2.5rem 0 .75rem; font-size: 1.5rem }
.prose h3 { margin: 2rem 0 .5rem; font-size: 1.25rem }
.prose h4 { margin: 1.75rem 0 .25rem; font-size: 1.0625rem }
.prose :is(h2, h3, h4) a { color: inherit; text-decoration: underline var(--field) 1px }
.prose nav a:not(:hover) { text-decoration: none }
.prose p { margin: .5rem 0 }
.prose .known, .prose header p { color: var(--soft) }
.prose nav ul { margin: 0; padding-left: 1.1rem; list-style: none }
.prose nav > ul { padding: 0 }
.prose nav > ul > li { margin-top: .5rem; font-weight: 620 }
.prose nav ul ul { font-weight: 400 }
.prose table { border-collapse: collapse }
.prose :is(th, td) { padding: .3rem .8rem .3rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top }
.prose :is(p, li, tr) { break-inside: avoid }
@media print { .prose nav { display: none } .prose h2 { font-size: 13pt } .prose h3 { font-size: 11.5pt } }
`

function blockMarkup(block: Block, prose: Prose, anchors: ReadonlyMap<Block, string>): Markup {
  switch (block.kind) {
    case 'heading': {
      const tag = own(`h${block.level}`)
      return html`<${tag} id="${anchors.get(block)}">${inline(block.line)}</${tag}>`
    }
    case 'paragraph':
      return html`<p${block.look && html` class="${block.look}"`}>${inline(block.line)}</p>`
    case 'list':
      return itemsMarkup(block.items)
    case 'contents':
      return html`<nav aria-label="Contents">${itemsMarkup(contentsOf(prose, anchors).items)}</nav>`
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
