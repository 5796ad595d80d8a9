// `npm test`: all checks, then all tests, how long each project took, and one last line that counts all.
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { constants } from 'node:os'
import * as z from 'zod'
import { timesFile } from './project-times.ts'

const counts = z.object({ numPassedTests: z.number(), numFailedTests: z.number() })

/** Needs no running Dhol and keeps one core busy: it runs beside the checks, which keep the other one. */
const besideChecks = ['unit', 'architecture', 'infra']

let passed = 0
let failed = 0

/** What runs now. */
const children = new Set<ChildProcess>()
/** Ctrl-C in a terminal reaches the children too, a signal to this process alone does not. */
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    for (const child of children) child.kill(signal)
    process.exit(128 + constants.signals[signal])
  })
}

const run = (command: string, args: string[], stdio: 'inherit' | 'pipe') => {
  const child = spawn(command, args, { stdio: ['ignore', stdio, stdio] })
  children.add(child)
  const succeeded = new Promise<boolean>((resolve) => {
    child.on('close', (status) => {
      children.delete(child)
      resolve(status === 0)
    })
  })
  return { child, succeeded }
}

/** What it says is shown once it has ended, since others may be talking. */
const runCheck = async (name: string) => {
  const { child, succeeded } = run('npm', ['run', '--silent', name], 'pipe')
  const said: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => said.push(chunk))
  if (await succeeded) passed += 1
  else failed += 1
  console.log(`\n> ${name}\n${Buffer.concat(said)}`)
}

const runChecks = async () => {
  for (const check of ['check:format', 'check:types', 'check:imports', 'check:unused']) await runCheck(check)
}

const runTests = async (report: string, projects: string[]) => {
  const reporters = ['default', 'json', './scripts/project-times.ts'].map((name) => `--reporter=${name}`)
  const chosen = projects.map((project) => `--project=${project}`)
  const ended = await run(
    'vitest',
    ['run', ...reporters, `--outputFile.json=${report}`, ...chosen],
    'inherit',
  ).succeeded
  const tests = existsSync(report) ? counts.parse(JSON.parse(readFileSync(report, 'utf8'))) : undefined
  passed += tests?.numPassedTests ?? 0
  failed += tests?.numFailedTests ?? 0
  // A file that does not load, or a run that does not start, has no tests to fail, and must not pass for that.
  if (!(ended && tests) && !tests?.numFailedTests) failed += 1
}

const began = performance.now()
mkdirSync('.build', { recursive: true })
// What `npm run iam` tells is of this run alone.
rmSync('.build/iam', { recursive: true, force: true })
for (const file of ['.build/quick-report.json', '.build/test-report.json', timesFile])
  rmSync(file, { force: true })

await Promise.all([runChecks(), runTests('.build/quick-report.json', besideChecks)])
await runTests(
  '.build/test-report.json',
  besideChecks.map((project) => `!${project}`),
)

const minutes = ((performance.now() - began) / 60_000).toFixed(1)
const times = existsSync(timesFile) ? readFileSync(timesFile, 'utf8') : ''
console.log(`\nThe processes of each project were busy for so long, two at a time:\n${times}`)
console.log(`  all in all ${minutes} minutes`)
console.log(`\n${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
