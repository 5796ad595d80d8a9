import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import * as z from 'zod'

/** What is wrong with the assembly: the same mistake would fail a deployment. */
export class AssemblyError extends Error {
  override name = 'AssemblyError'
}

const resource = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  Condition: z.string().optional(),
})
export type Resource = z.infer<typeof resource>

const template = z.object({
  Parameters: z.record(z.string(), z.object({ Default: z.unknown().optional() })).default({}),
  Mappings: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))).default({}),
  Conditions: z.record(z.string(), z.unknown()).default({}),
  Resources: z.record(z.string(), resource).default({}),
  Outputs: z
    .record(z.string(), z.object({ Value: z.unknown(), Export: z.object({ Name: z.unknown() }).optional() }))
    .default({}),
})

export type Stack = z.infer<typeof template> & {
  name: string
  /** Folder of each asset by the key under which a deployment would upload it. */
  assetDirs: Map<string, string>
}

const manifest = z.object({
  artifacts: z.record(
    z.string(),
    z.object({ type: z.string(), properties: z.record(z.string(), z.unknown()).default({}) }),
  ),
})

const assetManifest = z.object({
  files: z.record(
    z.string(),
    z.object({
      source: z.object({ path: z.string().optional() }),
      destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
    }),
  ),
})

const readJson = <S extends z.ZodType>(schema: S, path: string): z.output<S> => {
  const parsed = schema.safeParse(JSON.parse(readFileSync(path, 'utf8')))
  if (!parsed.success) throw new AssemblyError(`${path}: ${z.prettifyError(parsed.error)}`)
  return parsed.data
}

const readAssets = (dir: string, file: string) => {
  const dirs = new Map<string, string>()
  for (const { source, destinations } of Object.values(readJson(assetManifest, join(dir, file)).files)) {
    for (const { objectKey } of Object.values(destinations)) {
      if (source.path) dirs.set(objectKey, resolve(dir, source.path))
    }
  }
  return dirs
}

/** Reads every stack of a cloud assembly, in the order of its manifest. */
export const readStacks = (dir: string): Stack[] => {
  const { artifacts } = readJson(manifest, join(dir, 'manifest.json'))
  return Object.entries(artifacts)
    .filter(([, artifact]) => artifact.type === 'aws:cloudformation:stack')
    .map(([id, { properties }]) => ({
      ...readJson(template, join(dir, String(properties.templateFile))),
      name: typeof properties.stackName === 'string' ? properties.stackName : id,
      assetDirs: artifacts[`${id}.assets`] ? readAssets(dir, `${id}.assets.json`) : new Map(),
    }))
}
