import { isNameParticle } from '../../model/index.js'

/** A set of the lower-case words in a text, separated by spaces. */
function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/))
}

/**
 * Words that titles, places and organizations are made of, in lower case: with one of them a text is not a person.
 * Words that are also names (Young, Hall, Page, Day, Mark) are left out, because a title left whole does less harm than
 * an invented name.
 */
const ORDINARY = words(
  `a about access across after agenda agent agents ai all and anniversary another api apps architecture are at
  award awards backstage bank bare beach beginners behind better between beyond big boat bof break breakfast
  brunch build building business by cafe can capital case cases center central centre chaos chat city closing
  cloud club cluster clusters cncf code coffee community company complete computer container containers
  contributors control cost council course culture data database debate deep defense delivery demo demos deploy
  design dev devops digital dinner dive docker drinks dynamic edge edition electric end energy enterprise episode
  error evening event events every everyone everything exam exhibit factory faq federal festival film finance
  for foundry free friends from fun fund future game games gate general get global grand group groups guide
  guided hack hands-on happy harbor has hat hero hospital hotel hour how image images in infrastructure inside
  institute internet into intro is it its journey keynote keynotes kids kubernetes lab labs language large
  learn learned lessons level library linux live lobby local lounge lunch machine machines maintainers making
  market media meet meetup menu mobile model models more morning multi-cluster museum music national native
  network networks new news next night node nodes not now of office on one online open opening our out overview
  panel part partners party past path pavilion people per performance phase pipelines platform platforms play
  plaza policies policy poster posters practice practices present problems program project projects public q&a
  questions quick quiz red registration release research resources restaurant retail rights road room rooms run
  running runtime safe scale scaling school science secure securing security self server service services session
  sessions show side sig social software source space sponsor stack stadium stage stages startup state
  station steps storage stories story studio studios study success summit support system systems talk talks
  tasting teams tech technologies telecom test than that the theater things this through tickets time tips to
  today together tomorrow tool tools top tour town track trade training travel tricks tutorial under unicorns
  university update updates use user users using village virtual visit vs was we welcome what when where why
  wireless with without women work workload workloads workshop workshops world yoga you your zero zero-trust zone`,
)

/** Endings of many more such words: `Automation`, `Observability`, `Engineering`. */
const ORDINARY_ENDING =
  /(?:[st]ions?|.{4}ments?|olog(?:y|ies)|ware|it(?:y|ies)|ness|.{6}ings?|ful|less|ives?|ical|ance|ency|ics)$/

/** Whether a capitalised word is part of a title, a place or an organization rather than of a person's name. */
function isOrdinary(word: string): boolean {
  const small = word.toLowerCase()
  return [small, ...small.split('-')].some(
    (part) => ORDINARY.has(part) || LEGAL_FORMS.has(part) || ORDINARY_ENDING.test(part),
  )
}

const LEGAL_FORMS = words(
  `ab ag aps as asa bv co company corp corporation cie doo eg ev gmbh gk inc kft kg kgaa kk lda limited llc llp lp ltd ltda mbh nv oy
  oyj plc pte pty sa sab sarl sas sca scs se sl slu spa spzoo srl sro ug ulc vof zrt`,
)

/** After a comma these say where something is (`Grand Ballroom, Amsterdam`). */
const PLACES = words(
  `amsterdam atlanta austin barcelona berlin boston brussels chicago copenhagen dublin europe hamburg lisbon london madrid manhattan
  milan munich paris prague rome seattle singapore stockholm sydney tokyo toronto usa vancouver vienna zurich`,
)

export type NameLikeness =
  /** Several capitalised words, none of which is an ordinary word. */
  | 'name'
  /** A name only beside surer ones: a single word, or a script without capitals. */
  | 'maybe'
  | 'none'

/** `Ana`, `O'Neill`, `McCune`, `LeRenzo`, `N’Golo`: letters, with one more capital near the beginning. */
const PART = String.raw`\p{Lu}(?:\p{Ll}{0,2}\p{M}*\p{Lu}|['’‘]\p{Lu})?(?:\p{Ll}\p{M}*|['’‘](?=\p{Ll}))+`
/** Parts joined by hyphens: `Jean-François`, `Han-ju`, `Nelo-T.` */
const WORD = new RegExp(`^${PART}(?:-(?:${PART}|\\p{Lu}\\.?|\\p{Ll}+))*$`, 'u')
/** `K`, `J.R.`, `JR`. */
const INITIALS = /^(?:\p{Lu}\p{M}*\.?(?:-?\p{Lu}\.)*|\p{Lu}{2})$/u
const NICKNAME = /^(?:\(\p{L}[^()]{0,30}\)|"\p{L}[^"]{0,30}"|“\p{L}[^“”]{0,30}”|['‘]\p{L}[^'‘’]{0,30}['’])$/u
const HONORIFIC = /^(?:Dr|Prof|Mr|Mrs|Ms|Ing|Mx)\.?$|^A\/Prof$/
/** Suffixes that belong to a name, with or without a comma. */
export const TITLED = /,? (?:Jr\.?|Sr\.?|II|III|IV|Ph\.? ?D\.?|M\.?D\.?|MSc|MBA)$/
const CASELESS = /^[\p{Lo}\p{M}ー・·]{1,20}$/u
/** DevOps, GitOps and the like have the same form as McCune. */
const OPS = /Ops$|^(?:Kube|Dev|Git)\p{Lu}/u

