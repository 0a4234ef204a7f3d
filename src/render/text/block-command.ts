import { typed } from './shell.js'

/** In characters; short enough for a sentence. */
const SHORT = 80

/** A command that blocks an hour, for the person to edit. Placeholders replace what is too long to repeat. */
export function blockCommand(title: string, day = 'DAY', time = '12:00-13:00'): string {
  const short = (text: string, instead: string) => (text.length > SHORT ? instead : typed(text))
  return `kubeplan block ${short(title, 'TITLE')} --day ${short(day, 'DAY')} --time ${short(time, 'FROM-TO')}`
}
