import { randomUUID } from 'node:crypto'
import type { Caller } from '../model.ts'
import { AwsError } from './errors.ts'
import type { Call, Service } from './types.ts'

export type Operation = (input: Record<string, unknown>, caller: Caller) => unknown

/**
 * A service that speaks AWS's JSON protocol: the operation stands in `X-Amz-Target`, input and output are JSON.
 * `version` is the protocol's, as the service's clients send it.
 */
export const jsonService = (
  version: '1.0' | '1.1',
  service: string,
  operations: Record<string, Operation>,
): Pick<Service, 'answer'> => ({
  async answer({ headers, body, caller }: Call) {
    const name = headers['x-amz-target']?.split('.').at(-1) ?? ''
    const operation = Object.hasOwn(operations, name) ? operations[name] : undefined
    if (!operation)
      throw new AwsError(
        'UnknownOperationException',
        `${service} has no operation "${name}" in the local cloud`,
      )
    const output = await operation(parseInput(body), caller)
    return {
      status: 200,
      headers: { 'content-type': `application/x-amz-json-${version}`, 'x-amzn-requestid': randomUUID() },
      body: output === undefined ? '' : JSON.stringify(output),
    }
  },
})

const parseInput = (body: Buffer): Record<string, unknown> => {
  try {
    return JSON.parse(body.toString() || '{}')
  } catch (cause) {
    throw new AwsError('SerializationException', `The body is not JSON: ${cause}`)
  }
}

/** @throws AwsError (ValidationException) when the member is absent or no text. */
export const requiredText = (input: Record<string, unknown>, member: string): string => {
  const value = input[member]
  if (typeof value !== 'string' || value === '')
    throw new AwsError('ValidationException', `Value at '${member}' must be a text that is not empty`)
  return value
}
