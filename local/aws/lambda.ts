import type { Assembly, Invoke } from '../assembly/model.ts'
import { nameOf } from './arn.ts'
import { AwsError } from './errors.ts'
import { splitUrl } from './iam/signature-claim.ts'
import type { Call, Log, Service } from './types.ts'

const invocations = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/

/** Lambda, as far as calling a function goes. */
export const startLambda = (functions: Assembly['functions'], invoke: Invoke, log: Log): Service => {
  const find = ({ method, url }: Call) => {
    const name = decodeURIComponent(invocations.exec(splitUrl(url).path)?.[1] ?? '')
    if (method !== 'POST' || name === '')
      throw new AwsError(
        'UnknownOperationException',
        `lambda has no ${method} ${url} in the local cloud`,
        404,
      )
    const called = functions.find((one) => one.arn === name || one.name === nameOf(name))
    if (!called) throw new AwsError('ResourceNotFoundException', `Function not found: ${name}`, 404)
    return called
  }

  return {
    permissionsFor: (call) => [{ action: 'lambda:InvokeFunction', resource: find(call).arn }],
    async answer(call) {
      const called = find(call)
      const { headers, body } = call
      const payload = body.length === 0 ? {} : JSON.parse(body.toString())

      if (headers['x-amz-invocation-type'] === 'Event') {
        void invoke(called.arn, payload, 'event').then((result) => {
          if (!result.ok) log('error', `${called.name} failed: ${result.errorType}: ${result.errorMessage}`)
        })
        return { status: 202 }
      }
      const result = await invoke(called.arn, payload, 'wait')
      const version = { 'x-amz-executed-version': '$LATEST', 'content-type': 'application/json' }
      if (result.ok) return { status: 200, headers: version, body: JSON.stringify(result.payload ?? null) }
      const { ok: _, ...failure } = result
      return {
        status: 200,
        headers: { ...version, 'x-amz-function-error': 'Unhandled' },
        body: JSON.stringify(failure),
      }
    },
  }
}
