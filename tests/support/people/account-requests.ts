import type { Cloud } from '../../../local/cloud.ts'
import { outsider } from './client.ts'
import { newAddress, newcomer } from './newcomer.ts'

type Login = { email: string; password: string; code?: string | undefined }

/** What anybody may ask about an account, each time from somewhere else unless `address` says where. */
export function accountRequests(cloud: () => Cloud) {
  const visitor = (address = newAddress()) => outsider(cloud().origin, undefined, address)
  return {
    visitor,
    /** Opens the link of a mail that confirms an address. */
    verify: (token: string, password = newcomer().password) =>
      visitor().refused('/v1/auth/email/verify', { body: { token, password } }),
    /** Asks for the mail with a link to a new password. */
    forgot: (email: string, address?: string) =>
      visitor(address).refused('/v1/auth/password/forgot', { body: { email } }),
    reset: (token: string, password: string) =>
      visitor().refused('/v1/auth/password/reset', { body: { token, password } }),
    /** Takes an account back by the link that the address before got. */
    takeBack: (token: string, password: string) =>
      visitor().refused('/v1/auth/email/take-back', { body: { token, password } }),
    /** Sends an account away by the link that the new address got. */
    giveBack: (token: string) => visitor().refused('/v1/auth/email/give-back', { body: { token } }),
    tryLogIn: ({ email, password, code }: Login, address?: string, cookie = '') =>
      visitor(address).refused('/v1/auth/session/login', {
        body: { email, password, code },
        headers: { cookie },
      }),
    /** Logs in, and has a deleted account back. */
    restoreAccount: ({ email, password, code }: Login) =>
      visitor().refused('/v1/auth/session/login', { body: { email, password, code, restoreAccount: true } }),
  }
}

/** What an answer says, but for the id of its request. */
export const said = ({ status, body }: { status: number; body: { error?: object } }) => ({
  status,
  body: body.error ? { error: { ...body.error, requestId: '' } } : body,
})
