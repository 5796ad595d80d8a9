import type { Cloud } from '../../../local/cloud.ts'
import { accountRequests } from './account-requests.ts'
import { type Colleague, newColleague } from './client.ts'
import { setUpSecondFactor } from './totp.ts'

type Me = { secondFactor: { on: boolean; required: boolean; recoveryCodesLeft: number } }

/** How it stands with somebody's second factor. */
export const standingOf = async ({ call }: Pick<Colleague, 'call'>) =>
  (await call<Me>('/v1/auth/me')).body.secondFactor

/** People with a second factor, and how they log in. */
export function secondFactorsOf(cloud: () => Cloud) {
  const requests = accountRequests(cloud)
  return {
    /** A new owner who has set it up. */
    async withSecondFactor() {
      const colleague = await newColleague(cloud())
      return { ...colleague, ...(await setUpSecondFactor(colleague)) }
    },

    /** Sends the password and, if given, a code: from somewhere else each time, unless `address` is given. */
    tryLogIn: ({ account }: Pick<Colleague, 'account'>, code?: string, address?: string) =>
      requests.tryLogIn({ ...account, code }, address),
  }
}
