import { errorBody } from '../../../contracts/common.ts'

export type FieldError = { path: string; message: string }

/** The API answered, and the answer is no. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly fields: FieldError[]
  readonly requestId: string | undefined

  constructor(
    status: number,
    body: { code: string; message: string; fields?: FieldError[] | undefined; requestId?: string },
  ) {
    super(body.message)
    this.name = 'ApiError'
    this.status = status
    this.code = body.code
    this.fields = body.fields ?? []
    this.requestId = body.requestId
  }
}

/** No answer came: offline, timed out, or cut in the middle. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError'
}

/**
 * Reads an answer that is not a success. One that does not follow the contract is the gateway's own: `limit_exceeded`
 * where it slows us down, else `unexpected`.
 */
export const readApiError = (status: number, body: unknown) => {
  const parsed = errorBody.safeParse(body)
  const code = status === 429 ? 'limit_exceeded' : 'unexpected'
  return new ApiError(status, parsed.success ? parsed.data.error : { code, message: '' })
}

/** Whether asking again can help: not when the API has understood and refused. */
export const isWorthRetrying = (error: unknown) => !(error instanceof ApiError) || error.status >= 500
