import type { DiskProblem } from '../../model/disk-problem.js'
import { safe } from '../terminal.js'
import { typed } from '../text/shell.js'
import { clipped, quoted, type Sentences } from './words.js'

export const diskSentences: Sentences<DiskProblem> = {
  'cannot-read': ({ path, reason }) => ({ message: `cannot read ${clipped(path)}: ${inWords(reason)}` }),
  'cannot-write': ({ path, reason, left }) =>
    left === 'new'
      ? {
          message: `${clipped(path)} is written, but may not survive a power cut: ${inWords(reason)}`,
          hint: 'Look at the disk before you rely on it.',
        }
      : {
          message: `cannot write ${clipped(path)}: ${inWords(reason)}`,
          hint: left === 'part' ? 'A part of it was written.' : 'What was there is unchanged.',
        },
  'cannot-open': ({ url, reason }) => ({
    message: `cannot start a browser: ${inWords(reason)}`,
    hint: `Open it yourself: ${clipped(url)}`,
  }),
  'editor-failed': ({ editor, exit, reason }) => ({
    message: `the editor ${quoted(editor)} ${editorEnd(exit, reason)}: nothing was noted`,
    ...(exit === undefined || exit === NOT_FOUND ? { hint: 'Set VISUAL or EDITOR to one that is there.' } : {}),
  }),
  'draft-kept': ({ path }) => ({ message: `what you wrote is kept in ${clipped(path)}` }),
  'output-closed': ({ reason }) => ({ message: `cannot write the answer: ${inWords(reason)}` }),
  exists: ({ path }) => ({
    message: `${clipped(path)} exists already`,
    hint: 'Choose another name, or replace it with --force.',
  }),
  'output-is-input': ({ path }) => ({
    message: `${clipped(path)} is what this run reads; it is not overwritten`,
    hint: 'Choose another name.',
  }),
  locked: ({ path, holder }) => ({
    message: `another kubeplan is changing ${clipped(path)} (${clipped(holder)})`,
    hint: `Try again in a moment. If no other is running: rm -r ${typed(`${path}.lock`)}`,
  }),
  'broken-conference': ({ slug }) => ({
    message: `the conference ${quoted(slug)} cannot be used as it is`,
    hint: `Bring it back: kubeplan update -c ${typed(slug)}   or remove it: kubeplan conferences --remove ${typed(slug)}`,
  }),
  'lost-conference': ({ slug, command }) => ({
    message: `the conference ${quoted(slug)} cannot be used, and what was kept of it is not enough to make it again`,
    hint: `Import it again: ${safe(command)} --timezone Area/City   or remove it: kubeplan conferences --remove ${typed(slug)}`,
  }),
  'no-home': () => ({
    message: 'there is no home folder to keep the agenda in',
    hint: 'Say where: KUBEPLAN_HOME=FOLDER, or --agenda FILE',
  }),
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ['EACCES', 'permission denied'],
  ['EPERM', 'not permitted'],
  ['EROFS', 'the disk is read-only'],
  ['ENOENT', 'no such file or folder'],
  ['ENOTDIR', 'a part of the path is not a folder'],
  ['EISDIR', 'it is a folder'],
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'your share of the disk is full'],
  ['EIO', 'the disk reports an error'],
  ['EFBIG', 'the file would be too large'],
  ['EMFILE', 'too many open files'],
  ['ENAMETOOLONG', 'the name is too long'],
  ['ELOOP', 'its links go in a circle'],
  ['EBUSY', 'it is in use'],
  ['EINVAL', 'the name cannot be used'],
  ['ENXIO', 'nothing reads from it'],
  ['EBADF', 'it is closed'],
  ['EFTYPE', 'it is not a regular file'],
  ['ESTALE', 'the network disk went away'],
  ['EUCLEAN', 'the disk is damaged'],
])

/** A shell's exit code for an unknown command. */
const NOT_FOUND = 127

function editorEnd(exit: number | undefined, reason: string | undefined): string {
  if (exit === undefined) return `cannot be started: ${inWords(reason ?? '')}`
  return exit === NOT_FOUND ? 'was not found' : `ended with ${exit}`
}

/** The system's code is shown next to its meaning, for those who search for it. */
function inWords(reason: string): string {
  const meaning = REASONS.get(reason)
  return meaning === undefined ? clipped(reason) : `${meaning} (${reason})`
}
