import { randomUUID } from 'node:crypto'
import type { Permission } from '../assembly/model.ts'
import { AwsError } from './errors.ts'
import type { Call, Service } from './types.ts'

export type Input = Record<string, unknown>

type JsonService = {
  /** The protocol's, as the service's clients send it. */
  version: '1.0' | '1.1'
  /** As it stands in a permission: `kms`. */
  name: string
  /** All that an input is about. The permission for each is the operation's own name. */
  subjectsOf: (input: Input) => Omit<Permission, 'action'>[]
  operations: Record<string, (input: Input) => unknown>
}

/** A service that speaks AWS's JSON protocol: the operation stands in `X-Amz-Target`, input and output are JSON. */
export const jsonService = ({
  version,
  name,
  subjectsOf,
  operations,
}: JsonService): Pick<Service, 'permissionsFor' | 'answer'> => {
  const find = (call: Call) => {
    const called = operationOf(call)
    const operation = Object.hasOwn(operations, called) ? operations[called] : undefined
    if (operation) return { called, operation }
    throw new AwsError('UnknownOperationException', `${name} has no operation "${called}" in the local cloud`)
  }
  return {
    permissionsFor(call) {
      const { called } = find(call)
      return subjectsOf(parseInput(call.body)).map((subject) => ({ action: `${name}:${called}`, ...subject }))
    },
    async answer(call) {
      const output = await find(call).operation(parseInput(call.body))
      return {
        status: 200,
        headers: { 'content-type': `application/x-amz-json-${version}`, 'x-amzn-requestid': randomUUID() },
        body: output === undefined ? '' : JSON.stringify(output),
      }
    },
  }
}

/** `DynamoDB_20120810.PutItem` → `PutItem` */
export const operationOf = ({ headers }: Pick<Call, 'headers'>) =>
  headers['x-amz-target']?.split('.').at(-1) ?? ''

/** @throws AwsError (SerializationException) when the body is no JSON. */
export const parseInput = (body: Buffer): Input => {
  try {
    return JSON.parse(body.toString() || '{}')
  } catch (cause) {
    throw new AwsError('SerializationException', `The body is not JSON: ${cause}`)
  }
}

/** @throws AwsError (ValidationException) when the member is absent or no text. */
export const requiredText = (input: Input, member: string): string => {
  const value = input[member]
  if (typeof value !== 'string' || value === '')
    throw new AwsError('ValidationException', `Value at '${member}' must be a text that is not empty`)
  return value
}
