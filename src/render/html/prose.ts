import { linkOf } from '../link.js'
import type { Block, Line, Prose } from '../prose/prose.js'
import { safe } from '../terminal.js'
import { htmlText } from './text.js'

/** A document as one page that needs nothing else: no script, nothing fetched, ready to print; ends with a line end. */
export function htmlOf({ title, blocks }: Prose): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<title>${outside(title)}</title>
<style>
${STYLE}</style>
</head>
<body>
<main>
<h1>${outside(title)}</h1>
${blocks.map((block) => `${blockText(block)}\n`).join('')}</main>
</body>
</html>
`
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

function blockText(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level}>${inline(block.line)}</h${block.level}>`
    case 'paragraph':
      return `<p>${linesText(block.lines)}</p>`
    case 'list':
      return `<ul>\n${block.items.map((lines) => `<li>${linesText(lines)}</li>\n`).join('')}</ul>`
    case 'table': {
      const heads = block.heads.map((head) => `<th scope="col">${outside(head)}</th>`).join('')
      const rows = block.rows.map((cells) => `<tr>${cells.map((cell) => `<td>${inline(cell)}</td>`).join('')}</tr>\n`)
      return `<table>\n<thead><tr>${heads}</tr></thead>\n<tbody>\n${rows.join('')}</tbody>\n</table>`
    }
  }
}

function linesText(lines: readonly Line[]): string {
  return lines.map(inline).join('<br>\n')
}

function inline(line: Line): string {
  return line
    .map((piece) => {
      if (typeof piece === 'string') return outside(piece)
      if (piece.kind === 'strong') return `<strong>${outside(piece.text)}</strong>`
      const target = linkOf(piece.url)
      return target === undefined
        ? outside(piece.text)
        : `<a href="${htmlText(target)}" rel="noreferrer">${outside(piece.text)}</a>`
    })
    .join('')
}

/** The page may be printed to a terminal. */
function outside(text: string): string {
  return htmlText(safe(text))
}
