import type middy from '@middy/core'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import type { ErrorBody } from '../../contracts/common.ts'
import { DholError } from './errors.ts'
import { log } from './log.ts'

type Middleware = middy.MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>

export const answer = (status: number, body: unknown): APIGatewayProxyStructuredResultV2 => ({
  statusCode: status,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  body: JSON.stringify(body),
})

/** One line a request: what was asked, how it ended, how long it took. */
export function logAccess(): Middleware {
  let began = 0
  return {
    before: ({ event }) => {
      began = performance.now()
      log.resetKeys()
      log.appendKeys({ requestId: event.requestContext.requestId, route: event.routeKey })
    },
    after: ({ response }) => {
      log.info('answered', { status: response?.statusCode, ms: Math.round(performance.now() - began) })
    },
    onError: ({ response }) => {
      log.info('answered', { status: response?.statusCode, ms: Math.round(performance.now() - began) })
    },
  }
}

/** Errors of ours reach the user; anything else is logged and told as a 500 that says nothing of the inside. */
export const answerErrors = (): Middleware => ({
  onError: (request) => {
    const { requestId } = request.event.requestContext
    const { error } = request
    if (error instanceof DholError) {
      log.warn('refused', { code: error.code, fields: error.fields, cause: describe(error.cause) })
      const { code, message, fields } = error
      const body: ErrorBody = { error: { code, message, requestId, ...(fields && { fields }) } }
      request.response = answer(error.status, body)
      return
    }
    log.error('failed', error ?? new Error('unknown'))
    const message =
      'We could not do this just now. Nothing was lost: try again, and send us the request id if it stays.'
    request.response = answer(500, { error: { code: 'internal', message, requestId } } satisfies ErrorBody)
  },
})

const describe = (cause: unknown) => (cause instanceof Error ? `${cause.name}: ${cause.message}` : undefined)
