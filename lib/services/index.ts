import { sweepDatabase } from '../capabilities/database.ts'
import { serviceOf, sweeperOf } from '../names.ts'
import type { FunctionSettings, MachineSettings } from '../service.ts'
import { audit } from './audit.ts'
import { auth } from './auth.ts'
import { creative } from './creative.ts'
import { realtime } from './realtime.ts'
import { system } from './system.ts'

const services = [audit, auth, creative, realtime, system]

/** Every function by its path below `functions/`: what it is for its users, how large it is, what it may do. */
export const functions: Record<string, FunctionSettings> = Object.assign(
  {},
  ...services.map((service) => service.functions),
)

/** Every machine by its path below `state-machines/`. */
export const machines: Record<string, MachineSettings> = Object.assign(
  {},
  ...services.map((service) => service.machines),
)

/** Whom functions log in to the database as: each service as itself, and its sweep, where it has one, as another. */
export const databaseRoles: string[] = [
  ...new Set(
    Object.entries(functions).flatMap(([path, { may }]) => {
      const service = serviceOf(path)
      return may.includes(sweepDatabase) ? [service, sweeperOf(service)] : [service]
    }),
  ),
]
