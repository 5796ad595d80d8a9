import { join } from 'node:path'
import { root, synthesise } from '../../../local/start/synth.ts'

/** Where the tests find what would be deployed. */
export const assemblyDir = join(root, '.build', 'assembly')

/** Synthesises once for all test files. */
export async function setup() {
  await synthesise(assemblyDir)
}
