import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Catalogue } from '../../../src/model/conference.js'
import { type Figure, ratioFigure } from '../figure.js'
import { kubeplan } from '../kubeplan.js'
import { FLOOR, median, pairedRatio, run, timesOf } from '../measure.js'
import { fringeOf, type Home, keep, newHome, programmeOf, visitsOf } from '../programmes.js'

const ROUNDS = 5
/** Every option that limits a day. */
const LIMITS = ['--break', '12:00-14:00/45m', '--max-per-day', '6', '--not-before', '09:00', '--not-after', '17:30']

/**
 * The cost of a plan with all its prices, compared with the agenda it is made from and with an idle Node, in seconds.
 */
export function planFigures(): readonly Figure[] {
  const home = newHome()
  const usual = picked(programmeOf(600, 400), home, 70)
  const all = kubeplan(home, 'plan', ...usual, '--all', ...LIMITS)
  const [floor = [], plain = [], limited = []] = timesOf(
    [kubeplan(home, 'agenda', ...usual), kubeplan(home, 'plan', ...usual), all],
    ROUNDS,
  )
  const reinvent = picked(givenAgain(programmeOf(2068, 0), 258, 2), home, 3)
  const [node = [], large = []] = timesOf([FLOOR, kubeplan(home, 'plan', ...reinvent)], ROUNDS)
  return [
    ratioFigure('plan, 600 sessions, 70 % picks, to agenda', pairedRatio(plain, floor), 1.3),
    ratioFigure('plan --all with every limit, to agenda', pairedRatio(limited, floor), 3.5),
    secondsFigure(
      'plan, 600 sessions with 200 pairs',
      home,
      picked(givenAgain(programmeOf(601, 0), 200, 2), home, 70),
      1,
    ),
    secondsFigure(
      'plan, 600 sessions with 60 groups of 5',
      home,
      picked(givenAgain(programmeOf(602, 0), 60, 5), home, 70),
      1,
    ),
    ratioFigure('plan, 2,068 sessions, a quarter repeated, 60 picks', pairedRatio(large, node), 6),
    secondsFigure('plan, 10,000 sessions, 70 % picks', home, picked(programmeOf(10_000, 0), home, 70), 0.98),
    secondsFigure('plan, 100 places with 30 minutes each', home, picked(visitsOf(30), home, 100), 3),
    ...fringeFigures(home),
  ]
}

/** How near plans of festivals come, on which everything is given several times, to what can be proven. */
function fringeFigures(home: Home): readonly Figure[] {
  const small = picked(fringeOf(40, 6, 4), home, 100)
  const large = picked(fringeOf(150, 6, 7), home, 100)
  const planned = (args: readonly string[], limit: string) => {
    const { stdout } = run(kubeplan(home, 'plan', ...args, '--time-limit', limit, '--json'))
    return JSON.parse(stdout) as { value: number; bound: number; left_out: readonly { regret: unknown }[] }
  }
  const { left_out: prices } = planned(small, '5s')
  const open = prices.filter(({ regret }) => Array.isArray(regret)).length
  const { value, bound } = planned(large, '2s')
  const gap = (100 * (bound - value)) / bound
  const last = planned(large, '20s')
  return [
    {
      what: 'prices of a fringe of 40 shows given 6 times that are open after 5 s',
      measured: `${open} of ${prices.length}`,
      target: 'none',
      met: open === 0,
    },
    {
      what: 'gap to the bound on a fringe of 150 shows given 6 times after 2 s',
      measured: `${gap.toFixed(1)} %`,
      target: '<= 1 %',
      met: gap <= 1,
    },
    {
      what: 'points between plan and bound on that fringe after 20 s',
      measured: `${last.bound - last.value}`,
      target: 'none',
      met: last.bound === last.value,
    },
  ]
}

function secondsFigure(what: string, home: Home, args: readonly string[], most: number): Figure {
  const [times = []] = timesOf([kubeplan(home, 'plan', ...args)], 3)
  const seconds = median(times) / 1000
  return { what, measured: `${seconds.toFixed(2)} s`, target: `<= ${most} s`, met: seconds <= most }
}

function picked(catalogue: Catalogue, home: Home, share: number): readonly string[] {
  const { slug } = catalogue.conference
  keep(catalogue, home)
  const chosen = catalogue.sessions.filter((_, at) => (at * 37) % 100 < share)
  const picks = chosen.map(({ id }, at) => ({ session: id, stage: 'maybe', priority: 1 + ((at * 7) % 5) }))
  const file = join(home.folder, `${slug}.agenda.yaml`)
  writeFileSync(file, JSON.stringify({ kubeplan: 'agenda/1', conference: slug, picks }))
  const args = ['-c', slug, '--agenda', file]
  run(kubeplan(home, 'agenda', ...args))
  return args
}

function givenAgain(catalogue: Catalogue, contents: number, times: number): Catalogue {
  const { sessions } = catalogue
  const place = (index: number) => (index * 197) % sessions.length
  const first = new Map<number, string>()
  for (let content = 0; content < contents; content++) {
    const own = sessions[place(content * times)]?.id ?? ''
    for (let time = 1; time < times; time++) first.set(place(content * times + time), own)
  }
  const again = sessions.map((session, at) => {
    const repeatOf = first.get(at)
    return repeatOf === undefined ? session : { ...session, repeatOf }
  })
  return { ...catalogue, sessions: again }
}
