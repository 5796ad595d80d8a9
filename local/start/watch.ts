import { type FSWatcher, watch } from 'node:fs'
import { join } from 'node:path'
import type { Assembly } from '../assembly/model.ts'
import type { Logs } from '../runtime/logs.ts'
import type { Runtime } from '../runtime/runtime.ts'
import { buildPage, bundle, root } from './synth.ts'

type Work = 'functions' | 'page' | 'restart'

/** What a saved file below a folder asks for. */
const workOf: Record<string, Work[]> = {
  functions: ['functions'],
  contracts: ['functions', 'page'],
  web: ['page'],
  bin: ['restart'],
  lib: ['restart'],
  migrations: ['restart'],
  'state-machines': ['restart'],
}

/** Editors write a file in several steps. */
const settleMs = 150

const isNoise = (file: string) => /(^|[\\/])(dist|node_modules|\.[^\\/]*)([\\/]|$)|~$/.test(file)

/** From now on the newest bundles, in the place of the assembly's assets. */
const takeBundles = ({ functions }: Assembly, runtime: Runtime) => {
  for (const fn of functions) fn.codeDir = join(root, '.build', fn.source.replace(/\.ts$/, ''))
  runtime.recycle()
}

/** From now on the newest page, in the place of the assembly's assets. */
const takePage = ({ deployments }: Assembly) => {
  const page = { sourceDir: join(root, 'web', 'dist'), exclude: [], include: [], cacheControl: 'no-cache' }
  const bucketNames = new Set(deployments.map(({ bucketName }) => bucketName))
  deployments.splice(
    0,
    Number.POSITIVE_INFINITY,
    ...[...bucketNames].map((bucketName) => ({ ...page, bucketName })),
  )
}

/**
 * Builds again what a saved source file changes, one build at a time, and uses it from the next request on.
 * What it gives ends the watching.
 */
export const followSources = (
  assembly: Assembly,
  runtime: Runtime,
  log: Logs['log'],
): (() => Promise<void>) => {
  const wanted = new Set<Work>()
  let timer: NodeJS.Timeout | undefined
  let building: Promise<void> = Promise.resolve()
  let stopped = false

  const timed = async (what: string, build: () => Promise<boolean>, take: () => void) => {
    const began = performance.now()
    try {
      const isNew = await build()
      if (stopped || !isNew) return
      take()
      log('info', `${what} in ${Math.round(performance.now() - began)} ms`)
    } catch (error) {
      if (!stopped) log('error', error instanceof Error ? error.message : String(error))
    }
  }

  const work = async () => {
    const todo = new Set(wanted)
    wanted.clear()
    if (todo.has('restart')) log('info', 'The infrastructure has changed: start again to use it')
    if (todo.has('functions')) {
      await timed('Bundled the functions again', bundle, () => takeBundles(assembly, runtime))
    }
    if (todo.has('page')) await timed('Built the page again', buildPage, () => takePage(assembly))
  }

  const watchers = Object.entries(workOf).map(
    ([dir, kinds]): FSWatcher =>
      watch(join(root, dir), { recursive: true }, (_event, file) => {
        if (!file || isNoise(file) || stopped) return
        for (const kind of kinds) wanted.add(kind)
        clearTimeout(timer)
        timer = setTimeout(() => {
          building = building.then(work)
        }, settleMs)
      }),
  )

  return async () => {
    stopped = true
    clearTimeout(timer)
    for (const watcher of watchers) watcher.close()
    await building
  }
}
