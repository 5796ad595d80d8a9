import type { AuditAction } from '../../../contracts/audit-actions.ts'
import type { EndpointDefinition } from '../../../contracts/endpoint.ts'
import type { Database, Tx } from '../data/db.ts'
import { measure } from '../metrics.ts'
import { countChanges } from './audited.sql.ts'

/** What was written down in a transaction. */
const recorded = new WeakMap<Tx, AuditAction[]>()

/** Notes that a transaction writes an action down. For the audit's own `record`. */
export const noteRecorded = (tx: Tx, action: AuditAction): void =>
  void recorded.set(tx, [...(recorded.get(tx) ?? []), action])

type Promised = Pick<EndpointDefinition, 'audits' | 'unaudited'>

/** Asks again whether a caller may, and keeps it so until the transaction ends. @throws what the gate would */
export type Hold = (tx: Tx) => Promise<void>

/** Every table is named with its schema, so `for update of m` is no change. */
const changing = /\b(insert\s+into|delete\s+from|merge\s+into|update\s+"?\w+"?\.)/i

/**
 * The database of an endpoint. It keeps what the contract says of the audit: a transaction that changes something and
 * does not record it is rolled back, and nothing is changed outside of a transaction. With `hold`, every transaction
 * begins with it, and there is no other way to change anything: what somebody does counts only if they still may.
 * @throws Error that names the endpoint: the fault is ours, so its caller reads a 500
 */
export function audited(db: Database, name: string, promised: Promised, hold: Hold | undefined): Database {
  const { audits = [], unaudited } = promised
  const check = async (tx: Tx, changesBefore: number) => {
    const actions = recorded.get(tx) ?? []
    const other = actions.find((action) => !(audits as readonly AuditAction[]).includes(action))
    if (other) throw new Error(`${name} records ${other}, which its contract leaves out`)
    if (unaudited || actions.length > 0) return
    if ((await countChanges(tx)) > changesBefore)
      throw new Error(`${name} changes something and records nothing`)
  }
  return {
    ...db,
    of: (tenant) => audited(db.of(tenant), name, promised, hold),
    rows: async (statement) => {
      if ((hold || !unaudited) && changing.test(statement.sql)) {
        throw new Error(`${name} changes something outside of a transaction`)
      }
      return db.rows(statement)
    },
    transaction: async (work) => {
      const { tx, result } = await db.transaction(async (tx) => {
        // One round trip for both.
        const [, changesBefore] = await Promise.all([hold?.(tx), countChanges(tx)])
        const result = await work(tx)
        await check(tx, changesBefore)
        return { tx, result }
      })
      for (const action of recorded.get(tx) ?? []) measure('user_action', 1, { action })
      return result
    },
    session: async () => {
      throw new Error(`${name} asks for a connection of its own`)
    },
  }
}
