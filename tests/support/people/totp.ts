import { Secret, TOTP } from 'otpauth'
import { eventually } from '../eventually.ts'

const stepMs = 30_000

/** The code of an authenticator app for a step of thirty seconds. */
const codeOf = (secret: string, step: number) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: step * stepMs })

const currentStep = () => Math.floor(Date.now() / stepMs)

/**
 * Somebody's app, which never gives the same code twice: three codes count at any moment, so most tests wait for no
 * clock. The one of the step before is given only while it holds for some seconds more.
 */
export function authenticator(secret: string) {
  let last = 0
  const nextStep = () => {
    const earliest = stepMs - (Date.now() % stepMs) > 5000 ? currentStep() - 1 : currentStep()
    return Math.max(last + 1, earliest)
  }
  return {
    secret,
    /** A code that was not given before, once there is one that counts. */
    async freshCode() {
      last = await eventually(
        async () => nextStep(),
        (step) => step <= currentStep() + 1,
        stepMs + 5000,
      )
      return codeOf(secret, last)
    },
    /** The one that was given last. */
    usedCode: () => codeOf(secret, last),
    /** Counts for no step around now. */
    wrongCode() {
      const near = [-3, -2, -1, 0, 1, 2, 3].map((drift) => codeOf(secret, currentStep() + drift))
      return ['000000', '111111', '222222', '333333', '444444', '555555', '666666', '777777'].find(
        (code) => !near.includes(code),
      ) as string
    },
  }
}
type Caller = {
  call<T>(path: string, request?: { method?: string; body?: unknown }): Promise<{ status: number; body: T }>
}

/** Sets a second factor up as people do, and gives the app and the recovery codes. */
export async function setUpSecondFactor({ call }: Caller) {
  const begun = await call<{ secret: string; uri: string }>('/v1/auth/second-factor/start', {
    method: 'POST',
  })
  const app = authenticator(begun.body.secret)
  const { body } = await call<{ recoveryCodes: string[] }>('/v1/auth/second-factor/confirm', {
    body: { code: await app.freshCode() },
  })
  return { app, uri: begun.body.uri, recoveryCodes: body.recoveryCodes }
}
