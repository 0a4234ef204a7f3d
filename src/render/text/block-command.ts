import { typed } from './shell.js'

/** So long that it can stand in a sentence. */
const SHORT = 80

/** A command line that blocks an hour, to be changed by whoever types it; a word stands for what is too long to repeat. */
export function blockCommand(title: string, day = 'DAY', time = '12:00-13:00'): string {
  const short = (text: string, instead: string) => (text.length > SHORT ? instead : typed(text))
  return `kubeplan block ${short(title, 'TITLE')} --day ${short(day, 'DAY')} --time ${short(time, 'FROM-TO')}`
}
