import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Sha256 } from '@aws-crypto/sha256-js'
import {
  ApiGatewayManagementApiClient,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi'
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb'
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { SignatureV4 } from '@smithy/signature-v4'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { arnOf } from '../../support/cloud/small-assembly.ts'
import { type SmallCloud, startSmallCloud } from '../../support/cloud/small-cloud.ts'

let cloud: SmallCloud
beforeAll(async () => {
  cloud = await startSmallCloud()
})
afterAll(() => cloud.remove())

const dynamodb = (credentials: object, systemClockOffset = 0) =>
  new DynamoDBClient({
    ...cloud.client,
    credentials: { ...cloud.client.credentials, ...credentials },
    systemClockOffset,
  })
const s3 = (credentials: object = {}) =>
  new S3Client({ ...cloud.client, credentials: { ...cloud.client.credentials, ...credentials } })

/** Signs an S3 request into its URL, as a presigned URL is. */
const presigned = async (path: string, method: string, signingDate = new Date()) => {
  const { credentials, region, endpoint } = cloud.client
  const signer = new SignatureV4({ credentials, region, service: 's3', sha256: Sha256, uriEscapePath: false })
  const { host, hostname } = new URL(endpoint)
  const request = { method, protocol: 'http:', hostname, path, query: {}, headers: { host }, body: {} }
  const { query = {} } = await signer.presign(request, { expiresIn: 60, signingDate })
  return `${endpoint}${path}?${new URLSearchParams(query as Record<string, string>)}`
}

describe('a signature in the header', () => {
  test('lets the function in whose key it was made with', async () => {
    expect((await dynamodb({}).send(new ListTablesCommand({}))).TableNames).toContain('SmallTable')
  })

  test('is refused when the secret is another', async () => {
    const asked = dynamodb({ secretAccessKey: 'guessed' }).send(new ListTablesCommand({}))
    await expect(asked).rejects.toMatchObject({ name: 'InvalidSignatureException' })
  })

  test('is refused when nobody has the key', async () => {
    const asked = dynamodb({ accessKeyId: 'ASIAFOREIGN' }).send(new ListTablesCommand({}))
    await expect(asked).rejects.toMatchObject({ name: 'UnrecognizedClientException' })
  })

  test('is refused when it is twenty minutes old', async () => {
    const asked = dynamodb({}, -20 * 60_000).send(new ListTablesCommand({}))
    await expect(asked).rejects.toMatchObject({ name: 'InvalidSignatureException' })
  })

  test('is refused by S3 in the words of S3', async () => {
    const put = new PutObjectCommand({ Bucket: 'small-bucket', Key: 'note.txt', Body: 'x' })
    await expect(s3({ secretAccessKey: 'guessed' }).send(put)).rejects.toMatchObject({
      name: 'SignatureDoesNotMatch',
    })
    await expect(s3({ accessKeyId: 'ASIAFOREIGN' }).send(put)).rejects.toMatchObject({
      name: 'InvalidAccessKeyId',
    })
  })

  test('covers the path and the body', async () => {
    const client = s3()
    client.middlewareStack.add(
      (next) => (args) => {
        const request = args.request as { body: unknown }
        return next({ ...args, request: Object.assign(request, { body: 'changed' }) })
      },
      { step: 'finalizeRequest', priority: 'low', name: 'changeBody' },
    )
    const put = new PutObjectCommand({ Bucket: 'small-bucket', Key: 'note.txt', Body: 'written' })
    await expect(client.send(put)).rejects.toMatchObject({ name: 'XAmzContentSHA256Mismatch' })
  })

  test('is missed where there is none', async () => {
    const answer = await fetch(`${cloud.client.endpoint}/small-bucket/note.txt`)
    expect(answer.status).toBe(403)
    expect(await answer.text()).toContain('<Code>AccessDenied</Code>')
  })
})

describe('a presigned URL', () => {
  test('stores and reads with no header of its own', async () => {
    const put = await fetch(await presigned('/small-bucket/by%20url.txt', 'PUT'), {
      method: 'PUT',
      body: 'by url',
    })
    expect(put.status).toBe(200)
    const get = await fetch(await presigned('/small-bucket/by%20url.txt', 'GET'))
    expect(await get.text()).toBe('by url')
    const stored = await s3().send(new GetObjectCommand({ Bucket: 'small-bucket', Key: 'by url.txt' }))
    expect(await stored.Body?.transformToString()).toBe('by url')
  })

  test('is good for its own time and path only', async () => {
    const late = await fetch(
      await presigned('/small-bucket/by%20url.txt', 'GET', new Date(Date.now() - 120_000)),
    )
    expect([late.status, await late.text()]).toEqual([403, expect.stringContaining('Request has expired')])
    const other = (await presigned('/small-bucket/by%20url.txt', 'GET')).replace('by%20url', 'other')
    expect((await fetch(other)).status).toBe(403)
  })
})

test('a request to @connections can be checked by whoever serves it', async () => {
  const checked: Promise<unknown>[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', url = '' } = request
      const headers = request.headers as Record<string, string>
      checked.push(
        cloud.aws.admit(
          { method, url, headers, body: Buffer.concat(chunks), service: 'execute-api' },
          {
            action: 'execute-api:ManageConnections',
            resource: arnOf('execute-api', 'socket/live/POST/@connections/L0SM9cOFvHcCIhw='),
          },
        ),
      )
      response.end()
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const client = new ApiGatewayManagementApiClient({
    ...cloud.client,
    endpoint: `http://127.0.0.1:${port}/live`,
  })
  await client.send(new PostToConnectionCommand({ ConnectionId: 'L0SM9cOFvHcCIhw=', Data: '{"seq":1}' }))
  expect(await Promise.allSettled(checked)).toEqual([{ status: 'fulfilled', value: undefined }])
  client.destroy()
  await new Promise((resolve) => server.close(resolve))
})
