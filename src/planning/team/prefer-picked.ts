import { isPlan } from '../plan/prepare.js'
import type { TeamMember } from './problem.js'
import type { TeamProgram } from './program.js'

/**
 * The same solution with the sittings that members picked, if they are worth as much: nobody likes to be moved for
 * nothing. `members` must be those of the program.
 */
export function preferPicked(
  { seats, duties, members: lineups }: TeamProgram,
  members: readonly TeamMember[],
  x: readonly number[],
): readonly number[] {
  const moved = [...x]
  for (const [member, { prepared, first }] of lineups.entries()) {
    const column = (place: number) => duties.length + first + place
    const places = [...prepared.lineup.candidates.keys()]
    const isPicked = (place: number) => members[member]?.picked.has(prepared.lineup.candidates[place]?.entry.id ?? '')
    const attended = new Set(places.filter((place) => (x[column(place)] ?? 0) > 0.5))
    for (const place of [...attended].filter((one) => !isPicked(one))) {
      const seat = seats[first + place]
      const others = [...attended].filter((other) => other !== place)
      const better = places.find((other) => {
        const alike = seats[first + other]
        return (
          isPicked(other) &&
          alike?.sessions[0]?.candidate.content === seat?.sessions[0]?.candidate.content &&
          alike?.weight === seat?.weight &&
          isPlan(
            prepared,
            [...others, other].sort((a, b) => a - b),
          )
        )
      })
      if (better === undefined) continue
      moved[column(place)] = 0
      moved[column(better)] = 1
      attended.delete(place)
      attended.add(better)
    }
  }
  return moved
}
