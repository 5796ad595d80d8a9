import { randomUUID } from 'node:crypto'
import { appendFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Decision, Grant } from '../../assembly/model.ts'

/** What is kept of decisions: the grants that calls rested on, and the calls that were refused. */
export type Note = { used: Grant } | { refused: Pick<Decision, 'principal' | 'action' | 'resource'> }

const notesOn = ({ principal, action, resource, isAllowed, grants }: Decision): Note[] =>
  isAllowed ? grants.map((used) => ({ used })) : [{ refused: { principal, action, resource } }]

/**
 * Makes the function that notes decisions of IAM, a line of JSON each and none twice, for `npm run iam` to read. A
 * note names a grant by its patterns, so there are not more of them when there are more rows, mails or pictures. Each
 * start has a file of its own, so that several may run at once, and each line is written at once, as a test may kill
 * its process.
 */
export const recordDecisions = (dir: string) => {
  mkdirSync(dir, { recursive: true })
  const file = join(dir, `${process.pid}-${randomUUID()}.jsonl`)
  const written = new Set<string>()
  return (decision: Decision) => {
    for (const line of notesOn(decision).map((note) => JSON.stringify(note))) {
      if (written.has(line)) continue
      written.add(line)
      appendFileSync(file, `${line}\n`)
    }
  }
}
