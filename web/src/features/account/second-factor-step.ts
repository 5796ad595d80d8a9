import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query'
import { keys } from './queries.ts'

/** `uri` is what an authenticator app reads, `secret` the part of it that can be typed. */
export type NewSecret = { secret: string; uri: string }

type Step =
  | { name: 'rest' }
  | { name: 'set-up'; secret: NewSecret }
  | { name: 'codes'; codes: string[]; saidAfter: string }

const atRest: Step = { name: 'rest' }

/**
 * Where the set-up of the second factor stands. It is in the cache of the person, so that codes which the API gives
 * once outlast a look at another page, and are gone with the session.
 */
export const useStep = () => {
  const client = useQueryClient()
  const { data = atRest } = useQuery<Step>({
    queryKey: keys.secondFactorStep,
    queryFn: skipToken,
    gcTime: Number.POSITIVE_INFINITY,
  })
  const setStep = (step: Step) => client.setQueryData<Step>(keys.secondFactorStep, step)
  return [data, setStep] as const
}
