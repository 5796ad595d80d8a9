import { describe, expect, test } from 'vitest'
import { testCloud } from '../../support/cloud/cloud.ts'
import { sessionOf } from '../../support/people/access-tokens.ts'
import { auditOf, type Change, post } from '../../support/people/audit-entries.ts'
import { logIn, newColleague } from '../../support/people/client.ts'
import { mailedToken } from '../../support/people/links.ts'
import { newcomer } from '../../support/people/newcomer.ts'
import { setUpSecondFactor } from '../../support/people/totp.ts'

const cloud = testCloud()
const { entriesBy, expectOneEntryOrNoChange } = auditOf(cloud)

describe('what is changed', () => {
  const changes: Change[] = [
    [
      'user.password_changed',
      async ({ account }) => ({
        path: '/v1/auth/password/change',
        body: { password: 'another lantern river 8' },
        subject: account.id,
        workspace_id: null,
        before: null,
        after: null,
      }),
    ],
    [
      'session.ended',
      async ({ account }) => {
        const { session } = await logIn(cloud().origin, account)
        const id = sessionOf(session.accessToken)
        return { path: `/v1/auth/sessions/${id}/end`, subject: id, workspace_id: null }
      },
    ],
    [
      'session.all_ended',
      async ({ account }) => ({ path: '/v1/auth/sessions/end-all', subject: account.id, workspace_id: null }),
    ],
    [
      'second_factor.codes_renewed',
      async (owner) => {
        await setUpSecondFactor(owner)
        return {
          path: '/v1/auth/second-factor/recovery-codes',
          subject: owner.account.id,
          workspace_id: null,
        }
      },
    ],
    [
      'second_factor.off',
      async (owner) => {
        await setUpSecondFactor(owner)
        return { path: '/v1/auth/second-factor/remove', subject: owner.account.id, workspace_id: null }
      },
    ],
    [
      'user.email_changed',
      async (owner) => {
        const { email } = newcomer()
        await post(owner, '/v1/auth/email/change', { email })
        const token = await mailedToken(cloud(), email, 'Confirm your new address')
        return {
          path: '/v1/auth/email/confirm',
          body: { token },
          subject: owner.account.id,
          workspace_id: null,
          before: { email: owner.account.email },
          after: { email },
        }
      },
    ],
    [
      'user.password_reset',
      async ({ call, account }) => {
        await call('/v1/auth/password/forgot', { body: { email: account.email } })
        const token = await mailedToken(cloud(), account.email, 'A new password')
        return {
          path: '/v1/auth/password/reset',
          body: { token, password: 'another lantern river 8' },
          subject: account.id,
          workspace_id: null,
        }
      },
    ],
  ]

  test.each(changes)('is written down once, or not done: %s', expectOneEntryOrNoChange)

  test('a second factor that is turned on', async () => {
    const owner = await newColleague(cloud())
    await setUpSecondFactor(owner)
    expect((await entriesBy(owner.account.id)).map(({ action }) => action)).toEqual(['second_factor.on'])
  })
})
