import { defineConfig } from 'vitest/config'

/** Groups run one after another: a slow machine then fails no test for being slow. */
const project = (groupOrder: number, name: string, include: string[], more: object = {}) => ({
  test: { name, include, environment: 'node', sequence: { groupOrder }, ...more },
})

/**
 * Tests that start a Dhol find it synthesised: tests/support/global-cloud.ts. Two cores that run two Dhols, Postgres and
 * Chromium at once stall now and then for longer than anybody waits: such a test gets a second try, and only one.
 */
const onCloud = {
  retry: 1,
  globalSetup: ['tests/support/global-cloud.ts'],
  testTimeout: 90_000,
  hookTimeout: 120_000,
}

export default defineConfig({
  test: {
    // Two cores serve Postgres, Chromium and the functions' processes too.
    maxWorkers: 2,
    maxConcurrency: 3,
    projects: [
      project(0, 'unit', ['tests/unit/**/*.test.ts', 'web/src/**/*.test.{ts,tsx}']),
      project(0, 'architecture', ['tests/architecture/**/*.test.ts'], { testTimeout: 60_000 }),
      // One process: each file looks at the same synthesis.
      project(1, 'infra', ['tests/infra/**/*.test.ts'], {
        testTimeout: 240_000,
        hookTimeout: 240_000,
        isolate: false,
        maxWorkers: 1,
      }),
      project(2, 'integration', ['tests/integration/**/*.test.ts'], onCloud),
      project(2, 'workflows', ['tests/workflows/**/*.test.ts'], onCloud),
      project(3, 'e2e', ['tests/e2e/**/*.test.ts'], { ...onCloud, testTimeout: 120_000 }),
    ],
  },
})
