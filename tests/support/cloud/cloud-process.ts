import { startCloud } from '../../../local/cloud.ts'
import { endInTrouble } from '../../../local/start/end-in-trouble.ts'
import { testSettings } from './settings.ts'

/** A Dhol in a process of its own, for tests that kill it or what it stands on. Says where it is and serves until it ends. */
const [dataDir = '', imageMs = '20', concurrency = String(testSettings.concurrency)] = process.argv.slice(2)
const starting = startCloud({
  ...testSettings,
  dataDir,
  concurrency: Number(concurrency),
  latencyMs: { google: { text: 5, image: Number(imageMs) } },
})
endInTrouble(starting, dataDir, new AbortController())
const { origin, databaseUrl } = await starting
process.send?.({ origin, databaseUrl })
