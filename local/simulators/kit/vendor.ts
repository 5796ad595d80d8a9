import type * as z from 'zod'
import type { Simulator, SimulatorOptions } from './simulator.ts'

/** All that the local cloud has to know of a vendor. */
export type Vendor = {
  /** As people know it. */
  title: string
  /** Name of the vendor's secret in the template. */
  secretName: string
  /** Its keys in `.env`, all of them or none, and the value of the secret that they make. */
  realSecret: z.ZodPipe<z.ZodObject, z.ZodType<string>>
  /** Value of the secret that the simulator accepts. */
  simulatedSecret: string
  /** Variables by which our client of the vendor finds another host. */
  baseUrlVariables: string[]
  start(options: SimulatorOptions): Promise<Simulator>
}

/** By the name that the terminal and the tests use. */
export type Vendors = Readonly<Record<string, Vendor>>

/** Values of `.env` by their names. */
export type Keys = Readonly<Record<string, string | undefined>>

/** Names of a vendor's keys in `.env`. */
export const keyNames = ({ realSecret }: Vendor): string[] => Object.keys(realSecret.in.shape)

export const isReal = (vendor: Vendor, keys: Keys): boolean => vendor.realSecret.safeParse(keys).success
