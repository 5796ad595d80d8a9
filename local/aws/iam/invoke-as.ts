import type { Invoke, Principal } from '../../assembly/model.ts'
import { isRefusal } from '../errors.ts'
import type { Authorize } from './authorize.ts'

/**
 * Makes the way in which somebody's calls reach the functions that the policies let him call. A refused one looks like
 * a function that failed, with the name that Step Functions gives it.
 */
export const invoker =
  (authorize: Authorize, invoke: Invoke) =>
  (principal: Principal): Invoke =>
  async (functionArn, payload, mode) => {
    try {
      await authorize(principal, { action: 'lambda:InvokeFunction', resource: functionArn })
    } catch (error) {
      if (!isRefusal(error)) throw error
      return { ok: false, errorType: 'Lambda.AWSLambdaException', errorMessage: error.message }
    }
    return invoke(functionArn, payload, mode)
  }
