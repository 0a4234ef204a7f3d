import { Help } from 'commander'

/** Below this many columns two columns would break every description into single words. */
export const TWO_COLUMNS_FROM = 72
const INDENT = 2

/** Text in so many columns, every line but the first behind an indent. */
export function wrapped(text: string, columns: number, indent = 0): string {
  return plainHelp()
    .boxWrap(text, columns - indent)
    .replaceAll('\n', `\n${' '.repeat(indent)}`)
}

function plainHelp(): Help {
  return Object.assign(new Help(), { minWidthToWrap: 1 })
}

/** How commander sets help so that it fits: on a narrow terminal what a flag does stands below it. */
export function helpFor(columns: number): Partial<Help> {
  const plain = plainHelp()
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
      return items.length === 0 ? [] : [plain.boxWrap(heading, columns), ...items, '']
    },
  }
}
