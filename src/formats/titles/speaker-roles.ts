import { LEGAL_FORMS } from './organization-words.js'

const ROLES = `administrator advisor advocate analyst ambassador architect associate author ceo cfo chairman chairperson
chairwoman chief ciso cio cmo co-chair co-creator co-founder co-lead cofounder committer consultant contributor coo
coordinator cpo creator cso cto cxo developer director editor engineer evangelist executive expert facilitator fellow
founder freelancer instructor intern journalist lead leader lecturer librarian maintainer manager mentor moderator officer
organizer owner pdm physicist president principal producer professor programmer researcher reviewer scientist secretary
specialist sre staff strategist student supervisor sysadmin teacher technician technologist trainer treasurer vp writer`

const ROLE = new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${ROLES.trim().split(/\s+/).join('|')})(?![\p{L}\p{N}])`, 'iu')
const FIELD =
  /^(?:head of .+|(?:developer|community|public) (?:relations|advocacy|experience)|devrel|product management|phd candidate)$/i
const HOUSE = /(?:^| )(?:agency|association|bank|company|foundation|group|institute|labs|school|society|university)$/i

/** Whether a text is a job (`Senior Engineer`, `VP of Product`, `Maintainer`). */
export function isRole(text: string): boolean {
  const last = text
    .slice(text.lastIndexOf(' ') + 1)
    .toLowerCase()
    .replace(/[.,]/g, '')
  return FIELD.test(text) || (ROLE.test(text) && !HOUSE.test(text) && !LEGAL_FORMS.has(last))
}
