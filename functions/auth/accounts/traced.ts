import { hashSecret } from '../../platform/crypto/ids.ts'
import { DholError } from '../../platform/errors.ts'
import type { RequestInfo } from '../../platform/http/actor.ts'
import { networkOf } from '../../platform/limits/limiter.ts'
import { log } from '../../platform/log.ts'
import { measure } from '../../platform/metrics.ts'
import type { AuthContext } from '../context.ts'

/**
 * An endpoint by which somebody shows who they are. What it refuses leaves whom and where in the log, beside the id and
 * the route of the request. `emailOf` finds whom a try was about; undefined where that is nobody.
 *
 * The address is a plain SHA-256. It names the counter of the wrong tries, too (`failures#…` in DynamoDB). Who reads the
 * log finds addresses that they know and no others. A key against that would have to lie where the log is read.
 */
export const traced =
  <I extends { request: RequestInfo }, R>(
    handle: (input: I, context: AuthContext) => Promise<R>,
    emailOf: (input: I, context: AuthContext) => Promise<string | undefined>,
  ) =>
  async (input: I, context: AuthContext): Promise<R> => {
    try {
      return await handle(input, context)
    } catch (error) {
      if (error instanceof DholError) {
        const { code } = error
        const email = await emailOf(input, context).catch(() => undefined) // the refusal goes out all the same
        const emailHash = email && hashSecret(email)
        log.warn('not let in', { emailHash, network: networkOf(input.request.address), code })
        measure('login_refused', 1, { code })
      }
      throw error
    }
  }
