import { safe } from '../terminal.js'

/**
 * The only way for outside text into Markdown, on one line. CommonMark (spec.commonmark.org) and GitHub's tables, links
 * and formulas show these characters literally. Characters that only act at the start of a line are left to `lineOf`.
 * GitHub may still link a name after `@` or a mail address, because it looks for them after reading the Markdown.
 */
export function markdownText(text: string): string {
  return safe(text)
    .replace(ALWAYS, '\\$&')
    .replace(UNDERSCORE, '\\_')
    .replace(ENTITY, '\\&')
    .replace(/!$/, '\\!')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/(www)\./gi, '$1\\.')
}

/**
 * Code, emphasis, links, tags, tables, headings, mentions and formulas. A backslash would escape the next character.
 */
const ALWAYS = /[\\`*[\]<|~#@$]/g
/** It has no meaning inside a word. */
const UNDERSCORE = /(?<![a-z0-9])_|_(?![a-z0-9])/gi
/** An entity, or what may become one with the following text. */
const ENTITY = /&(?=[a-z0-9]*(?:;|$))/gi

/** A line of Markdown whose beginning has no meaning: not a list, quote, rule or underline. */
export function lineOf(markdown: string): string {
  return markdown
    .trim()
    .replace(/^[-+=>:]/, '\\$&')
    .replace(/^(\d+)(?=[.)](?:\s|$))/, '$1\\')
}
