import { cookie, readCookie } from './cookies.ts'
import { refreshTokenMs } from './session.ts'

const name = 'dhol_refresh'

export const refreshCookie = (token: string) => cookie(name, token, refreshTokenMs / 1000)
export const noRefreshCookie = cookie(name, '', 0)

/** The refresh token among the cookies of a request; empty when there is none. */
export const readRefreshCookie = (cookies: string[]): string => readCookie(cookies, name)
