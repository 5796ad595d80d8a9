import { raw, type Sql } from 'sql-template-tag'
import type { Database, Db, Row } from '../../../functions/platform/data/db.ts'

type Node = {
  'Node Type': string
  'Relation Name'?: string
  Schema?: string
  'Index Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  'Rows Removed by Join Filter'?: number
  'Shared Hit Blocks': number
  'Shared Read Blocks': number
  Plans?: Node[]
}
type Explained = { Plan: Node; 'Planning Time': number; 'Execution Time': number }

export type Plan = {
  rows: number
  /** Pages of 8 kB that were looked at, from memory or not. */
  buffers: number
  /** Rows that were read in vain. */
  removed: number
  scans: { how: string; table: string; index: string | undefined }[]
  planningMs: number
  executionMs: number
}

const flatten = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(flatten)]

function toPlan({ Plan: root, ...times }: Explained): Plan {
  const nodes = flatten(root)
  const removed = (node: Node) =>
    ((node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Join Filter'] ?? 0)) *
    node['Actual Loops']
  return {
    rows: root['Actual Rows'],
    buffers: root['Shared Hit Blocks'] + root['Shared Read Blocks'],
    removed: nodes.reduce((sum, node) => sum + removed(node), 0),
    scans: nodes.flatMap((node) => {
      const { 'Node Type': how, Schema: schema, 'Relation Name': table, 'Index Name': index } = node
      return table ? [{ how, table: `${schema}.${table}`, index }] : []
    }),
    planningMs: times['Planning Time'],
    executionMs: times['Execution Time'],
  }
}

/** The plan for these very values, or the one for any values that PostgreSQL may keep of a prepared statement. */
export type PlanMode = 'custom' | 'generic'

/** Runs what `ask` asks of the database, and gives the plan of each statement instead of its rows. */
export async function explain(db: Database, mode: PlanMode, ask: (db: Db) => Promise<unknown>) {
  const plans: Plan[] = []
  await db.transaction(async (tx) => {
    await tx.rows(raw(`set local plan_cache_mode = force_${mode}_plan`))
    const explained = async ({ text, values }: Sql) => {
      await tx.rows(raw(`prepare asked as ${text}`))
      const given = values.length ? `(${values.map(literal)})` : ''
      const [found] = await tx.rows<{ 'QUERY PLAN': Explained[] }>(
        raw(`explain (analyze, buffers, verbose, format json) execute asked${given}`),
      )
      await tx.rows(raw('deallocate asked'))
      return found?.['QUERY PLAN'] ?? []
    }
    await ask({
      rows: async <T extends Row>(statement: Sql) => {
        plans.push(...(await explained(statement)).map(toPlan))
        return [] as T[]
      },
    })
  })
  return plans
}

const literal = (value: unknown): string => {
  if (value === null) return 'null'
  if (Array.isArray(value)) return `array[${value.map(literal)}]`
  const text = value instanceof Date ? value.toISOString() : String(value)
  return `'${text.replaceAll("'", "''")}'`
}
