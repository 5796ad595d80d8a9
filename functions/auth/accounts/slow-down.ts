import { LimitExceeded } from '../../platform/errors.ts'
import type { AuthContext } from '../context.ts'

type Attempt = Parameters<AuthContext['throttle']['check']>[0]

/** Counts an attempt before anything is compared. @throws LimitExceeded while it has to wait */
export async function slowDown(attempt: Attempt, { throttle, clock }: AuthContext) {
  const { waitSeconds } = await throttle.check(attempt, clock())
  if (waitSeconds > 0) {
    throw new LimitExceeded('slow_down', `Too many wrong tries. Try again in ${waitSeconds} seconds.`, {
      'retry-after': String(waitSeconds),
    })
  }
}
