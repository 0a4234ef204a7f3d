import type { DiskProblem } from '../../model/problem.js'
import { safe } from '../terminal.js'
import { typed } from '../text/shell.js'
import { clipped, quoted, type Sentences } from './words.js'

export const diskSentences: Sentences<DiskProblem> = {
  'cannot-read': ({ path, reason }) => ({ message: `cannot read ${clipped(path)}: ${inWords(reason)}` }),
  'cannot-write': ({ path, reason, left }) =>
    left === 'new'
      ? {
          message: `${clipped(path)} was written, but may not survive a power cut: ${inWords(reason)}`,
          hint: 'Check the disk before you rely on it.',
        }
      : {
          message: `cannot write ${clipped(path)}: ${inWords(reason)}`,
          hint: left === 'part' ? 'Part of it was written.' : 'Nothing was changed.',
        },
  'cannot-open': ({ url, reason }) => ({
    message: `cannot start a browser: ${inWords(reason)}`,
    hint: `Open it yourself: ${clipped(url)}`,
  }),
  'editor-failed': ({ editor, exit, reason }) => ({
    message: `the editor ${quoted(editor)} ${editorEnd(exit, reason)}: nothing was saved`,
    ...(exit === undefined || exit === NOT_FOUND ? { hint: 'Set VISUAL or EDITOR to one that is installed.' } : {}),
  }),
  'draft-kept': ({ path }) => ({ message: `what you wrote is kept in ${clipped(path)}` }),
  'output-closed': ({ reason }) => ({ message: `cannot write the output: ${inWords(reason)}` }),
  exists: ({ path }) => ({
    message: `${clipped(path)} already exists`,
    hint: 'Choose another name, or overwrite it with --force.',
  }),
  'output-is-input': ({ path }) => ({
    message: `${clipped(path)} is the input of this command and was not overwritten`,
    hint: 'Choose another name.',
  }),
  locked: ({ path, holder }) => ({
    message: `another kubeplan is changing ${clipped(path)} (${clipped(holder)})`,
    hint: `Try again in a moment. If no other is running: rm -r ${typed(`${path}.lock`)}`,
  }),
  'broken-conference': ({ slug }) => ({
    message: `the stored conference ${quoted(slug)} is damaged`,
    hint: `Fetch it again: kubeplan update -c ${typed(slug)}   or remove it: kubeplan conferences --remove ${typed(slug)}`,
  }),
  'lost-conference': ({ slug, command }) => ({
    message: `the stored conference ${quoted(slug)} is damaged, and too little is left to restore it`,
    hint: `Import it again: ${safe(command)} --timezone Area/City   or remove it: kubeplan conferences --remove ${typed(slug)}`,
  }),
  'no-home': () => ({
    message: 'there is no home folder for the agenda',
    hint: 'Set one: KUBEPLAN_HOME=FOLDER, or use --agenda FILE',
  }),
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ['EACCES', 'permission denied'],
  ['EPERM', 'not permitted'],
  ['EROFS', 'the disk is read-only'],
  ['ENOENT', 'no such file or folder'],
  ['ENOTDIR', 'part of the path is not a folder'],
  ['EISDIR', 'it is a folder'],
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'your disk quota is used up'],
  ['EIO', 'the disk reports an error'],
  ['EFBIG', 'the file would be too large'],
  ['EMFILE', 'too many open files'],
  ['ENAMETOOLONG', 'the name is too long'],
  ['ELOOP', 'its links form a loop'],
  ['EBUSY', 'it is in use'],
  ['EINVAL', 'the name is not allowed'],
  ['ENXIO', 'nothing is reading from it'],
  ['EBADF', 'it is closed'],
  ['EFTYPE', 'it is not a regular file'],
  ['ESTALE', 'the network drive is gone'],
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
