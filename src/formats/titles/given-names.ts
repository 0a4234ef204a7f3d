import { words } from './word-set.js'

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
