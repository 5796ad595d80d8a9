import type { Assembly, Permission } from '../../assembly/model.ts'
import { arn } from '../arn.ts'
import type { Input } from '../json-protocol.ts'

type Attributes = Record<string, Record<string, unknown>>

/** One operation, or a part of a batch or transaction, as far as it tells which items it is about. */
type Request = {
  TableName?: string
  IndexName?: string
  Key?: Attributes
  Item?: Attributes
  KeyConditionExpression?: string
  ExpressionAttributeNames?: Record<string, string>
  ExpressionAttributeValues?: Attributes
}
/** Of one table, in a BatchGetItem or a BatchWriteItem. */
type Batch = { Keys: Attributes[] } | Record<string, Request>[]

type Keyed = { KeySchema: { AttributeName: string; KeyType: 'HASH' | 'RANGE' }[]; IndexName?: string }

/**
 * Makes the function that tells what an operation on these tables needs. A batch names its tables, and a transaction
 * is allowed by the permissions of its parts. An operation on an index asks for the index and not for the table.
 */
export const permissionsOn =
  (tables: Assembly['tables']) =>
  (operation: string, input: Input): Permission[] => {
    const need = (action: string, table: string, requests: Request[], index?: string): Permission => {
      const partitionKey = partitionKeyOf(tables, table, index)
      const partitions = requests.flatMap((request) => partitionsOf(request, partitionKey))
      return {
        action: `dynamodb:${action}`,
        resource: arn('dynamodb', `table/${table}${index === undefined ? '' : `/index/${index}`}`),
        ...(partitions.length > 0 && { context: { 'dynamodb:LeadingKeys': partitions } }),
      }
    }

    if (Array.isArray(input.TransactItems))
      return (input.TransactItems as Record<string, Request>[]).flatMap((part) =>
        Object.entries(part).map(([kind, request]) =>
          need(`${kind}Item`, request.TableName ?? '', [request]),
        ),
      )
    if (input.RequestItems)
      return Object.entries(input.RequestItems as Record<string, Batch>).map(([table, batch]) =>
        need(operation, table, requestsOf(batch)),
      )
    const request: Request = input
    if (request.TableName === undefined) return [{ action: `dynamodb:${operation}`, resource: '*' }]
    return [need(operation, request.TableName, [request], request.IndexName)]
  }

const requestsOf = (batch: Batch): Request[] =>
  Array.isArray(batch) ? batch.flatMap(Object.values) : batch.Keys.map((Key) => ({ Key }))

const partitionKeyOf = (tables: Assembly['tables'], table: string, index?: string): string | undefined => {
  const definition = tables.find(({ name }) => name === table)?.definition
  const { GlobalSecondaryIndexes = [] } = { ...(definition as { GlobalSecondaryIndexes?: Keyed[] }) }
  const keyed = GlobalSecondaryIndexes.find(({ IndexName }) => IndexName === index) ?? (definition as Keyed)
  return keyed?.KeySchema.find(({ KeyType }) => KeyType === 'HASH')?.AttributeName
}

/** The values of the partition key that a request names, as texts; none for one that names no item, such as a Scan. */
const partitionsOf = (request: Request, partitionKey = ''): string[] => {
  const value = (request.Key ?? request.Item)?.[partitionKey] ?? partitionOfQuery(request, partitionKey)
  return value ? Object.values(value).map(String) : []
}

/** A query names its partition by `pk = :value`, where `#name` may stand for `pk`. */
const partitionOfQuery = (
  { KeyConditionExpression = '', ExpressionAttributeNames, ExpressionAttributeValues }: Request,
  partitionKey: string,
) => {
  for (const [, name = '', value = ''] of KeyConditionExpression.matchAll(/([#\w.-]+)\s*=\s*(:\w+)/g))
    if ((ExpressionAttributeNames?.[name] ?? name) === partitionKey) return ExpressionAttributeValues?.[value]
}
