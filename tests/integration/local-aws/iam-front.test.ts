import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb'
import { expect, test } from 'vitest'
import type { Permission } from '../../../local/assembly/model.ts'
import { startFront } from '../../../local/aws/front.ts'
import { functionOf } from '../../support/cloud/small-assembly.ts'

const credentials = { accessKeyId: 'ASIAWORK', secretAccessKey: 'secret-of-work' }
const caller = { ...credentials, functionName: 'work', roleArn: functionOf('work').roleArn }

/** Sends one call to a front with one service, which asks for these permissions, and tells what became of it. */
const send = async (permissions: Permission[] | 'nothing') => {
  const asked: Permission[] = []
  let isAnswered = false
  const service = {
    permissionsFor: () => permissions,
    answer: async () => {
      isAnswered = true
      return { status: 200, body: '{}' }
    },
  }
  const front = await startFront(
    { dynamodb: service },
    new Map([[caller.accessKeyId, caller]]),
    async (_principal, permission) => void asked.push(permission),
    () => undefined,
  )
  const client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${front.port}`,
    region: 'ap-south-1',
    credentials,
    maxAttempts: 1,
  })
  const refusal = await client.send(new ListTablesCommand({})).then(
    () => undefined,
    (error: Error) => error.message,
  )
  await front.stop()
  return { asked, isAnswered, refusal }
}

test('a call is answered once all that its service names is allowed', async () => {
  const permissions: Permission[] = [
    { action: 'dynamodb:ListTables', resource: '*' },
    { action: 'dynamodb:DescribeTable', resource: '*' },
  ]
  expect(await send(permissions)).toEqual({ asked: permissions, isAnswered: true, refusal: undefined })
  expect(await send('nothing')).toEqual({ asked: [], isAnswered: true, refusal: undefined })
})

test('a service that forgets to name a permission answers nothing', async () => {
  expect(await send([])).toEqual({
    asked: [],
    isAnswered: false,
    refusal: 'Error: dynamodb asks for no permission for POST /',
  })
})
