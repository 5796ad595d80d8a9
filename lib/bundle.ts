import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { build } from 'esbuild'
import { chunksOf, externalsOf } from './chunks.ts'
import { copyNative, nativeModules, nativePackages } from './native.ts'
import { type StageName, stageOf } from './stage.ts'

const root = join(import.meta.dirname, '..')

/** Each of these files below `functions/<service>/` is a Lambda of its own. */
const entryPatterns = [
  'functions/*/api.ts',
  'functions/*/{steps,schedules,subscribers,webhooks,sockets,on-deploy,by-hand}/*.ts',
]

/** Stage `local` has machine code for this machine, the others for Lambda: they never share a folder. */
const outputFolder = (stageName: StageName) =>
  stageName === 'local' ? join(root, '.build') : join(root, '.build', 'lambda')

const functionPathOf = (entry: string) => relative('functions', entry).replace(/\.ts$/, '')

/** Paths of all functions, from the layout of the folders: `creative/api`, `creative/steps/render-pictures`. */
export const functionPaths = (): string[] => globSync(entryPatterns, { cwd: root }).map(functionPathOf).sort()

/** The folder that is uploaded for one function. Throws when it was not bundled. */
export const assetFolder = (stageName: StageName, path: string): string => {
  const folder = join(outputFolder(stageName), 'functions', path)
  if (!existsSync(folder))
    throw new Error(`functions/${path}.ts does not exist, so there is nothing to deploy`)
  return folder
}

/** A reader of the old file keeps the old file: a running cloud may load a bundle while it is replaced. */
const replaceFile = (file: string, contents: Uint8Array | string) => {
  mkdirSync(dirname(file), { recursive: true })
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, contents)
  renameSync(draft, file)
}

/**
 * Lays out one function: its entry as `index.mjs`, beside it the chunks that it shares with others or loads later. The
 * entry comes last, when all that it names is there.
 */
const layOut = (folder: string, files: string[], contents: Map<string, Uint8Array>) => {
  const names = files.map((file, index) => (index === 0 ? 'index.mjs' : basename(file)))
  for (const [index, file] of [...files.entries()].reverse()) {
    replaceFile(join(folder, names[index] ?? ''), contents.get(basename(file)) ?? '')
  }
  for (const name of globSync('*.mjs', { cwd: folder })) if (!names.includes(name)) rmSync(join(folder, name))
}

const copyMigrations = (target: string) => {
  const source = join(root, 'migrations')
  const names = globSync('*.sql', { cwd: source })
  for (const name of names) replaceFile(join(target, name), readFileSync(join(source, name)))
  for (const name of globSync('*.sql', { cwd: target })) if (!names.includes(name)) rmSync(join(target, name))
}

const dropFormerFunctions = (output: string, paths: string[]) => {
  for (const file of globSync('functions/**/index.mjs', { cwd: output, exclude: ['**/node_modules'] })) {
    const folder = dirname(file)
    if (!paths.includes(relative('functions', folder))) rmSync(join(output, folder), { recursive: true })
  }
}

/** Entries lie beside the chunks, so that each names them as it will find them in its own folder. */
const entryName = (path: string) => path.replaceAll('/', '-')

/**
 * Bundles every function in one run of esbuild, so that what they share is parsed once.
 * Writes `functions/<path>/*.mjs` and `meta.json` (esbuild's metafile) below `.build` (`.build/lambda` for stages
 * that are deployed); source maps stay out of what is uploaded. Throws on the first source that does not compile.
 */
export const bundleFunctions = async (stageName: StageName) => {
  const output = outputFolder(stageName)
  const bundles = join(output, 'bundles')
  const paths = functionPaths()
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: paths.map((path) => ({ in: `functions/${path}.ts`, out: entryName(path) })),
    outdir: bundles,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    // What a function may not need today is a file of its own, and no cold start reads it.
    splitting: true,
    write: false,
    format: 'esm',
    platform: 'node',
    // The ES modules of a package can be shaken; its CommonJS comes whole.
    mainFields: ['module', 'main'],
    target: 'node24',
    minify: true,
    sourcemap: 'external',
    metafile: true,
    legalComments: 'none',
    external: nativePackages,
    alias: {
      '@aws-sdk/credential-provider-node': join(root, 'functions/platform/aws/lambda-credentials.ts'),
    },
    // Packages in CommonJS ask for `require`, which an ES module does not have.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    logLevel: 'silent',
  })

  const contents = new Map(outputFiles.map((file) => [basename(file.path), file.contents]))
  for (const { path, contents: map } of outputFiles.filter(({ path }) => path.endsWith('.map'))) {
    replaceFile(join(output, 'maps', basename(path)), map)
  }
  replaceFile(join(output, 'meta.json'), JSON.stringify(metafile))
  for (const path of paths) {
    const folder = join(output, 'functions', path)
    const files = chunksOf(metafile.outputs, relative(root, join(bundles, `${entryName(path)}.mjs`)))
    layOut(folder, files, contents)
    const externals = externalsOf(metafile.outputs, files)
    const native = nativePackages.filter((name) => externals.includes(name))
    if (native.length > 0) copyNative(nativeModules(stageName), native, folder)
  }
  copyMigrations(join(output, 'functions/system/on-deploy/migrate/migrations'))
  dropFormerFunctions(output, paths)
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { stage: { type: 'string', default: 'local' } } })
  await bundleFunctions(stageOf(values.stage).name)
}
