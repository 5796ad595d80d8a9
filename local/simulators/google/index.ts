import type { SimulatorOptions } from '../kit/simulator.ts'
import type { Operation } from './faults.ts'
import { createServer } from './server.ts'

export type { FaultOrder } from './faults.ts'

/**
 * Starts a Google that draws its pictures itself, on 127.0.0.1. `url` is a base URL for both modes of the API. Its clock
 * also decides which models are gone and which tokens have run out.
 */
export const startGoogleSimulator = async (options: SimulatorOptions<Operation> = {}) => {
  const { simulator, serviceAccount } = createServer(options)
  return {
    ...(await simulator.listen()),
    /** The JSON of a service account whose tokens platform mode accepts. */
    serviceAccount,
  }
}
