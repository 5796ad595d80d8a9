import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Cloud, startCloud } from '../cloud.ts'
import type { Simulator } from '../simulators/kit/simulator.ts'
import { isReal, type Keys, type Vendor } from '../simulators/kit/vendor.ts'
import { vendors } from '../simulators/vendors.ts'
import type { Simulators } from './commands.ts'
import { endInTrouble } from './end-in-trouble.ts'
import { readSettings } from './env-file.ts'
import { demoUser, seedDemo } from './seed.ts'
import { StartError } from './start-error.ts'
import { root } from './synth.ts'
import { listenToTerminal } from './terminal.ts'

/** `npm start`: everything on this machine, until Ctrl-C. */

const dataDir = join(root, '.local')
const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`

const readOptions = () => {
  try {
    return parseArgs({ options: { fresh: { type: 'boolean', default: false } } }).values
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new StartError(reason, 'Use `npm start` or `npm start -- --fresh`.')
  }
}

/** The simulators that stand for a vendor. Those of real vendors run too, and nothing reaches them. */
const simulatorsInUse = (running: Simulators, keys: Keys): Simulators =>
  Object.fromEntries(
    Object.entries(vendors)
      .filter(([, vendor]) => !isReal(vendor, keys))
      .flatMap(([name]) => (running[name] ? [[name, running[name]]] : [])),
  )

const vendorLine = ({ title }: Vendor, simulator: Simulator | undefined) =>
  `  ${title.padEnd(14)} ${simulator ? `simulated; control at ${simulator.url}/_control` : 'the real one, with the key in .env'}`

const welcome = (cloud: Cloud, inbox: string, began: number, simulators: Simulators) => `
Dhol is ready: ${cloud.origin}

  Demo login     ${demoUser.email} / ${demoUser.password}
${Object.entries(vendors)
  .map(([name, vendor]) => vendorLine(vendor, simulators[name]))
  .join('\n')}
  Mail           ${inbox}
  Metrics        ${cloud.metricsUrl}
  Logs           ${cloud.logsDir}
  Started in     ${seconds(began)}

Ctrl-C ends it.${process.stdin.isTTY ? ' Type help to switch faults of the simulators.' : ''}
`

const showSteps = () => {
  let step: { text: string; began: number } | undefined
  return (text?: string) => {
    if (step) console.log(`  ${step.text.padEnd(28)} ${seconds(step.began)}`)
    step = text === undefined ? undefined : { text, began: performance.now() }
  }
}

const begin = async (signal: AbortSignal): Promise<Cloud> => {
  const began = performance.now()
  const { fresh } = readOptions()
  const { port, keys } = readSettings(join(root, '.env'), process.env, vendors)
  const onProgress = showSteps()
  console.log('Starting Dhol')
  const options = { port, dataDir, fresh, env: keys, signal, onProgress }
  const cloud = await startCloud({ ...options, watch: true, log: 'pretty' })
  try {
    onProgress('Opening the inbox')
    const inbox = await cloud.aws.openInbox()
    onProgress('Making the demo account')
    await seedDemo(cloud.origin, cloud.mailbox)
    onProgress()
    const simulators = simulatorsInUse(cloud.vendors, keys)
    if (process.stdin.isTTY) listenToTerminal(simulators)
    console.log(welcome(cloud, inbox, began, simulators))
    return cloud
  } catch (error) {
    await cloud.stop()
    throw cloud.trouble.reason() ?? error
  }
}

const stopping = new AbortController()
const starting = begin(stopping.signal)
endInTrouble(starting, dataDir, stopping)

/** npm passes Ctrl-C on although the terminal has sent it already: the second one means nothing. */
const stop = async () => {
  if (stopping.signal.aborted) return
  stopping.abort()
  console.log('\nStopping…')
  const cloud = await starting.catch(() => undefined)
  await cloud?.stop()
  process.exit(0)
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop)
