/**
 * Text that a spreadsheet reads as a formula (OWASP, CSV injection): `= + - @` at the start, also in full width or
 * after white space, or a leading tab or line end.
 */
const FORMULA = /^'*(?:[\t\r\n]|\s*[=+\-@\uff1d\uff0b\uff0d\uff20])/

/** An apostrophe makes a formula text. Text that already looks escaped gets another one, which `undefuse` removes. */
export function defuse(cell: string): string {
  return FORMULA.test(cell) ? `'${cell}` : cell
}

export function undefuse(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell
}
