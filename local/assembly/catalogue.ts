import * as z from 'zod'
import { createResolver, type LookUp, type Resolve } from './intrinsics.ts'
import { type Described, type RunTimeValues, references } from './references.ts'
import { AssemblyError, type Stack } from './stacks.ts'

export type Found<T> = { it: Described; path: string; properties: T }

/** The resources of all stacks, with their properties resolved where somebody asks for them. */
export type Catalogue = {
  ofType: <S extends z.ZodObject>(
    types: string | string[],
    schema: S,
    keep?: (it: Described) => boolean,
  ) => Found<z.output<S>>[]
  /** Folder or file of an asset, by its key. */
  assetPath: (it: Described, key: string, path: string) => string
  /** Types that stand in the template and that nobody asked for, each with one of its resources. */
  unread: () => Map<string, string>
}

const describe = (stack: Stack, logicalId: string, values: RunTimeValues, resolve: Resolve): Described => {
  const resource = stack.Resources[logicalId]
  if (!resource) throw new AssemblyError(`${stack.name} has no resource ${logicalId}`)
  const property = (name: string) =>
    resolve(resource.Properties[name], stack, `${stack.name}/${logicalId}.${name}`)
  return { stack, logicalId, resource, values, property }
}

const parse = <S extends z.ZodObject>(it: Described, path: string, schema: S): z.output<S> => {
  const stated = Object.keys(schema.shape).filter((name) => it.resource.Properties[name] !== undefined)
  const parsed = schema.safeParse(Object.fromEntries(stated.map((name) => [name, it.property(name)])))
  if (parsed.success) return parsed.data
  throw new AssemblyError(`${path} (${it.resource.Type}):\n${z.prettifyError(parsed.error)}`)
}

/** What a deployment is given with `--parameters`. */
const parametersOf = ({ port, parameters }: RunTimeValues) => ({
  AppOrigin: `http://localhost:${port}`,
  MailDomain: 'dhol.test',
  ...parameters,
})

/** Throws an AssemblyError, as `ofType` does, where a reference or a property is not what it must be. */
export const createCatalogue = (stacks: Stack[], values: RunTimeValues): Catalogue => {
  const lookUp: LookUp = (stack, logicalId, attribute) => {
    const it = describe(stack, logicalId, values, resolve)
    const reference = references[it.resource.Type]
    return attribute === undefined ? reference?.ref(it) : reference?.attributes?.[attribute]?.(it)
  }
  const resolve = createResolver(stacks, lookUp, parametersOf(values))

  const resources = stacks.flatMap((stack) =>
    Object.entries(stack.Resources)
      .filter(
        ([logicalId, { Condition }]) =>
          Condition === undefined || resolve({ Condition }, stack, `${stack.name}/${logicalId}.Condition`),
      )
      .map(([logicalId]) => describe(stack, logicalId, values, resolve)),
  )
  const read = new Set<string>()

  return {
    ofType: (types, schema, keep = () => true) => {
      const wanted = [types].flat()
      for (const type of wanted) read.add(type)
      return resources
        .filter((it) => wanted.includes(it.resource.Type) && keep(it))
        .map((it) => {
          const path = `${it.stack.name}/${it.logicalId}`
          return { it, path, properties: parse(it, path, schema) }
        })
    },
    assetPath: (it, key, path) => {
      const found = it.stack.assetDirs.get(key)
      if (!found) throw new AssemblyError(`${path}: ${it.stack.name} has no asset ${key}`)
      return found
    },
    unread: () =>
      new Map(
        resources
          .filter((it) => !read.has(it.resource.Type))
          .map((it) => [it.resource.Type, `${it.stack.name}/${it.logicalId}`]),
      ),
  }
}
