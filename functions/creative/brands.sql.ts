import sql, { empty } from 'sql-template-tag'
import type { Brand } from '../../contracts/creative.ts'
import type { Db, Tx } from '../platform/data/db.ts'

const columns = sql`b.id, b.name, b.sells, b.audience, b.colours, b.tone, b.created_at as "createdAt"`

export const insertBrand = (tx: Tx, workspaceId: string, brand: Brand) =>
  tx.rows(sql`
    insert into creative.brands (id, workspace_id, name, sells, audience, colours, tone, created_at)
    values (${brand.id}, ${workspaceId}, ${brand.name}, ${brand.sells}, ${brand.audience}, ${brand.colours},
      ${brand.tone}, ${brand.createdAt})`)

/** Newest first, below the cursor. */
export const listBrands = (
  db: Db,
  workspaceId: string,
  page: { cursor?: string | undefined; limit: number },
) =>
  db.rows<Brand>(sql`
    select ${columns} from creative.brands b
    where b.workspace_id = ${workspaceId} ${page.cursor ? sql`and b.id < ${page.cursor}` : empty}
    order by b.id desc
    limit ${page.limit}`)

/** What the prompts of a generation are made of. */
export async function findBrandAndBrief(db: Db, workspaceId: string, generationId: string) {
  const [found] = await db.rows<Brand & { brief: string }>(sql`
    select ${columns}, g.brief from creative.generations g
    join creative.brands b on b.id = g.brand_id and b.workspace_id = g.workspace_id
    where g.workspace_id = ${workspaceId} and g.id = ${generationId}`)
  return found
}
