import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { type Cloud, type CloudOptions, startCloud } from '../../local/cloud.ts'
import { assemblyDir } from './global-cloud.ts'

/** Starts a Dhol of its own for a test file, with empty data and a quick Google. */
export function testCloud(options: CloudOptions = {}): () => Cloud {
  const dataDir = mkdtempSync(join(tmpdir(), 'dhol-test-'))
  let cloud: Cloud | undefined
  beforeAll(async () => {
    cloud = await startCloud({
      dataDir,
      assemblyDir,
      googleLatency: { textMs: 5, imageMs: 20 },
      viewerAddresses: 'named-by-the-client',
      ...options,
    })
  })
  afterAll(async () => {
    await cloud?.stop()
    rmSync(dataDir, { recursive: true, force: true })
  })
  return () => {
    if (!cloud) throw new Error('the cloud runs only while the tests of this file do')
    return cloud
  }
}
