import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { buildApp } from 'fauxqs'
import { emptyAdvice } from '../../start/data-dir.ts'
import { StartError } from '../../start/start-error.ts'
import { diskTrouble } from '../../start/trouble.ts'
import { region } from '../arn.ts'
import type { Answer } from '../types.ts'

type Stores = NonNullable<NonNullable<Parameters<typeof buildApp>[0]>['stores']>

/** A request to S3 or SQS that is let past the front. */
export type Fauxqs = {
  request(request: {
    method: string
    url: string
    headers: Record<string, string>
    body?: Buffer | string
  }): Promise<Answer>
  stop(): Promise<void>
}

/**
 * S3 and SQS in this process, without a port of their own: `startFauxqs` would listen, unsigned, on every
 * interface of the machine. Objects are files below `dataDir/s3`, messages rows of `dataDir/sqs/*.db`.
 * A body may have 11 MiB; larger objects need a multipart upload.
 * `onLost` hears when a file cannot be written.
 * @throws StartError when the stored data is damaged.
 */
export const startFauxqs = async (dataDir: string, onLost: (why: StartError) => void): Promise<Fauxqs> => {
  const { SqsStore } = await part('sqs/sqsStore.js')
  const { SnsStore } = await part('sns/snsStore.js')
  const { S3Store } = await part('s3/s3Store.js')
  const { PersistenceManager } = await part('persistence.js')
  const { FileS3Persistence } = await part('s3/fileS3Persistence.js')

  const folders = { s3: join(dataDir, 's3'), sqs: join(dataDir, 'sqs') }
  for (const folder of Object.values(folders)) mkdirSync(folder, { recursive: true })
  const stores = { sqsStore: new SqsStore(), snsStore: new SnsStore(), s3Store: new S3Store() }
  // What is loaded must not be written again, so the stores learn of their files only afterwards.
  const files = opened(folders.s3, () => {
    const persistence = new FileS3Persistence(folders.s3)
    persistence.loadS3(stores.s3Store)
    return persistence
  })
  const rows = opened(folders.sqs, () => {
    const persistence = new PersistenceManager(folders.sqs)
    persistence.loadSqsAndSns(stores.sqsStore, stores.snsStore)
    return persistence
  })
  stores.s3Store.persistence = files
  stores.sqsStore.persistence = rows
  for (const queue of stores.sqsStore.allQueues()) queue.persistence = rows

  const app = buildApp({ logger: false, defaultRegion: region, stores: stores as Stores })
  await app.ready()
  return {
    async request({ method, url, headers, body }) {
      const answer = await app.inject({ method: method as 'GET', url, headers, payload: body })
      const trouble = answer.statusCode === 500 && diskTrouble(answer.body)
      if (trouble) onLost(trouble)
      return { status: answer.statusCode, headers: kept(answer.headers), body: answer.rawPayload }
    },
    async stop() {
      await app.close()
      rows.close()
    },
  }
}

const opened = <T>(folder: string, open: () => T): T => {
  try {
    return open()
  } catch (cause) {
    throw new StartError(`The data in ${folder} is damaged: ${cause}.`, emptyAdvice, { cause })
  }
}

/** The package exports only its server; its parts are there all the same, at the pinned version. */
const part = (file: string) => import(new URL(file, import.meta.resolve('fauxqs')).href)

const ofTheConnection = new Set(['connection', 'keep-alive', 'transfer-encoding', 'date'])

const kept = (headers: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(headers)
      .filter(([name, value]) => value !== undefined && !ofTheConnection.has(name))
      .map(([name, value]) => [name, String(value)]),
  )
