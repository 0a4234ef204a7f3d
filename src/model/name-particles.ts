/** Words that belong to the family name after them, in any case: `van Gogh`, `Di Donato`. In lower case. */
const PARTICLES: ReadonlySet<string> = new Set(
  `ab af al auf av az ben bin bint binti da dal dalla das de degli dei del della dem den der di do dos du e el en het
  ibn la las le les lo los op st st. te ten ter tor van vande vanden vander vom von y z zu zum zur 't ’t`.split(/\s+/),
)

export function isNameParticle(word: string): boolean {
  return PARTICLES.has(word.toLowerCase())
}
