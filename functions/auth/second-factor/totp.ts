import { timingSafeEqual } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'

const stepMs = 30_000
/** Clocks of phones are off, and typing takes time: one step before and after (RFC 6238, section 5.2). */
const driftSteps = [-1, 0, 1]
/** Of SHA-1, as RFC 4226 recommends in section 4. */
const secretBytes = 20

/** What every authenticator app understands: SHA-1, six digits, 30 seconds. */
const totp = (secret: string, email = '') =>
  new TOTP({
    issuer: 'Dhol',
    label: email,
    secret: Secret.fromBase32(secret),
    algorithm: 'SHA1',
    digits: 6,
    period: stepMs / 1000,
  })

/** 160 random bits in base32. */
export const newTotpSecret = (): string => new Secret({ size: secretBytes }).base32

/** What the QR code holds: https://github.com/google/google-authenticator/wiki/Key-Uri-Format */
export const totpUri = ({ secret, email }: { secret: string; email: string }): string =>
  totp(secret, email).toString()

/**
 * The time step (30 s since 1970) whose code this is, RFC 6238; undefined when it is none. Keep it and give it as
 * `lastStep` the next time: a step at or before it is refused, so that no code is accepted twice. `now` is in ms.
 */
export function matchingStep({
  secret,
  code,
  now,
  lastStep,
}: {
  secret: string
  code: string
  now: number
  lastStep: number | undefined
}): number | undefined {
  if (!/^[0-9]{6}$/.test(code)) return undefined
  const generator = totp(secret)
  const current = Math.floor(now / stepMs)
  // Each is compared, so that the time does not tell which one was right.
  const matches = driftSteps
    .map((drift) => current + drift)
    .filter((step) => isEqual(generator.generate({ timestamp: step * stepMs }), code))
  return matches.find((step) => lastStep === undefined || step > lastStep)
}

const isEqual = (one: string, other: string) => timingSafeEqual(Buffer.from(one), Buffer.from(other))
