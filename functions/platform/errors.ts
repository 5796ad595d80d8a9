import type { Field } from '../../contracts/common.ts'
import type { ErrorCode } from '../../contracts/errors.ts'

/**
 * An error that a user may read: its message says what is wrong and what to press next.
 * Names are written out, since state machines catch by name and bundles shorten the names of classes.
 */
export abstract class DholError extends Error {
  abstract override readonly name: string
  abstract readonly status: number
  abstract readonly code: ErrorCode
  readonly fields?: Field[]
  /** Of an account that was deleted: when, ISO 8601. */
  readonly deletedAt?: string

  constructor(message: string, options: { cause?: unknown; fields?: Field[]; deletedAt?: string } = {}) {
    super(message, { cause: options.cause })
    if (options.fields) this.fields = options.fields
    if (options.deletedAt) this.deletedAt = options.deletedAt
  }
}

export class InvalidInput extends DholError {
  readonly name = 'InvalidInput'
  readonly status: number
  readonly code: ErrorCode

  constructor(
    message: string,
    options: { fields?: Field[]; code?: ErrorCode; status?: 400 | 413 | 415 } = {},
  ) {
    super(message, options)
    this.code = options.code ?? 'invalid_input'
    this.status = options.status ?? 400
  }
}

export class Unauthorized extends DholError {
  readonly name = 'Unauthorized'
  readonly status = 401
  readonly code: ErrorCode

  constructor(message: string, options: { code?: ErrorCode; cause?: unknown } = {}) {
    super(message, options)
    this.code = options.code ?? 'unauthorized'
  }
}

/** We know who asks, and they may not. */
export class Forbidden extends DholError {
  readonly name = 'Forbidden'
  readonly status = 403
  readonly code: ErrorCode

  constructor(code: ErrorCode, message: string, options: { deletedAt?: string } = {}) {
    super(message, options)
    this.code = code
  }
}

/** Too much in too short a time; `headers` say when there is room again. */
export class LimitExceeded extends DholError {
  readonly name = 'LimitExceeded'
  readonly status = 429
  readonly code: ErrorCode
  readonly headers: Record<string, string>

  constructor(
    code: 'limit_exceeded' | 'slow_down' | 'day_is_full' | 'budget_spent',
    message: string,
    headers: Record<string, string>,
  ) {
    super(message)
    this.code = code
    this.headers = headers
  }
}

/** Also for what exists in another workspace: nobody learns more than that there is nothing for them. */
export class NotFound extends DholError {
  readonly name = 'NotFound'
  readonly status = 404
  readonly code = 'not_found'
}

export class Conflict extends DholError {
  readonly name = 'Conflict'
  readonly status = 409
  readonly code: ErrorCode

  constructor(code: ErrorCode, message: string, options: { fields?: Field[] } = {}) {
    super(message, options)
    this.code = code
  }
}

/** The vendor may answer if asked again; `retryAfterMs` where it said when. */
export class ProviderUnavailable extends DholError {
  readonly name = 'ProviderUnavailable'
  readonly status = 503
  readonly code = 'provider_unavailable'
  readonly retryAfterMs?: number
  /** What was paid all the same, in millionths of a US dollar. */
  costMicroUsd = 0

  constructor(message: string, options: { cause?: unknown; retryAfterMs?: number } = {}) {
    super(message, options)
    if (options.retryAfterMs !== undefined) this.retryAfterMs = options.retryAfterMs
  }
}

/**
 * The vendor will give the same answer however often it is asked. Each vendor has a class of its own with its own codes,
 * which say what is wrong; the service that asked puts them into words for the user. Its message is for the log.
 */
export abstract class ProviderRejected<C extends string> extends Error {
  override readonly name = 'ProviderRejected'
  readonly code: C
  /** What was paid all the same, in millionths of a US dollar. */
  costMicroUsd = 0

  constructor(code: C, message: string, options: { cause?: unknown } = {}) {
    super(message, options)
    this.code = code
  }
}

/**
 * No connection to the database can be had or kept: it fails over, restarts or is full. It passes within a minute, so
 * machines try again by this name. Whether the statement that it met was done is not known, unless it was in a
 * transaction that had not come to its commit.
 */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable'
}
