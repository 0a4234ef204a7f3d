import { words } from './word-set.js'

export const ORGANIZATION_WORDS = words(
  `aerospace space agency airlines airways analytics associates association authority automotive autonomous aviation bancorp
  bank banking biotech broadcasting bundesamt bureau business capital center centre chemicals city club college
  commission committee communications community company computer computers computing consultancy consultants
  consulting cooperative corporation council county credit cyber cybersecurity data defence defense department design
  devices digital dynamics education electric electronics energy engineering enterprise enterprises entertainment
  estate exchange federal finance financial fintech foundation foundry fund games gaming government group health
  healthcare holding holdings hospital hotels imaging industrial industries informatics information infrastructure
  innovation innovations institut institute insurance integral intelligence interactive international internet
  investment investments journal lab laboratories laboratory labs logistics machines manufacturing maritime markets
  mechanics media medical medicine microsystems ministry mobile mobility mortgage motor motors municipality museum
  national network networks nuclear office online operations organisation organization partners payments pharma
  pharmaceuticals platform platforms polytechnic press programme project properties publishing railways research
  retail robotics savings school sciences scientific securities security semiconductor semiconductors service
  services shipping society software solutions state states studio studios supply systems tech technical technologies
  technology telco telecom telecommunications telekom trade trading transport travel trust union universe universidad
  universitat universitet university università universität université utilities ventures wireless works`,
)

export const LEGAL_FORMS = words(
  `ab ag aps as asa bv co company corp corporation cie doo eg ev gmbh gk inc kft kg kgaa kk lda limited llc llp lp ltd ltda mbh nv oy
  oyj plc pte pty sa sab sarl sas sca scs se sl slu spa spzoo srl sro ug ulc vof zrt`,
)

/** Organizations of two or three words that look like people, in lower case. */
export const KNOWN_ORGANIZATIONS: ReadonlySet<string> = new Set([
  'albert heijn',
  'banco santander',
  'bank of america',
  'booz allen',
  'booz allen hamilton',
  'charles schwab',
  'delivery hero',
  'deutsche telekom',
  'goldman sachs',
  'hewlett packard',
  'hugging face',
  'john deere',
  'jp morgan',
  'jp morgan chase',
  'liquid reply',
  'marks & spencer',
  'morgan stanley',
  'otto group',
  'red hat',
  'wells fargo',
])

/** Cities, countries and states that follow the place of a party rather than a name, in lower case. */
export const PLACES: ReadonlySet<string> = new Set([
  ...words(`amsterdam antwerp argentina athens atlanta austin australia austria bangalore bangkok barcelona basel beijing
  belgium belgrade bengaluru berlin bilbao bogota boston bratislava brazil brussels bucharest budapest bulgaria cairo
  california canada chicago chile china cologne colombia colorado copenhagen croatia czechia dallas delhi denmark
  denver detroit dublin edinburgh egypt england estonia finland florence florida france frankfurt geneva georgia
  germany ghent glasgow gothenburg greece hamburg helsinki houston hungary hyderabad iceland illinois india indonesia
  ireland israel istanbul italy japan johannesburg kenya korea krakow kyiv kyoto lagos latvia leipzig lima lisbon
  lithuania ljubljana london luxembourg lyon madrid malaysia manchester manhattan massachusetts melbourne mexico
  miami michigan milan minneapolis montreal morocco moscow mumbai munich nagoya nairobi naples nashville nederland
  netherlands nevada nigeria norway oakland oregon osaka oslo ottawa pakistan paris peru philadelphia philippines
  pittsburgh poland portland porto portugal prague pune riga romania rome rotterdam sacramento santiago scotland
  seattle seoul serbia shanghai shenzhen singapore slovakia slovenia sofia spain stockholm stuttgart sweden
  switzerland sydney taipei taiwan tallinn texas thailand tokyo toronto tunisia turin turkey uae uk ukraine usa utah
  utrecht valencia vancouver venice vienna vietnam vilnius wales warsaw washington yokohama zagreb zurich`),
  'buenos aires',
  'hong kong',
  'las vegas',
  'los angeles',
  'mexico city',
  'new delhi',
  'new york',
  'rio de janeiro',
  'salt lake city',
  'san diego',
  'san francisco',
  'san jose',
  'sao paulo',
  'são paulo',
  'tel aviv',
  'the hague',
  'the netherlands',
  'united kingdom',
  'united states',
])
