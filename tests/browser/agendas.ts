import { join } from 'node:path'
import { kubeplan, newHome, ROOT } from '../cli/kubeplan.js'

/** A small conference with everything that a schedule can have: rooms, nights, a change of the clocks. */
export const AUTUMN = join(ROOT, 'tests', 'fixtures', 'catalogue', 'autumn-days.yaml')

async function homeAfter(commands: readonly (readonly string[])[]): Promise<string> {
  const home = newHome()
  for (const argv of commands) {
    const { exit, stderr } = await kubeplan(argv, { home })
    if (exit !== 0) throw new Error(`${argv.join(' ')}: ${stderr}`)
  }
  return home
}

/** A home whose agenda of the bundled catalogue has going and maybe picks, a block and two clashes, all on Friday. */
export function homeWithPicks(): Promise<string> {
  return homeAfter([
    ['add', 'linux-in', 'regulated', 'kubectl-blame'],
    ['add', '--maybe', 'bypass falco'],
    ['block', 'Lunch', '--day', 'fri', '--time', '17:30-18:15'],
  ])
}

/** The same for Autumn Days: two picks at one time, one after midnight, one on another day. */
export function homeInAutumn(): Promise<string> {
  const mine = ['-c', AUTUMN]
  return homeAfter([
    ['add', ...mine, 'ai-for-operators', 'maintainers-year', 'from-zero'],
    ['add', ...mine, '--maybe', 'who-pays'],
    ['block', ...mine, 'Booth duty', '--day', 'fri', '--time', '13:00-15:00'],
  ])
}
