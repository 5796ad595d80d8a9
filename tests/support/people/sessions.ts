import type { Session } from '../../../contracts/auth/auth.ts'
import type { Cloud } from '../../../local/cloud.ts'
import { refresh } from '../browser/tabs.ts'
import { sessionOf } from './access-tokens.ts'
import { superuserOf } from './accounts.ts'
import { outsider } from './client.ts'

/** How sessions of people are renewed, and what has become of them. */
export function sessionsOf(cloud: () => Cloud) {
  const superuser = superuserOf(cloud)
  return {
    renew: (cookie: string, more: Parameters<typeof refresh>[2] = {}) =>
      refresh(cloud().origin, cookie, more),

    /** A thief uses the cookie that somebody's browser had, some time after that browser has gone on. */
    async useStolenCookie({ session, cookie }: { session: Session; cookie: string }) {
      const next = await refresh(cloud().origin, cookie)
      await refresh(cloud().origin, next.cookie)
      await superuser(
        `update auth.refresh_tokens set used_at = now() - interval '1 minute'
          where session_id = $1 and used_at is not null`,
        [sessionOf(session.accessToken)],
      )
      return refresh(cloud().origin, cookie)
    },

    /** What somebody with this access token is answered. */
    meStatus: async (token: string) => (await outsider(cloud().origin, token).call('/v1/auth/me')).status,

    /** Null while the session is open. */
    async endedWhy({ session }: { session: Session }) {
      const [row] = await superuser<{ ended_why: string | null }>(
        'select ended_why from auth.sessions where id = $1',
        [sessionOf(session.accessToken)],
      )
      return row?.ended_why
    },
  }
}
