import { type RequestAnalysis, runSimulation } from '@cloud-copilot/iam-simulate'
import type { Assembly, Decision, Permission, PolicyDocument, Principal } from '../../assembly/model.ts'
import { accountId, region } from '../arn.ts'
import { AwsError } from '../errors.ts'
import type { Log } from '../types.ts'
import { grantsBehind } from './grants.ts'
import { nameOfPrincipal } from './principal.ts'

/** @throws AwsError in the words of AWS, with the code and the status of the service, when IAM refuses. */
export type Authorize = (principal: Principal, permission: Permission) => Promise<void>

type Options = Pick<Assembly, 'roles' | 'resourcePolicies'> & {
  log: Log
  /** Hears of each decision when it is made for the first time. */
  onDecision?: ((decision: Decision) => void) | undefined
}

/** A decision takes one to five milliseconds, so as many are remembered. */
const maxRemembered = 10_000

/**
 * Makes the function that decides as IAM does, from the template alone: the policies of the calling role, and those of
 * the bucket, key, queue, secret, bus or function that is called.
 */
export const authorizer = ({ roles, resourcePolicies, log, onDecision }: Options): Authorize => {
  const decided = new Map<string, Promise<string | undefined>>()
  const policiesOfRole = new Map(roles.map(({ arn, policies }) => [arn, policies]))

  /** The policy of what is called, or of what it is a part of: an object's bucket, an index's table. */
  const policyOf = (resource: string): PolicyDocument | undefined =>
    resourcePolicies.find(({ arn }) => resource === arn || resource.startsWith(`${arn}/`))?.document

  /** Gives why the request is refused, or undefined when it is allowed. */
  const decide = async (principal: Principal, { action, resource, context }: Permission) => {
    const resourcePolicy = policyOf(resource)
    const simulation = await runSimulation(
      {
        request: {
          principal: nameOfPrincipal(principal),
          action,
          resource: { resource, accountId },
          contextVariables: { ...contextOf(principal), ...context },
        },
        identityPolicies:
          'service' in principal
            ? []
            : (policiesOfRole.get(principal.roleArn) ?? []).map(({ name, document }) => ({
                name,
                policy: document,
              })),
        ...(resourcePolicy && { resourcePolicy }),
        serviceControlPolicies: [],
        resourceControlPolicies: [],
      },
      {},
    )
    if (simulation.resultType === 'error') throw unknownToIam(action, resource, simulation.errors)
    const analysis = simulation.resultType === 'single' ? simulation.result.analysis : undefined
    const isAllowed = simulation.overallResult === 'Allowed'
    const grants = isAllowed && 'roleArn' in principal ? grantsBehind(principal.roleArn, analysis) : []
    onDecision?.({ principal, action, resource, isAllowed, grants })
    if (isAllowed) return undefined
    return `User: ${nameOfPrincipal(principal)} is not authorized to perform: ${action} on resource: ${resource} ${reasonOf(action, principal, analysis)}`
  }

  return async (principal, permission) => {
    const key = JSON.stringify([principal, permission])
    if (decided.size > maxRemembered) decided.clear()
    const decision = decided.get(key) ?? decide(principal, permission)
    decided.set(key, decision)
    const refusal = await decision
    if (refusal === undefined) return
    log('error', refusal)
    const service = permission.action.split(':')[0] ?? ''
    const { code = 'AccessDeniedException', status = 400 } = refusals[service] ?? {}
    throw new AwsError(code, refusal, status)
  }
}

/** What a service answers that differs from the others: those that speak JSON give a 400 of one name. */
const refusals: Record<string, { code?: string; status: number }> = {
  'execute-api': { status: 403 },
  lambda: { status: 403 },
  s3: { code: 'AccessDenied', status: 403 },
  ses: { status: 403 },
}

/** Condition keys that stand in each request. A condition on any other key holds as on AWS when the key is absent. */
const contextOf = (principal: Principal): Record<string, string> => ({
  // The SDK speaks TLS with AWS, and plainly with this machine.
  'aws:SecureTransport': 'true',
  'aws:RequestedRegion': region,
  ...('service' in principal
    ? { 'aws:SourceArn': principal.sourceArn, 'aws:SourceAccount': accountId }
    : { 'aws:PrincipalArn': principal.roleArn, 'aws:PrincipalAccount': accountId }),
})

const reasonOf = (action: string, principal: Principal, analysis: RequestAnalysis | undefined) => {
  if (analysis?.identityAnalysis?.result === 'ExplicitlyDenied')
    return 'with an explicit deny in an identity-based policy'
  if (analysis?.resourceAnalysis?.result === 'ExplicitlyDenied')
    return 'with an explicit deny in a resource-based policy'
  const isResourcesTurn = 'service' in principal || analysis?.identityAnalysis?.result === 'Allowed'
  return `because no ${isResourcesTurn ? 'resource' : 'identity'}-based policy allows the ${action} action`
}

/** Either the caller asks for what there is not, or a service of ours asks IAM for the wrong thing. */
const unknownToIam = (action: string, resource: string, errors: { message: string }) =>
  new AwsError(
    errors.message === 'invalid.action' ? 'UnknownOperationException' : 'ValidationException',
    `IAM knows no ${action} on ${resource}: ${JSON.stringify(errors)}`,
  )
