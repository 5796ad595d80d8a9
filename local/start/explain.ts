import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AssemblyError } from '../assembly/stacks.ts'
import { emptyAdvice } from './data-dir.ts'
import { StartError } from './start-error.ts'
import { diskTrouble } from './trouble.ts'

/**
 * What happened and what to do, for the person at the terminal. The place of an error matters to us and not to them: it
 * goes into a file.
 */
export const explain = (error: unknown, dataDir: string): string => {
  const known = error instanceof StartError ? error : diskTrouble(error)
  if (known) return `${known.message}\n${known.advice}`
  if (error instanceof AssemblyError)
    return `The infrastructure cannot be deployed like this.\n${error.message}`
  const file = join(dataDir, 'logs', 'start-error.txt')
  const message = error instanceof Error ? error.message : String(error)
  try {
    mkdirSync(join(dataDir, 'logs'), { recursive: true })
    writeFileSync(file, error instanceof Error ? (error.stack ?? message) : message)
  } catch {
    return `${message}\n${emptyAdvice}`
  }
  return `${message}\nDetails are in ${file}. If the stored data is damaged, ${emptyAdvice}`
}
