import { mayBePaid } from './errors.ts'

/**
 * Adds up what the calls of one order cost, in millionths of a US dollar. Google has no word on a call whose answer was
 * lost: it may have been paid, so it counts as what such a call costs.
 */
export const openBill = () => {
  let total = 0
  return {
    async pay<T extends { costMicroUsd: number }>(assumed: number, call: () => Promise<T>): Promise<T> {
      try {
        const answer = await call()
        total += answer.costMicroUsd
        return answer
      } catch (error) {
        if (mayBePaid(error)) total += assumed
        throw error
      }
    },
    total: () => total,
  }
}
export type Bill = ReturnType<typeof openBill>
