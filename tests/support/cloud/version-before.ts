import { execFile, execFileSync, fork } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from '../../../local/start/synth.ts'

const git = (...args: string[]) =>
  execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()

/**
 * The commit that does not know the newest migration yet: the last one with another schema. Undefined where git cannot
 * tell, as in a shallow clone.
 */
const commitBefore = (): string | undefined => {
  try {
    if (git('status', '--porcelain', '--', 'migrations')) return git('rev-parse', 'HEAD')
    const added = git('log', '-1', '--diff-filter=A', '--format=%H', '--', 'migrations')
    return git('rev-parse', '--verify', `${added}^`)
  } catch {
    return undefined
  }
}

/**
 * Checks that version out beside this one and bundles it with the packages of this one: sources, template and local
 * cloud are its own. The page is not looked at and comes from here. Undefined where there is no history.
 */
export async function checkOutVersionBefore() {
  const commit = commitBefore()
  if (!commit) return undefined
  const tree = mkdtempSync(join(tmpdir(), 'dhol-before-'))
  execFileSync('git', ['archive', '--output', join(tree, 'tree.tar'), commit], { cwd: root })
  execFileSync('tar', ['-xf', 'tree.tar'], { cwd: tree })
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'))
  cpSync(join(root, 'web/dist'), join(tree, 'web/dist'), { recursive: true })
  const CDK_OUTDIR = join(tree, '.build/assembly')
  const env = { ...process.env, CDK_OUTDIR, CDK_CONTEXT_JSON: JSON.stringify({ stage: 'local' }) }
  await promisify(execFile)(process.execPath, ['bin/app.ts'], { cwd: tree, env })
  return {
    migrations: readdirSync(join(tree, 'migrations')),
    /** Whether its migrations stop at one that they do not know. */
    isStrict: readFileSync(join(tree, 'functions/system/migrations.sql.ts'), 'utf8').includes('file is gone'),
    /** Starts it on data that this version has left. */
    async start(dataDir: string) {
      const started = fork(join(tree, 'tests/support/cloud/cloud-process.ts'), [dataDir], { cwd: tree })
      const ended = once(started, 'exit')
      const [place] = await Promise.race([
        once(started, 'message'),
        ended.then(([code]) => Promise.reject(new Error(`the version before ended with ${code}`))),
      ])
      const kill = async () => {
        started.kill('SIGKILL')
        await ended
      }
      return { ...(place as { origin: string; databaseUrl: string }), kill }
    },
    remove: () => rmSync(tree, { recursive: true, force: true }),
  }
}
