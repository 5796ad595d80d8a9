import { randomUUID } from 'node:crypto'
import { appendFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Decision } from '../model.ts'

/**
 * Makes the function that writes decisions of IAM down, a line of JSON each and none twice, for `npm run iam` to read.
 * Each start has a file of its own, so that several may run at once, and each line is written at once, as a test may
 * kill its process.
 */
export const recordDecisions = (dir: string) => {
  mkdirSync(dir, { recursive: true })
  const file = join(dir, `${process.pid}-${randomUUID()}.jsonl`)
  const written = new Set<string>()
  return (decision: Decision) => {
    const line = JSON.stringify(decision)
    if (written.has(line)) return
    written.add(line)
    appendFileSync(file, `${line}\n`)
  }
}
