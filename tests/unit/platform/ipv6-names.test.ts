import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { EventBridgeClient } from '@aws-sdk/client-eventbridge'
import { KMSClient } from '@aws-sdk/client-kms'
import { S3Client } from '@aws-sdk/client-s3'
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { SESv2Client } from '@aws-sdk/client-sesv2'
import { SFNClient } from '@aws-sdk/client-sfn'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { socketSender } from '../../../functions/platform/aws/sockets.ts'

// As functions inside the network have it: docs/decisions/0036.
beforeAll(() => {
  vi.stubEnv('AWS_USE_DUALSTACK_ENDPOINT', 'true')
  vi.stubEnv('AWS_REGION', 'ap-south-1')
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'key')
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret')
})
afterAll(() => {
  vi.unstubAllEnvs()
})

test.each([
  [SecretsManagerClient, 'secretsmanager.ap-south-1.amazonaws.com'], // has both kinds of addresses under its old name
  [KMSClient, 'kms.ap-south-1.api.aws'],
  [EventBridgeClient, 'events.ap-south-1.api.aws'],
  [SFNClient, 'states.ap-south-1.api.aws'],
  [SESv2Client, 'email.ap-south-1.api.aws'],
  [DynamoDBClient, 'dynamodb.ap-south-1.api.aws'],
  [S3Client, 's3.dualstack.ap-south-1.amazonaws.com'],
])('%o asks for a name that has IPv6', async (Client, name) => {
  const { config } = new Client()
  expect(await config.useDualstackEndpoint()).toBe(true)
  const { url } = config.endpointProvider({ Region: 'ap-south-1', UseDualStack: true, UseFIPS: false })
  expect(url.hostname).toBe(name)
})

test('a message goes to the address of the sockets, whatever names AWS has otherwise', async () => {
  const server = createServer((_, response) => response.end()).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  expect(await socketSender(`ws://127.0.0.1:${port}/live`)('one', '{}')).toBe(true)
  server.close()
})
