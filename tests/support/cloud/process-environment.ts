import type { Environment } from 'vitest/runtime'

declare global {
  /** Ends what the test files of one process share, such as a Dhol or a browser. */
  var endings: (() => Promise<unknown>)[]
}

// biome-ignore lint/style/noDefaultExport: vitest reads the default export.
export default {
  name: 'process',
  viteEnvironment: 'ssr',
  setup(global) {
    global.endings = []
    return {
      async teardown() {
        for (const end of global.endings) await end()
      },
    }
  },
} satisfies Environment
