import { readFileSync } from 'node:fs'
import { fingerprint } from '../../model/fingerprint.js'
import type { World } from '../../world.js'
import { writeAtomically } from '../files/atomic.js'
import { ifThere, reporting } from '../files/disk.js'

/** How many changes can be taken back. */
const STEPS = 20

/** A change of an agenda file: its text before, and what tells its text after. */
interface Step {
  readonly before: string
  readonly after: string
  /** Whether calendars may know what it led to. */
  readonly heard?: true
}

/** Where the steps of an agenda file lie: beside it, for the same people to read. */
function historyFile(agenda: string): string {
  return `${agenda}.undo`
}

/** Remembers a change that is about to be written. Written first: a step that never came about is found out later. */
export function rememberStep(agenda: string, before: string, after: string, world: World): void {
  const steps = [...readSteps(agenda), { before, after: markOf(after) }].slice(-STEPS)
  writeAtomically(historyFile(agenda), JSON.stringify(steps), world, { like: agenda })
}

/** The last change of the file that now holds `text`; `edited` where somebody else changed it since. */
export function lastStep(agenda: string, text: string): Omit<Step, 'after'> | 'edited' | undefined {
  const step = realSteps(agenda, text).at(-1)
  if (!step) return undefined
  return step.after === markOf(text) ? step : 'edited'
}

/** Whether calendars can have heard of every change that is remembered. */
export function allHeard(agenda: string): boolean {
  return readSteps(agenda).every(({ heard }) => heard)
}

/** Calendars now may have heard of every change so far: of the last one, and with it of those that led there. */
export function rememberHeard(agenda: string, world: World): void {
  const steps = readSteps(agenda).map((step): Step => ({ ...step, heard: true }))
  writeAtomically(historyFile(agenda), JSON.stringify(steps), world, { like: agenda })
}

/** Forgets the last change after it was taken back; `text` is what the file holds since. */
export function forgetStep(agenda: string, before: string, text: string, world: World): void {
  const steps = realSteps(agenda, before)
  const [gone, last] = [steps.at(-1), steps.at(-2)]
  // The step before it led to the text that has now come back, in other words; not where somebody edited in between.
  const leads = gone !== undefined && last?.after === markOf(gone.before)
  const kept = last ? [...steps.slice(0, -2), leads ? { ...last, after: markOf(text) } : last] : []
  writeAtomically(historyFile(agenda), JSON.stringify(kept), world, { like: agenda })
}

/** Without steps whose change was interrupted before it was written. */
function realSteps(agenda: string, text: string): readonly Step[] {
  const steps = readSteps(agenda)
  const last = steps.at(-1)
  return last && last.after !== markOf(text) && last.before === text ? steps.slice(0, -1) : steps
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
