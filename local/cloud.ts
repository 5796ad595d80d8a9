import { join, resolve } from 'node:path'
import { createRevealer, withRevealedHeaders } from './assembly/dynamic-references.ts'
import { readAssembly } from './assembly/index.ts'
import { recordDecisions } from './aws/iam/decisions.ts'
import { readMailbox } from './aws/mailbox.ts'
import { startServices } from './aws/services.ts'
import { readFor, withDeployments } from './edge/buckets.ts'
import { openOrigin } from './edge/origin.ts'
import { createSite } from './edge/site.ts'
import { createConnections } from './gateway/connections.ts'
import { createHttpApi } from './gateway/http-api.ts'
import { createSockets } from './gateway/sockets.ts'
import { createMetrics } from './metrics/metrics.ts'
import { startPostgres } from './postgres/postgres.ts'
import { createLogs } from './runtime/logs.ts'
import type { Keys } from './simulators/kit/vendor.ts'
import type { LatencyMs } from './simulators/start-vendors.ts'
import type { vendors } from './simulators/vendors.ts'
import { type Cleanup, createCleanup } from './start/cleanup.ts'
import { makeCustomResources } from './start/custom-resources.ts'
import { emptyDataDir, openDataDir } from './start/data-dir.ts'
import { makeDatabase, runTriggers } from './start/deploy.ts'
import { root, synthesise } from './start/synth.ts'
import { createTrouble, diskTrouble, type Trouble } from './start/trouble.ts'
import { followSources } from './start/watch.ts'

export type CloudOptions = {
  /** Of the one origin; 0, the default, takes any free one. */
  port?: number
  dataDir?: string
  /** Empties the data first. */
  fresh?: boolean
  /** Keys of real vendors, from `.env`. */
  env?: Keys
  /** An assembly that is synthesised already; without it the app is synthesised. */
  assemblyDir?: string
  /** Parameters of the deployment, by name, in place of the usual ones. */
  parameters?: Record<string, string>
  /** Uses sources again as soon as they are saved. */
  watch?: boolean
  log?: 'pretty' | 'quiet'
  /** How long the simulators take for good answers, where not as the real vendors. */
  latencyMs?: LatencyMs<typeof vendors>
  /** Processes that each function may have at the same time; 8 unless it is said: 200 generations at once stay within 3 GB. */
  concurrency?: number
  /** By which a machine's waits are multiplied, those before its retries too; 1 unless it is said. */
  waitFactor?: number
  /**
   * Lets the last address in a client's own X-Forwarded-For stand for its network address, so that one machine can be
   * many people. Without it a client's words about its address are not believed, as on AWS.
   */
  viewerAddresses?: 'named-by-the-client'
  /** Hears what is being done. */
  onProgress?: (text: string) => void
  /** Gives up before the next step of the start. */
  signal?: AbortSignal
}

export type Cloud = Awaited<ReturnType<typeof startCloud>>

/**
 * Starts the whole of Dhol on this machine from what would be deployed. `npm start` and the tests use it.
 * Throws a StartError when something on this machine is in the way, an AssemblyError when a deployment would fail.
 */
export const startCloud = async (options: CloudOptions = {}) => {
  const cleanup = createCleanup()
  const trouble = createTrouble()
  try {
    return await start(options, cleanup, trouble)
  } catch (error) {
    await cleanup.run().catch(() => undefined)
    throw trouble.reason() ?? diskTrouble(error) ?? error
  }
}

const ownAssemblyDir = join(root, '.build', 'assembly')
/** For `npm run iam`. */
const decisionsDir = join(root, '.build', 'iam')

