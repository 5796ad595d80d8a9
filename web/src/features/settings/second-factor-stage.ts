import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query'
import { keys } from './queries.ts'

/** `uri` is what an authenticator app reads, `secret` the part of it that can be typed. */
export type NewSecret = { secret: string; uri: string }

type Stage =
  | { name: 'rest' }
  | { name: 'set-up'; secret: NewSecret }
  | { name: 'codes'; codes: string[]; saidAfter: string }

const atRest: Stage = { name: 'rest' }

/**
 * Where the set-up of the second factor stands. It is in the cache of the person, so that codes which the API gives
 * once outlast a look at another page, and are gone with the session.
 */
export const useStage = () => {
  const client = useQueryClient()
  const { data = atRest } = useQuery<Stage>({
    queryKey: keys.secondFactorStage,
    queryFn: skipToken,
    gcTime: Number.POSITIVE_INFINITY,
  })
  const setStage = (stage: Stage) => client.setQueryData<Stage>(keys.secondFactorStage, stage)
  return [data, setStage] as const
}
