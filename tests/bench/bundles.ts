import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Metafile } from 'esbuild'
import { functionPaths } from '../../lib/bundle.ts'
import { chunksOf } from '../../lib/chunks.ts'
import { root } from '../../local/synth.ts'
import { median } from './median.ts'

const runs = 7

/** Anything that the environments of all functions accept. */
const environment = {
  STAGE: 'local',
  POWERTOOLS_SERVICE_NAME: 'bench',
  DATABASE_SECRET_ARN: 'arn',
  DATABASE_HOST: 'localhost',
  DATABASE_PORT: '5432',
  DATABASE_NAME: 'dhol',
  SIGNING_KEY_ARN: 'arn:key/1',
  TOKEN_ISSUER: 'dhol',
  REALTIME_TABLE: 'table',
  REALTIME_URL: 'wss://localhost/live',
  ASSETS_BUCKET: 'bucket',
  GENERATE_IMAGES_MACHINE_ARN: 'arn',
  GOOGLE_SECRET_ARN: 'arn',
  EVENT_BUS_NAME: 'bus',
  AWS_REGION: 'ap-south-1',
  AWS_ACCESS_KEY_ID: 'key',
  AWS_SECRET_ACCESS_KEY: 'secret',
  PATH: process.env.PATH ?? '',
}

/** Milliseconds that a new Node takes for a script; the median leaves out what else the machine does. */
const timeNode = (script: string) =>
  median(
    Array.from({ length: runs }, () => {
      const began = performance.now()
      const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
        env: environment,
      })
      if (status !== 0) throw new Error(String(stderr))
      return performance.now() - began
    }),
  )

/** Sizes and import time of each function as it was bundled last; "at once" is what a cold start reads. */
export function measureBundles() {
  const folder = join(root, '.build', 'functions')
  const { outputs }: Metafile = JSON.parse(readFileSync(join(root, '.build', 'meta.json'), 'utf8'))
  const kB = (files: string[]) =>
    Math.round(files.reduce((sum, file) => sum + (outputs[file]?.bytes ?? 0), 0) / 1000)
  const bare = timeNode('')
  return Object.entries(outputs).flatMap(([file, { entryPoint }]) => {
    if (!entryPoint || !isFunction(entryPoint)) return []
    const path = entryPoint.replace(/^functions\/|\.ts$/g, '')
    const entry = join(folder, path, 'index.mjs')
    return [
      {
        function: path,
        'kB at once': kB(chunksOf(outputs, file, { eager: true })),
        'kB in all': kB(chunksOf(outputs, file)),
        'import ms': Math.round(timeNode(`await import(${JSON.stringify(entry)})`) - bare),
      },
    ]
  })
}

/** Chunks that are loaded later are entries to esbuild too. */
const isFunction = (entryPoint: string) =>
  functionPaths().some((path) => entryPoint === `functions/${path}.ts`)
