// `npm test`: all checks, then all tests, and one last line that counts both.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import * as z from 'zod'

const report = '.build/test-report.json'
const counts = z.object({ numPassedTests: z.number(), numFailedTests: z.number(), success: z.boolean() })

const run = (command: string, args: string[]) => spawnSync(command, args, { stdio: 'inherit' }).status === 0

mkdirSync('.build', { recursive: true })
rmSync(report, { force: true })
// What `npm run iam` tells is of this run alone.
rmSync('.build/iam', { recursive: true, force: true })

let passed = 0
let failed = 0
for (const check of ['check:format', 'check:types', 'check:imports', 'check:unused']) {
  console.log(`\n> ${check}`)
  if (run('npm', ['run', '--silent', check])) passed += 1
  else failed += 1
}

console.log('\n> vitest')
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
const ended = run('vitest', ['run', ...reporters])
const tests = counts.safeParse(JSON.parse(readFileSync(report, 'utf8')))
passed += tests.data?.numPassedTests ?? 0
failed += tests.data?.numFailedTests ?? 0
// A file that does not load has no tests to fail, and must not pass for that.
if (!ended && tests.data?.numFailedTests === 0) failed += 1
if (!tests.success) failed += 1

console.log(`\n${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
