import type { Command } from 'commander'
import type { Agenda, Session } from '../../model/conference.js'
import type { Note } from '../../model/note.js'
import { pattern } from '../../model/pattern.js'
import { badValue, Exit, fail } from '../../model/problem.js'
import type { PrivacyFlags } from '../../planning/export/privacy.js'
import { shareable } from '../../planning/export/share-agenda.js'
import type { App } from '../app.js'
import { typedLine } from '../flags/texts.js'

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

const NAME_LENGTH = 200
const LETTER = pattern(String.raw`[\p{L}\p{N}]`, 'u')

/** The agenda under the name given by the flag, without saving it. */
export function named(agenda: Agenda, { person }: SharingOptions): Agenda {
  if (person === undefined) return agenda
  const name = typedLine('--person', person, NAME_LENGTH)
  return LETTER().test(name) ? { ...agenda, person: name } : badValue('--person', person, 'a name, such as Ana')
}

/** The disclosed part of my agenda as a file for others, with my picks among these sessions. */
export async function agendaText(
  agenda: Agenda,
  sessions: readonly Session[],
  options: SharingOptions,
  app: App,
): Promise<string> {
  if (options.all) {
    const detail = '--all cannot be used with an agenda file, which holds only your picks'
    fail(Exit.usage, { code: 'bad-arguments', detail, command: 'export' })
  }
  const { seenOf } = await import('../../planning/agenda/picks.js')
  const { sharedAgendaText } = await import('../../render/documents/yaml.js')
  const chosen = new Set(sessions.map(({ id }) => id))
  return sharedAgendaText(shareable(agenda, (await app.catalogue()).sessions, { chosen, seenOf }))
}
