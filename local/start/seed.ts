import { setTimeout } from 'node:timers/promises'
import * as z from 'zod'
import { excerpt } from '../../contracts/excerpt.ts'
import { StartError } from './start-error.ts'

export const demoUser = { name: 'Asha', email: 'asha@chai.test', password: 'dhol-demo-2026' }

const demoBrand = {
  name: 'Chai Junction',
  sells: 'Masala chai, filter coffee and fresh snacks from three small cafés in Pune.',
  audience: 'Students and office workers between 18 and 35 who live near a café.',
  colours: ['#B5471B', '#F4C95D', '#2E4A3B'],
  tone: 'Warm, playful, a little Hinglish, never loud.',
}

const session = z.object({ accessToken: z.string() })
const brands = z.object({ items: z.array(z.unknown()) })

const call = async (origin: string, method: string, path: string, body?: unknown, token?: string) => {
  const response = await fetch(`${origin}${path}`, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: response.status, body: await response.text() }
}

const expectAnswer = <S extends z.ZodType>(
  what: string,
  answer: { status: number; body: string },
  schema: S,
): z.output<S> => {
  const parsed = answer.status < 300 ? schema.safeParse(JSON.parse(answer.body)) : undefined
  if (parsed?.success) return parsed.data
  throw new StartError(
    `The demo account could not be made: ${what} answered ${answer.status}: ${excerpt(answer.body, 300)}`,
    'If the stored data is of an older version, `npm start -- --fresh` empties it and starts anew.',
  )
}

type Mailbox = () => Promise<{ to: string[]; text: string }[]>

/** The token of the link that was mailed to the demo user. */
const mailedToken = async (mailbox: Mailbox): Promise<string> => {
  for (let tries = 0; tries < 100; tries++) {
    const mail = (await mailbox()).findLast(({ to }) => to.includes(demoUser.email))
    const token = /#token=(\S+)/.exec(mail?.text ?? '')?.[1]
    if (token) return token
    await setTimeout(100)
  }
  throw new StartError('The mail for the demo account did not arrive.', 'The logs say why.')
}

/** Makes the demo user and a brand for it, from outside, as a person would. What is there already stays. */
export const seedDemo = async (origin: string, mailbox: Mailbox) => {
  const { email, password } = demoUser
  const logIn = () => call(origin, 'POST', '/v1/auth/session/login', { email, password })
  let answer = await logIn()
  if (answer.status === 401) {
    expectAnswer('registering', await call(origin, 'POST', '/v1/auth/register', demoUser), z.unknown())
    const token = await mailedToken(mailbox)
    const verified = await call(origin, 'POST', '/v1/auth/email/verify', {
      token,
      password,
    })
    expectAnswer('confirming the address', verified, z.unknown())
    answer = await logIn()
  }
  const { accessToken } = expectAnswer('logging in', answer, session)
  const listed = await call(origin, 'GET', '/v1/brands', undefined, accessToken)
  if (expectAnswer('GET /v1/brands', listed, brands).items.length > 0) return
  const made = await call(origin, 'POST', '/v1/brands', demoBrand, accessToken)
  expectAnswer('POST /v1/brands', made, z.unknown())
}
