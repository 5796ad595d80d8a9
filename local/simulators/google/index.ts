import type { Latency } from './control.ts'
import type { FaultOrder } from './faults.ts'
import { createServer } from './server.ts'

export type { FaultOrder } from './faults.ts'

/** About what the real one takes. */
const usualLatency: Latency = { textMs: 1200, imageMs: 6000 }

type Options = {
  /** 0, the default, takes any free one. */
  port?: number
  latency?: Latency
  /** Milliseconds since 1970. Decides which models are gone and which tokens and faults have run out. */
  clock?: () => number
}

/**
 * Starts a Google that draws its pictures itself, on 127.0.0.1. `url` is a base URL for both modes of the API;
 * `/_control` below it switches faults on and lists what arrived, as the functions returned here do.
 */
export const startGoogleSimulator = async ({
  port = 0,
  latency = usualLatency,
  clock = Date.now,
}: Options = {}) => {
  const { app, faults, journal, serviceAccount, stopping } = createServer(latency, clock)
  const url = await app.listen({ port, host: '127.0.0.1' })
  return {
    url,
    addFault: (order: FaultOrder) => faults.add(order),
    clearFaults: faults.clear,
    /** Calls whose prompt contains `match`, newest last. */
    requests: journal.list,
    /** The JSON of a service account whose tokens platform mode accepts. */
    serviceAccount,
    stop: async () => {
      stopping.abort()
      await app.close()
    },
  }
}
