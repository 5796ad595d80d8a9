import { execFile } from 'node:child_process'
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { fingerprint } from './fingerprint.ts'
import { StartError } from './start-error.ts'

export const root = join(import.meta.dirname, '../..')

const run = promisify(execFile)

type Script = {
  what: string
  args: string[]
  environment?: Record<string, string>
  signal?: AbortSignal | undefined
}

/** The frames of a stack and Node's own last lines tell a person nothing. */
const withoutFrames = (output: string) =>
  output
    .split('\n')
    .filter((line) => !/^(\s+at |Node\.js v\d)/.test(line))
    .join('\n')
    .trim()

/** Runs a script of this repository in a process of its own, so that what it needs is gone from memory after it. */
const runScript = async ({ what, args, environment = {}, signal }: Script) => {
  const env = { ...process.env, ...environment }
  const limits = { maxBuffer: 64 * 1024 * 1024, ...(signal ? { signal } : {}) }
  await run(process.execPath, args, { cwd: root, env, ...limits }).catch((cause) => {
    const said = withoutFrames(`${cause.stdout ?? ''}${cause.stderr ?? ''}`) || String(cause.message)
    throw new StartError(`${what} failed:\n${said}`, 'Correct what is named above and start again.', {
      cause,
    })
  })
}

const isCurrent = (stamp: string, digest: string, product: string) =>
  existsSync(product) && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest

const writeStamp = (stamp: string, digest: string) => {
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, digest)
}

/** Builds the page into `web/dist`, unless that is up to date; says whether there was anything to do. */
export const buildPage = async (signal?: AbortSignal) => {
  const inputs = ['web/**', 'contracts/**', 'package-lock.json']
  const digest = fingerprint(root, inputs, ['web/dist', 'web/dist/**'])
  const stamp = join(root, '.build', 'page.digest')
  if (isCurrent(stamp, digest, join(root, 'web/dist/index.html'))) return false
  const args = ['node_modules/vite/bin/vite.js', 'build', 'web', '--logLevel', 'warn']
  // As it is deployed: under a test runner the variable would ask for React's slower build.
  await runScript({ what: 'Building the page', args, environment: { NODE_ENV: 'production' }, signal })
  writeStamp(stamp, digest)
  return true
}

/** Bundles all functions into `.build/functions`. */
export const bundle = async () => {
  await runScript({ what: 'Bundling the functions', args: ['lib/bundle.ts', '--stage', 'local'] })
  return true
}

/** Milliseconds that a running cloud may still need a folder which the newest assembly no longer names. */
const keepAssetsMs = 24 * 60 * 60 * 1000

const removeOldAssets = (outDir: string) => {
  const named = globSync('*.assets.json', { cwd: outDir })
    .map((file) => readFileSync(join(outDir, file), 'utf8'))
    .join()
  for (const asset of globSync('asset.*', { cwd: outDir })) {
    const path = join(outDir, asset)
    const isOld = Date.now() - statSync(path).mtimeMs > keepAssetsMs
    if (isOld && !named.includes(asset)) rmSync(path, { recursive: true })
  }
}

/**
 * Synthesises the CDK app for stage `local` into `outDir`, with the page built first, unless it is up to date.
 * Throws a StartError that shows what the app said.
 */
export const synthesise = async (outDir: string, signal?: AbortSignal) => {
  await buildPage(signal)
  const sources = ['bin', 'lib', 'contracts', 'functions', 'state-machines', 'migrations', 'web/dist']
  const digest = fingerprint(root, [...sources.map((dir) => `${dir}/**`), 'cdk.json', 'package-lock.json'])
  const stamp = join(outDir, 'inputs.digest')
  if (isCurrent(stamp, digest, join(outDir, 'manifest.json'))) return
  rmSync(stamp, { force: true })
  const environment = { CDK_OUTDIR: outDir, CDK_CONTEXT_JSON: JSON.stringify({ stage: 'local' }) }
  await runScript({ what: 'Synthesising the CDK app', args: ['bin/app.ts'], environment, signal })
  removeOldAssets(outDir)
  writeStamp(stamp, digest)
}
