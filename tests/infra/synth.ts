import { execFile } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { StageName } from '../../lib/stage.ts'
import { assemblyDir } from '../support/cloud/global-cloud.ts'

export type Resource = {
  id: string
  type: string
  // biome-ignore lint/suspicious/noExplicitAny: a template is data without a schema of ours
  properties: any
}

const root = join(import.meta.dirname, '../..')

const synthesise = async (stage: StageName): Promise<Resource[]> => {
  // The setup of the tests has made that one.
  if (stage === 'local') return resourcesIn(assemblyDir)
  const folder = mkdtempSync(join(tmpdir(), `dhol-${stage}-`))
  await promisify(execFile)(process.execPath, ['bin/app.ts'], {
    cwd: root,
    env: { ...process.env, CDK_OUTDIR: folder, CDK_CONTEXT_JSON: JSON.stringify({ stage }) },
    maxBuffer: 64 * 1024 * 1024,
  })
  const resources = resourcesIn(folder)
  rmSync(folder, { recursive: true })
  return resources
}

const resourcesIn = (folder: string): Resource[] =>
  globSync('*.template.json', { cwd: folder }).flatMap((file) =>
    Object.entries(JSON.parse(readFileSync(join(folder, file), 'utf8')).Resources).map(([id, resource]) => {
      const { Type: type, Properties: properties = {} } = resource as { Type: string; Properties?: object }
      return { id, type, properties }
    }),
  )

const made = new Map<StageName, Promise<Resource[]>>()
/** One after the other: they share the folders of bundles and of native packages. */
let last: Promise<unknown> = Promise.resolve()

/**
 * All resources of a stage, synthesised once, as the command line would do it.
 * Throws what the synthesis prints, with each finding of its checks.
 */
export const resourcesOf = (stage: StageName): Promise<Resource[]> => {
  const known = made.get(stage)
  if (known) return known
  const making = last.then(() => synthesise(stage))
  last = making.catch(() => undefined)
  made.set(stage, making)
  return making
}

export const ofType = (resources: Resource[], type: string) =>
  resources.filter((resource) => resource.type === type)

export type Statement = {
  id: string
  Effect: string
  Action: string | string[]
  Resource: unknown
  Condition?: Record<string, Record<string, unknown>>
}

/** Every statement of every policy of a role, with the id of the role or the policy that it stands in. */
export const statementsOf = (resources: Resource[]): Statement[] => [
  ...ofType(resources, 'AWS::IAM::Role').flatMap(({ id, properties }) =>
    (properties.Policies ?? []).flatMap((policy: { PolicyDocument: { Statement: object[] } }) =>
      policy.PolicyDocument.Statement.map((statement) => ({ id, ...statement })),
    ),
  ),
  ...ofType(resources, 'AWS::IAM::Policy').flatMap(({ id, properties }) =>
    properties.PolicyDocument.Statement.map((statement: object) => ({ id, ...statement })),
  ),
]

/** Functions of ours; the CDK adds some of its own to carry out a deployment. */
export const ourFunctions = (resources: Resource[]) =>
  ofType(resources, 'AWS::Lambda::Function').filter(({ properties }) =>
    String(properties.Description).startsWith('functions/'),
  )
