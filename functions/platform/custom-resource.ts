import type { Context } from 'aws-lambda'
import * as z from 'zod'
import { asError, log } from './log.ts'

/** Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/crpg-ref-requests.html */
const request = z.object({
  RequestType: z.enum(['Create', 'Update', 'Delete']),
  ResponseURL: z.url(),
  StackId: z.string(),
  RequestId: z.string(),
  LogicalResourceId: z.string(),
  PhysicalResourceId: z.string().optional(),
  ResourceProperties: z.unknown(),
})

/** What CloudFormation knows it by, and what templates may ask of it: 4 kB at most in all. */
type Made = { id: string; attributes: Record<string, string> }

/**
 * The handler of a resource that a deployment makes by calling a function, which only looks something up: nothing is
 * left to delete. A failure is told to CloudFormation, which stops the deployment.
 * @throws Error when CloudFormation does not take the answer; Lambda then asks again
 */
export const customResource =
  <P>(properties: z.ZodType<P>, make: (properties: P) => Promise<Made>) =>
  async (event: unknown, { awsRequestId }: Context): Promise<void> => {
    const { RequestType, ResponseURL, ResourceProperties, PhysicalResourceId, ...asked } =
      request.parse(event)
    log.appendKeys({ requestId: awsRequestId, resource: asked.LogicalResourceId })
    const outcome = async () => {
      if (RequestType === 'Delete') return { Status: 'SUCCESS' }
      const { id, attributes } = await make(properties.parse(ResourceProperties))
      return { Status: 'SUCCESS', PhysicalResourceId: id, Data: attributes }
    }
    const answer = await outcome().catch((error: unknown) => {
      log.error('failed', asError(error))
      return { Status: 'FAILED', Reason: `${asError(error).name}: see the log, request ${awsRequestId}` }
    })
    // As bytes: fetch names the type of a text, and the signature of the address is one without a type.
    const body = Buffer.from(
      JSON.stringify({
        PhysicalResourceId: PhysicalResourceId ?? asked.LogicalResourceId,
        ...asked,
        ...answer,
      }),
    )
    const { ok, status } = await fetch(ResponseURL, { method: 'PUT', body })
    if (!ok) throw new Error(`CloudFormation answered ${status}`)
  }
