import * as z from 'zod'
import type { Assembly } from '../assembly/model.ts'
import type { Aws } from '../aws/index.ts'
import { ensureRole } from '../postgres/postgres.ts'
import type { Runtime } from '../runtime/runtime.ts'
import { emptyAdvice } from './data-dir.ts'
import { StartError } from './start-error.ts'

const credentials = z.object({ username: z.string(), password: z.string() })

/** Makes the user of the cluster's secret and its database. */
export const makeDatabase = async (assembly: Assembly, aws: Aws, superuserUrl: string) => {
  const { database } = assembly
  if (!database) return
  const parsed = credentials.safeParse(JSON.parse(aws.readSecret(database.secretName) ?? 'null'))
  if (!parsed.success) {
    throw new StartError(`The secret ${database.secretName} has no username and password.`, emptyAdvice)
  }
  await ensureRole(superuserUrl, { ...parsed.data, databaseName: database.name })
}

/** Runs the functions that a deployment runs, such as the migrations. Throws a StartError with the function's error. */
export const runTriggers = async (assembly: Assembly, runtime: Runtime, logsDir: string) => {
  for (const { functionArn } of assembly.triggers) {
    const result = await runtime.invoke(functionArn, {}, 'wait')
    if (result.ok) continue
    const name = functionArn.split(':').at(-1)
    throw new StartError(
      `${name} failed, as it would fail in a deployment: ${result.errorType}: ${result.errorMessage}`,
      `Its log is ${logsDir}/${name}.jsonl. If the stored data is of an older version, ${emptyAdvice}`,
    )
  }
}
