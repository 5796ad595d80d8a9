import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readMailbox } from '../../../local/aws/mailbox.ts'
import { type SmallCloud, startSmallCloud } from '../../support/cloud/small-cloud.ts'

let cloud: SmallCloud
beforeAll(async () => {
  cloud = await startSmallCloud()
})
afterAll(() => cloud.remove())

const mail = (subject: string, body: object) =>
  new SendEmailCommand({
    FromEmailAddress: 'Dhol <no-reply@dhol.test>',
    Destination: { ToAddresses: ['asha@example.in'] },
    Content: { Simple: { Subject: { Data: subject }, Body: body } },
  })

test('mail that was sent is read in the order in which it came, as it came', async () => {
  const ses = new SESv2Client(cloud.client)
  await ses.send(mail('नमस्ते', { Text: { Data: 'Confirm: https://x/#t' }, Html: { Data: '<p>Confirm</p>' } }))
  await ses.send(mail('Second', { Text: { Data: 'Only text' } }))
  const inbox = await readMailbox(await cloud.aws.openInbox())
  expect(inbox).toMatchObject([
    {
      from: 'Dhol <no-reply@dhol.test>',
      to: ['asha@example.in'],
      subject: 'नमस्ते',
      text: 'Confirm: https://x/#t',
      html: '<p>Confirm</p>',
    },
    { subject: 'Second', text: 'Only text', html: '' },
  ])
  expect(Math.abs((inbox[0]?.at.getTime() ?? 0) - Date.now())).toBeLessThan(60_000)
})
