export const Exit = {
  done: 0,
  findings: 1,
  usage: 2,
  input: 3,
  network: 4,
  disk: 5,
  bug: 70,
  hangup: 129,
  interrupted: 130,
  terminated: 143,
} as const
export type Exit = (typeof Exit)[keyof typeof Exit]

export const EXIT_AFTER = { SIGHUP: Exit.hangup, SIGINT: Exit.interrupted, SIGTERM: Exit.terminated } as const
