import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const tests = join(import.meta.dirname, '..')

/** By how long they take, in a run on two idle cores. A file that is missing here comes after these. */
const slowest = [
  'e2e/auth/invitations',
  'integration/platform/interleaving',
  'integration/platform/access-matrix',
  'integration/platform/random-requests',
  'integration/platform/query-plans',
  'e2e/auth/everyone-identity',
  'integration/creative/recovery',
  'integration/realtime/ended-sockets',
  'workflows/creative/generate-pictures',
  'integration/platform/acts-under-way',
  'integration/auth/accounts/passwords',
].map((name) => join(tests, `${name}.test.ts`))

const placeOf = ({ moduleId }: TestSpecification) => {
  const place = slowest.indexOf(moduleId)
  return place === -1 ? slowest.length : place
}

/** What takes longest begins first, so that at the end no process is left alone with it while the other has nothing. */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const gone = slowest.filter((path) => !existsSync(path))
    if (gone.length > 0) throw new Error(`tests/support/slowest-first.ts names ${gone}, which is not there`)
    const sorted = await super.sort(files)
    // A process serves one project, and ends where the next begins.
    const projects = [...new Set(sorted.map(({ project }) => project))]
    return projects.flatMap((project) =>
      sorted
        .filter((file) => file.project === project)
        .toSorted((one, other) => placeOf(one) - placeOf(other)),
    )
  }
}
