import type { DynamoDB } from '@aws-sdk/client-dynamodb'
import { once } from '../once.ts'

/** The DynamoDB client, made at the first use. */
export const table: () => Promise<DynamoDB> = once(async () => {
  const { DynamoDB } = await import('@aws-sdk/client-dynamodb')
  return new DynamoDB()
})

/** Whether a write was refused by its own condition. */
export const isConditionRefused = (error: unknown) =>
  error instanceof Error && error.name === 'ConditionalCheckFailedException'
