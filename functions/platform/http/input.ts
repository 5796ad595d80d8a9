import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import * as z from 'zod'
import type { Field } from '../../../contracts/common.ts'
import { excerpt } from '../../../contracts/excerpt.ts'
import { InvalidInput } from '../errors.ts'
import { cleanExcerpt } from '../text.ts'
import type { RequestInfo } from './actor.ts'

/** Bytes of a request body. Pictures go straight to S3, so every body is a small form. */
const maxBodyBytes = 256 * 1024

/**
 * What is told of an input that is wrong in many places. A body of 256 KB has room for a hundred thousand, and their
 * list would be longer than Lambda answers (6 MB) and CloudWatch takes in one line (1 MB).
 */
const mostFields = 100
/** UTF-16 units of the name of a field, which may be the caller's. */
const longestPath = 200

const nothing = z.strictObject({})

/** Parses the path's parameters or the query. @throws InvalidInput that names each field */
export const readPart = (schema: z.ZodObject | undefined, part: unknown): unknown =>
  parse(schema ?? nothing, part ?? {})

/** @throws InvalidInput: 415 for another content type, 413 above 256 KiB, 400 for what the contract refuses */
export function readBody(schema: z.ZodObject | undefined, event: APIGatewayProxyEventV2): unknown {
  if (!schema) return undefined
  const type = event.headers['content-type'] ?? ''
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    throw new InvalidInput('Send JSON: set the header Content-Type to application/json.', {
      code: 'unsupported_media_type',
      status: 415,
    })
  }
  const bytes = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8')
  if (bytes.length > maxBodyBytes) {
    throw new InvalidInput('This is more than we can take at once. Send at most 256 KB.', {
      code: 'body_too_large',
      status: 413,
    })
  }
  return parse(schema, parseJson(bytes.toString('utf8')))
}

/** @throws InvalidInput for a key that is not 1–255 printable ASCII characters */
export function readIdempotencyKey(event: APIGatewayProxyEventV2): string | undefined {
  const key = event.headers['idempotency-key']
  if (key === undefined) return undefined
  if (/^[\x21-\x7e]{1,255}$/.test(key)) return key
  const message = 'Use 1 to 255 printable ASCII characters without spaces'
  throw new InvalidInput(`Idempotency-Key: ${message}.`, { fields: [{ path: 'Idempotency-Key', message }] })
}

/**
 * The address of whoever sits before CloudFront. CloudFront adds it to the end of X-Forwarded-For, API Gateway adds
 * CloudFront's behind it; what stands before the two was sent by the caller and may be a lie.
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html
 */
export function viewerAddress({ headers, requestContext }: APIGatewayProxyEventV2): string {
  const hops = (headers['x-forwarded-for'] ?? '').split(',').map((hop) => hop.trim())
  return hops.at(-2) || requestContext.http.sourceIp
}

/** Where a request came from. The browser's name for itself is cut, since it may be of any length. */
export const readRequestInfo = (event: APIGatewayProxyEventV2): RequestInfo => ({
  id: event.requestContext.requestId,
  address: viewerAddress(event),
  userAgent: cleanExcerpt(event.headers['user-agent'] ?? '', 500),
  cookies: event.cookies ?? [],
})

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new InvalidInput('The body is not valid JSON. Check it for a missing quote, comma or bracket.', {
      code: 'malformed_json',
    })
  }
}

function parse<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value, { error: inPlainWords })
  if (result.success) return result.data
  throw new InvalidInput('Some of this needs a change. Look at the fields below.', {
    fields: result.error.issues.slice(0, mostFields).flatMap(toFields).slice(0, mostFields),
  })
}

/** What zod would say in a programmer's words. Undefined leaves an issue to the contract's or zod's own message. */
const inPlainWords = ({ code, input, expected }: { code?: string; input?: unknown; expected?: unknown }) => {
  if (code !== 'invalid_type') return undefined
  return input === undefined ? 'This is missing' : `Must be of the type ${expected}`
}

/** One field an issue; an unknown key is named itself, not the object that holds it. */
function toFields(issue: z.core.$ZodIssue): Field[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: pathOf([...issue.path, key]),
      message: 'This field is not known here',
    }))
  }
  return [{ path: pathOf(issue.path), message: issue.message }]
}

const pathOf = (keys: PropertyKey[]) => excerpt(keys.map(String).join('.'), longestPath)
