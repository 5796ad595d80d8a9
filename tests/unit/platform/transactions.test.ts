import { expectTypeOf, test } from 'vitest'
import type { record } from '../../../functions/audit/index.ts'
import type { findUnsentLink } from '../../../functions/auth/accounts/links.sql.ts'
import type { standingMembers } from '../../../functions/auth/workspaces/members.sql.ts'
import type { insertGeneration } from '../../../functions/creative/generations.sql.ts'
import type { Database, Db, Tx } from '../../../functions/platform/data/db.ts'

// Types alone: `npm run check:types` fails on them.
test('a statement takes the pool and a transaction, what belongs into a transaction takes nothing else', () => {
  expectTypeOf<Database>().toExtend<Db>()
  expectTypeOf<Tx>().toExtend<Db>()
  expectTypeOf<Db>().not.toExtend<Tx>()
  expectTypeOf<Database>().not.toExtend<Tx>()
  expectTypeOf<Tx>().not.toExtend<Database>()
})

test('so forgetting the transaction does not compile', () => {
  expectTypeOf<Database>().toExtend<Parameters<typeof findUnsentLink>[0]>()
  expectTypeOf<Database>().not.toExtend<Parameters<typeof record>[0]>()
  expectTypeOf<Database>().not.toExtend<Parameters<typeof standingMembers>[0]>()
  expectTypeOf<Database>().not.toExtend<Parameters<typeof insertGeneration>[0]>()
})
