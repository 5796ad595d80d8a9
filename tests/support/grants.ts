import { afterEach, expect } from 'vitest'
import type { Assembly, Decision, Statement } from '../../local/assembly/model.ts'
import { arnOf, functionOf, roleOf } from './cloud/small-assembly.ts'
import { type SmallCloud, startSmallCloud } from './cloud/small-cloud.ts'

/** Gives a test file small clouds, one at a time, in which the function that calls has certain grants and no other. */
export function testGrants() {
  let now: { cloud: SmallCloud; decisions: Decision[] } | undefined
  const end = async () => {
    await now?.cloud.remove()
    now = undefined
  }
  afterEach(end)
  const running = () => {
    if (!now) throw new Error('nothing was allowed yet')
    return now
  }
  return {
    cloud: () => running().cloud,
    decisions: () => running().decisions,
    /** Starts a cloud with these grants, after the one before. */
    async allow(statements: Statement[], assembly: Partial<Assembly> = {}) {
      await end()
      const decisions: Decision[] = []
      const cloud = await startSmallCloud({
        assembly: { roles: [roleOf('work', ...statements)], ...assembly },
        onDecision: (decision) => decisions.push(decision),
      })
      now = { cloud, decisions }
      return cloud.client
    },
    /** The call is refused with this name, and in the words of AWS: who, what, on what, why. */
    async refused(call: Promise<unknown>, name: string, action: string, resource: string, why?: string) {
      const reason = why ?? `because no identity-based policy allows the ${action} action`
      const message = `User: arn:aws:sts::000000000000:assumed-role/work/work is not authorized to perform: ${action} on resource: ${resource} ${reason}`
      await expect(call).rejects.toMatchObject({ name, message })
      expect(running().cloud.logged).toContain(`error ${message} {}`)
    },
  }
}

/** A machine whose one task calls `hear`, in a role of its own. */
export const callingMachine = {
  name: 'job',
  arn: arnOf('states', 'stateMachine:job'),
  roleArn: roleOf('machine').arn,
  definition: JSON.stringify({
    StartAt: 'Work',
    States: { Work: { Type: 'Task', Resource: functionOf('hear').arn, End: true } },
  }),
}
