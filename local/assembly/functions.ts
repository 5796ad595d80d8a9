import * as z from 'zod'
import type { Catalogue } from './catalogue.ts'
import type { Assembly } from './model.ts'
import { arnOf, nameOf } from './references.ts'
import { AssemblyError } from './stacks.ts'

/** Without `:version` or `:alias` at its end. */
export const unqualified = (functionArn: string) => functionArn.split(':').slice(0, 7).join(':')

/** Types of custom resources whose function the deployment itself runs. Their work is done here by `local/`. */
const customResources = [
  'Custom::CDKBucketDeployment',
  'Custom::S3AutoDeleteObjects',
  'Custom::Trigger',
  'Custom::VpcRestrictDefaultSG',
]

const runtime = 'nodejs24.x'

const lambdaFunction = z.object({
  FunctionName: z.string().optional(),
  Description: z.string().default(''),
  Runtime: z.string().optional(),
  Code: z.looseObject({ S3Key: z.string().optional() }),
  Handler: z.string(),
  Role: z.string(),
  Timeout: z.number().default(3),
  MemorySize: z.number().default(128),
  Environment: z
    .object({ Variables: z.record(z.string(), z.string()).default({}) })
    .default({ Variables: {} }),
})

export const readFunctions = (catalogue: Catalogue): Assembly['functions'] => {
  const machinery = new Set(
    catalogue
      .ofType(customResources, z.object({ ServiceToken: z.string() }))
      .map(({ properties }) => properties.ServiceToken),
  )
  return catalogue
    .ofType('AWS::Lambda::Function', lambdaFunction, (it) => !machinery.has(arnOf.function(it)))
    .map(({ it, path, properties }) => {
      if (properties.Runtime !== runtime) throw new AssemblyError(`${path}: the runtime must be ${runtime}`)
      if (!properties.Code.S3Key) throw new AssemblyError(`${path}: the code must be an asset`)
      return {
        name: nameOf.function(it),
        arn: arnOf.function(it),
        roleArn: properties.Role,
        source: properties.Description,
        codeDir: catalogue.assetPath(it, properties.Code.S3Key, path),
        handler: properties.Handler,
        timeoutSeconds: properties.Timeout,
        memoryMb: properties.MemorySize,
        environment: properties.Environment.Variables,
      }
    })
}

export const readTriggers = (catalogue: Catalogue): Assembly['triggers'] =>
  catalogue
    .ofType('Custom::Trigger', z.object({ HandlerArn: z.string() }))
    .map(({ properties }) => ({ functionArn: unqualified(properties.HandlerArn) }))
