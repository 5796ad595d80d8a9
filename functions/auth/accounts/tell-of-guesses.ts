import { guessesToldLimit } from '../../../contracts/limits.ts'
import { hashSecret } from '../../platform/crypto/ids.ts'
import type { RequestInfo } from '../../platform/http/actor.ts'
import { networkOf } from '../../platform/limits/limiter.ts'
import { asError, log } from '../../platform/log.ts'
import type { AuthContext } from '../context.ts'

type Guessed = { email: string; userId: string | undefined }

/**
 * Has it told to a person, in their activity, that somebody guesses at their password or their codes. For an address without an account
 * the same is done, and a subscriber finds nobody: the time that it takes tells nobody whether there is an account. The
 * guesser is refused all the same, so a message that gets lost fails nobody.
 */
export async function tellOfGuesses(
  { email, userId }: Guessed,
  { address }: RequestInfo,
  { limiter, clock, publish }: AuthContext,
) {
  const { allowed } = await limiter.take(`guesses/${hashSecret(email)}`, guessesToldLimit, clock())
  if (!allowed) return
  await publish('login.slowed', { userId: userId ?? null, network: networkOf(address) }).catch(
    (error: unknown) => log.warn('guesses are not told of', asError(error)),
  )
}
