import { defineConfig } from 'vitest/config'

/** Groups run one after another: a slow machine then fails no test for being slow. */
const project = (groupOrder: number, name: string, include: string[], more: object = {}) => ({
  test: { name, include, environment: 'node', sequence: { groupOrder }, ...more },
})

/**
 * Two cores that run two Dhols, Postgres and Chromium at once stall now and then for longer than anybody waits: such a
 * test gets a second try, and only one.
 */
const patient = { retry: 1, testTimeout: 90_000, hookTimeout: 120_000 }

/** Of what a Dhol is made of, without one: they set the environment of their process, which is theirs alone. */
const parts = [
  'tests/integration/{google,local-aws,simulators}/**/*.test.ts',
  'tests/integration/{auth/signing-keys,auth/login-throttle}.test.ts',
  'tests/integration/platform/{limits,query-plans,seal,table}.test.ts',
]

/** Builds the page and synthesises the stage `local`. */
const globalSetup = ['tests/support/cloud/global-cloud.ts']

/** A process runs many files, which share its Dhol and its browser: tests/support/cloud/shared.ts. */
const onCloud = {
  ...patient,
  globalSetup,
  environment: './tests/support/cloud/process-environment.ts',
  isolate: false,
}

export default defineConfig({
  test: {
    // Two cores serve Postgres, Chromium and the functions' processes too.
    maxWorkers: 2,
    maxConcurrency: 3,
    // Time for the last Dhol to stop.
    teardownTimeout: 60_000,
    projects: [
      project(0, 'unit', ['tests/unit/**/*.test.ts', 'web/src/**/*.test.{ts,tsx}']),
      project(0, 'architecture', ['tests/architecture/**/*.test.ts'], { testTimeout: 60_000 }),
      // One process: each file looks at the same synthesis.
      project(1, 'infra', ['tests/infra/**/*.test.ts'], {
        globalSetup,
        testTimeout: 240_000,
        hookTimeout: 240_000,
        isolate: false,
        maxWorkers: 1,
      }),
      project(2, 'parts', parts, patient),
      project(2, 'workflows', ['tests/workflows/**/*.test.ts'], onCloud),
      project(3, 'integration', ['tests/integration/**/*.test.ts'], { ...onCloud, exclude: parts }),
      project(4, 'e2e', ['tests/e2e/**/*.test.ts'], {
        ...onCloud,
        globalSetup: [...globalSetup, 'tests/support/browser/global-browser.ts'],
        testTimeout: 120_000,
      }),
    ],
  },
})
