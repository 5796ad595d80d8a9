import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { root } from '../../local/start/synth.ts'

/** What a synthesis reads. */
const sources = [
  'bin',
  'lib',
  'contracts',
  'functions',
  'state-machines',
  'migrations',
  'web/dist',
  'cdk.json',
]

/** A file by its path: its text, or what becomes of the text that is there. */
export type Planted = Record<string, string | ((text: string) => string)>

/** Puts one text in the place of another. Throws where there is nothing to replace: the planted thing would be missing. */
export const replaced = (from: string, to: string) => (text: string) => {
  if (!text.includes(from)) throw new Error(`nothing says ${from} any more: plant it elsewhere`)
  return text.replace(from, () => to)
}

/**
 * Synthesises Dhol for stage `local` with files added or written over, in a copy of the tree.
 * `assemblyDir` is what would be deployed.
 */
export async function synthesisePlanted(planted: Planted) {
  const tree = mkdtempSync(join(tmpdir(), 'dhol-planted-'))
  for (const path of sources) cpSync(join(root, path), join(tree, path), { recursive: true })
  for (const path of ['node_modules', 'package.json']) symlinkSync(join(root, path), join(tree, path))
  for (const [path, change] of Object.entries(planted)) {
    const file = join(tree, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, typeof change === 'string' ? change : change(readFileSync(file, 'utf8')))
  }
  const assemblyDir = join(tree, 'assembly')
  const env = {
    ...process.env,
    CDK_OUTDIR: assemblyDir,
    CDK_CONTEXT_JSON: JSON.stringify({ stage: 'local' }),
  }
  await promisify(execFile)(process.execPath, ['bin/app.ts'], {
    cwd: tree,
    env,
    maxBuffer: 64 * 1024 * 1024,
  })
  return { assemblyDir, remove: () => rmSync(tree, { recursive: true, force: true }) }
}
