import sql from 'sql-template-tag'
import { expect, test } from 'vitest'
import type { Database } from '../../../functions/platform/data/db.ts'
import { testCloud } from '../../support/cloud/cloud.ts'
import { testLogins } from '../../support/cloud/database-logins.ts'
import { newId } from '../../support/requests/endpoint-callers.ts'

const cloud = testCloud()
const as = testLogins(cloud)

const insert = (id: string, workspaceId: string) => sql`
  insert into creative.brands (id, workspace_id, name, sells, audience, colours, tone, created_at)
  values (${id}, ${workspaceId}, '', '', '', '{}', '', now())`
const sign = (id: string, by: string) => sql`
  update creative.brands set name = name || ${by} where id = ${id}`

test('of two transactions that wait for each other both are done, each once', async () => {
  const workspaceId = newId('wsp')
  const [one, other] = [newId('brd'), newId('brd')]
  const first = as('creative').of({ workspaceId })
  for (const id of [one, other]) await first.rows(insert(id, workspaceId))

  const holding = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const
  const signBoth = (db: Database, by: string, ids: string[], mine: 0 | 1) =>
    db.transaction(async (tx) => {
      const [begin = '', end = ''] = ids
      await tx.rows(sign(begin, by))
      holding[mine].resolve()
      await holding[mine === 0 ? 1 : 0].promise
      await tx.rows(sign(end, by))
    })
  const second = as('creative-sweep').of({ workspaceId })
  await Promise.all([signBoth(first, 'a', [one, other], 0), signBoth(second, 'b', [other, one], 1)])
  const signed = await first.rows<{ name: string }>(sql`
    select name from creative.brands where workspace_id = ${workspaceId}`)
  expect(signed.map(({ name }) => [...name].sort().join(''))).toEqual(['ab', 'ab'])
})
