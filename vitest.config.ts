import { defineConfig } from 'vitest/config'

const project = (name: string, include: string[], more: object = {}) => ({
  test: { name, include, environment: 'node', ...more },
})

/** Tests that talk to a running Dhol share one: tests/support/global-cloud.ts. */
const onCloud = { globalSetup: ['tests/support/global-cloud.ts'], testTimeout: 60_000, hookTimeout: 90_000 }

export default defineConfig({
  test: {
    // Two cores serve Postgres, Chromium and the functions' processes too.
    maxWorkers: 2,
    projects: [
      project('unit', ['tests/unit/**/*.test.ts', 'web/src/**/*.test.{ts,tsx}']),
      project('architecture', ['tests/architecture/**/*.test.ts'], { testTimeout: 60_000 }),
      // One process: each file looks at the same synthesis.
      project('infra', ['tests/infra/**/*.test.ts'], {
        testTimeout: 240_000,
        hookTimeout: 240_000,
        isolate: false,
        maxWorkers: 1,
      }),
      project('integration', ['tests/integration/**/*.test.ts'], onCloud),
      project('workflows', ['tests/workflows/**/*.test.ts'], onCloud),
      project('e2e', ['tests/e2e/**/*.test.ts'], { ...onCloud, testTimeout: 120_000 }),
    ],
  },
})
