import { spawnSync } from 'node:child_process'
import { globSync, statSync } from 'node:fs'
import { join } from 'node:path'
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

/** Size and import time of each function's bundle as it was bundled last. */
export function measureBundles() {
  const folder = join(root, '.build', 'functions')
  const bare = timeNode('')
  return globSync('**/index.mjs', { cwd: folder, exclude: ['**/node_modules'] })
    .sort()
    .map((file) => ({
      function: file.replace('/index.mjs', ''),
      kB: Math.round(statSync(join(folder, file)).size / 1000),
      'import ms': Math.round(timeNode(`await import(${JSON.stringify(join(folder, file))})`) - bare),
    }))
}
