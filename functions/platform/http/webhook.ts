import middy from '@middy/core'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda'
import type * as z from 'zod'
import { DholError, InvalidInput, Unauthorized } from '../errors.ts'
import { asError, log } from '../log.ts'
import { parseForeignJson } from '../text.ts'
import { answer, answerError, logAccess } from './answer.ts'
import { checkEdge } from './edge.ts'
import {
  type React,
  takeEvents,
  type VendorEvent,
  vendorEvents,
  type WebhookContext,
} from './webhook-events.ts'

/** Meta sends up to 1,000 changes at once. Lambda takes 6 MB, in which base64 makes four bytes of three. */
const maxBytes = 2 * 1024 * 1024

type Headers = Readonly<Record<string, string | undefined>>

/** What was sent, before anything in it is believed. Names of headers are in lower case. */
export type Delivery = { headers: Headers; bytes: Buffer }

type Webhook<E, C> = {
  vendor: string
  /** Whether the vendor has signed these bytes. */
  isSigned: (delivery: Delivery, context: C) => Promise<boolean>
  envelope: z.ZodType<E>
  eventsOf: (envelope: E, headers: Headers) => VendorEvent[]
  /** By the type of the event. Other types are acknowledged and logged. */
  reactions: Readonly<Record<string, React<C>>>
  /** For a vendor that asks by GET whether the address is ours: what proves it, or undefined for a stranger. */
  challenge?: (query: Headers, context: C) => Promise<string | undefined>
}

/**
 * The handler of a vendor's calls. In this order: it came through CloudFront, it is not too long, the vendor signed its
 * bytes; then it is parsed, and each event noted as seen in the transaction of what it changes. The vendor hears 200 for
 * what was taken now or before, 401 for a wrong signature, and 500 for what it should send again.
 * @throws what went wrong otherwise, so that the alarm of the function rings
 */
export function webhook<E, C extends WebhookContext>(
  { vendor, isSigned, envelope, eventsOf, reactions, challenge }: Webhook<E, C>,
  edgeMarks: readonly string[],
  context: C,
) {
  const prove = async (event: APIGatewayProxyEventV2) => {
    const proof = await challenge?.(event.queryStringParameters ?? {}, context)
    if (proof === undefined) throw new Unauthorized('The token of this address is another one.')
    return answer(200, proof, { contentType: 'text/plain' })
  }

  const take = async ({ headers, body = '', isBase64Encoded }: APIGatewayProxyEventV2) => {
    const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8')
    if (bytes.length > maxBytes) {
      const options = { code: 'body_too_large', status: 413 } as const
      throw new InvalidInput('This is more than we can take at once. Send at most 2 MB.', options)
    }
    if (!(await isSigned({ headers, bytes }, context))) {
      throw new Unauthorized('The signature does not fit what was sent.')
    }
    const events = vendorEvents.parse(eventsOf(envelope.parse(fromJson(bytes)), headers))
    await takeEvents(vendor, events, reactions, context)
    return answer(200, {})
  }

  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Error, Context>()
    .use(logAccess())
    .handler(async (event) => {
      try {
        checkEdge(edgeMarks, event)
        return await (event.requestContext.http.method === 'GET' ? prove(event) : take(event))
      } catch (error) {
        if (error instanceof DholError) return answerError(error, event.requestContext.requestId, {})
        log.error('failed', asError(error))
        throw error
      }
    })
}

/** The error of JSON.parse would repeat the beginning of the body, and no body is logged. */
function fromJson(bytes: Buffer): unknown {
  try {
    return parseForeignJson(bytes.toString('utf8'))
  } catch {
    throw new Error('The delivery is signed and is no JSON')
  }
}