/** Judges a text by its form alone. */
export function nameLikeness(text: string): NameLikeness {
  if (text.length > 60 || isRole(text)) return 'none'
  const words = text.replace(TITLED, '').split(' ')
  if (words.every((word) => CASELESS.test(word))) return words.length <= 4 ? 'maybe' : 'none'
  const named = words.filter((word) => WORD.test(word) && !OPS.test(word))
  const parts = words.filter((word) => WORD.test(word) || INITIALS.test(word))
  const odd = words.some((word, at) => !isPart(word, at, words))
  if (odd || named.length === 0 || words.length > 7 || parts.length > 5 || parts.some(isOrdinary)) return 'none'
  if (parts.length === 1) return words.length === 1 ? 'maybe' : 'none'
  return 'name'
}

export function looksLikeName(text: string): boolean {
  return nameLikeness(text) === 'name'
}

function isPart(word: string, at: number, words: readonly string[]): boolean {
  if (WORD.test(word)) return !OPS.test(word)
  if (INITIALS.test(word)) return !LEGAL_FORMS.has(word.toLowerCase()) || word.length < 2
  if (at === 0) return HONORIFIC.test(word)
  return at < words.length - 1 && (isNameParticle(word) || NICKNAME.test(word) || HONORIFIC.test(word))
}

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

const LONGEST = 100
const MOST_WORDS = 10
const STRANGE =
  /[?!:;…"“”[\]{}<>@#*=]|\.{2}|\b(?:TB[ACD]|to be (?:announced|confirmed))\b|\b(?:REQUIRED|REGISTRATION|SESSION|PASS|ONLY|ACCESS)\b/u
const OTHERS = /(?:&|\band) (?:more|others?|guests?|friends|the team)$/i
const NUMBERED = /^(?:building|day|floor|gate|hall|level|part|room|stage|track|week)\s+[\dA-Z]{1,4}$/i
const LINKS: ReadonlySet<string> = new Set(
  'a and at av by da de del della den der des di do du e et for i in la le of on the to und van von y & + | - –'.split(
    ' ',
  ),
)
const NO_BEGINNING =
  /^(?:a|an|and|are|as|at|but|by|can|do|does|for|from|how|if|in|is|let|my|no|not|on|or|our|so|to|we|what|when|where|which|who|why|with|without|you|your)\b/i

/** Whether a text may be the name of an organization, where one is expected. */
export function canBeOrganization(text: string): boolean {
  const words = text.split(' ')
  if (text.length < 2 || text.length > LONGEST || words.length > MOST_WORDS) return false
  if (!/^[\p{L}\p{N}]/u.test(text) || STRANGE.test(text) || OTHERS.test(text) || NUMBERED.test(text)) return false
  if (!balanced(text) || PLACES.has(text.toLowerCase())) return false
  if (words.length > 1 && NO_BEGINNING.test(text)) return false
  if (/^The [A-Z]/.test(text)) return true
  return writtenLikeOne(words) && !words.every((word) => LINKS.has(word.toLowerCase()))
}

/** A company's legal form, which may follow its name after a comma: `Ltd.`, `Inc.`, `Co., Ltd`. */
export function isLegalForm(text: string): boolean {
  const words = text.split(/[\s,]+/).map((word) => word.toLowerCase().replaceAll('.', ''))
  return words.every((word) => LEGAL_FORMS.has(word))
}

/** Capitalised words, or a single lower-case brand (`easyJet`, `mobile.de`, `codecentric AG`), but not a sentence. */
function writtenLikeOne(words: readonly string[]): boolean {
  const [first = '', ...others] = words
  const capital = (word: string) => /^[(+&|]?[^\p{Ll}]/u.test(word)
  const last = others.at(-1)
  const inside = others.filter((word) => !capital(word) && !LINKS.has(word))
  if (!capital(first)) return others.length < 2 && others.every((word) => capital(word) || isLegalForm(word))
  return inside.every((word) => (word === last && word.length < 5) || isLegalForm(word))
}

function balanced(text: string): boolean {
  let open = 0
  for (const character of text) {
    if (character === '(') open++
    if (character === ')' && --open < 0) return false
  }
  return open === 0
}
