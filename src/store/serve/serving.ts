import { Exit, fail } from '../../model/problem.js'
import type { Interruption, Listening, ServedRequest, ServedResponse, World } from '../../world.js'
import { interrupted } from '../files/interruption.js'

interface Address {
  readonly host: string
  readonly port: number
}

/**
 * Serves until the run is interrupted, and then ends it with that code at once. Port 0 means any free port; the actual
 * one is passed to `started` and to every `answer`. If it cannot listen, the run ends (4).
 */
export async function serving(
  address: Address,
  answer: (request: ServedRequest, place: Address) => Promise<ServedResponse>,
  started: (place: Address) => Promise<void>,
  world: World,
): Promise<never> {
  let server: Listening | undefined
  let stop = () => {}
  let failed = (_error: unknown) => {}
  const interruption = new Promise<Interruption>((resolve, reject) => {
    stop = world.onInterruption(resolve)
    failed = reject
  })
  // A failure during start-up is reported once it has started.
  interruption.catch(() => undefined)
  try {
    let place = address
    server = await listening(address, (request) => answer(request, place), failed, world)
    place = { ...address, port: server.port }
    await started(place)
    throw interrupted(await interruption)
  } finally {
    stop()
    await server?.close()
  }
}

async function listening(
  address: Address,
  answer: (request: ServedRequest) => Promise<ServedResponse>,
  failed: (error: unknown) => void,
  world: World,
): Promise<Listening> {
  try {
    return await world.listen(address, answer, failed)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    return fail(Exit.network, { code: 'cannot-listen', ...address, reason: String(error.code) })
  }
}
