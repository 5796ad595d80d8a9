import { spawnSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join } from 'node:path'
import type { Metafile } from 'esbuild'
import { functionPaths } from '../../lib/bundle.ts'
import { chunksOf, externalsOf } from '../../lib/chunks.ts'
import { readAssembly } from '../../local/assembly/index.ts'
import { root, synthesise } from '../../local/start/synth.ts'
import { median } from './median.ts'

const runs = 7

/** What Lambda itself gives to every function. */
const outside = {
  AWS_REGION: 'ap-south-1',
  AWS_ACCESS_KEY_ID: 'key',
  AWS_SECRET_ACCESS_KEY: 'secret',
  PATH: process.env.PATH ?? '',
}

/** What a deployment reads from KMS, as of a key of our own. */
const publicKey = () => {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return `arn:aws:kms:ap-south-1:000000000000:key/bench ${publicKey.export({ format: 'der', type: 'spki' }).toString('base64')}`
}
const keys = { SIGNING_KEYS: publicKey(), SEALING_KEYS: publicKey() }

/** Milliseconds that a new Node takes for a script; the median leaves out what else the machine does. */
const timeNode = (script: string, env: Record<string, string> = {}) =>
  median(
    Array.from({ length: runs }, () => {
      const began = performance.now()
      const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
        env: { ...outside, ...env },
      })
      if (status !== 0) throw new Error(String(stderr))
      return performance.now() - began
    }),
  )

/**
 * Sizes and import time of each function as it was bundled last; "at once" is what a cold start reads. What
 * Node loads of itself for it (`node:https`, `node:crypto`) is in the import time: docs/decisions/0040. An API begins to
 * connect as it loads: nobody waits for that here.
 */
export async function measureBundles() {
  const assemblyDir = join(root, '.build', 'assembly')
  await synthesise(assemblyDir)
  const { functions } = readAssembly(assemblyDir, { port: 0, database: { host: 'localhost', port: 0 } })
  const folder = join(root, '.build', 'functions')
  const { outputs }: Metafile = JSON.parse(readFileSync(join(root, '.build', 'meta.json'), 'utf8'))
  const kB = (files: string[]) =>
    Math.round(files.reduce((sum, file) => sum + (outputs[file]?.bytes ?? 0), 0) / 1000)
  const bare = timeNode('')
  return Object.entries(outputs).flatMap(([file, { entryPoint }]) => {
    if (!entryPoint || !isFunction(entryPoint)) return []
    const path = entryPoint.replace(/^functions\/|\.ts$/g, '')
    const entry = join(folder, path, 'index.mjs')
    const { environment } = functions.find(({ source }) => source === entryPoint) ?? {}
    const atOnce = chunksOf(outputs, file, { eager: true })
    const above = (script: string) =>
      Math.round(timeNode(`${script}\nprocess.exit()`, { ...environment, ...keys }) - bare)
    const ofNode = [...new Set(externalsOf(outputs, atOnce).filter(isBuiltin))]
    return [
      {
        function: path,
        'kB at once': kB(atOnce),
        'kB in all': kB(chunksOf(outputs, file)),
        'import ms': above(`await import(${JSON.stringify(entry)})`),
        "Node's own ms": above(ofNode.map((name) => `import ${JSON.stringify(name)}`).join('\n')),
      },
    ]
  })
}

/** Chunks that are loaded later are entries to esbuild too. */
const isFunction = (entryPoint: string) =>
  functionPaths().some((path) => entryPoint === `functions/${path}.ts`)
