/** A set of the lower-case words in a text, separated by spaces. */
function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/))
}

/**
 * Words of titles that are not names, in lower case: where one is capitalised after a dash, people may not be meant.
 * Words that are also names (Young, Hall, Page, Day, Mark) are left out, because a title left whole does less harm than
 * an invented name.
 */
export const TITLE_WORDS = words(
  `a about abstract accelerator acceptance access accessibility account accounts achievement across action actions
  activity adaptive addon address admission adoption advanced adventure aerial affinity after agenda agent agentic
  agents aggregation ai airport alert alerting alerts algorithm algorithms all allocation alpha alternative
  ambassadors ambient amphitheater and animal animals anniversary announcement announcements anomaly answers anti any
  anything api apis apocalypse app apple application applications approach apps ar arcade architecture archive are
  arena arrival artifact artifacts artificial as ask assembly assessment asset assets assistant assurance async at
  attack attacks attendee attendees attention attestation audience audit auditing aurora authentication authorization
  automated automating automation autopilot autoscaler autoscaling available avatar avenue award awards awareness
  backend backlog backstage backup backups badge badges baking balance balancer balancing ballooning ballroom
  bandwidth bare barrel baseline basics batch be beach beers beginner beginners behind benchmark benchmarks benefits
  beta better between beyond bicycle big bike bikes billing binary bingo birds birthday bistro blackout blitz blocks
  blog blueprint bluetooth board boat body bof book bootstrap border borrow bottle bottleneck boundaries box brain
  brainstorm branch branches break breakfast breaking breakout brewery brewing bridging broker brokers browser brunch
  budget bugs build builder builders building bulk bundle burnout business by cables cache caches caching cafe
  cafeteria calendar calm camera campfire canal canals canary canteen capacity cards career careers cargo carnival
  carry cascade case cases casino catalog catalogue cathedral cd ceiling celebration cells censorship central
  ceremony certificate certificates certification certified chain chains chair challenge challenges champagne
  champion champions change changes changing channel channels chaos character chart charts chat cheat check checker
  checkers checklist checkout checks cheese chips chocolate choice choose chop ci cinema circle circuit circus class
  classic classroom cleaning client clients clinic cloakroom clock clocks closing cloud clouds clown cluster clusters
  co-located cocktail cocoa code codes coding coffee cohort cold collaboration collection collective collector color
  colors column columns combat comedy comics coming command commands comment commerce commit commits common commons
  communities community compass compensation competition compiler complete complex complexity compliance component
  components composer composition compression compute computer computing concepts concert conclusion concurrency
  condition conduct conference confidence confidential configuration configurations conflict conflicts confusion
  connect connecting connection connections connector connectors consensus consolidation constraint constraints
  consumer consumers contact container containers containing content contest context continued contour contract
  contracts contribfest contribute contributing contributor contributors control controller controllers convention
  conversation conversion cookie cookies cooking coordination copilot copy core correlation corridor cost costs
  countdown counter country course courtyard crash crawl create creating creative creativity crisis critical
  crossroads cruise crypto cryptography culture curator currency current curriculum curve custom customer customers
  cycles cycling daemon daily damage dancing danger dark dashboard dashboards data database databases dating day-0
  day-1 day-2 deadlines dealing debate debt debug debugging decade decision decisions declaration decline decoding
  deep default defaults defense definition delay delegates delegation deliver delivering delivery demo demonstration
  demos dependencies dependency deploy deploying deployment deployments depth descent description deserts design
  designer designers designing desktop destiny detail details detection dev developer developers development device
  devices devops diagnostics diagram dialogue diary dictionary difference digital dignity dilemma dimension dining
  dinner direct direction directions directory disaster disclosure discount discover discovery discussion discussions
  display disruption distributed distribution distro dive diversity dives diving docker document documentary
  documentation documents dogs dollar domain dome donuts doughnut download downtime draft dragon dragons dreams drift
  drink drinks drive driven drivers driving drone drones drop dungeons dynamic dynamics easier easy ebpf eclipse
  economics economy ecosystem ecosystems edge edition editor education effective efficiency efficient egress electric
  elements elephant elevator eleven email embedded embedding embeddings embrace embracing emergency emissary
  emissions emotion empathy employee enabling encounter encryption end end-to-end end-user energy enforcement engine
  engineering engines enrollment enterprise entity entrance entry environment environments episode equality equipment
  equity error errors espresso essentials ethernet ethics etsi eu evaluation evening event events everyone everything
  everywhere evolution evolving exam example examples exams excellence exception exceptions exchange exercise exhibit
  exhibition exhibitor exhibits exit expansion expectation expectations expense experience experiences experiment
  experiments expert experts explained exploit exploits exploration explorer exploring exporter exposition express
  extension extensions extreme eye eyes factor factory failover fails failure failures fairness fake faking fallback
  families family fans faq farewell farming fashion fast faster fault feature features federated federation feed
  feedback feelings festival fiber fiction field fifteen fifty fighting fights file files filesystem filesystems film
  filter filters finale finals finance finding findings fingerprint finops fires firewall firewalls firmware
  firmwares first fishing fitness fixing flags fleets flexibility flight flights floating flows flying focus folders
  food football footprint for forecast forensics forever forklift format formats formula fortress forum forward
  foundations fourth foyer framework frameworks fraud free freedom friends from frontend frontier frontiers fun
  function functions fundamentals fusion future fuzz fuzzing game games gap garage garbage gate gateway gateways
  gathering gatherings genai general generation getting ghost ghosts giant gifts gitops giveaway global goals going
  good google governance gpu gpus graduation grammar grand grants graph graphics greatest greeting grounds group
  groups growing growth guardian guardians guardrails guests guidance guide guided guides guild guitar hack hackathon
  hackers hacking hacks half hallway handbook handling handoff hands-on hangout happy harbour hardening hardware
  harness hat health heap heat heaven heist help helper here heritage hero heroes hidden hiking history holistic
  honest horizon horror hosted hosting hosts hot hotel hotels hour hours houses how hr hub huddle human humanity
  humans hunting hybrid hype hypervisor ice-cream icebreaker idea ideas ideation identities identity image images
  imaging immersive immutable impact implementation implications imposter improve improvements in inbox incident
  incidents inclusion inclusive incubation independence independent index indexing indicators individuals industry
  inference influence information infrastructure ingress initiative inner innovation innovations inside insights
  inspection inspiration install installation instance instances instant institute instrumentation integration
  intelligence intelligent intent intents interaction interactions interactive interface interfaces interlude
  internal internals international internet interop interoperability interview interviews into intro introducing
  introduction intrusion invaders invention inventory investment invisible iot ip is islands isolation issues it
  items iterations its jackpot jail jazz jeopardy journey jumping jungle jupyter karaoke keeping kernel kernels
  key-value keyboard keynote keynotes keys kickoff kids killer kingdom knights knots know knowledge lab laboratory
  labs ladder lakehouse landscape language large large-scale laser latency latest latte lattice laughter launch lawn
  layer layers leaderboard leaders leadership leaks learn learned learning lease legacy legal legend legends
  legislation lego leisure lens less lesson lessons letter letters level leveraging liberty libraries library license
  licensing life lifecycle lifetime lifetimes lightning limit limits linking links lions lists live llm llms load
  lobby local localization location locks log logging logic logs loop loops lost lottery lounge lunch lunchtime
  machine made mainframe mainstream maintainers maintaining maintenance make makeover makers making malware
  management manager managers managing manifesto map maps marathon market marketplace markets mask massive
  masterclass mastering match matches material math matrix matters maturity maze mcp meals meaning measure
  measurement measuring mechanics media medicine meditation medium meet meeting meetings meetup member members memory
  mentoring mentorship menu merge merger mesh meshes message messaging metadata metal metamorphosis meteor method
  methods metrics metro microservice microservices middle middleware midnight migrate migrating migration mile
  milestone milestones mind mindfulness minds mindset minute minutes mirror mirrors mission mistakes mitigation mixer
  ml mobile model modeling models moderation modern modernization modular module modules moment momentum monday
  monitor monitoring monolith monoliths monster monsters more morning mosaic motion mountains movement movie movies
  moving multi multi-cluster multi-tenancy multicluster multiple multiverse murder muscles museum music musical
  mutation mutual my mystery myth myths narrative native natural navigation need needs neighborhood nets network
  networked networking networks neural neutral new newcomer news newsletter next night nightmare nights nine ninja
  ninjas node nodes non nook not notebook notebooks notes nothing notice notification notifications novel novice now
  nuggets number numbers object objective objectives objects observability observing obstacle ocean oceans odyssey of
  off offer offering offers office officer offload offloading offset oil old omelette on onboarding one one-on-one
  online only onsite oops open opening openness opera operating operation operational operations operator operators
  opinion opportunities optimization optimizing option options or oracle oral orbit orchestra orchestrating
  orchestration orchestrator orchestrators ordinary organization organizers orientation origin origins os our out
  outage outages outdoor outer outlook outputs outreach outside oven over oversight overview own ownership package
  packages packaging packet packets paddock page-fault pain painting pairing palace pancake panel panels panic
  panorama papers parade paradigm paradise parallel parking parser part partition partitioning partnership
  partnerships parts party pass passes passport passwords past patch patches patching path paths patio pattern
  patterns pause pavilion payload payloads payment payments peer peers penetration penguin penguins people perception
  performance performances perimeter permissions persistent persona personal perspective perspectives phase phases
  philosophy phishing phone phones photo photos physical physics piano pick picks picnic picture pictures pieces pier
  pilot pinball ping-pong pipeline pipelines pirate pirates pitfalls pixel pizza placement places plan planes planet
  planets planning plants plate platform platforms play play-along playbook playbooks players playground plaza
  plenary plugin plugins pod pods poetry points poker polar policies policy polling pools popcorn portability portal
  portals portfolio position possibilities poster posters postmortem postmortems potato power-up pr practical
  practice practices pragmatic prayer prediction prefetch premiere preparation preparing presence present
  presentation preservation press pressure prevention preview prices primer princess principle principles priorities
  priority prison privacy private privilege privileges prize prizes probabilities probe probes problem problems
  process processes processing processor procurement producers product production productivity products professional
  profile profiler profiles profiling profit program programming progress project projection projects promises promo
  promotion proof protecting protection protobuf protocol protocols prototype prototypes prototyping proven
  provenance provider providers provisioner provisioning proxies proxy psychology pub public pull pulse pumpkin
  puppet purchase purple purpose push puzzle puzzles pyramid python q&a qa quality quantization quantum quarter query
  querying quest question questions quests queue queues quick quiz quorum quota quotas races racing rack radar
  radical radio rag raid rails rainbow rally ranch random ranking rap rapid rate rates rating rave reach reaction
  readiness reading reads ready real-time real-world reality realm reason reasoning reasons rebase reboot rebuilding
  recap reception receptionist recipe recognition recommendation recommendations reconciliation record recording
  records recovery recruiting red redesign reduction redundancy refactoring reference refinement reflection
  reflections refresh refresher refreshments region regional regions registration registries registry regression
  regulations rehearsal reimagined relationship relax relaxation relay release releases relevance reliability
  reliable religion remarks remediation reminder remote renaissance renewal replay replica replicas replication
  report reporter reporters reporting reports repositories repository representation reproducible reputation request
  requests required requirements rescue research reservation reservations reserve residence resilience resilient
  resolution resource resources respect responder responders response responses responsibility restart restaurant
  restaurants restoration restorative restore results retention rethinking retreat retrieval retro retrospective
  retry reuse revelations revenge reverse review reviewing reviews revisited revolution reward rewards rhythm riddles
  riding rights risk risks ritual rituals rivalry road roadmap robot robots robust rockets role roles rollback roller
  rollout rollouts roof rooftop room rooms rooted rope roulette round rounds roundtable route router routers routes
  routine routing rubber rules rumors run runbook runbooks runner runners running runtime runtimes safe safety
  sailing sales salon salsa sampling sanctuary sandbox sandboxes sauce saving savings scalability scalable scale
  scaling scan scanner scanners scanning scar scavenger scenario scenarios scene schedule scheduler schedulers
  schedules scheduling schemas schools science scooter scope score scores scratch screen screening screens script
  scripting scripts sculpture search seat seats secrets sector secure securing security security-first segment
  segmentation selection self-care self-hosted self-paced self-service semantic semantics seminar sense sensitive
  sensor sensors sentiment sequel sequence series server serverless service services serving session sessions set
  setup seven shadow shadows shape share shared sharing sharks sheet shells shield shift shifts ship shipping ships
  shirt shirts shock shopping shops short shortage shorts shot shots shoulder show showcase shows shuffle shutdown
  shuttle side sidecar sidecarless sidecars sig sight sightseeing signal signals signature signatures signing sigs
  silent silo silos simplicity simplified simplify simplifying simulation simulator simulators singing singularity
  skill skills skin skip slack slice slicing slide slides slo slos slot slots slow smoke snacks snake snapshot
  snapshots sneak soccer social society socket sockets software soil solar solution solutions solved solving some
  songs sounds soup source southbound sovereign spaces sparks spatial speakers spec special specialists species
  specification specifications spectacular spectrum spells spicy spiders spies spike spirit sponsor sponsored
  sponsors sponsorship sport sports spot spotlight sprint sprints spy squad stability stable stack stadium staffing
  stage stages staging stairs stake stakeholder stakeholders standard standards stargate stars start started starting
  startup startups state statement states static station stations statistics status steak steam steps stewardship
  sticker stickers stop stops storage stories story storytelling stranger strategic strategies strategist strategy
  stream streaming streams streets strengthen stress stretch stretching string structure structures struggle studio
  studios study stuff subject submarine subnet subscription success successes successful suffering suite suites
  summary summit sunrise sunset super supercharge supercomputer superhero superheroes superpower superpowers supper
  suppliers supply support surface surfing surgery surveillance survey survival survivor sushi sustainability
  sustainable swag swap swarm swimming switch switches symphony sync synchronization synergy syntax synthetic system
  systems tables tactical tactics tag tags takeaway takeaways tale talent tales talk talks tango tank tap tapas
  target task tasks taste tasting tavern tax taxi teaching team teams teardown tears teaser tech technical
  technologies technology telemetry template templates temporal tenancy tenant tenants tennis tension tensor terminal
  terraform territory terror test testing tests text texture thank thanks that the theater theatre theory there thing
  things think thirty this thousand thread threading threads threat threats threshold throne throttling through
  throughput ticket tickets tide time timeline timeout timeouts times timing tiny tips to toast today together token
  tokens tomorrow tool toolbox toolchain tooling toolkit tools top topic topics topology torch total totem touch tour
  tournament toward towards town toys tracer traces tracing track tracks trade-offs traders tradition traffic trail
  trailer trails trainers training trains transaction transactions transfer transformation transformers transforming
  transition transitions translation transmission transparency transport trap traps treasures trek trends triage
  trial trials triathlon tribe tricks tricky trigger triggers trilogy trips trivia trouble troubleshooting truck
  trucks trust tuning tunnel tunnels turbo turns tutorial twelve twenty twin twins types ui uk ultimate ultra
  umbrella uncertainty unconference under underground understanding underwater unicorn unicorns unification unified
  uniform union unit units unity universal universe university unknown unleashing unlimited unlock unlocked unlocking
  unplugged unraveling unsung unveiling up update updates upgrade upgrades uptime urban us usability usage use user
  user-friendly users using utilization ux vacation validation valley value values vampire vault vaults vector
  vectors vegan vehicle vehicles velocity vendor venue verification versatility version versions versus vertical vibe
  vibes video videos viewpoint village villages villain vineyard virtual virtualization virtue visibility vision
  visions visit visual visualization visualizing vital vm vms voice voices void volcano volleyball volume volumes
  volunteer volunteers vote voting voyage vr vs vulnerabilities vulnerability waiting walking walkthrough wallet war
  warehouse warehouses warning warrior warriors wars was waste watching waterfall waterfront waves way ways we
  wearables weather web webhook webhooks wedding weekend weekends weird welcome welcoming wellbeing wellness whales
  what when where which while whiskey whisky whiteboard who why wilderness window wines wings winners wireless wisdom
  with within without wizard wizardry wizards woman women wonders wooden work workers workflow workflows workgroup
  working workload workloads workout works workshop workshops workspace world worlds worst wrap wrap-up wrapper wreck
  writer writers writing wrong year yearly years yesterday yoga you your zero zero-trust zombie zombies zone zones`,
)

