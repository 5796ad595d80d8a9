import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2'

const ses = new SESv2Client()

type Letter = { from: string; to: string; subject: string; text: string; html: string }

/** Sends one mail, unless to a name that nobody ever has (RFC 2606). @throws what SES says when it does not take it */
export async function sendMail({ from, to, subject, text, html }: Letter): Promise<void> {
  if (to.endsWith('.invalid')) return
  const part = (data: string) => ({ Data: data, Charset: 'UTF-8' })
  const send = new SendEmailCommand({
    FromEmailAddress: from,
    Destination: { ToAddresses: [to] },
    Content: { Simple: { Subject: part(subject), Body: { Text: part(text), Html: part(html) } } },
  })
  await ses.send(send)
}
