import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One digest over the names and contents of all files that match, so that a build is repeated only for a reason. */
export const fingerprint = (root: string, patterns: string[], exclude: string[] = []): string => {
  const hash = createHash('sha256')
  const found = globSync(patterns, { cwd: root, exclude, withFileTypes: true })
  const paths = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  for (const path of paths.sort()) hash.update(path).update('\0').update(readFileSync(path)).update('\0')
  return hash.digest('hex')
}