/** Common first names, in lower case. A text that begins with one is not an organization. */
export const GIVEN_NAMES = words(
  `aaron abdul abigail adam adrian agnes ahmed aisha akira alan albert alberto alejandro aleksandr alessandro alex
  alexander alexandra alexandre alexis alfonso ali alice alicia alina allison alyssa amanda amber amit amy ana
  anastasia anders andre andrea andreas andrei andrej andres andrew andrey andrzej andy angel angela angelo anil
  anish anita anja ankit anna anne annette annie anthony antoine anton antonio anu anurag april ari ariel arjun armin
  arnaud arthur arun ashish ashley astrid barbara bart bartosz beatrice ben benedikt benjamin bernard bernd beth bill
  björn bob boris brad bradley brandon brenda brendan brett brian bridget britta bruce bruno bryan camille carina
  carl carla carlo carlos carol carolina caroline casey catherine cecilia charles charlie charlotte chloe chris
  christian christina christine christoph christophe christopher cindy claire clara claude claudia clément colin
  connor corey craig cristian cristina cynthia daisuke damian damien dan dana daniel daniela daniele dave david dawn
  dean debbie deborah deepak deepika denis dennis derek diana diane diego dieter dimitri dirk dmitri dmitry dominic
  dominik don donald donna doug douglas duncan dylan eddie edgar eduardo edward elena eli elias elisa elisabeth
  elizabeth ella ellen emanuel emil emilia emily emma enrico eric erica erik erika erin ernesto esther ethan eugene
  eva evan evelyn fabian fabio fabrizio fatima federico felix fernando filip flavio florian francesca francesco
  francis francisco francois frank françois fred frederic frederik frédéric gabriel gabriela gabriele gareth gary
  gavin geoff georg george georgi gerald gerard gerhard giada gianluca giorgio giovanni giulia giuseppe glen glenn
  gonzalo goran gordon greg gregor gregory guido guillaume gustavo hannah hannes hans harald harry harsh hassan
  heather hector heidi heike heinrich helen helena hendrik henning henrik henry hiroshi holger holly howard hugo
  hussein ian ibrahim igor ilya ines ingrid irene irina isaac isabel isabella ivan ivana jack jackie jacob jacques
  jaime jakob jakub james jamie jan jane janet jared jasmin jasmine jason javier jean jeff jeffrey jen jennifer jenny
  jens jeremy jerome jerry jessica jill jim jimmy joan joana joanna joaquin joe joel johan johanna johannes john
  johnny jon jonas jonathan jordan jordi jorge jose josef joseph josh joshua josé joão juan julia julian juliana
  julie julien justin justyna jörg jürgen kai karen karim karin karl karol karolina kasper kat katarzyna kate
  kateryna katharina katherine kathrin kathy katie katja kay kazuki keith kelly kelsey ken kenji kenneth kenta kevin
  kim kirsten klaus konstantin krishna kristen kristian kristin kristina krzysztof kumar kurt kyle lara lars laura
  lauren laurent lea lee lena leo leon leonardo leonie leslie liam lin lina linda lisa liz lorenzo lori louis louise
  luca lucas lucia lucie lucy luis luisa luiz lukas lukasz luke lynn maciej madhav magdalena manfred manoj manuel
  manuela marc marcel marcin marco marcos marcus marek margaret maria marie marija marina mario marius mark marko
  markus marta martha martin martina martín mary maryam maría mateusz mathias mathieu matt matteo matthew matthias
  matthieu maurice mauricio mauro max maxim maximilian maya megan mehdi mehmet mei melanie melissa michael michal
  michał michel michele michelle miguel mihai mike mikhail milan mina ming miriam mitchell mohamed mohammad mohammed
  mohit mona monica monika muhammad mustafa nadia nancy naoki naomi natalia natalie natasha nathan neha neil nicholas
  nick nicola nicolas nicole niels nikhil nikita niklas nikola nikolai nils nina nir nisha noah nora oleg olga oliver
  olivia olivier omar oscar oskar pablo pamela paola paolo pascal patricia patrick paul paula paulo pavel pavol pawel
  pedro peng per pete peter petr petra phil philip philipp philippe pierre piotr prakash pranav prashant priya rachel
  radek rafael rahul raj rajesh ralf ralph ramesh ramon raphael raul ravi ray raymond rebecca reinhard renata renato
  rené ricardo richard rick rita rob robert roberta roberto robin rodrigo roger rohan rohit roland roman ron ronald
  rory rosa ross roy ruben rudolf russell ruth ryan sabine sachin sally salvatore sam samantha samir samuel sandeep
  sandra sanjay santiago sara sarah sascha satoshi scott sean sebastian selena serge sergei sergey sergio shannon
  sharon shaun shawn shirley silvia simon simona simone sofia sonia sonja sophia sophie stacey stefan stefania
  stefano steffen stella stephan stephane stephanie stephen steve steven stuart stéphane sue sunil susan susanne
  suzanne sven svetlana sylvia sébastien takashi tamara tania tanja tanya tara tatiana taylor ted teresa terry theo
  theresa thiago thierry thomas tiago tiffany tim timo timothy tina tobias todd tom tomas tomasz tommy toni tony
  torsten tracy tristan tyler ulrich umesh ursula uwe valentin valentina valeria valerie vanessa vasily vera veronica
  victor victoria vijay vikram viktor viktoria vincent vincenzo virginia vishal vivek vivian vladimir volker walter
  wanda wei wendy werner wes whitney wilhelm will willem william wojciech wolfgang xavier yan yang yash yasmin yi
  yoshi yosuke yuki yuri yuriy yusuke yvonne zach zachary zoe zoltan łukasz`,
)

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

