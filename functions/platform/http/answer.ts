import type middy from '@middy/core'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import type { ErrorBody } from '../../../contracts/common.ts'
import { DholError, LimitExceeded } from '../errors.ts'
import { asError, log } from '../log.ts'
import { measure } from '../metrics.ts'

type Middleware = middy.MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>

/** What goes out with a body, whether it tells of success or not. */
export type Extra = {
  headers?: Record<string, string>
  cookies?: string[]
  contentType?: string | undefined
}

/** A body with a `contentType` is a text and goes out as it is. */
export const answer = (
  status: number,
  body: unknown,
  { headers, cookies, contentType }: Extra = {},
): APIGatewayProxyStructuredResultV2 => ({
  statusCode: status,
  headers: { 'content-type': contentType ?? 'application/json', 'cache-control': 'no-store', ...headers },
  ...(cookies?.length && { cookies }),
  body: contentType ? String(body) : JSON.stringify(body),
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
    after: ({ event, response }) => {
      const [status, ms] = [response?.statusCode, Math.round(performance.now() - began)]
      log.info('answered', { status, ms })
      measure('request_time', ms, { route: event.routeKey, status: String(status) })
    },
  }
}

/** Errors of ours reach the user; anything else is logged and told as a 500 that says nothing of the inside. */
export function answerError(error: unknown, requestId: string, extra: Extra) {
  if (error instanceof DholError) {
    log.warn('refused', { code: error.code, fields: error.fields, cause: describe(error.cause) })
    const { code, message, fields, deletedAt } = error
    const body: ErrorBody = { error: { code, message, requestId, fields, deletedAt } }
    const headers = { ...extra.headers, ...(error instanceof LimitExceeded && error.headers) }
    return answer(error.status, body, { ...extra, headers })
  }
  log.error('failed', asError(error))
  const message =
    'We could not do this just now. Nothing was lost: try again, and send us the request id if it stays.'
  return answer(500, { error: { code: 'internal', message, requestId } } satisfies ErrorBody, extra)
}

const describe = (cause: unknown) => (cause instanceof Error ? `${cause.name}: ${cause.message}` : undefined)
