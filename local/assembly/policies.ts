import * as z from 'zod'
import { arn } from '../aws/arn.ts'
import type { Catalogue } from './catalogue.ts'
import { unqualified } from './functions.ts'
import type { Assembly, Role } from './model.ts'
import { arnOf, nameOf } from './references.ts'

const textOrTexts = z.union([z.string(), z.array(z.string())])
const texts = textOrTexts.transform((value) => [value].flat())

const statement = z.looseObject({
  Effect: z.enum(['Allow', 'Deny']),
  Action: texts,
  Resource: texts.optional(),
  Condition: z.record(z.string(), z.record(z.string(), textOrTexts)).optional(),
})
const document = z.object({
  Version: z.string().optional(),
  Statement: z.union([statement, z.array(statement)]).transform((value) => [value].flat()),
})

const unread = (what: string) => z.undefined(`the local cloud does not evaluate ${what}`).optional()

const role = z.object({
  Policies: z.array(z.object({ PolicyName: z.string(), PolicyDocument: document })).default([]),
  ManagedPolicyArns: unread('policies that AWS keeps'),
  PermissionsBoundary: unread('boundaries'),
})

const attachedPolicy = z.object({
  PolicyName: z.string(),
  PolicyDocument: document,
  Roles: z.array(z.string()),
})

const readRoles = (catalogue: Catalogue, taken: Set<string>): Role[] => {
  const roles = catalogue.ofType('AWS::IAM::Role', role, (it) => taken.has(arnOf.role(it)))
  const names = new Set(roles.map(({ it }) => nameOf.role(it)))
  const attached = catalogue.ofType('AWS::IAM::Policy', attachedPolicy, (it) =>
    [it.property('Roles')].flat().some((name) => names.has(String(name))),
  )
  return roles.map(({ it, properties }) => {
    const own = attached.map((one) => one.properties).filter(({ Roles }) => Roles.includes(nameOf.role(it)))
    return {
      arn: arnOf.role(it),
      policies: [...properties.Policies, ...own].map(({ PolicyName, PolicyDocument }) => ({
        name: PolicyName,
        document: PolicyDocument,
      })),
    }
  })
}

type Found = Assembly['resourcePolicies']

/** A permission of a function is a statement of the function's own policy. */
const readLambdaPermissions = (catalogue: Catalogue): Found =>
  catalogue
    .ofType(
      'AWS::Lambda::Permission',
      z.object({
        Action: z.string(),
        FunctionName: z.string().startsWith('arn:'),
        Principal: z.string(),
        SourceArn: z.string().optional(),
        SourceAccount: z.string().optional(),
      }),
    )
    .map(({ properties: { Action, FunctionName, Principal, SourceArn, SourceAccount } }) => {
      const functionArn = unqualified(FunctionName)
      const conditions = {
        ...(SourceArn && { ArnLike: { 'aws:SourceArn': SourceArn } }),
        ...(SourceAccount && { StringEquals: { 'aws:SourceAccount': SourceAccount } }),
      }
      return {
        arn: functionArn,
        document: {
          Statement: [
            {
              Effect: 'Allow',
              Principal: Principal.endsWith('.amazonaws.com') ? { Service: Principal } : { AWS: Principal },
              Action: [Action],
              Resource: [functionArn],
              ...(Object.keys(conditions).length > 0 && { Condition: conditions }),
            },
          ],
        },
      }
    })

const readOthers = (catalogue: Catalogue): Found => [
  ...catalogue
    .ofType('AWS::S3::BucketPolicy', z.object({ Bucket: z.string(), PolicyDocument: document }))
    .map(({ properties }) => ({
      arn: `arn:aws:s3:::${properties.Bucket}`,
      document: properties.PolicyDocument,
    })),
  ...catalogue
    .ofType('AWS::SQS::QueuePolicy', z.object({ Queues: z.array(z.string()), PolicyDocument: document }))
    .flatMap(({ properties }) =>
      properties.Queues.map((url) => ({
        arn: arn('sqs', url.replace(/^.*\//, '')),
        document: properties.PolicyDocument,
      })),
    ),
  ...catalogue
    .ofType('AWS::KMS::Key', z.object({ KeyPolicy: document }))
    .map(({ it, properties }) => ({ arn: arnOf.key(it), document: properties.KeyPolicy })),
  ...catalogue
    .ofType(
      'AWS::SecretsManager::ResourcePolicy',
      z.object({ SecretId: z.string(), ResourcePolicy: document }),
    )
    .map(({ properties }) => ({ arn: properties.SecretId, document: properties.ResourcePolicy })),
  ...catalogue
    .ofType('AWS::Events::EventBusPolicy', z.object({ EventBusName: z.string(), Statement: statement }))
    .map(({ properties }) => ({
      arn: arn('events', `event-bus/${properties.EventBusName}`),
      document: { Statement: [properties.Statement] },
    })),
]

/** One document for each resource, whatever number of resources of the template it is put together from. */
const merged = (found: Found): Found =>
  [...Map.groupBy(found, ({ arn }) => arn)].map(([arn, parts]) => ({
    arn,
    document: { Version: '2012-10-17', Statement: parts.flatMap(({ document }) => document.Statement) },
  }))

/**
 * The policies that a call can meet: those of the roles that somebody here takes on (`taken`, by ARN), and those of
 * resources. Throws an AssemblyError for what could not be evaluated.
 */
export const readPolicies = (
  catalogue: Catalogue,
  taken: Set<string>,
): Pick<Assembly, 'roles' | 'resourcePolicies'> => ({
  roles: readRoles(catalogue, taken),
  resourcePolicies: merged([...readLambdaPermissions(catalogue), ...readOthers(catalogue)]),
})
