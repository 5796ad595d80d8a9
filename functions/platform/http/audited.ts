import type { AuditAction } from '../../../contracts/audit-actions.ts'
import type { EndpointDefinition } from '../../../contracts/endpoint.ts'
import type { Database, Tx } from '../data/db.ts'
import { measure } from '../metrics.ts'
import { hasChangedSomething } from './audited.sql.ts'

/** What was written down in a transaction. */
const recorded = new WeakMap<Tx, AuditAction[]>()

/** Notes that a transaction writes an action down. For the audit's own `record`. */
export const noteRecorded = (tx: Tx, action: AuditAction): void =>
  void recorded.set(tx, [...(recorded.get(tx) ?? []), action])

type Promised = Pick<EndpointDefinition, 'audits' | 'unaudited'>

class Unrecorded extends Error {
  override readonly name = 'Unrecorded'
}

/** Every table is named with its schema, so `for update of m` is no change. */
const changing = /\b(insert\s+into|delete\s+from|merge\s+into|update\s+"?\w+"?\.)/i

/**
 * The database of an endpoint, which keeps what its contract says of the audit: a transaction that changes something
 * and does not record it is rolled back, and nothing is changed outside of a transaction.
 * @throws Error that names the endpoint: the fault is ours, so its caller reads a 500
 */
export function audited(db: Database, name: string, promised: Promised): Database {
  const { audits = [], unaudited } = promised
  const check = async (tx: Tx) => {
    const actions = recorded.get(tx) ?? []
    const other = actions.find((action) => !(audits as readonly AuditAction[]).includes(action))
    if (other) throw new Error(`${name} records ${other}, which its contract leaves out`)
    if (unaudited || actions.length > 0) return
    if (await hasChangedSomething(tx)) throw new Unrecorded(`${name} changes something and records nothing`)
  }
  return {
    ...db,
    of: (tenant) => audited(db.of(tenant), name, promised),
    rows: async (statement) => {
      if (!unaudited && changing.test(statement.sql)) {
        throw new Error(`${name} changes something outside of a transaction`)
      }
      return db.rows(statement)
    },
    transaction: async (work) => {
      const run = () =>
        db.transaction(async (tx) => {
          const result = await work(tx)
          await check(tx)
          return { tx, result }
        })
      const { tx, result } = await run().catch((error: unknown) => {
        if (!(error instanceof Unrecorded)) throw error
        // Whoever waits for another to change the same row counts as changing it, though nothing may be left to do.
        // The second time, they find the row as the other left it.
        return run()
      })
      for (const action of recorded.get(tx) ?? []) measure('user_action', 1, { action })
      return result
    },
  }
}
