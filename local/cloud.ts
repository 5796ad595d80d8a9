import { randomBytes } from 'node:crypto'
import { join, resolve } from 'node:path'
import { digest } from './assembly/references.ts'
import { readAssembly } from './assembly.ts'
import { startAws } from './aws/index.ts'
import { withDeployments } from './buckets.ts'
import { createConnections } from './connections.ts'
import { emptyDataDir, openDataDir } from './data-dir.ts'
import { makeDatabase, runTriggers } from './deploy.ts'
import type { Settings } from './env-file.ts'
import { createHttpApi } from './http-api.ts'
import { createLogs } from './logs.ts'
import type { Assembly, Caller, LocalFunction } from './model.ts'
import { openOrigin } from './origin.ts'
import { startPostgres } from './postgres.ts'
import { environmentOf } from './runtime/environment.ts'
import { createRuntime } from './runtime/runtime.ts'
import { startGoogleSimulator } from './simulators/google/index.ts'
import { createSite } from './site.ts'
import { createSockets } from './sockets.ts'
import { root, synthesise } from './synth.ts'
import { connectVendors } from './vendors.ts'
import { watchSources } from './watch.ts'

export type CloudOptions = {
  /** Of the one origin; 0, the default, takes any free one. */
  port?: number
  dataDir?: string
  /** Empties the data first. */
  fresh?: boolean
  /** What `.env` says. */
  env?: Settings
  /** An assembly that is synthesised already; without it the app is synthesised. */
  assemblyDir?: string
  /** Uses sources again as soon as they are saved. */
  watch?: boolean
  log?: 'pretty' | 'quiet'
  googleLatency?: { textMs: number; imageMs: number }
  /** Hears what is being done. */
  onProgress?: (text: string) => void
}

export type Cloud = Awaited<ReturnType<typeof startCloud>>

/** The access key is the same in each run, the secret is not. */
const makeCaller = ({ name, roleArn }: LocalFunction): Caller => ({
  accessKeyId: `AKIA${digest(name, 16).toUpperCase()}`,
  secretAccessKey: randomBytes(30).toString('base64'),
  functionName: name,
  roleArn,
})

/** In watch mode: from now on the newest bundle and the newest page, in the place of the assembly's assets. */
const useFreshSources = {
  bundles: ({ functions }: Assembly) => {
    for (const fn of functions) fn.codeDir = join(root, '.build', fn.source.replace(/\.ts$/, ''))
  },
  page: ({ deployments }: Assembly) => {
    const bucketNames = new Set(deployments.map(({ bucketName }) => bucketName))
    const sourceDir = join(root, 'web', 'dist')
    const always = { sourceDir, exclude: [], include: [], cacheControl: 'no-cache' }
    deployments.splice(
      0,
      deployments.length,
      ...[...bucketNames].map((bucketName) => ({ ...always, bucketName })),
    )
  },
}

/** Undoes what was begun, the last first, and all of it even where a part fails. */
const createCleanup = () => {
  const steps: (() => unknown)[] = []
  let done: Promise<void> | undefined
  const runAll = async () => {
    const failures: unknown[] = []
    for (const step of steps.reverse()) await Promise.try(step).catch((error) => failures.push(error))
    if (failures.length > 0) throw new AggregateError(failures, 'The local cloud did not stop cleanly')
  }
  return {
    add: (step: () => unknown) => void steps.push(step),
    run: () => {
      done ??= runAll()
      return done
    },
  }
}

/**
 * Starts the whole of Dhol on this machine from what would be deployed. `npm start` and the tests use it.
 * Throws a StartError when something on this machine is in the way, an AssemblyError when a deployment would fail.
 */
export const startCloud = async (options: CloudOptions = {}) => {
  const cleanup = createCleanup()
  try {
    return await start(options, cleanup)
  } catch (error) {
    await cleanup.run().catch(() => undefined)
    throw error
  }
}

