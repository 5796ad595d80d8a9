import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { AssemblyError } from './assembly/stacks.ts'
import { type Cloud, startCloud } from './cloud.ts'
import { emptyAdvice } from './data-dir.ts'
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

const welcome = (cloud: Cloud, began: number, isRealGoogle: boolean) => `
Dhol is ready: ${cloud.origin}

  Demo login     ${demoUser.email} / ${demoUser.password}
  Pictures by    ${isRealGoogle ? 'Google, with the key in .env' : `the simulator; control at ${cloud.google.url}/_control`}
  Logs           ${cloud.logsDir}
  Started in     ${seconds(began)}

Ctrl-C ends it.${process.stdin.isTTY && !isRealGoogle ? ' Type help to switch faults of the simulator.' : ''}
`

/** The place of an error matters to us and not to the person who started it: it goes into a file. */
const explain = (error: unknown): string => {
  if (error instanceof StartError) return `${error.message}\n${error.advice}`
  if (error instanceof AssemblyError)
    return `The infrastructure cannot be deployed like this.\n${error.message}`
  const file = join(dataDir, 'logs', 'start-error.txt')
  const message = error instanceof Error ? error.message : String(error)
  try {
    mkdirSync(join(dataDir, 'logs'), { recursive: true })
    writeFileSync(file, error instanceof Error ? (error.stack ?? message) : message)
  } catch {
    return `${message}\n${emptyAdvice}`
  }
  return `${message}\nDetails are in ${file}. If the stored data is damaged, ${emptyAdvice}`
}

let cloud: Cloud | undefined
let stopping = false

const stop = async () => {
  if (stopping) return
  stopping = true
  console.log('\nStopping…')
  await cloud?.stop()
  process.exit(0)
}

process.on('SIGINT', stop)
process.on('SIGTERM', stop)

const began = performance.now()
try {
  const { fresh } = readOptions()
  const env = readSettings(join(root, '.env'), process.env)
  let step: { text: string; began: number } | undefined
  const finishStep = () => {
    if (step) console.log(`  ${step.text.padEnd(28)} ${seconds(step.began)}`)
  }
  const onProgress = (text: string) => {
    finishStep()
    step = { text, began: performance.now() }
  }
  console.log('Starting Dhol')
  cloud = await startCloud({ port: env.PORT, dataDir, fresh, env, watch: true, log: 'pretty', onProgress })
  onProgress('Making the demo account')
  await seedDemo(cloud.origin)
  finishStep()
  if (process.stdin.isTTY && !env.GEMINI_API_KEY) listenToTerminal(cloud.google.url)
  console.log(welcome(cloud, began, env.GEMINI_API_KEY !== undefined))
} catch (error) {
  if (!stopping) {
    console.error(`\n${explain(error)}`)
    await cloud?.stop().catch(() => undefined)
    process.exit(1)
  }
}
