import { Sha256 } from '@aws-crypto/sha256-js'
import { GetExecutionHistoryCommand, SFNClient } from '@aws-sdk/client-sfn'
import { SignatureV4 } from '@smithy/signature-v4'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { arnOf } from '../../support/cloud/small-assembly.ts'
import { failing, type SmallCloud, startSmallCloud } from '../../support/cloud/small-cloud.ts'

let cloud: SmallCloud
beforeAll(async () => {
  cloud = await startSmallCloud({ behaviours: { hear: () => failing('Sandbox.Timedout', 'too late') } })
})
afterAll(() => cloud.remove())

/** Signs and sends what no client here can send. */
const send = async (
  service: string,
  method: string,
  path: string,
  body = '',
  more: Record<string, string> = {},
) => {
  const { credentials, region, endpoint } = cloud.client
  const signer = new SignatureV4({ credentials, region, service, sha256: Sha256 })
  const { host, hostname } = new URL(endpoint)
  const request = { method, protocol: 'http:', hostname, path, headers: { host, ...more }, body }
  const { headers } = await signer.sign(request)
  return fetch(`${endpoint}${path}`, { method, headers, ...(body === '' ? {} : { body }) })
}
const invoke = (name: string, headers: Record<string, string> = {}) =>
  send('lambda', 'POST', `/2015-03-31/functions/${name}/invocations`, '{"n":1}', headers)

test('Lambda calls a function and gives its answer', async () => {
  const answer = await invoke('work')
  expect([answer.status, await answer.json()]).toEqual([200, { n: 1 }])
})

test('Lambda tells that a function failed, and how', async () => {
  const answer = await invoke('hear')
  expect(answer.headers.get('x-amz-function-error')).toBe('Unhandled')
  expect(await answer.json()).toEqual({ errorType: 'Sandbox.Timedout', errorMessage: 'too late' })
})

test('Lambda accepts an event without waiting', async () => {
  const answer = await invoke(encodeURIComponent(arnOf('lambda', 'function:hear')), {
    'x-amz-invocation-type': 'Event',
  })
  expect(answer.status).toBe(202)
  await vi.waitUntil(() => cloud.logged.some((line) => line.includes('hear failed: Sandbox.Timedout')))
  expect(cloud.calls.at(-1)).toMatchObject({ mode: 'event' })
})

test('a function that is not there is refused by name', async () => {
  const answer = await invoke('other')
  expect([answer.status, answer.headers.get('x-amzn-errortype')]).toEqual([404, 'ResourceNotFoundException'])
})

test('STS tells a function who it is', async () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  const answer = await send('sts', 'POST', '/', 'Action=GetCallerIdentity&Version=2011-06-15', form)
  expect(await answer.text()).toContain('<Arn>arn:aws:sts::000000000000:assumed-role/work/work</Arn>')
})

test('a mail lands in the inbox', async () => {
  const mail = {
    FromEmailAddress: 'dhol@dhol.test',
    Destination: { ToAddresses: ['asha@example.in'] },
    Content: {
      Simple: { Subject: { Data: 'Namaste' }, Body: { Text: { Data: 'Your pictures are ready' } } },
    },
  }
  const json = { 'content-type': 'application/json' }
  const answer = await send('ses', 'POST', '/v2/email/outbound-emails', JSON.stringify(mail), json)
  expect(answer.status).toBe(200)
  const inbox = await (await fetch(`${await cloud.aws.openInbox()}/store`)).json()
  expect(inbox.emails).toMatchObject([{ subject: 'Namaste', destination: { to: ['asha@example.in'] } }])
})

test('what the local cloud does not have answers with its name', async () => {
  const history = new GetExecutionHistoryCommand({ executionArn: arnOf('states', 'execution:job:gen_1') })
  await expect(new SFNClient(cloud.client).send(history)).rejects.toMatchObject({
    name: 'UnknownOperationException',
    message: expect.stringContaining('GetExecutionHistory'),
  })
  const answer = await send('polly', 'GET', '/v1/voices')
  expect([answer.status, (await answer.json()).message]).toEqual([404, expect.stringContaining('"polly"')])
})
