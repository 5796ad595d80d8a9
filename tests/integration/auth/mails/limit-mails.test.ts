import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { mailLimits } from '../../../../contracts/limits.ts'
import { limitMails } from '../../../../functions/auth/mail/limit-mails.ts'
import { createLimiter } from '../../../../functions/platform/limits/limiter.ts'
import { pointSdkAt } from '../../../support/cloud/sdk-env.ts'
import { type SmallCloud, startSmallCloud } from '../../../support/cloud/small-cloud.ts'

const table = 'LimitsTable'
const begin = Date.parse('2026-11-23T00:00:00Z')
const context = { limiter: createLimiter(table), clock: () => begin }

let cloud: SmallCloud
beforeAll(async () => {
  cloud = await startSmallCloud()
  pointSdkAt(cloud)
})
afterAll(() => {
  vi.unstubAllEnvs()
  return cloud.remove()
})

/** Leaves so many tokens in the bucket of the stage. */
async function leaveInStage(kind: string, tokens: number) {
  const { burst, perSecond } = mailLimits.stage
  const tat = begin + ((burst - tokens) * 1000) / perSecond
  const Item = { pk: { S: `bucket#mail/${kind}/stage` }, tat: { N: String(tat) }, expiresAt: { N: '0' } }
  await new DynamoDBClient(cloud.client).send(new PutItemCommand({ TableName: table, Item }))
}

const refused = { code: 'limit_exceeded', headers: { 'retry-after': expect.any(String) } }

test('the whole stage writes to so many strangers, however many networks ask', async () => {
  await leaveInStage('register', 2)
  const asking = (index: number) =>
    limitMails({ kind: 'register', email: `${index}@example.in`, address: `10.0.0.${index}` }, context)
  expect([await asking(1), await asking(2)]).toEqual([true, true])
  await expect(asking(3)).rejects.toMatchObject(refused)
  // Invitations have a bucket of their own, and who has an account is no stranger.
  const [email, address] = ['4@example.in', '10.0.0.4']
  expect(await limitMails({ kind: 'invitation', email, address }, context)).toBe(true)
  expect(await limitMails({ kind: 'reset', email, address }, context)).toBe(true)
})

test('who is refused takes nothing from the address, nor from everybody', async () => {
  const [email, address] = ['meera@example.in', '192.0.2.1']
  for (let index = 0; index < mailLimits.network.burst; index++) {
    await limitMails({ kind: 'change_email', email: `to-${index}@example.in`, address }, context)
  }
  await leaveInStage('change_email', 1)
  for (let tries = 0; tries < mailLimits.mailbox.burst; tries++) {
    await expect(limitMails({ kind: 'change_email', email, address }, context)).rejects.toMatchObject(refused)
  }
  expect(await limitMails({ kind: 'change_email', email, address: '192.0.2.2' }, context)).toBe(true)
})

test('one address gets five invitations a day, from whomever', async () => {
  const inviting = (index: number) =>
    limitMails(
      {
        kind: 'invitation',
        email: 'asha@example.in',
        address: `198.51.100.${index}`,
        personId: `usr_${index}`,
      },
      context,
    )
  for (let index = 0; index < mailLimits.invited.burst; index++) expect(await inviting(index)).toBe(true)
  await expect(inviting(9)).rejects.toMatchObject(refused)
})
