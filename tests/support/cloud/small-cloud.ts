import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Assembly, Decision, Invoke, InvokeResult } from '../../../local/assembly/model.ts'
import { startAws } from '../../../local/aws/index.ts'
import { functionOf, smallAssembly } from './small-assembly.ts'

type Called = { functionArn: string; payload: unknown; mode: 'wait' | 'event' }

/** What a function does when it is called; throw nothing, give a result. */
export type Behaviour = (payload: unknown, call: number) => InvokeResult | Promise<InvokeResult>

export const done = (payload: unknown): InvokeResult => ({ ok: true, payload })
export const failing = (errorType: string, errorMessage = ''): InvokeResult => ({
  ok: false,
  errorType,
  errorMessage,
})

/** Starts the AWS front alone, with functions that are plain functions of the test. */
export const startSmallCloud = async (
  options: {
    assembly?: Partial<Assembly>
    behaviours?: Record<string, Behaviour>
    dataDir?: string
    waitFactor?: number
    onDecision?: (decision: Decision) => void
  } = {},
) => {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'small-cloud-'))
  const calls: Called[] = []
  const behaviours: Record<string, Behaviour> = { ...options.behaviours }
  const invoke: Invoke = async (functionArn, payload, mode) => {
    const call = calls.push({ functionArn, payload, mode })
    const behaviour = behaviours[functionArn.split(':').at(-1) ?? '']
    return behaviour ? behaviour(payload, call) : done(payload)
  }
  const logged: string[] = []
  const credentials = { accessKeyId: 'ASIAWORK', secretAccessKey: 'secret-of-work' }
  const aws = await startAws({
    assembly: smallAssembly(options.assembly),
    dataDir,
    callers: [{ ...credentials, functionName: 'work', roleArn: functionOf('work').roleArn }],
    invoke,
    waitFactor: options.waitFactor,
    onDecision: options.onDecision,
    onLost: ({ message }) => logged.push(`lost ${message}`),
    log: (level, message, details) => logged.push(`${level} ${message} ${JSON.stringify(details ?? {})}`),
  }).catch(async (error: unknown) => {
    if (!options.dataDir) await rm(dataDir, { recursive: true, force: true })
    throw error
  })
  return {
    aws,
    dataDir,
    calls,
    logged,
    /** Settings for a client of the AWS SDK. */
    client: { endpoint: aws.endpoint, region: 'ap-south-1', credentials, maxAttempts: 1 },
    async remove() {
      await aws.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

export type SmallCloud = Awaited<ReturnType<typeof startSmallCloud>>