const start = async (options: CloudOptions, cleanup: ReturnType<typeof createCleanup>) => {
  const { env = { PORT: 0 }, onProgress = () => undefined } = options
  const dataDir = resolve(options.dataDir ?? join(root, '.local'))
  cleanup.add(openDataDir(dataDir))
  const origin = await openOrigin(options.port ?? 0)
  cleanup.add(origin.close)
  if (options.fresh) await emptyDataDir(dataDir)
  const logs = createLogs(join(dataDir, 'logs'), options.log ?? 'quiet')
  cleanup.add(logs.close)

  const starting = startPostgres({ dataDir: join(dataDir, 'postgres') })
  // It may fail while the synthesis is still awaited.
  const stopped = starting.then(
    (started) => started.stop,
    () => () => undefined,
  )
  cleanup.add(async () => (await stopped)())
  const assemblyDir = options.assemblyDir ?? join(root, '.build', 'assembly')
  if (!options.assemblyDir) {
    onProgress('Reading the infrastructure')
    await synthesise(assemblyDir)
  }
  onProgress('Starting the database')
  const postgres = await starting
  const assembly = readAssembly(assemblyDir, { port: origin.port, database: postgres })

  onProgress('Starting the services')
  const google = await startGoogleSimulator(options.googleLatency ? { latency: options.googleLatency } : {})
  cleanup.add(google.stop)
  const vendors = connectVendors(env, { google: google.url })
  const callers = new Map(assembly.functions.map((fn) => [fn.name, makeCaller(fn)]))
  const runtime = createRuntime({
    functions: assembly.functions,
    environmentOf: (fn) =>
      environmentOf(fn, callers.get(fn.name) ?? makeCaller(fn), {
        awsEndpoint: aws.endpoint,
        vendors: vendors.environment,
      }),
    compileCacheDir: join(dataDir, 'compile-cache'),
    onLine: logs.functionLine,
    onFailure: logs.functionFailure,
  })
  const { invoke } = runtime
  const aws = await startAws({ assembly, dataDir, callers: [...callers.values()], invoke, log: logs.log })
  cleanup.add(() => Promise.all([runtime.stop(), aws.stop()]))

  await makeDatabase(assembly, aws, postgres.url)
  for (const { name } of assembly.secrets) {
    const value = vendors.secrets[name]
    if (value !== undefined) await aws.putSecret(name, value)
  }
  onProgress('Running the migrations')
  await runTriggers(assembly, runtime, logs.dir)

  const domainName = `localhost:${origin.port}`
  const sockets = createSockets(assembly.socketApi, domainName, invoke)
  cleanup.add(sockets.close)
  const site = createSite({
    distribution: assembly.distribution,
    httpApi: createHttpApi(assembly.httpApi, domainName, invoke),
    readObject: withDeployments(assembly.deployments, aws.readObject),
    connections: createConnections(sockets, aws.verify),
    onError: (error) => logs.log('error', 'The local front failed', { error: describe(error) }),
  })
  origin.serve({ request: site, upgrade: sockets.upgrade })
  aws.startSchedules()

  if (options.watch) {
    const stopWatching = watchSources({
      onBundles: () => {
        useFreshSources.bundles(assembly)
        runtime.recycle()
      },
      onPage: () => useFreshSources.page(assembly),
      log: logs.log,
    })
    cleanup.add(stopWatching)
  }

  return {
    origin: origin.url,
    awsEndpoint: aws.endpoint,
    /** As the superuser, for a test or a person that looks into the tables. */
    databaseUrl: postgres.url.replace(/\/postgres$/, `/${assembly.database?.name ?? 'postgres'}`),
    aws,
    assembly,
    google,
    logsDir: logs.dir,
    /** The processes of functions that live now. */
    processes: runtime.processes,
    /** Invokes a function by its name, or by its path below `functions/` without the ending. */
    invoke: (name: string, payload: unknown) => {
      const found = assembly.functions.find((fn) => fn.name === name || fn.source === `functions/${name}.ts`)
      return invoke(found?.arn ?? name, payload, 'wait')
    },
    /** Ends everything: no process, port or timer is left. */
    stop: cleanup.run,
  }
}

const describe = (error: unknown) =>
  error instanceof Error ? { name: error.name, message: error.message, stack: error.stack } : String(error)
