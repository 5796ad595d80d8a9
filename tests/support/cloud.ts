import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { type Cloud, type CloudOptions, startCloud } from '../../local/cloud.ts'
import { assemblyDir } from './global-cloud.ts'
import { shared } from './shared.ts'

/** Starts a Dhol with empty data and a quick Google. */
async function openCloud(options: CloudOptions = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'dhol-test-'))
  const cloud = await startCloud({
    dataDir,
    assemblyDir,
    googleLatency: { textMs: 5, imageMs: 20 },
    viewerAddresses: 'named-by-the-client',
    ...options,
  })
  const close = async () => {
    await cloud.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
  return { it: cloud, close }
}

const sharedCloud = shared(() => openCloud())

/**
 * The Dhol of this process, for all of its test files, one after the other: from the second on its functions are warm.
 * Each file makes people and workspaces of its own, and asks for nothing but what concerns them.
 */
export function testCloud(): () => Cloud {
  let cloud: Cloud | undefined
  beforeAll(async () => {
    cloud = await sharedCloud()
  })
  return () => running(cloud)
}

/** A Dhol of this test file alone, for who looks at all of its data, or wants it otherwise. */
export function ownCloud(options: CloudOptions = {}): () => Cloud {
  let own: Awaited<ReturnType<typeof openCloud>> | undefined
  beforeAll(async () => {
    own = await openCloud(options)
  })
  afterAll(() => own?.close())
  return () => running(own?.it)
}

function running(cloud: Cloud | undefined): Cloud {
  if (!cloud) throw new Error('the cloud runs only while the tests of this file do')
  return cloud
}
