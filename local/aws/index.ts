import { join } from 'node:path'
import { startDynamoDb } from './dynamodb/dynamodb.ts'
import { deliverer } from './events/deliver.ts'
import { startEvents } from './events/events.ts'
import { makeScheduler } from './events/scheduler.ts'
import { startFront } from './front.ts'
import { authorizer } from './iam/authorize.ts'
import { invoker } from './iam/invoke-as.ts'
import { sessionOf } from './iam/principal.ts'
import { verifySignature } from './iam/signature.ts'
import { startKms } from './kms/kms.ts'
import { startLambda } from './lambda.ts'
import { startSecretsManager } from './secretsmanager.ts'
import { makeSes } from './ses.ts'
import { startStates } from './states/states.ts'
import { startFauxqs } from './storage/fauxqs.ts'
import { startS3 } from './storage/s3.ts'
import { startSqs } from './storage/sqs.ts'
import { sts } from './sts.ts'
import type { Aws, AwsOptions, Service } from './types.ts'

export type { Aws } from './types.ts'

/**
 * Starts every AWS service that the assembly uses, behind one port that the plain AWS SDK talks to.
 * @throws StartError when the stored data is damaged or does not fit the template, and Error when the template asks
 * for what the local cloud does not have.
 */
export const startAws = async (options: AwsOptions): Promise<Aws> => {
  const { assembly, dataDir, callers, invoke, log, onDecision, onLost, waitFactor = 1 } = options
  const stops: (() => unknown)[] = []
  const stop = async () => {
    for (const one of stops.splice(0).reverse()) await one()
  }
  const keep = <T extends { stop?(): unknown }>(part: T): T => {
    stops.push(() => part.stop?.())
    return part
  }
  try {
    const authorize = authorizer({ ...assembly, log, onDecision })
    const invokeAs = invoker(authorize, invoke)
    const kms = await startKms(join(dataDir, 'kms'), assembly.keys)
    const secretsmanager = await startSecretsManager(join(dataDir, 'secrets'), assembly.secrets)
    const dynamodb = keep(await startDynamoDb(join(dataDir, 'dynamodb'), assembly.tables))
    const fauxqs = keep(await startFauxqs(dataDir, onLost))
    const s3 = startS3(fauxqs)
    for (const { name } of assembly.buckets) await s3.makeBucket(name)
    const sqs = startSqs(fauxqs)
    for (const { name } of assembly.queues) await sqs.makeQueue(name)
    const ses = keep(makeSes())
    const states = keep(startStates(assembly.machines, invokeAs, waitFactor, log))
    const deliver = deliverer({ functions: assembly.functions, invoke, authorize, states, sqs, log })
    const events = keep(startEvents(assembly, deliver))
    const scheduler = keep(makeScheduler(assembly.schedules, deliver, log))

    /** By the name that the service has in a credential scope. */
    const services: Record<string, Service> = {
      dynamodb,
      events,
      kms,
      lambda: startLambda(assembly.functions, invoke, log),
      s3,
      secretsmanager,
      ses,
      sqs,
      states,
      sts,
    }
    const callersByKey = new Map(callers.map((caller) => [caller.accessKeyId, caller]))
    const front = keep(await startFront(services, callersByKey, authorize, log))

    return {
      endpoint: `http://127.0.0.1:${front.port}`,
      openInbox: ses.openInbox,
      admit: async (request, needed) =>
        authorize(sessionOf(await verifySignature(request, callersByKey)), needed),
      authorize,
      invokeAs,
      readObject: s3.read,
      writeObject: s3.write,
      putSecret: async (name, value) => void (await secretsmanager.put(name, value)),
      readSecret: secretsmanager.read,
      executions: states.executions,
      startSchedules: scheduler.start,
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}
