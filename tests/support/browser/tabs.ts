import type { Session } from '../../../contracts/auth/auth.ts'
import type { ErrorBody } from '../../../contracts/common.ts'
import { outsider } from '../people/client.ts'

type Renewal = { workspaceId?: string; headers?: Record<string, string>; address?: string }

/** What a browser's tab does when it opens: renews the session by its cookie. */
export async function refresh(
  origin: string,
  cookie: string,
  { workspaceId, headers, address }: Renewal = {},
) {
  const answer = await outsider(origin, undefined, address).call<Session & ErrorBody>(
    '/v1/auth/session/refresh',
    { body: { workspaceId }, headers: { cookie, 'x-dhol-csrf': '1', ...headers } },
  )
  const [setCookie = ''] = answer.headers.getSetCookie()
  return { ...answer, setCookie, cookie: setCookie.split(';')[0] ?? '' }
}

export const logOut = (origin: string, cookie: string, headers: Record<string, string> = {}) =>
  outsider(origin).refused('/v1/auth/session/end', {
    method: 'POST',
    headers: { cookie, 'x-dhol-csrf': '1', ...headers },
  })
