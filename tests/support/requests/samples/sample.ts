import type { EndpointName } from '../../../../contracts/index.ts'
import { type Caller, newId, type Scene } from '../endpoint-callers.ts'

export type Sample = {
  params?: Record<string, string>
  query?: Record<string, string>
  body?: Record<string, unknown>
  headers?: Record<string, string>
}

export type SampleOf = (scene: Scene, caller: Caller) => Sample | Promise<Sample>
export type Samples = Partial<Record<EndpointName, SampleOf>>

export const newPassword = 'monsoon-over-kochi-77'
const day = 24 * 60 * 60_000
export const tomorrow = () => new Date(Date.now() + day)
export const nothing = () => ({})
export const newEmail = () => `${newId('usr').slice(4)}@example.in`
