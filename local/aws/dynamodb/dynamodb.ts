import { mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import dynalite from 'dynalite'
import type { Assembly } from '../../assembly/model.ts'
import { emptyAdvice } from '../../start/data-dir.ts'
import { StartError } from '../../start/start-error.ts'
import { region } from '../arn.ts'
import { AwsError } from '../errors.ts'
import { operationOf, parseInput } from '../json-protocol.ts'
import { forwardTo } from '../storage/forward.ts'
import type { Service } from '../types.ts'
import { permissionsOn } from './dynamodb-permissions.ts'
import { createMissingTables } from './dynamodb-tables.ts'

/**
 * DynamoDB with the template's tables, kept in LevelDB below `dataDir`.
 * Three things differ from AWS: there are no transactions, an expired item stays until it is deleted, and
 * ReturnValuesOnConditionCheckFailure is ignored.
 * @throws StartError when the stored data is damaged or does not fit the template.
 */
export const startDynamoDb = async (dataDir: string, tables: Assembly['tables']): Promise<Service> => {
  mkdirSync(dataDir, { recursive: true })
  await checkFiles(dataDir)
  const server = dynalite({ path: dataDir, createTableMs: 0, updateTableMs: 0, deleteTableMs: 0 })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const forward = forwardTo((server.address() as AddressInfo).port)

  const perform = async (operation: string, input: unknown) => {
    const { status, body } = await forward({
      method: 'POST',
      url: '/',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `DynamoDB_20120810.${operation}`,
        // Its signature is not looked at, only its region.
        authorization: `AWS4-HMAC-SHA256 Credential=local/20260101/${region}/dynamodb/aws4_request, SignedHeaders=host, Signature=0`,
        'x-amz-date': '20260101T000000Z',
      },
      body: Buffer.from(JSON.stringify(input)),
    })
    return { status, body: JSON.parse(String(body)) }
  }
  const stop = async () => {
    await forward.close()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  await createMissingTables(tables, perform).catch(async (error: unknown) => {
    await stop()
    throw error
  })

  const permissionsFor = permissionsOn(tables)
  return {
    permissionsFor: (call) => permissionsFor(operationOf(call), parseInput(call.body)),
    async answer(call) {
      const answer = await forward(call)
      if (answer.status === 400 && String(answer.body).includes('UnknownOperationException'))
        throw new AwsError(
          'UnknownOperationException',
          `dynamodb has no operation "${operationOf(call)}" in the local cloud`,
        )
      return answer
    },
    stop,
  }
}

/** dynalite throws what nobody can catch when its files are no database, so they are opened once beforehand. */
const checkFiles = async (dataDir: string) => {
  const { Level } = createRequire(import.meta.resolve('dynalite'))('level')
  const database = new Level(dataDir)
  try {
    await database.open()
    await database.close()
  } catch (cause) {
    throw new StartError(`The DynamoDB data in ${dataDir} is damaged.`, emptyAdvice, { cause })
  }
}
