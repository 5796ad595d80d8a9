import type { RequestInfo } from '../../platform/http/actor.ts'

/** The cookies that a request came with, and what its answer gives. */
export type Jar = { request: Pick<RequestInfo, 'cookies'>; setCookie: (cookie: string) => void }

/**
 * A browser takes a name that begins so over a safe connection only: nobody on the way can plant one. `__Host-` would ask
 * for the path `/`. https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#name-the-__secure-prefix
 */
const prefix = '__Secure-'

/** Sent to these addresses only, never by another site, and out of reach of any script. */
const attributes = 'Path=/v1/auth/session; HttpOnly; Secure; SameSite=Strict'

const line = (name: string, value: string, seconds: number) =>
  `${name}=${value}; ${attributes}; Max-Age=${seconds}`

const find = (cookies: string[], name: string) =>
  cookies.find((each) => each.startsWith(`${name}=`))?.slice(name.length + 1)

/**
 * The value of a cookie of a request; empty when there is none. One that was given out before names had the prefix counts
 * until it is renewed.
 */
export const readCookie = (cookies: string[], name: string): string =>
  find(cookies, prefix + name) ?? find(cookies, name) ?? ''

/** Gives the browser a cookie, and takes away what it has under the name of before. */
export function giveCookie({ request, setCookie }: Jar, name: string, value: string, seconds: number): void {
  setCookie(line(prefix + name, value, seconds))
  if (find(request.cookies, name) !== undefined) setCookie(line(name, '', 0))
}
