import { readFileSync } from 'node:fs'
import { fingerprint } from '../../model/names.js'
import type { World } from '../../world.js'
import { writeAtomically } from '../files/atomic.js'
import { ifThere, reporting } from '../files/disk.js'

/** How many changes can be taken back. */
const STEPS = 20

/** A change of an agenda file: its text before, and what tells its text after. */
interface Step {
  readonly before: string
  readonly after: string
  /** What tells the text that the file holds once the change is taken back, where somebody set out to do that. */
  readonly back?: string
}

/** Where the steps of an agenda file lie: beside it, for the same people to read. */
function historyFile(agenda: string): string {
  return `${agenda}.undo`
}

/** Remembers a change that is about to be written. Written first: a step that never came about is found out later. */
export function rememberStep(agenda: string, before: string, after: string, world: World): void {
  writeSteps(agenda, [...realSteps(agenda, before), { before, after: markOf(after) }].slice(-STEPS), world)
}

/**
 * Remembers that the last change of the file, which holds `text`, is about to be taken back, and that it will hold `back`
 * then. Written first, too: the text of the file tells whether that came about, and so the file is all that changes.
 */
export function rememberBack(agenda: string, text: string, back: string, world: World): void {
  const steps = realSteps(agenda, text)
  const last = steps.at(-1)
  if (last) writeSteps(agenda, [...steps.slice(0, -1), { ...last, back: markOf(back) }], world)
}

/** The last change of the file that now holds `text`; `edited` where somebody else changed it since. */
export function lastStep(agenda: string, text: string): Pick<Step, 'before'> | 'edited' | undefined {
  const step = realSteps(agenda, text).at(-1)
  if (!step) return undefined
  return step.after === markOf(text) ? step : 'edited'
}

/** Without a last step that was never written, or that was taken back. */
function realSteps(agenda: string, text: string): readonly Step[] {
  const steps = readSteps(agenda)
  const [mark, last, earlier] = [markOf(text), steps.at(-1), steps.at(-2)]
  const isGone = last && (last.back === mark || (last.after !== mark && last.before === text))
  if (!isGone) return steps
  // The step before it led to the text that has now come back, in other words; not where somebody edited in between.
  const leads = earlier?.after === markOf(last.before)
  return earlier ? [...steps.slice(0, -2), leads ? { ...earlier, after: mark } : earlier] : []
}

/** The agenda is written next, in the same folder: then the names of both last. */
function writeSteps(agenda: string, steps: readonly Step[], world: World): void {
  writeAtomically(historyFile(agenda), JSON.stringify(steps), world, { like: agenda, lasting: 'bytes' })
}

function readSteps(agenda: string): readonly Step[] {
  const file = historyFile(agenda)
  const text = reporting('cannot-read', file, () => ifThere(() => readFileSync(file, 'utf8')))
  if (text === undefined) return []
  try {
    const parsed: unknown = JSON.parse(text)
    return Array.isArray(parsed) ? parsed.filter(isStep) : []
  } catch (error) {
    // A damaged history costs the steps back, never the agenda.
    if (error instanceof SyntaxError) return []
    throw error
  }
}

function isStep(value: unknown): value is Step {
  return (
    typeof value === 'object' &&
    value !== null &&
    'before' in value &&
    typeof value.before === 'string' &&
    'after' in value &&
    typeof value.after === 'string'
  )
}

function markOf(text: string): string {
  return `${text.length}-${fingerprint(text)}`
}
