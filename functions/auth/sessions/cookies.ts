/** Sent to these addresses only, never by another site, and out of reach of any script. */
const attributes = 'Path=/v1/auth/session; HttpOnly; Secure; SameSite=Strict'

export const cookie = (name: string, value: string, seconds: number) =>
  `${name}=${value}; ${attributes}; Max-Age=${seconds}`

/** The value of a cookie of a request; empty when there is none. */
export const readCookie = (cookies: string[], name: string): string =>
  cookies.find((each) => each.startsWith(`${name}=`))?.slice(name.length + 1) ?? ''
