import { startCloud } from '../../../local/cloud.ts'
import { testSettings } from './settings.ts'

/** A Dhol in a process of its own, for tests that kill it. Says where it is and serves until it is ended. */
const [dataDir = '', imageMs = '20', concurrency = String(testSettings.concurrency)] = process.argv.slice(2)
const cloud = await startCloud({
  ...testSettings,
  dataDir,
  concurrency: Number(concurrency),
  latencyMs: { google: { text: 5, image: Number(imageMs) } },
})
process.send?.({ origin: cloud.origin, databaseUrl: cloud.databaseUrl })
