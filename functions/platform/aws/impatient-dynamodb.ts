import { DynamoDBClient } from '@aws-sdk/client-dynamodb'

/** For what a request waits for: a table that does not answer is given up soon. */
export const dynamodb = new DynamoDBClient({
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 1000, requestTimeout: 5000, throwOnRequestTimeout: true },
})
