import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { build, type Metafile, type OutputFile } from 'esbuild'
import { copyNative, nativeModules, nativePackages } from './native.ts'
import { type StageName, stageOf } from './stage.ts'

const root = join(import.meta.dirname, '..')

/** Each of these files below `functions/<service>/` is a Lambda of its own. */
const entryPatterns = [
  'functions/*/api.ts',
  'functions/*/{steps,schedules,subscribers,webhooks,sockets,on-deploy}/*.ts',
]

/** Stage `local` has machine code for this machine, the others for Lambda: they never share a folder. */
const outputFolder = (stageName: StageName) =>
  stageName === 'local' ? join(root, '.build') : join(root, '.build', 'lambda')

const functionPathOf = (entry: string) => relative('functions', entry).replace(/\.ts$/, '')

/** Paths of all functions, from the layout of the folders: `creative/api`, `creative/steps/render-image`. */
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

/** Source maps stay out of what is uploaded. */
const writeBundle = (output: string, { path, contents }: OutputFile) => {
  const place = relative(output, path)
  replaceFile(path.endsWith('.map') ? join(output, 'maps', relative('functions', place)) : path, contents)
}

/** Native packages by the function that imports them. */
const nativeImports = ({ outputs }: Metafile) =>
  Object.values(outputs).flatMap(({ entryPoint, imports }) => {
    const packages = nativePackages.filter((name) => imports.some(({ path }) => path === name))
    return entryPoint && packages.length > 0 ? [{ path: functionPathOf(entryPoint), packages }] : []
  })

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

/**
 * Bundles every function in one run of esbuild, so that what they share is parsed once.
 * Writes `functions/<path>/index.mjs` and `meta.json` (esbuild's metafile) below `.build` (`.build/lambda` for
 * stages that are deployed). Throws on the first source that does not compile.
 */
export const bundleFunctions = async (stageName: StageName) => {
  const output = outputFolder(stageName)
  const paths = functionPaths()
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: paths.map((path) => ({ in: `functions/${path}.ts`, out: `${path}/index` })),
    outdir: join(output, 'functions'),
    outExtension: { '.js': '.mjs' },
    bundle: true,
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

  for (const file of outputFiles) writeBundle(output, file)
  replaceFile(join(output, 'meta.json'), JSON.stringify(metafile))
  for (const { path, packages } of nativeImports(metafile)) {
    copyNative(nativeModules(stageName), packages, join(output, 'functions', path))
  }
  copyMigrations(join(output, 'functions/system/on-deploy/migrate/migrations'))
  dropFormerFunctions(output, paths)
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { stage: { type: 'string', default: 'local' } } })
  await bundleFunctions(stageOf(values.stage).name)
}
