import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import * as z from 'zod'
import type { Assembly } from '../assembly/model.ts'
import type { Runtime } from '../runtime/runtime.ts'
import { StartError } from './start-error.ts'

const answer = z.discriminatedUnion('Status', [
  z.object({ Status: z.literal('SUCCESS'), Data: z.record(z.string(), z.string()).default({}) }),
  z.object({ Status: z.literal('FAILED'), Reason: z.string() }),
])

/**
 * Has the functions make their custom resources, as CloudFormation does, and gives the attributes by
 * `<resource>.<attribute>`. Throws a StartError where a deployment would stop.
 */
export const makeCustomResources = async (
  { customResources }: Assembly,
  runtime: Runtime,
): Promise<Map<string, string>> => {
  const made = await Promise.all(
    customResources.map(async ({ name, functionArn, properties }) => {
      const given = await ask(runtime, functionArn, name, properties)
      return Object.entries(given).map(([attribute, value]) => [`${name}.${attribute}`, value] as const)
    }),
  )
  return new Map(made.flat())
}

/** The function answers to an address, not to its caller. */
const ask = async (runtime: Runtime, functionArn: string, name: string, properties: object) => {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const answered = once(server, 'request').then(async ([request, response]) => {
    const body = await text(request)
    response.end()
    return answer.parse(JSON.parse(body))
  })
  answered.catch(() => undefined)
  try {
    const called = await runtime.invoke(
      functionArn,
      {
        RequestType: 'Create',
        ResponseURL: `http://127.0.0.1:${port}/`,
        StackId: 'local',
        RequestId: name,
        LogicalResourceId: name,
        ResourceProperties: properties,
      },
      'wait',
    )
    if (!called.ok) throw failed(name, `${called.errorType}: ${called.errorMessage}`)
    const result = await answered
    if (result.Status === 'FAILED') throw failed(name, result.Reason)
    return result.Data
  } finally {
    server.close()
  }
}

const failed = (name: string, why: string) =>
  new StartError(
    `${name} was not made, as it would not be in a deployment: ${why}`,
    'Its function has a log.',
  )
