import { randomBytes, randomInt } from 'node:crypto'
import type { Cloud } from '../../../local/cloud.ts'
import type { Account } from './accounts.ts'
import { logIn, outsider } from './client.ts'
import { mailedToken } from './links.ts'

/** Somewhere on the net where nobody else sits. */
export const newAddress = () => `10.${[0, 0, 0].map(() => randomInt(1, 255)).join('.')}`

type Newcomer = Omit<Account, 'id'>

/** Somebody who has no account yet. */
export const newcomer = (name = 'Meera'): Newcomer => ({
  name,
  email: `${randomBytes(6).toString('hex')}@example.in`,
  password: 'monsoon lantern river 7',
  address: newAddress(),
})

export const register = (origin: string, { name, email, password, address }: Newcomer) =>
  outsider(origin, undefined, address).refused('/v1/auth/register', { body: { name, email, password } })

/** An account made as people make one: asked for, and confirmed by the link of the mail. */
export async function registerAndLogIn(place: Pick<Cloud, 'origin' | 'mailbox'>, who = newcomer()) {
  await register(place.origin, who)
  const token = await mailedToken(place, who.email, 'Confirm your e-mail address')
  await outsider(place.origin, undefined, who.address).call('/v1/auth/email/verify', {
    body: { token, password: who.password },
  })
  return { ...who, ...(await logIn(place.origin, { id: '', ...who })) }
}
