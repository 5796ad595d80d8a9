import * as z from 'zod'

/** As the emulator of SES tells what it took; `at` is in seconds. */
const store = z.object({
  emails: z.array(
    z.object({
      from: z.string(),
      destination: z.object({ to: z.array(z.string()) }),
      subject: z.string(),
      body: z.object({ text: z.string().default(''), html: z.string().default('') }),
      at: z.number(),
    }),
  ),
})

/** Reads what lies in the inbox at this address, the oldest first. */
export const readMailbox = async (inboxUrl: string) => {
  const response = await fetch(`${inboxUrl}/store`)
  const { emails } = store.parse(await response.json())
  return emails.map(({ from, destination, subject, body, at }) => ({
    from,
    to: destination.to,
    subject,
    text: body.text,
    html: body.html,
    at: new Date(at * 1000),
  }))
}
