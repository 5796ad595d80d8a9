import { refreshTokenMs } from './session.ts'

const name = 'dhol_refresh'

/** Sent to these addresses only, never by another site, and out of reach of any script. */
const attributes = 'Path=/v1/auth/session; HttpOnly; Secure; SameSite=Strict'

export const refreshCookie = (token: string) =>
  `${name}=${token}; ${attributes}; Max-Age=${refreshTokenMs / 1000}`
export const noRefreshCookie = `${name}=; ${attributes}; Max-Age=0`

/** The refresh token among the cookies of a request; empty when there is none. */
export const readRefreshCookie = (cookies: string[]): string =>
  cookies.find((cookie) => cookie.startsWith(`${name}=`))?.slice(name.length + 1) ?? ''
