import { deviceAudience } from '../../platform/crypto/tokens.ts'
import type { AuthContext } from '../context.ts'
import { giveCookie, type Jar, readCookie } from './cookies.ts'
import { type Signer, signToken } from './sign-token.ts'

/** The longest that a browser keeps a cookie: https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html */
const seconds = 400 * 24 * 60 * 60

/** One for each account that is used on a device. */
const nameOf = (userId: string) => `dhol_device_${userId.slice(-8)}`

/** For a device on which somebody has just shown who they are. It lets nobody in: it says whose guesses to count alone. */
export async function giveDeviceCookie(jar: Jar, userId: string, signer: Signer): Promise<void> {
  const token = await signToken({ aud: deviceAudience, sub: userId }, seconds, signer)
  giveCookie(jar, nameOf(userId), token, seconds)
}

/** The id of a device on which this person has shown who they are; undefined for any other. */
export function readDevice(cookies: string[], userId: string, { readDeviceToken }: AuthContext) {
  const device = readDeviceToken(readCookie(cookies, nameOf(userId)))
  return device?.userId === userId ? device.deviceId : undefined
}
