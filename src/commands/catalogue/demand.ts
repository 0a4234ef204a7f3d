import { Exit, Failure, type Problem } from '../../model/index.js'
import { countDemand } from '../../planning/team/demand.js'
import { filesIn, readInput } from '../../store/files/paths.js'
import type { Command } from '../app.js'
import { refuseAddresses } from '../flags/other-agendas.js'
import { wholeNumber } from '../flags/values.js'

interface DemandOptions {
  readonly limit?: number
}

/** Rows of each list. */
const SHOWN = 10

export const command: Command<DemandOptions> = {
  configure: (command) =>
    command
      .argument('<agenda...>', 'agendas and calendars, or folders of them: one for each person')
      .option(
        '--limit <number>',
        `show at most this many rows of each list (default: ${SHOWN})`,
        wholeNumber('--limit', [1, 9_999_999], 'a number, such as 20'),
      ),

  async run(given, { limit = SHOWN }, app) {
    refuseAddresses(given, 'demand')
    const { readOther } = await import('../../store/agenda/read-others.js')
    const catalogue = await app.catalogue()
    const count = countDemand(catalogue.sessions)
    const broken: { readonly file: string; readonly problem: Problem }[] = []
    let read = 0
    for (const file of given.flatMap((one) => filesIn(one, app.world))) {
      const reading = await readOther(readInput(file, app.world), file, catalogue)
      if (reading.ok) count.add(reading.agenda)
      const [problem] = reading.ok ? [] : reading.problems
      if (problem) broken.push({ file, problem })
      read++
    }
    if (broken.length === read)
      throw new Failure(
        Exit.input,
        broken.map(({ problem }) => problem),
      )
    if (broken.length > 0) await app.note({ code: 'agendas-left-out', files: broken.map(({ file }) => file) })
    await app.print({ kind: 'demand', catalogue, zone: await app.zone(), demand: count.result(), limit })
    return broken.length > 0 ? Exit.findings : Exit.done
  },
}
