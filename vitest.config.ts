import { defineConfig } from 'vitest/config'
import { SlowestFirst } from './tests/support/slowest-first.ts'

/** Groups run one after another. */
const project = (groupOrder: number, name: string, include: string[], more: object) => ({
  test: { name, include, environment: 'node', sequence: { groupOrder }, ...more },
})

/** Files share their processes, and what these have loaded: loading it again for each would cost more than the tests do. */
const shared = { isolate: false }

/**
 * Two cores that run two Dhols, Postgres and Chromium at once stall now and then for longer than anybody waits: such a
 * test gets a second try, and only one.
 */
const patient = { retry: 1, testTimeout: 120_000, hookTimeout: 120_000 }

/**
 * Each has a process of its own: they set its environment before they load what reads it, or look at all mail, of which
 * the local SES has one inbox a process.
 */
const alone = [
  'tests/integration/local-aws/{front,mailbox}.test.ts',
  'tests/integration/auth/{sessions/signing-keys,sessions/login-throttle,mails/limit-mails}.test.ts',
  'tests/integration/platform/{limits,seal,table,under-way}.test.ts',
]

/** Builds the page and synthesises the stage `local`. */
const globalSetup = ['tests/support/cloud/global-cloud.ts']

export default defineConfig({
  test: {
    // Two cores serve Postgres, Chromium and the functions' processes too.
    maxWorkers: 2,
    maxConcurrency: 3,
    sequence: { sequencer: SlowestFirst },
    // Time for the last Dhol to stop.
    teardownTimeout: 60_000,
    projects: [
      project(0, 'unit', ['tests/unit/**/*.test.ts', 'web/src/**/*.test.{ts,tsx}'], {
        ...shared,
        testTimeout: 20_000,
      }),
      project(0, 'architecture', ['tests/architecture/**/*.test.ts'], { ...shared, testTimeout: 60_000 }),
      // One process: each file looks at the same synthesis.
      project(1, 'infra', ['tests/infra/**/*.test.ts'], {
        ...shared,
        globalSetup,
        testTimeout: 240_000,
        hookTimeout: 240_000,
        maxWorkers: 1,
      }),
      project(2, 'alone', alone, patient),
      // One project, so that one Dhol and one browser serve all of its files in a process, and a file that waits leaves
      // the cores to one that works: tests/support/cloud/shared.ts.
      project(2, 'cloud', ['tests/{integration,workflows,e2e}/**/*.test.ts'], {
        ...shared,
        ...patient,
        exclude: alone,
        globalSetup: [...globalSetup, 'tests/support/browser/global-browser.ts'],
        environment: './tests/support/cloud/process-environment.ts',
      }),
    ],
  },
})
