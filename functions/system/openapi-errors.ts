import * as z from 'zod'
import { errorBody } from '../../contracts/common.ts'
import { type ErrorCode, errors } from '../../contracts/errors.ts'
import type { Schemas } from './openapi-schemas.ts'

/** What is left, told with a success and with a 429. */
export const rateLimitHeaders = {
  'RateLimit-Limit': { $ref: '#/components/headers/RateLimitLimit' },
  'RateLimit-Remaining': { $ref: '#/components/headers/RateLimitRemaining' },
  'RateLimit-Reset': { $ref: '#/components/headers/RateLimitReset' },
}

const seconds = { type: 'integer', minimum: 0 }

export const headerComponents = {
  RateLimitLimit: { description: 'Requests that the bucket holds when it is full.', schema: seconds },
  RateLimitRemaining: { description: 'Requests that are left in it.', schema: seconds },
  RateLimitReset: { description: 'Seconds until it is full again.', schema: seconds },
  RetryAfter: { description: 'Seconds to wait before the next try.', schema: seconds },
}

const pascalCase = (code: string) =>
  code.replace(/(^|_)(\w)/g, (_match, _line, letter: string) => letter.toUpperCase())

const nameOf = (codes: ErrorCode[]) => codes.map(pascalCase).join('Or')

/** The body of an error, with the codes that it may have here. */
const bodyOf = (codes: ErrorCode[]) =>
  errorBody.extend({ error: errorBody.shape.error.extend({ code: z.enum(codes) }) })

/** One answer with all codes that it may carry; `codes` are of one status. */
const responseOf = (status: number, codes: ErrorCode[], { schemaOf }: Schemas) => ({
  description: codes.map((code) => `- \`${code}\`: ${errors[code].means}`).join('\n'),
  ...(status === 429 && {
    headers: { ...rateLimitHeaders, 'Retry-After': { $ref: '#/components/headers/RetryAfter' } },
  }),
  content: {
    'application/json': {
      schema: schemaOf(bodyOf(codes), 'output'),
      examples: Object.fromEntries(codes.map((code) => [code, { value: exampleOf(code) }])),
    },
  },
})

const exampleOf = (code: ErrorCode) => ({
  error: { code, message: errors[code].means.replaceAll('`', ''), requestId: 'UuIDEjW9hcwEMqQ=' },
})

/** Writes refusals: each set of codes is one component, which many endpoints share. */
export function collectRefusals(schemas: Schemas) {
  const components: Record<string, unknown> = {}
  /** Responses by status. */
  const refusalsOf = (codes: ErrorCode[]) => {
    const byStatus = Map.groupBy(codes, (code) => errors[code].status)
    return Object.fromEntries(
      [...byStatus].map(([status, ofStatus]) => {
        const name = nameOf(ofStatus)
        components[name] ??= responseOf(status, ofStatus, schemas)
        return [status, { $ref: `#/components/responses/${name}` }]
      }),
    )
  }
  return { refusalsOf, components }
}
export type Refusals = ReturnType<typeof collectRefusals>
