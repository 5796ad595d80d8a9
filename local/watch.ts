import { type FSWatcher, watch } from 'node:fs'
import { join } from 'node:path'
import { buildPage, bundle, root } from './synth.ts'

type Options = {
  /** New bundles are in place. */
  onBundles: () => void
  /** `web/dist` is new. */
  onPage: () => void
  log: (level: 'info' | 'error', message: string, details?: Record<string, unknown>) => void
}

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

/** Builds again what a saved source file changes, one build at a time. What it gives ends the watching. */
export const watchSources = ({ onBundles, onPage, log }: Options): (() => Promise<void>) => {
  const wanted = new Set<Work>()
  let timer: NodeJS.Timeout | undefined
  let building: Promise<void> = Promise.resolve()
  let stopped = false

  const timed = async (what: string, build: () => Promise<void>, done: () => void) => {
    const began = performance.now()
    try {
      await build()
      if (stopped) return
      done()
      log('info', `${what} in ${Math.round(performance.now() - began)} ms`)
    } catch (error) {
      if (!stopped) log('error', error instanceof Error ? error.message : String(error))
    }
  }

  const work = async () => {
    const todo = new Set(wanted)
    wanted.clear()
    if (todo.has('restart')) log('info', 'The infrastructure has changed: start again to use it')
    if (todo.has('functions')) await timed('Bundled the functions again', bundle, onBundles)
    if (todo.has('page')) await timed('Built the page again', buildPage, onPage)
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
