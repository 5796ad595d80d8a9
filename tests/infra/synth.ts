import { execFile } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { App } from 'aws-cdk-lib'
import { Template } from 'aws-cdk-lib/assertions'
import settings from '../../cdk.json' with { type: 'json' }
import { DataStack } from '../../lib/data-stack.ts'
import { type Stage, type StageName, stageOf } from '../../lib/stage.ts'
import { assemblyDir } from '../support/cloud/global-cloud.ts'

export type Resource = {
  id: string
  type: string
  // biome-ignore lint/suspicious/noExplicitAny: a template is data without a schema of ours
  properties: any
  deletionPolicy: string
  dependsOn: string[]
}

const root = join(import.meta.dirname, '../..')

/** What a deployment is told of a stack beside its template. */
export type Stack = { terminationProtection?: boolean; tags?: Record<string, string> }

type Synthesis = { resources: Resource[]; stacks: Stack[] }

const synthesise = async (stage: StageName): Promise<Synthesis> => {
  // The setup of the tests has made that one.
  if (stage === 'local') return read(assemblyDir)
  const folder = mkdtempSync(join(tmpdir(), `dhol-${stage}-`))
  await promisify(execFile)(process.execPath, ['bin/app.ts'], {
    cwd: root,
    env: { ...process.env, CDK_OUTDIR: folder, CDK_CONTEXT_JSON: JSON.stringify({ stage }) },
    maxBuffer: 64 * 1024 * 1024,
  })
  const synthesis = read(folder)
  rmSync(folder, { recursive: true })
  return synthesis
}

const read = (folder: string): Synthesis => {
  const { artifacts } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as {
    artifacts: Record<string, { type: string; properties: Stack }>
  }
  const stacks = Object.values(artifacts).filter(({ type }) => type === 'aws:cloudformation:stack')
  return { resources: resourcesIn(folder), stacks: stacks.map(({ properties }) => properties) }
}

const resourcesIn = (folder: string): Resource[] =>
  globSync('*.template.json', { cwd: folder }).flatMap((file) =>
    resourcesFrom(JSON.parse(readFileSync(join(folder, file), 'utf8'))),
  )

const resourcesFrom = (template: { Resources?: object }): Resource[] =>
  Object.entries(template.Resources ?? {}).map(
    ([id, { Type, Properties = {}, DeletionPolicy, DependsOn = [] }]) => ({
      id,
      type: Type,
      properties: Properties,
      deletionPolicy: DeletionPolicy ?? 'Delete',
      dependsOn: DependsOn,
    }),
  )

/** What the data stack has with options of a stage that no stage has today. */
export const dataStackWith = (options: Partial<Stage>): Resource[] => {
  const app = new App({ context: settings.context, builtinCloudFormationValidation: false })
  const stack = new DataStack(app, 'Data', {
    ...stageOf('local'),
    ...options,
  })
  return resourcesFrom(Template.fromStack(stack).toJSON())
}

const made = new Map<StageName, Promise<Synthesis>>()
/** One after the other: they share the folders of bundles and of native packages. */
let last: Promise<unknown> = Promise.resolve()

/**
 * A stage, synthesised once, as the command line would do it.
 * Throws what the synthesis prints, with each finding of its checks.
 */
const synthesisOf = (stage: StageName): Promise<Synthesis> => {
  const known = made.get(stage)
  if (known) return known
  const making = last.then(() => synthesise(stage))
  last = making.catch(() => undefined)
  made.set(stage, making)
  return making
}

export const resourcesOf = async (stage: StageName) => (await synthesisOf(stage)).resources
export const stacksOf = async (stage: StageName) => (await synthesisOf(stage)).stacks

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
