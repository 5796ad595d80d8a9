import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { StageName } from './stage.ts'

const root = join(import.meta.dirname, '..')

/** Packages with machine code in them: esbuild leaves them out and they travel beside the bundle. */
export const nativePackages = ['bcrypt', 'sharp']

/** Lambda runs ours on arm64 Amazon Linux, which is a glibc. */
const lambdaPlatform = ['--os=linux', '--cpu=arm64', '--libc=glibc']

type Manifest = {
  version: string
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
}

const manifestOf = (modules: string, name: string): Manifest =>
  JSON.parse(readFileSync(join(modules, name, 'package.json'), 'utf8'))

/** Only a compiler needs it. */
const buildTimeOnly = new Set(['node-addon-api'])

/** A package and all that it loads at run time, as far as it is installed in `modules`. */
const withDependencies = (modules: string, name: string): string[] => {
  const { dependencies, optionalDependencies } = manifestOf(modules, name)
  const needed = Object.keys({ ...dependencies, ...optionalDependencies }).filter(
    (dependency) => !buildTimeOnly.has(dependency) && existsSync(join(modules, dependency)),
  )
  return [name, ...needed.flatMap((dependency) => withDependencies(modules, dependency))]
}

/**
 * The folder that native packages are copied from: this machine's own for stage `local`, else `.native`, filled
 * with the builds for Lambda at the very versions that are installed here. Throws when npm cannot fetch them.
 */
export const nativeModules = (stageName: StageName): string => {
  const here = join(root, 'node_modules')
  if (stageName === 'local') return here

  const folder = join(root, '.native')
  const wanted = [...new Set(nativePackages.flatMap((name) => withDependencies(here, name)))]
    .filter((name) => !/^@img\/sharp-/.test(name)) // these come with sharp, for the other platform
    .map((name) => `${name}@${manifestOf(here, name).version}`)
    .join(' ')
  const marker = join(folder, 'installed.txt')
  if (!existsSync(marker) || readFileSync(marker, 'utf8') !== wanted) {
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n')
    const quiet = ['--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error', '--save-exact']
    execFileSync('npm', ['install', '--prefix', folder, ...lambdaPlatform, ...quiet, ...wanted.split(' ')], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    writeFileSync(marker, wanted)
  }
  return join(folder, 'node_modules')
}

/** Copies packages, with what they load, into an asset unless it has them already in these versions. */
export const copyNative = (modules: string, names: string[], assetFolder: string) => {
  const target = join(assetFolder, 'node_modules')
  for (const name of new Set(names.flatMap((wanted) => withDependencies(modules, wanted)))) {
    const present = existsSync(join(target, name, 'package.json'))
    if (present && manifestOf(target, name).version === manifestOf(modules, name).version) continue
    rmSync(join(target, name), { recursive: true, force: true })
    cpSync(join(modules, name), join(target, name), { recursive: true })
  }
}