const start = async (options: CloudOptions, cleanup: Cleanup, trouble: Trouble) => {
  const begin = (text: string) => {
    options.signal?.throwIfAborted()
    options.onProgress?.(text)
  }
  const dataDir = resolve(options.dataDir ?? join(root, '.local'))
  cleanup.add(openDataDir(dataDir))
  const origin = await openOrigin(options.port ?? 0)
  cleanup.add(origin.close)
  if (options.fresh) await emptyDataDir(dataDir)
  const logs = createLogs(join(dataDir, 'logs'), options.log ?? 'quiet', trouble.tell)
  cleanup.add(logs.close)

  begin('Reading the infrastructure')
  const startingPostgres = beginPostgres(join(dataDir, 'postgres'), cleanup, trouble)
  const assemblyDir = options.assemblyDir ?? ownAssemblyDir
  if (!options.assemblyDir) await synthesise(assemblyDir, options.signal)
  begin('Starting the database')
  const postgres = await startingPostgres
  const assembly = readAssembly(assemblyDir, {
    port: origin.port,
    database: postgres,
    parameters: options.parameters,
  })

  const attributes = new Map<string, string>()

  begin('Starting the services')
  const metrics = createMetrics(assembly.alarms, Date.now)
  const metricsPage = await metrics.serve()
  cleanup.add(metricsPage.close)
  const { vendors, runtime, aws } = await startServices({
    assembly,
    dataDir,
    logs,
    metrics,
    attributes,
    keys: options.env ?? {},
    latencyMs: options.latencyMs,
    concurrency: options.concurrency,
    waitFactor: options.waitFactor,
    // What a test has edited says nothing of the policies that would be deployed.
    onDecision: assemblyDir === ownAssemblyDir ? recordDecisions(decisionsDir) : undefined,
    cleanup,
    trouble,
  })
  begin('Running the migrations')
  await makeDatabase(assembly, aws, postgres.url)
  for (const [name, value] of await makeCustomResources(assembly, runtime)) attributes.set(name, value)
  await runTriggers(assembly, runtime, logs.dir)

  const domainName = `localhost:${origin.port}`
  const sockets = createSockets(assembly.socketApi, domainName, aws.invokeAs)
  cleanup.add(sockets.close)
  const site = createSite({
    distribution: withRevealedHeaders(
      assembly.distribution,
      createRevealer({ ...assembly, ...aws, attributes }),
    ),
    httpApi: createHttpApi(assembly.httpApi, domainName, aws.invokeAs),
    readObject: readFor(
      assembly.distribution.arn,
      aws.authorize,
      withDeployments(assembly.deployments, aws.readObject),
    ),
    connections: createConnections(sockets, aws.admit),
    viewerAddresses: options.viewerAddresses,
    onError: (error) => logs.log('error', 'The local front failed', { error: describe(error) }),
  })
  origin.serve({ request: site, upgrade: sockets.upgrade })
  aws.startSchedules()
  if (options.watch) cleanup.add(followSources(assembly, runtime, logs.log))

  return {
    origin: origin.url,
    awsEndpoint: aws.endpoint,
    /** As the superuser, for a test or a person that looks into the tables. */
    databaseUrl: postgres.url.replace(/\/postgres$/, `/${assembly.database?.name ?? 'postgres'}`),
    aws,
    assembly,
    /** The simulator of each vendor, by its name in `simulators/vendors.ts`. */
    vendors,
    /** Every mail that was sent since the start, the oldest first. */
    mailbox: async () => readMailbox(await aws.openInbox()),
    logsDir: logs.dir,
    /** Where Prometheus may read. */
    metricsUrl: metricsPage.url,
    /** The names of the alarms that ring, now or `at` a time in milliseconds. */
    ringingAlarms: metrics.ringing,
    /** The processes of functions that live now. */
    processes: runtime.processes,
    /** Invokes a function by its name, or by its path below `functions/` without the ending. */
    invoke: (name: string, payload: unknown) => {
      const found = assembly.functions.find((fn) => fn.name === name || fn.source === `functions/${name}.ts`)
      return runtime.invoke(found?.arn ?? name, payload, 'wait')
    },
    /** Hears when the cloud cannot go on, since its database was killed, say. Whoever started it then stops it. */
    trouble,
    /** Ends everything: no process, port or timer is left. */
    stop: cleanup.run,
  }
}

/** The database starts while the app is synthesised; it may fail before anybody awaits it. */
const beginPostgres = (dataDir: string, cleanup: Cleanup, trouble: Trouble) => {
  const starting = startPostgres({ dataDir, onLost: trouble.tell })
  const stopping = starting.then(
    (postgres) => postgres.stop,
    () => () => undefined,
  )
  cleanup.add(async () => (await stopping)())
  return starting
}

const describe = (error: unknown) =>
  error instanceof Error ? { name: error.name, message: error.message, stack: error.stack } : String(error)
