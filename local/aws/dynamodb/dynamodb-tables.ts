import { isDeepStrictEqual } from 'node:util'
import type { Assembly } from '../../assembly/model.ts'
import { emptyAdvice } from '../../start/data-dir.ts'
import { StartError } from '../../start/start-error.ts'

type Perform = (
  operation: string,
  input: unknown,
) => Promise<{ status: number; body: Record<string, unknown> }>

type Index = { IndexName: string; KeySchema: unknown; Projection: unknown }

/**
 * Creates those tables that are not there yet.
 * @throws StartError when a table is there with other keys or indexes than the template says.
 */
export const createMissingTables = async (tables: Assembly['tables'], perform: Perform): Promise<void> => {
  for (const { name, definition } of tables) {
    const wanted = createInput(name, definition)
    const found = await perform('DescribeTable', { TableName: name })
    if (found.status === 200) {
      if (!isDeepStrictEqual(shapeOf(found.body.Table as object), shapeOf(wanted)))
        throw new StartError(
          `The table ${name} of the last start has other keys than the template says.`,
          emptyAdvice,
        )
      continue
    }
    const { status, body } = await perform('CreateTable', wanted)
    if (status !== 200) throw new Error(`The table ${name} could not be made: ${JSON.stringify(body)}`)
    await untilActive(name, perform)
  }
}

/** Takes from `AWS::DynamoDB::Table` or `GlobalTable` what CreateTable knows. */
const createInput = (name: string, definition: Record<string, unknown>) => {
  const indexes = (member: string) => {
    const list = (definition[member] ?? []) as Index[]
    const known = list.map(({ IndexName, KeySchema, Projection }) => ({ IndexName, KeySchema, Projection }))
    return known.length === 0 ? {} : { [member]: known }
  }
  return {
    TableName: name,
    KeySchema: definition.KeySchema,
    AttributeDefinitions: definition.AttributeDefinitions,
    BillingMode: 'PAY_PER_REQUEST',
    ...indexes('GlobalSecondaryIndexes'),
    ...indexes('LocalSecondaryIndexes'),
  }
}

const shapeOf = (table: {
  KeySchema?: unknown
  GlobalSecondaryIndexes?: Index[]
  LocalSecondaryIndexes?: Index[]
}) => ({
  keys: table.KeySchema,
  indexes: [...(table.GlobalSecondaryIndexes ?? []), ...(table.LocalSecondaryIndexes ?? [])]
    .map(({ IndexName, KeySchema }) => ({ IndexName, KeySchema }))
    .sort((one, other) => one.IndexName.localeCompare(other.IndexName)),
})

const untilActive = async (name: string, perform: Perform) => {
  for (let attempt = 0; attempt < 200; attempt++) {
    const { body } = await perform('DescribeTable', { TableName: name })
    if ((body.Table as { TableStatus?: string } | undefined)?.TableStatus === 'ACTIVE') return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error(`The table ${name} did not become active`)
}
