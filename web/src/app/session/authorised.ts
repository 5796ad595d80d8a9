import { ApiError, Cancelled, hasCode } from '../api/api-error.ts'
import { type KeptSession, scopeOf } from './session.ts'

/** So long before its end, in milliseconds, a token is renewed: it should outlast the call and a clock that is off. */
export const renewBeforeMs = 60_000

type Keeper = {
  current: () => KeptSession | null
  /** Gets another token; afterwards `current` is null where there is none to be had. */
  renew: () => Promise<void>
  /** The API refuses even a new token. */
  end: () => void
}

/** Another token helps: this one has ended, or its person no longer belongs to the workspace that it is for. */
const isOutdated = (error: unknown) => hasCode(error, 'unauthorized', 'no_workspace')

const loggedOut = () => new ApiError(401, { code: 'unauthorized', message: '' })

/**
 * Sends with the token of the session, renewed before its end, and once where the API refuses it. What was begun as
 * one person in one workspace is never sent as another.
 * @throws {ApiError} 401 `unauthorized` where nobody is logged in any more
 * @throws {Cancelled} the tab has gone to another workspace in the meantime
 */
export const authorised = async <T>(
  send: (accessToken: string) => Promise<T>,
  { current, renew, end }: Keeper,
  now = Date.now,
): Promise<T> => {
  const scope = scopeOf(current())
  const token = () => {
    const session = current()
    if (!session) throw loggedOut()
    if (scopeOf(session) !== scope) throw new Cancelled()
    return session.accessToken
  }

  const session = current()
  if (session && session.expiresAt - now() < renewBeforeMs) await renew()
  const first = token()
  try {
    return await send(first)
  } catch (error) {
    if (!isOutdated(error)) throw error
    // Late answers: another call may have had the token renewed already.
    if (token() === first) await renew()
  }
  const second = token()
  try {
    return await send(second)
  } catch (error) {
    if (hasCode(error, 'unauthorized') && current()?.accessToken === second) end()
    throw error
  }
}
