import { appendFileSync } from 'node:fs'
import type { Reporter, TestModule } from 'vitest/node'

/** Where each run of vitest adds what it has to tell, for the end of `npm test`. */
export const timesFile = '.build/test-times.txt'

const msOf = (module: TestModule) => {
  const { environmentSetupDuration, prepareDuration, collectDuration, setupDuration, duration } =
    module.diagnostic()
  return environmentSetupDuration + prepareDuration + collectDuration + setupDuration + duration
}

const lineOf = (project: string, modules: TestModule[]) => {
  const tests = modules.flatMap((module) => [...module.children.allTests()])
  const seconds = modules.reduce((sum, module) => sum + msOf(module), 0) / 1000
  const again = tests.filter((test) => test.diagnostic()?.flaky).map((test) => test.fullName)
  return [
    `  ${project.padEnd(14)}${String(tests.length).padStart(5)} tests${seconds.toFixed(0).padStart(6)} s`,
    ...again.map((name) => `    at the second try: ${name}`),
  ].join('\n')
}

/** Tells of each project how many tests it has, how long processes were busy with them, and which tried twice. */
// biome-ignore lint/style/noDefaultExport: vitest reads the default export.
export default class ProjectTimes implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]) {
    const projects = Map.groupBy(modules, ({ project }) => project.name)
    for (const [name, ofProject] of projects) appendFileSync(timesFile, `${lineOf(name, ofProject)}\n`)
  }
}
