import type { Command } from 'commander'
import { type Agenda, badValue, type Catalogue, type Note, pattern, type Session } from '../../model/index.js'
import { disclosed, disclosureOf, type PrivacyFlags } from '../../planning/export/privacy.js'
import { keepsTime } from '../../planning/selection/time-filters.js'
import { type Choice, stagesOf } from '../flags/selection.js'
import { typedLine } from '../flags/values.js'

export interface SharingOptions extends PrivacyFlags {
  readonly person?: string
}

export function withSharing(command: Command): Command {
  return withPrivacy(command).option(
    '--person <name>',
    'agenda, ics: say whose it is (default: the person in your agenda)',
  )
}

export function withPrivacy(command: Command): Command {
  return command
    .option('--with-notes', 'include your notes, ratings, attendance and takeaways')
    .option('--blocks', 'include your blocks')
    .option('--with-picks', 'mark your picks (with --all)')
}

export function privacyNotes({ all, withNotes, withPicks, blocks }: PrivacyFlags): readonly Note[] {
  const flags = [...(withNotes ? ['--with-notes'] : []), ...(blocks ? ['--blocks'] : [])]
  return [
    ...(all && !withPicks && flags.length > 0 ? [{ code: 'not-beside-all', flags } as const] : []),
    ...(!all && withPicks ? [{ code: 'only-beside-all', flag: '--with-picks' } as const] : []),
  ]
}

/** What leaves for others or for my devices. */
export interface SharedContent {
  readonly catalogue: Catalogue
  /** Of those that the flags select, my picks or, with `--all`, every one. */
  readonly sessions: readonly Session[]
  /** The ids of all that the flags select. */
  readonly selected: ReadonlySet<string>
  /** Whether words leave sessions out, apart from flags. */
  readonly excludes: boolean
  /** The disclosed part of my agenda. */
  readonly agenda: Agenda
  /** Whether the flags select a block at this time. */
  readonly meant: ReturnType<typeof keepsTime>
  readonly all: boolean
}

export function sharedContent(
  { catalogue, selection, sessions }: Choice,
  mine: Agenda,
  options: SharingOptions,
): SharedContent {
  const picked = stagesOf(mine)
  return {
    catalogue,
    sessions: options.all ? sessions : sessions.filter(({ id }) => picked.has(id)),
    selected: new Set(sessions.map(({ id }) => id)),
    excludes: selection.words.length > 0,
    agenda: named(disclosed(mine, disclosureOf(options)), options),
    meant: keepsTime(catalogue, selection),
    all: options.all ?? false,
  }
}

const NAME_LENGTH = 200
const LETTER = pattern(String.raw`[\p{L}\p{N}]`, 'u')

/** The agenda under the name given by the flag, without saving it. */
function named(agenda: Agenda, { person }: SharingOptions): Agenda {
  if (person === undefined) return agenda
  const name = typedLine('--person', person, NAME_LENGTH)
  return LETTER().test(name) ? { ...agenda, person: name } : badValue('--person', person, 'a name, such as Ana')
}
