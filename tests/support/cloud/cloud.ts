import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect } from 'vitest'
import { type Cloud, type CloudOptions, startCloud } from '../../../local/cloud.ts'
import { testSettings } from './settings.ts'
import { shared } from './shared.ts'

/** Starts a Dhol with empty data. */
async function openCloud(options: CloudOptions = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'dhol-test-'))
  const cloud = await startCloud({ dataDir, ...testSettings, ...options })
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
  afterAll(() => cloud && expectNoRefusals(cloud))
  return () => running(cloud)
}

/** A Dhol of this test file alone, for who looks at all of its data, or wants it otherwise. */
export function ownCloud(options: CloudOptions = {}): () => Cloud {
  let own: Awaited<ReturnType<typeof openCloud>> | undefined
  beforeAll(async () => {
    own = await openCloud(options)
  })
  afterAll(async () => {
    await own?.close()
  })
  afterAll(() => own && expectNoRefusals(own.it))
  return () => running(own?.it)
}

/** Refusals that an earlier file has told of. */
const told = new Set<string>()

/**
 * Fails a file in whose time IAM refused a call, and says in AWS's words who may not do what to which resource: a page
 * that waits in vain does not say so, and code that goes on without its mail says nothing at all.
 */
function expectNoRefusals({ logsDir }: Cloud) {
  const file = join(logsDir, 'local.jsonl')
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
  const news = lines.filter((line) => line.includes('is not authorized to perform') && !told.has(line))
  for (const line of news) told.add(line)
  expect([...new Set(news.map((line) => JSON.parse(line).message))]).toEqual([])
}

function running(cloud: Cloud | undefined): Cloud {
  if (!cloud) throw new Error('the cloud runs only while the tests of this file do')
  return cloud
}
