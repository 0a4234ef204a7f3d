import { Help } from 'commander'
import { TWO_COLUMNS_FROM, wrapped } from './wrapping.js'

const INDENT = 2

/** Settings of commander's help: on a narrow terminal descriptions go below the flags. */
export function helpFor(columns: number): Partial<Help> {
  const plain = new Help()
  const below = (text: string, indent: number) => wrapped(text, columns, indent)
  return {
    helpWidth: columns,
    showGlobalOptions: false,
    commandUsage(command) {
      return below(plain.commandUsage(command), 'Usage: '.length)
    },
    formatItem(term, termWidth, description, helper) {
      if (columns >= TWO_COLUMNS_FROM) return Help.prototype.formatItem.call(this, term, termWidth, description, helper)
      const lines = description === '' ? '' : `\n${' '.repeat(3 * INDENT)}${below(description, 3 * INDENT)}`
      return ' '.repeat(INDENT) + term + lines
    },
    formatItemList(heading, items) {
      return items.length === 0 ? [] : [wrapped(heading, columns), ...items, '']
    },
  }
}
