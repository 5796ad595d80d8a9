import { errorBody, type Field } from '../../../../contracts/common.ts'

/** The API answered, and the answer is no. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly fields: Field[]
  readonly requestId: string | undefined
  /** Of an account that was deleted: when. */
  readonly deletedAt: string | undefined
  /** Where the API said when to come back: milliseconds since 1970, by this device's clock. */
  readonly retryAt: number | undefined

  constructor(
    status: number,
    body: {
      code: string
      message: string
      fields?: Field[] | undefined
      requestId?: string
      deletedAt?: string | undefined
    },
    retryAfterSeconds?: number,
  ) {
    super(body.message)
    this.name = 'ApiError'
    this.status = status
    this.code = body.code
    this.fields = body.fields ?? []
    this.requestId = body.requestId
    this.deletedAt = body.deletedAt
    this.retryAt = retryAfterSeconds === undefined ? undefined : Date.now() + retryAfterSeconds * 1000
  }
}

/** No answer came: offline, timed out, or cut in the middle. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError'
}

/** The user thought better of it, or what asked is not on the page any more: nothing to tell. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled'
}

/**
 * Reads an answer that is not a success. One that does not follow the contract is the gateway's own: `limit_exceeded`
 * where it slows us down, else `unexpected`.
 */
export const readApiError = (status: number, body: unknown, retryAfter: string | null = null) => {
  const parsed = errorBody.safeParse(body)
  const code = status === 429 ? 'limit_exceeded' : 'unexpected'
  const seconds = /^\d+$/.test(retryAfter ?? '') ? Number(retryAfter) : undefined
  return new ApiError(status, parsed.success ? parsed.data.error : { code, message: '' }, seconds)
}

export const hasCode = (error: unknown, ...codes: string[]): error is ApiError =>
  error instanceof ApiError && codes.includes(error.code)

/** Whether asking again can help: not when the API has understood and refused. */
export const isWorthRetrying = (error: unknown) =>
  error instanceof ApiError ? error.status >= 500 : !(error instanceof Cancelled)
