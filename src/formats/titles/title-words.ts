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
export function isOrdinary(word: string): boolean {
  const small = word.toLowerCase()
  return [small, ...small.split('-')].some(
    (part) => ORDINARY.has(part) || LEGAL_FORMS.has(part) || ORDINARY_ENDING.test(part),
  )
}

export const LEGAL_FORMS = words(
  `ab ag aps as asa bv co company corp corporation cie doo eg ev gmbh gk inc kft kg kgaa kk lda limited llc llp lp ltd ltda mbh nv oy
  oyj plc pte pty sa sab sarl sas sca scs se sl slu spa spzoo srl sro ug ulc vof zrt`,
)

/** After a comma these say where something is (`Grand Ballroom, Amsterdam`). */
export const PLACES = words(
  `amsterdam atlanta austin barcelona berlin boston brussels chicago copenhagen dublin europe hamburg lisbon london madrid manhattan
  milan munich paris prague rome seattle singapore stockholm sydney tokyo toronto usa vancouver vienna zurich`,
)
