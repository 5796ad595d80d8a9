// `npm test`: all checks, then all tests, and one last line that counts both.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import * as z from 'zod'

const counts = z.object({ numPassedTests: z.number(), numFailedTests: z.number() })

/** Needs no running Dhol and keeps one core busy: it runs beside the checks, which keep the other one. */
const besideChecks = ['unit', 'architecture', 'infra']

let passed = 0
let failed = 0

/** What it says is shown once it has ended, since others may be talking. Gives whether it succeeded. */
const runQuietly = (args: string[]) =>
  new Promise<boolean>((resolve) => {
    const child = spawn('npm', ['run', '--silent', ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
    const said: Buffer[] = []
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => said.push(chunk))
    child.on('close', (status) => {
      console.log(`\n> ${args.join(' ')}\n${Buffer.concat(said)}`)
      resolve(status === 0)
    })
  })

const runChecks = async () => {
  for (const check of ['check:format', 'check:types', 'check:imports', 'check:unused']) {
    if (await runQuietly([check])) passed += 1
    else failed += 1
  }
}

const runTests = async (report: string, projects: string[]) => {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const args = ['run', ...reporters, ...projects.map((project) => `--project=${project}`)]
  const child = spawn('vitest', args, { stdio: 'inherit' })
  const ended = await new Promise<boolean>((resolve) => {
    child.on('close', (status) => resolve(status === 0))
  })
  const tests = existsSync(report) ? counts.parse(JSON.parse(readFileSync(report, 'utf8'))) : undefined
  passed += tests?.numPassedTests ?? 0
  failed += tests?.numFailedTests ?? 0
  // A file that does not load, or a run that does not start, has no tests to fail, and must not pass for that.
  if (!(ended && tests) && !tests?.numFailedTests) failed += 1
}

mkdirSync('.build', { recursive: true })
// What `npm run iam` tells is of this run alone.
rmSync('.build/iam', { recursive: true, force: true })
for (const report of ['.build/quick-report.json', '.build/test-report.json']) rmSync(report, { force: true })

await Promise.all([runChecks(), runTests('.build/quick-report.json', besideChecks)])
await runTests(
  '.build/test-report.json',
  besideChecks.map((project) => `!${project}`),
)

console.log(`\n${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
