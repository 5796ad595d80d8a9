import { randomUUID } from 'node:crypto'
import type { Answer } from './types.ts'

/** An error as AWS answers it. `code` is what the SDK gives as the error's name. */
export class AwsError extends Error {
  readonly code: string
  readonly status: number
  /** Members that this error has besides its message. */
  readonly details: Record<string, unknown>

  constructor(code: string, message: string, status = 400, details: Record<string, unknown> = {}) {
    super(message)
    this.name = code
    this.code = code
    this.status = status
    this.details = details
  }
}

/** Whether the policies were in the way. */
export const isRefusal = (error: unknown): error is AwsError =>
  error instanceof AwsError && error.code.startsWith('AccessDenied')

const escaped = (text: string) => text.replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`)

const jsonError = (error: AwsError): Answer => ({
  status: error.status,
  headers: {
    'content-type': 'application/x-amz-json-1.1',
    'x-amzn-errortype': error.code,
    'x-amzn-requestid': randomUUID(),
  },
  body: JSON.stringify({ __type: error.code, message: error.message, ...error.details }),
})

const s3Error = (error: AwsError): Answer => ({
  status: error.status,
  headers: { 'content-type': 'application/xml' },
  body:
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    `<Error><Code>${error.code}</Code><Message>${escaped(error.message)}</Message>` +
    `<RequestId>${randomUUID()}</RequestId></Error>`,
})

const queryError = (error: AwsError): Answer => ({
  status: error.status,
  headers: { 'content-type': 'text/xml' },
  body:
    `<ErrorResponse><Error><Type>Sender</Type><Code>${error.code}</Code>` +
    `<Message>${escaped(error.message)}</Message></Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>`,
})

/** Writes an error in the protocol that the clients of a service read. */
export const errorAnswer = (service: string, error: AwsError): Answer => {
  if (service === 's3') return s3Error(error)
  if (service === 'sts') return queryError(error)
  return jsonError(error)
}
