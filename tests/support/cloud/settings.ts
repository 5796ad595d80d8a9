import type { CloudOptions } from '../../../local/cloud.ts'
import { assemblyDir } from './global-cloud.ts'

/** Machines wait a twentieth of what they say: long enough to be seen waiting, too short to be waited for. */
export const waitFactor = 0.05

/** A Dhol for tests: a quick Google, and of each function no more processes than there are cores. */
export const testSettings = {
  assemblyDir,
  latencyMs: { google: { text: 5, image: 20 } },
  viewerAddresses: 'named-by-the-client',
  concurrency: 2,
  waitFactor,
} satisfies CloudOptions