/** Products, in lower case. They are not people, though organizations may be named after them. */
export const PRODUCTS = words(
  `argo argocd backstage buildpacks calico ceph cilium cncf containerd cosign crossplane dapr elastic envoy etcd
  fluentbit fluentd flux grafana grpc harbor helm istio jaeger keda keycloak knative kubecon kubeflow kubernetes
  kubevirt kyverno linkerd linux longhorn openfga opentelemetry opentofu prometheus rook thanos vitess volcano
  wasm webassembly`,
)

/** Words that continue a title, in lower case. On their own they are not an organization. */
export const CONTINUATIONS = words(
  `achievement advanced afternoon all anything art basics beginner beginners best beyond big bingo blitz break
  breakfast brunch catalog closing coffee continued contributors day deep demo demos dinner discussion dive easy
  edition episode essentials evening event everyone everything explained folks free friends full fun future guide
  half hands-on intermediate intro introduction intros keynote keynotes learned lessons level lifetime lifetimes live
  lunch maintainers meetup more morning music networking new newcomers next night now opening overview panel part
  past people practices present primer q&a questions recap reloaded review revisited road roadmap sessions social
  speakers steps stories story talks tba tbc tbd team tips today together tomorrow tour tricks tutorial unplugged
  update updates users welcome workshop`,
)
