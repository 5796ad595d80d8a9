import { giveCookie, type Jar, readCookie } from './cookies.ts'
import { refreshTokenMs } from './session.ts'

const name = 'dhol_refresh'

export const giveRefreshCookie = (jar: Jar, token: string) =>
  giveCookie(jar, name, token, refreshTokenMs / 1000)
export const takeRefreshCookie = (jar: Jar) => giveCookie(jar, name, '', 0)

/** The refresh token among the cookies of a request; empty when there is none. */
export const readRefreshCookie = (cookies: string[]): string => readCookie(cookies, name)
