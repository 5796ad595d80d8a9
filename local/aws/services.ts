import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { createRevealer } from '../assembly/dynamic-references.ts'
import type { Assembly, Caller, Decision, LocalFunction } from '../assembly/model.ts'
import { digest } from '../assembly/references.ts'
import { AssemblyError } from '../assembly/stacks.ts'
import type { createMetrics } from '../metrics/metrics.ts'
import { environmentOf } from '../runtime/environment.ts'
import type { Logs } from '../runtime/logs.ts'
import { createRuntime } from '../runtime/runtime.ts'
import type { Keys } from '../simulators/kit/vendor.ts'
import { type LatencyMs, startVendors } from '../simulators/start-vendors.ts'
import { vendors } from '../simulators/vendors.ts'
import type { Cleanup } from '../start/cleanup.ts'
import type { Trouble } from '../start/trouble.ts'
import { operatorRole, writeOperator } from './iam/operator.ts'
import { startAws } from './index.ts'

type Metrics = Pick<ReturnType<typeof createMetrics>, 'line' | 'invoked'>

type Options = {
  assembly: Assembly
  dataDir: string
  logs: Logs
  metrics: Metrics
  keys: Keys
  /** Of custom resources; filled when these are made. */
  attributes: Map<string, string>
  latencyMs: LatencyMs<typeof vendors> | undefined
  concurrency: number | undefined
  waitFactor: number | undefined
  onDecision: ((decision: Decision) => void) | undefined
  cleanup: Cleanup
  trouble: Trouble
}

/** The access key is the same in each run, the secret is not. */
const makeCaller = ({ name, roleArn }: Pick<LocalFunction, 'name' | 'roleArn'>): Caller => ({
  accessKeyId: `AKIA${digest(name, 16).toUpperCase()}`,
  secretAccessKey: randomBytes(30).toString('base64'),
  functionName: name,
  roleArn,
})

/** Starts the vendors' simulators, the runtime of the functions, and the AWS services that these talk to. */
export const startServices = async (options: Options) => {
  const { assembly, dataDir, logs, metrics, keys, attributes, latencyMs, onDecision, cleanup } = options
  const { simulators, secrets, environment } = await startVendors(vendors, { keys, latencyMs, cleanup })

  const callers = new Map(assembly.functions.map((fn) => [fn.name, makeCaller(fn)]))
  const runtime = createRuntime({
    functions: assembly.functions,
    environmentOf: (fn) =>
      environmentOf(fn, callers.get(fn.name) ?? makeCaller(fn), {
        reveal: createRevealer({ ...assembly, ...aws, attributes }),
        awsEndpoint: aws.endpoint,
        vendors: environment,
      }),
    compileCacheDir: join(dataDir, 'compile-cache'),
    onInvoke: metrics.invoked,
    onLine: (name, line, requestId) => metrics.line(logs.functionLine(name, line, requestId) ?? {}),
    onFailure: logs.functionFailure,
    concurrency: options.concurrency,
  })
  cleanup.add(runtime.stop)
  const { invoke } = runtime
  const operator = makeCaller({ name: 'operator', roleArn: operatorRole.arn })
  const aws = await startAws({
    assembly: { ...assembly, roles: [...assembly.roles, operatorRole] },
    dataDir,
    callers: [...callers.values(), operator],
    invoke,
    log: logs.log,
    onLost: options.trouble.tell,
    onDecision,
    waitFactor: options.waitFactor,
  })
  cleanup.add(aws.stop)
  writeOperator(dataDir, aws.endpoint, operator)

  for (const [name, value] of Object.entries(secrets)) {
    if (!assembly.secrets.some((secret) => secret.name === name)) {
      throw new AssemblyError(`No stack has the secret ${name}, which local/simulators/vendors.ts names.`)
    }
    await aws.putSecret(name, value)
  }
  return { vendors: simulators, runtime, aws }
}
